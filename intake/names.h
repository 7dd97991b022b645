// Which names in a drop folder are never taken: hidden files and those of writers not yet done.
#pragma once

#include <string_view>

namespace tocsin {

// Why a file of this name (no slash) is left alone, "" where it is not. Any thread.
std::string_view ignored_because(std::string_view name);

}  // namespace tocsin
