// A stream that fails where its text ends, as a folder or a broken disk does.
#pragma once

#include <ios>
#include <sstream>

namespace tocsin {

class BrokenBuffer : public std::stringbuf {
 public:
  using std::stringbuf::stringbuf;

 protected:
  int_type underflow() override {
    const int_type next = std::stringbuf::underflow();
    if (next == traits_type::eof()) throw std::ios_base::failure("broken");
    return next;
  }
};

}  // namespace tocsin
