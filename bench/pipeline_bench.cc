// How long from rename to webhook, how many articles a second, how much memory: measured on the
// real tocsind with a real folder, SQLite file and HTTP receiver.
//
//   build/bench/bench/pipeline_bench [--daemon FILE] [--articles N] [--bulk N]
//
// The disk's own sync time is printed beside the latency, since each article costs one commit. Run
// it on the preset `bench`; other work on the machine shows in the figures.
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "store/arrivals.h"
#include "tests/alert/http_trap.h"

namespace tocsin {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Options {
  std::string daemon;
  int articles = 300;
  int bulk = 3000;
};

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void print_figures(const char* what, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double share) {
    return values.at(static_cast<std::size_t>(share * static_cast<double>(values.size() - 1)));
  };
  std::printf("%-34s median %7.2f ms   p99 %7.2f ms   (%zu)\n", what, at(0.5), at(0.99),
              values.size());
}

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "pipeline_bench: %s\n", why.c_str());
  std::exit(1);
}

template <typename Condition>
void wait_for(const char* what, Condition condition) {
  const auto end = Clock::now() + std::chrono::seconds(120);
  while (!condition()) {
    if (Clock::now() > end) give_up(std::string("waited in vain for ") + what);
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// What a commit costs at the least: 4 KiB appended and synced.
void measure_sync(const fs::path& folder) {
  const int file = open((folder / "sync").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string block(4096, 'x');
  std::vector<double> values;
  for (int i = 0; i < 100; ++i) {
    const auto start = Clock::now();
    if (write(file, block.data(), block.size()) < 0 || fdatasync(file) != 0)
      give_up("the disk does not sync");
    values.push_back(milliseconds_since(start));
  }
  close(file);
  print_figures("append 4 KiB + fdatasync", values);
}

// The daemon as a child, told apart from systemd by nothing but our notify socket.
class Running {
 public:
  Running(const std::string& program, const fs::path& config, const fs::path& folder) {
    const std::string address = (folder / "notify").string();
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    address.copy(name.sun_path, sizeof name.sun_path - 1);
    const int notify = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (bind(notify, reinterpret_cast<sockaddr*>(&name), sizeof name) != 0)
      give_up("no notify socket");
    child_ = fork();
    if (child_ == 0) {
      setenv("NOTIFY_SOCKET", address.c_str(), 1);
      const int log = open((folder / "daemon.log").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
      dup2(log, STDERR_FILENO);
      execl(program.c_str(), program.c_str(), "--config", config.c_str(), nullptr);
      _exit(127);
    }
    timeval patience{30, 0};
    setsockopt(notify, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::string said(4096, '\0');
    do {
      const ssize_t got = recv(notify, said.data(), said.size(), 0);
      if (got <= 0)
        give_up("the daemon does not become ready; see " + (folder / "daemon.log").string());
      if (std::string_view(said.data(), static_cast<std::size_t>(got)).find("READY=1") !=
          std::string::npos)
        break;
    } while (true);
    close(notify);
  }
  ~Running() {
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  double resident_mib() const {
    std::ifstream status("/proc/" + std::to_string(child_) + "/status");
    for (std::string line; std::getline(status, line);) {
      if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024;
    }
    return 0;
  }

 private:
  pid_t child_ = -1;
};

// Pairs of countries, each pair a happening of its own.
std::vector<std::string> make_articles(int count) {
  static constexpr const char* kCountries[] = {
      "Norway",   "Portugal", "Chile",  "Finland", "Ireland", "Peru",    "Uruguay", "Iceland",
      "Botswana", "Nepal",    "Ghana",  "Senegal", "Japan",   "Canada",  "Mexico",  "Austria",
      "Greece",   "Kenya",    "Zambia", "Brazil",  "Spain",   "Denmark", "Egypt",   "Cuba",
      "India",    "Latvia",   "Malta",  "Oman",    "Qatar",   "Togo"};
  std::vector<std::string> out;
  for (std::size_t step = 1; step < std::size(kCountries); ++step) {
    for (std::size_t i = 0; i < std::size(kCountries) && static_cast<int>(out.size()) < count;
         ++i) {
      const std::string from = kCountries[i];
      const std::string to = kCountries[(i + step) % std::size(kCountries)];
      out.push_back(
          "date 2024-05-02\n\n" + from + " has recalled its ambassador to " + to +
          " for consultations, the foreign ministry said on Thursday.\n\n"
          "The two governments have quarrelled for weeks over fishing rights. Talks about a new "
          "agreement ended without a result, and no date has been set for another round.\n");
    }
  }
  if (static_cast<int>(out.size()) < count) give_up("at most 870 articles");
  return out;
}

fs::path write_config(const fs::path& folder, const HttpTrap& trap) {
  const std::string at = folder.string();
  write_file(folder / "tocsin.yml",
             "state: " + at + "/state\nstore: {path: " + at +
                 "/state/tocsin.db}\nintake:\n  feeds:\n" + "    - {id: main, path: " + at +
                 "/drop, archive: " + at + "/archive, quarantine: " + at +
                 "/quarantine}\nrules: []\nreceivers:\n  - {id: log, type: log, path: " + at +
                 "/alerts.jsonl}\n  - {id: hook, type: webhook, url: '" + trap.url() +
                 "'}\nhttp: {listen: ''}\nlog: {level: warn}\n");
  fs::create_directory(folder / "drop");
  return folder / "tocsin.yml";
}

void measure_latency(const fs::path& folder, const HttpTrap& trap, int count) {
  std::vector<double> values;
  std::size_t expected = trap.count();
  int number = 0;
  for (const std::string& text : make_articles(count)) {
    const std::string name = "latency-" + std::to_string(++number) + ".txt";
    write_file(folder / "aside", text);
    const auto start = Clock::now();
    fs::rename(folder / "aside", folder / "drop" / name);
    ++expected;
    wait_for("a webhook", [&] { return trap.count() >= expected; });
    values.push_back(milliseconds_since(start));
    std::this_thread::sleep_for(milliseconds(20));
  }
  print_figures("rename to webhook received", values);
}

std::int64_t filed(const StoreOptions& store) {
  auto database = Database::open(store, Access::kRead);
  if (!database) return 0;
  const auto counts = count_arrivals(**database);
  return counts ? counts->stored + counts->duplicate + counts->quarantined - counts->unfiled : 0;
}

// The project's sample articles over and over, each copy made another text by a line of its own.
void measure_bulk(const fs::path& folder, const StoreOptions& store, int count) {
  std::vector<std::string> samples;
  std::size_t words = 0;
  for (const auto& entry : fs::directory_iterator(TOCSIN_SAMPLES_DIR)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path());
    samples.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    words +=
        static_cast<std::size_t>(std::count(samples.back().begin(), samples.back().end(), ' '));
  }
  const std::int64_t before = filed(store);
  const fs::path aside = folder / "bulk";
  fs::create_directory(aside);
  for (int i = 0; i < count; ++i) {
    write_file(aside / ("bulk-" + std::to_string(i) + ".txt"),
               samples[static_cast<std::size_t>(i) % samples.size()] + "\nCopy " +
                   std::to_string(i) + ".\n");
  }
  const auto start = Clock::now();
  for (const auto& entry : fs::directory_iterator(aside))
    fs::rename(entry.path(), folder / "drop" / entry.path().filename());
  wait_for("all files to be filed", [&] {
    std::this_thread::sleep_for(milliseconds(20));
    return filed(store) - before >= count;
  });
  const double seconds = milliseconds_since(start) / 1000;
  std::printf("%-34s %.0f articles/s   (%d of %zu words on average, %.1f s)\n",
              "dropped at once to filed", count / seconds, count, words / samples.size(), seconds);
}

Options parse(int count, char** values) {
  Options out;
  out.daemon = (fs::canonical("/proc/self/exe").parent_path().parent_path() / "tocsind").string();
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string flag = values[i];
    if (flag == "--daemon")
      out.daemon = values[i + 1];
    else if (flag == "--articles")
      out.articles = std::atoi(values[i + 1]);
    else if (flag == "--bulk")
      out.bulk = std::atoi(values[i + 1]);
    else
      give_up("unknown flag " + flag + "; see the head of bench/pipeline_bench.cc");
  }
  return out;
}

int run(const Options& options) {
  std::string pattern = (fs::temp_directory_path() / "tocsin-bench-XXXXXX").string();
  const fs::path folder = mkdtemp(pattern.data());
  {
    const HttpTrap trap({status(200)});
    const fs::path config = write_config(folder, trap);
    measure_sync(folder);
    const StoreOptions store{(folder / "state/tocsin.db").string(), std::chrono::seconds(5)};
    const Running daemon(options.daemon, config, folder);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    std::printf("%-34s %.1f MiB\n", "resident memory, idle", daemon.resident_mib());
    measure_latency(folder, trap, options.articles);
    measure_bulk(folder, store, options.bulk);
    std::printf("%-34s %.1f MiB\n", "resident memory, after that", daemon.resident_mib());
  }
  fs::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace tocsin

int main(int count, char** values) { return tocsin::run(tocsin::parse(count, values)); }
