// Random numbers that are the same on every machine for a seed (the standard distributions are
// not).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace tocsin {

class RandomNumbers {
 public:
  explicit RandomNumbers(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15U + 1) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  // In [0, 1).
  float uniform() { return static_cast<float>(next() >> 40U) * 0x1p-24F; }
  bool chance(float probability) { return uniform() < probability; }
  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(next() % static_cast<std::uint64_t>(count));
  }
  template <typename T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace tocsin
