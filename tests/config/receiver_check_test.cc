// config/receiver_check.h: a table of secrets on a real disk and in the real environment.
#include "config/receiver_check.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace tocsin {
namespace {

class ReceiverCheckTest : public testing::Test {
 protected:
  ReceiverCheckTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tocsin-check-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    unsetenv("CREDENTIALS_DIRECTORY");
  }
  ~ReceiverCheckTest() override {
    std::filesystem::remove_all(folder_);
    unsetenv("CREDENTIALS_DIRECTORY");
    unsetenv("TOCSIN_CHECK_TEST");
  }

  std::string put(const std::string& name, const std::string& text) const {
    std::string path = folder_ + "/" + name;
    std::ofstream(path) << text;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read);
    return path;
  }
  static Config config_with(const std::vector<SecretSource>& secrets) {
    ReceiverOptions hook;
    hook.id = "hook";
    hook.type = ReceiverType::kWebhook;
    hook.url = "https://example.org/";
    hook.secrets = secrets;
    Config out;
    out.receivers.push_back(hook);
    return out;
  }

  std::string folder_;
};

TEST_F(ReceiverCheckTest, SaysWhichSecretCannotBeUsedAndWhy) {
  setenv("TOCSIN_CHECK_TEST", "a key", 1);
  struct {
    SecretSource source;
    std::string said;  // "" good
  } const rows[] = {
      {{put("good", "whsec_c2VjcmV0\n"), "", ""}, ""},
      {{put("plain", "any bytes at all"), "", ""}, ""},
      {{"", "TOCSIN_CHECK_TEST", ""}, ""},
      {{folder_ + "/nowhere", "", ""}, "nowhere"},
      {{folder_, "", ""}, "receiver hook: the secret in file"},
      {{put("empty", " \n"), "", ""}, "empty"},
      {{put("bad", "whsec_!!!"), "", ""}, "cannot be used"},
      {{"", "TOCSIN_NO_SUCH_VARIABLE", ""}, "TOCSIN_NO_SUCH_VARIABLE"},
      {{"", "", "a/b"}, "slash"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.source.file + row.source.environment + row.source.credential);
    const ReceiverCheck found = check_receivers(config_with({row.source}), "/conf/t.yml");
    EXPECT_TRUE(found.unknown_here.empty());
    ASSERT_EQ(found.wrong.size(), row.said.empty() ? 0U : 1U);
    if (row.said.empty()) continue;
    EXPECT_EQ(found.wrong.front().where.file, "/conf/t.yml");
    EXPECT_NE(found.wrong.front().message.find(row.said), std::string::npos)
        << found.wrong.front().message;
    EXPECT_EQ(found.wrong.front().message.find("!!!"), std::string::npos) << "a secret is told";
    EXPECT_FALSE(found.wrong.front().hint.empty());
  }
}

TEST_F(ReceiverCheckTest, TellsOfAllSecretsInOneRun) {
  const ReceiverCheck found = check_receivers(
      config_with({{folder_ + "/one", "", ""}, {folder_ + "/two", "", ""}}), "t.yml");
  EXPECT_EQ(found.wrong.size(), 2U);
}

TEST_F(ReceiverCheckTest, ACredentialIsOnlyKnownWithinItsUnit) {
  const Config config = config_with({{"", "", "hook-secret"}});
  const ReceiverCheck by_hand = check_receivers(config, "t.yml");
  EXPECT_TRUE(by_hand.wrong.empty());
  EXPECT_EQ(by_hand.unknown_here.size(), 1U);
  EXPECT_EQ(by_hand.all().size(), 1U);
  setenv("CREDENTIALS_DIRECTORY", folder_.c_str(), 1);
  EXPECT_EQ(check_receivers(config, "t.yml").wrong.size(), 1U);
  put("hook-secret", "whsec_c2VjcmV0");
  EXPECT_TRUE(check_receivers(config, "t.yml").all().empty());
}

}  // namespace
}  // namespace tocsin
