// Where secrets come from, and that none of them leaks into an error.
#include "alert/secret.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/alert/environment.h"
#include "tests/alert/temp_folder.h"

namespace tocsin {
namespace {

class Secret : public testing::Test {
 protected:
  TempFolder folder_;
};

TEST_F(Secret, FromAFileTrimmed) {
  write_all(folder_.path("key"), " \twhsec_abcd\r\n");
  SecretSource source;
  source.file = folder_.path("key");
  EXPECT_EQ(read_secret(source).value(), "whsec_abcd");
}

TEST_F(Secret, AFileThatEverybodyMayReadIsUsed) {
  write_all(folder_.path("key"), "open");
  chmod(folder_.path("key").c_str(), 0644);
  SecretSource source;
  source.file = folder_.path("key");
  EXPECT_EQ(read_secret(source).value(), "open");
}

TEST_F(Secret, FromTheEnvironment) {
  SecretSource source;
  source.environment = "TOCSIN_TEST_SECRET";
  {
    const EnvironmentVariable variable(source.environment, "from outside\n");
    EXPECT_EQ(read_secret(source).value(), "from outside");
  }
  EXPECT_EQ(read_secret(source).error().code, ErrorCode::kNotFound);
}

TEST_F(Secret, FromASystemdCredential) {
  write_all(folder_.path("hook"), "credential\n");
  SecretSource source;
  source.credential = "hook";
  EXPECT_EQ(read_secret(source).error().code, ErrorCode::kNotFound);
  const EnvironmentVariable variable("CREDENTIALS_DIRECTORY", folder_.path(""));
  EXPECT_EQ(read_secret(source).value(), "credential");
  source.credential = "../hook";
  EXPECT_EQ(read_secret(source).error().code, ErrorCode::kInvalid);
}

TEST_F(Secret, NoneTwoOrEmptyAreErrors) {
  SecretSource source;
  EXPECT_EQ(read_secret(source).error().code, ErrorCode::kInvalid);
  source.file = folder_.path("missing");
  EXPECT_EQ(read_secret(source).error().code, ErrorCode::kNotFound);
  write_all(folder_.path("missing"), " \n");
  EXPECT_EQ(read_secret(source).error().code, ErrorCode::kInvalid);
  source.environment = "HOME";
  EXPECT_EQ(read_secret(source).error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace tocsin
