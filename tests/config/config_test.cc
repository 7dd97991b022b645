// config/config.h: testdata/good_*.yml are taken, each testdata/bad_*.yml gives exactly the
// diagnostics in the .txt beside it, and config/tocsin.yml says what the built-in defaults are.
#include "config/config.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace tocsin {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::string_view kData = TOCSIN_TEST_DIR "/testdata/";
constexpr std::string_view kShown = TOCSIN_SOURCE_DIR "/config/tocsin.yml";

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(Config, RefusesBadFilesWithExactlyTheseWords) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(kData)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("bad_") || entry.path().extension() != ".yml") continue;
    SCOPED_TRACE(name);
    ++files;
    // Parsed under a short name, so that the expected text does not know where the tree lies.
    const ConfigResult result = parse_config(read(entry.path()), "/conf/" + name);
    EXPECT_FALSE(result.ok());
    fs::path expected = entry.path();
    EXPECT_EQ(render(result.diagnostics), read(expected.replace_extension(".txt")));
  }
  EXPECT_GE(files, 9);
}

TEST(Config, TakesTheGoodOnes) {
  for (const auto& entry : fs::directory_iterator(kData)) {
    if (!entry.path().filename().string().starts_with("good_")) continue;
    EXPECT_EQ(render(load_config(entry.path().string()).diagnostics), "") << entry.path();
  }
}

TEST(Config, AnEmptyFileMeansTheDefaults) {
  EXPECT_EQ(load_config(std::string(kData) + "good_empty.yml").config, Config{});
}

TEST(Config, ReadsEveryOption) {
  const ConfigResult result =
      parse_config(read(std::string(kData) + "good_full.yml"), "/conf/t.yml");
  ASSERT_EQ(render(result.diagnostics), "");
  Config expected;
  expected.state = "/conf/state";
  expected.workers = 3;
  expected.shutdown = seconds(30);
  expected.rules = {"/conf/rules", "/srv/rules/one.yml"};
  expected.language = {"/conf/english.model"};
  expected.store = {"/db/tocsin.db", milliseconds(250)};
  FeedOptions wires;
  wires.id = "wires";
  wires.path = "/conf/drop";
  wires.archive = "/conf/done/archive";
  wires.quarantine = "/conf/done/quarantine";
  wires.when_done = WhenDone::kDelete;
  wires.settle = milliseconds(200);
  wires.scan_settle = seconds(2);
  FeedOptions blogs;
  blogs.id = "blogs";
  blogs.path = "/srv/blogs";
  blogs.when_done = WhenDone::kKeep;
  expected.intake = {{wires, blogs}, minutes(5), seconds(1), hours(1), 1 << 20};
  ReceiverOptions file;
  file.id = "file";
  file.path = "/conf/alerts.jsonl";
  ReceiverOptions newsroom;
  newsroom.id = "newsroom";
  newsroom.type = ReceiverType::kWebhook;
  newsroom.url = "http://127.0.0.1:8080/hook?room=1";
  newsroom.secrets = {{"/conf/key", "", ""}, {"", "NEWSROOM_KEY", ""}};
  newsroom.strict_addresses = true;
  newsroom.connect_timeout = seconds(1);
  newsroom.timeout = seconds(3);
  newsroom.max_answer = 1024;
  newsroom.retry = {seconds(1), minutes(1), hours(24)};
  expected.receivers = {file, newsroom};
  expected.http.listen = "unix:/run/tocsin/http.sock";
  expected.log.level = "debug";
  EXPECT_EQ(result.config, expected);
  EXPECT_EQ(receiver_ids(result.config), (std::vector<std::string>{"file", "newsroom"}));
}

TEST(ShownConfig, EqualsTheDefaults) {
  const ConfigResult result = load_config(std::string(kShown));
  EXPECT_EQ(render(result.diagnostics), "");
  EXPECT_EQ(result.config, Config{});
}

