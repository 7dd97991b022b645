// What the operator can choose of the language core.
#pragma once

#include <string>

namespace tocsin {

struct LanguageOptions {
  std::string model;  // the model file; "" the one that find_model() finds (language_core.h)
  bool operator==(const LanguageOptions&) const = default;
};

}  // namespace tocsin
