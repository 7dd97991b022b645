// An analyser for each job that runs at the same time, each with the memory that it works with,
// kept from one file to the next. Any thread.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "extract/language/analyse.h"

namespace tocsin {

class Analysers {
 public:
  explicit Analysers(std::shared_ptr<const LanguageCore> core) : core_(std::move(core)) {}

  // One that nobody else uses until the pointer goes.
  auto take() {
    const auto give_back = [this](Analyser* analyser) {
      const std::lock_guard lock(mutex_);
      idle_.emplace_back(analyser);
    };
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) idle_.push_back(std::make_unique<Analyser>(*core_));
    std::unique_ptr<Analyser, decltype(give_back)> out(idle_.back().release(), give_back);
    idle_.pop_back();
    return out;
  }

 private:
  std::shared_ptr<const LanguageCore> core_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Analyser>> idle_;
};

}  // namespace tocsin
