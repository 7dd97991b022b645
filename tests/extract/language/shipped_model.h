// The model that ships, opened once, for tests and fuzzing of all that reads English.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "extract/language/language_core.h"

namespace tocsin {

inline const LanguageCore& shipped_core() {
  static const LanguageCore core = [] {
    auto opened = LanguageCore::open(TOCSIN_SOURCE_DIR "/extract/language/data/english.model");
    if (!opened) {
      std::fprintf(stderr, "%s\n", to_string(opened.error()).c_str());
      std::abort();
    }
    return *std::move(opened);
  }();
  return core;
}

}  // namespace tocsin
