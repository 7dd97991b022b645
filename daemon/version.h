// The program's version, as CMakeLists.txt states it.
#pragma once

#include <string>

namespace tocsin {

std::string version();

}  // namespace tocsin