// Shown means: were the line changed, the config would be another one.
TEST(ShownConfig, ShowsEveryOption) {
  std::string shown;
  std::istringstream lines(read(kShown));
  for (std::string line; std::getline(lines, line);) {
    if (line.find('#') == std::string::npos) shown += line + "\n";
  }
  for (const std::string_view key :
       {"state",   "workers",    "shutdown",      "rules",     "language",    "model",
        "store",   "path",       "busy_timeout",  "intake",    "feeds",       "id",
        "archive", "quarantine", "when_done",     "settle",    "scan_settle", "rescan",
        "poll",    "incomplete", "max_file_size", "receivers", "type",        "http",
        "listen",  "log",        "level"}) {
    std::string broken = shown;
    std::size_t at = broken.find(std::string(key) + ":");
    while (at > 0 && broken[at - 1] != ' ' && broken[at - 1] != '\n') {
      at = broken.find(std::string(key) + ":", at + 1);
    }
    ASSERT_NE(at, std::string::npos) << key;
    broken.insert(at, "un");
    EXPECT_FALSE(parse_config(broken, "/conf/t.yml").ok()) << key;
  }
}

// The webhook in comments, with its comment signs taken off.
TEST(ShownConfig, WebhookInCommentsEqualsTheDefaults) {
  std::istringstream lines(read(kShown));
  std::string text = "receivers:\n";
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#   - id: newsroom")) inside = true;
    if (inside && !line.starts_with("#")) break;
    if (inside) text += line.substr(2) + "\n";
  }
  const ConfigResult result = parse_config(text, "/conf/t.yml");
  ASSERT_EQ(render(result.diagnostics), "") << text;
  ReceiverOptions expected;
  expected.id = "newsroom";
  expected.type = ReceiverType::kWebhook;
  expected.url = "https://alerts.example.org/hooks/tocsin";
  EXPECT_EQ(result.config.receivers, std::vector<ReceiverOptions>{expected});
  for (const std::string_view key : {"secrets", "strict_addresses", "connect_timeout", "timeout",
                                     "max_answer", "retry", "first", "longest", "give_up"}) {
    EXPECT_NE(text.find(" " + std::string(key) + ":"), std::string::npos) << key;
  }
}

TEST(Config, SaysThatAFileIsMissing) {
  const ConfigResult result = load_config("/nowhere/tocsin.yml");
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_TRUE(render(result.diagnostics).starts_with("/nowhere/tocsin.yml: error: "));
}

TEST(Config, FollowsLinksIntoTheDropFolder) {
  const fs::path folder =
      fs::temp_directory_path() / ("tocsin_config_" + std::to_string(::getpid()));
  fs::create_directories(folder / "drop");
  fs::create_directory_symlink(folder / "drop", folder / "elsewhere");
  const ConfigResult result =
      parse_config("intake:\n  feeds:\n    - path: drop\n      archive: elsewhere/archive\n",
                   (folder / "tocsin.yml").string());
  fs::remove_all(folder);
  ASSERT_EQ(result.diagnostics.size(), 1U) << render(result.diagnostics);
  EXPECT_NE(result.diagnostics[0].message.find("lies in the drop folder"), std::string::npos);
}

TEST(Config, JudgesUrls) {
  struct Row {
    std::string_view url;
    std::string_view complaint;  // "" none
  };
  const Row rows[] = {
      {"https://example.org/a", ""},
      {"http://[::1]:8080", ""},
      {"https://example.org/a@b", ""},
      {"ftp://example.org", "must begin with https"},
      {"HTTPS//example.org", "must begin with https"},
      {"file:///etc/passwd", "must begin with https"},
      {"https://", "no host"},
      {"https:///path", "no host"},
      {"https://:80/", "no host"},
      {"https://user@example.org/", "user or password"},
      {"https://u:p@example.org", "user or password"},
      {"https://example.org/a b", "blank"},
      {"https://exämple.org/", "%XX"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.url);
    const std::string text =
        "receivers:\n  - {id: a, type: webhook, url: \"" + std::string(row.url) + "\"}\n";
    const ConfigResult result = parse_config(text, "/conf/t.yml");
    EXPECT_EQ(result.ok(), row.complaint.empty()) << render(result.diagnostics);
    EXPECT_NE(render(result.diagnostics).find(row.complaint), std::string::npos);
  }
}

}  // namespace
}  // namespace tocsin
