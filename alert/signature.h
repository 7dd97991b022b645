// Standard Webhooks 1.0 signatures: how a receiver knows that a message is ours, whole and fresh.
// Pure functions; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tocsin {

// The key of an HMAC. Not printable on purpose.
class SigningKey {
 public:
  // "whsec_" and base64, as the standard writes it; without that prefix the bytes themselves are
  // the key. kInvalid, without the secret in the message, where it is empty or not base64.
  static Result<SigningKey> parse(std::string_view secret);
  const std::string& bytes() const { return bytes_; }

 private:
  explicit SigningKey(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

// The headers webhook-id, webhook-timestamp and webhook-signature.
struct SignedHeaders {
  std::string id;
  std::string timestamp;  // unix seconds of the attempt
  std::string signature;  // "v1," and base64, one a key, blank between; "" without keys
  bool operator==(const SignedHeaders&) const = default;
};

SignedHeaders sign(std::string_view id, std::int64_t unix_seconds, std::string_view body,
                   const std::vector<SigningKey>& keys);

// What a receiver does: good if any signature fits any key and the timestamp is within `tolerance`
// of `now`. Compares in constant time. kInvalid says which part is wrong.
Status verify(const SignedHeaders& headers, std::string_view body,
              const std::vector<SigningKey>& keys, Timestamp now,
              Duration tolerance = std::chrono::minutes(5));

}  // namespace tocsin
