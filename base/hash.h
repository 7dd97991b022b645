// SHA-256 (OpenSSL), for the identity of files and texts, never for passwords.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace tocsin {

// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace tocsin
