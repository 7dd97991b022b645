// Signatures: a known answer made by the openssl program and coreutils, rotation, and what must be
// refused.
#include "alert/signature.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

#include "tests/alert/temp_folder.h"

namespace tocsin {
namespace {

SigningKey key(std::string_view secret) {
  Result<SigningKey> parsed = SigningKey::parse(secret);
  EXPECT_TRUE(parsed) << secret;
  return parsed ? *parsed : *SigningKey::parse("fallback");
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string out;
  char block[256];
  while (pipe && fgets(block, sizeof block, pipe.get()) != nullptr) out += block;
  return out;
}

TEST(Signature, IsWhatOpensslMakesOfIdTimestampAndBody) {
  if (output_of("command -v openssl").empty()) GTEST_SKIP() << "no openssl program";
  const TempFolder folder;
  write_all(folder.path("text"), "alr_5.2.1700000000.{\"rule\":\"recall\"}");
  const std::string expected = output_of(
      "openssl dgst -sha256 -mac HMAC -macopt hexkey:" + std::string("00ff10203040506070") +
      " -binary " + folder.path("text") + " | base64 -w0");
  // whsec_ and the base64 of those nine bytes
  const SignedHeaders headers =
      sign("alr_5.2", 1700000000, "{\"rule\":\"recall\"}", {key("whsec_AP8QIDBAUGBw")});
  EXPECT_EQ(headers.signature, "v1," + expected);
  EXPECT_EQ(headers.id, "alr_5.2");
  EXPECT_EQ(headers.timestamp, "1700000000");
}

TEST(Signature, KnownAnswerWithoutAnyProgram) {
  const SignedHeaders headers = sign("msg_1", 1, "body", {key("plain words as a key")});
  // printf 'msg_1.1.body' | openssl dgst -sha256 -hmac 'plain words as a key' -binary | base64
  EXPECT_EQ(headers.signature, "v1,I9kSkaRtBRjEGPRuQkLzZm5kIYRW1kS1RCYHITmBW6o=");
}

TEST(Signature, SecretsThatMustBeRefused) {
  for (const char* secret : {"", "whsec_", "whsec_====", "whsec_abc!", "whsec_a", "whsec_ab cd"}) {
    SCOPED_TRACE(secret);
    const auto parsed = SigningKey::parse(secret);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(parsed.error().message.find("abc!"), std::string::npos);
    EXPECT_EQ(parsed.error().message.find("ab cd"), std::string::npos);
  }
}

TEST(Signature, PrefixMeansBase64AndPaddingMayLack) {
  EXPECT_EQ(key("whsec_aGVsbG8=").bytes(), "hello");
  EXPECT_EQ(key("whsec_aGVsbG8").bytes(), "hello");
  EXPECT_EQ(key("aGVsbG8=").bytes(), "aGVsbG8=");
}

TEST(Signature, TwoKeysSignBothAndEitherVerifies) {
  const SigningKey fresh = key("the new secret");
  const SigningKey old = key("the old secret");
  const SignedHeaders headers = sign("a.1", 1000, "body", {fresh, old});
  EXPECT_EQ(headers.signature, sign("a.1", 1000, "body", {fresh}).signature + " " +
                                   sign("a.1", 1000, "body", {old}).signature);
  const Timestamp now{std::chrono::seconds(1000)};
  EXPECT_TRUE(verify(headers, "body", {old}, now));
  EXPECT_TRUE(verify(headers, "body", {fresh}, now));
  EXPECT_FALSE(verify(headers, "body", {key("another")}, now));
  EXPECT_FALSE(verify(headers, "body", {}, now));
}

TEST(Signature, NoKeysNoSignature) { EXPECT_EQ(sign("a.1", 5, "b", {}).signature, ""); }

TEST(Signature, WhatIsNotOursOrNotFreshIsRefused) {
  const std::vector<SigningKey> keys{key("secret")};
  const SignedHeaders good = sign("a.1", 10'000, "body", keys);
  struct Row {
    const char* what;
    SignedHeaders headers;
    std::string body;
    int now;
    bool ok;
  };
  const Row rows[] = {
      {"as it was", good, "body", 10'000, true},
      {"at the end of tolerance", good, "body", 10'300, true},
      {"too old", good, "body", 10'301, false},
      {"from the future", good, "body", 9'699, false},
      {"another body", good, "Body", 10'000, false},
      {"another id", {"a.2", good.timestamp, good.signature}, "body", 10'000, false},
      {"another time", {good.id, "10001", good.signature}, "body", 10'000, false},
      {"no number", {good.id, "10000x", good.signature}, "body", 10'000, false},
      {"no signature", {good.id, good.timestamp, ""}, "body", 10'000, false},
      {"another version",
       {good.id, good.timestamp, "v2," + good.signature.substr(3)},
       "body",
       10'000,
       false},
      {"cut", {good.id, good.timestamp, good.signature.substr(0, 40)}, "body", 10'000, false},
      {"after others",
       {good.id, good.timestamp, "v1a,xyz v1,AAAA " + good.signature},
       "body",
       10'000,
       true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const Timestamp now{std::chrono::seconds(row.now)};
    EXPECT_EQ(verify(row.headers, row.body, keys, now).has_value(), row.ok);
  }
}

}  // namespace
}  // namespace tocsin
