// sign and verify: HMAC-SHA256 of "id.timestamp.body" (OpenSSL), base64, with the version "v1,".
#include "alert/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

#include "base/text.h"

namespace tocsin {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::string_view kVersion = "v1,";

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends it with a zero
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(bytes),
                                     static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

// Padding may be missing; anything outside the alphabet is refused. "" where it is not base64.
std::string from_base64(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  if (text.size() % 4 == 1 || text.find_first_not_of(kAlphabet) != std::string_view::npos)
    return "";
  const std::size_t bytes = text.size() * 3 / 4;
  std::string padded(text);
  padded.resize((text.size() + 3) / 4 * 4, '=');
  std::string out(padded.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes_of(padded),
                      static_cast<int>(padded.size())) < 0) {
    return "";
  }
  out.resize(bytes);
  return out;
}

std::string signature_of(std::string_view signed_text, const SigningKey& key) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int length = 0;
  HMAC(EVP_sha256(), key.bytes().data(), static_cast<int>(key.bytes().size()),
       bytes_of(signed_text), signed_text.size(), mac.data(), &length);
  return std::string(kVersion) +
         to_base64({reinterpret_cast<const char*>(mac.data()), static_cast<std::size_t>(length)});
}

std::string signed_text(std::string_view id, std::string_view timestamp, std::string_view body) {
  std::string text;
  text.reserve(id.size() + timestamp.size() + body.size() + 2);
  text.append(id).append(".").append(timestamp).append(".").append(body);
  return text;
}

bool same(std::string_view one, std::string_view other) {
  return one.size() == other.size() && CRYPTO_memcmp(one.data(), other.data(), one.size()) == 0;
}

Status check_fresh(const std::string& timestamp, Timestamp now, Duration tolerance) {
  std::int64_t seconds = 0;
  const char* end = timestamp.data() + timestamp.size();
  const auto parsed = std::from_chars(timestamp.data(), end, seconds);
  if (parsed.ec != std::errc() || parsed.ptr != end) {
    return fail(ErrorCode::kInvalid, "webhook-timestamp is not a number of seconds");
  }
  using std::chrono::duration_cast;
  const std::int64_t current = duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  const std::int64_t allowed = duration_cast<std::chrono::seconds>(tolerance).count();
  if (seconds < current - allowed) return fail(ErrorCode::kInvalid, "webhook-timestamp is too old");
  if (seconds > current + allowed) {
    return fail(ErrorCode::kInvalid, "webhook-timestamp is in the future");
  }
  return {};
}

}  // namespace

Result<SigningKey> SigningKey::parse(std::string_view secret) {
  if (secret.starts_with(kPrefix)) {
    std::string bytes = from_base64(secret.substr(kPrefix.size()));
    if (bytes.empty()) return fail(ErrorCode::kInvalid, "what follows whsec_ is not base64");
    return SigningKey(std::move(bytes));
  }
  if (secret.empty()) return fail(ErrorCode::kInvalid, "the secret is empty");
  return SigningKey(std::string(secret));
}

SignedHeaders sign(std::string_view id, std::int64_t unix_seconds, std::string_view body,
                   const std::vector<SigningKey>& keys) {
  SignedHeaders headers{std::string(id), std::to_string(unix_seconds), ""};
  const std::string text = signed_text(headers.id, headers.timestamp, body);
  for (const SigningKey& key : keys) {
    if (!headers.signature.empty()) headers.signature += ' ';
    headers.signature += signature_of(text, key);
  }
  return headers;
}

Status verify(const SignedHeaders& headers, std::string_view body,
              const std::vector<SigningKey>& keys, Timestamp now, Duration tolerance) {
  if (Status fresh = check_fresh(headers.timestamp, now, tolerance); !fresh) return fresh;
  const std::string text = signed_text(headers.id, headers.timestamp, body);
  for (const SigningKey& key : keys) {
    const std::string expected = signature_of(text, key);
    for (std::string_view given : split(headers.signature, ' ')) {
      if (same(given, expected)) return {};
    }
  }
  return fail(ErrorCode::kInvalid, "no webhook-signature fits any of the keys");
}

}  // namespace tocsin
