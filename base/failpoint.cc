// See failpoint.h. The environment is read once.
#include "base/failpoint.h"

#ifdef TOCSIN_FAILPOINTS
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>

namespace tocsin {
namespace {

struct Armed {
  std::string name;
  int pass = 1;
};

const Armed& armed() {
  static const Armed value = [] {
    Armed out;
    if (const char* text = std::getenv("TOCSIN_FAILPOINT")) {  // NOLINT(concurrency-mt-unsafe)
      out.name = text;
      // Names have colons of their own: only digits after the last one are a pass.
      const auto colon = out.name.rfind(':');
      const auto pass = colon == std::string::npos ? "" : out.name.substr(colon + 1);
      if (!pass.empty() && pass.find_first_not_of("0123456789") == std::string::npos) {
        out.pass = std::atoi(pass.c_str());
        out.name.resize(colon);
      }
    }
    return out;
  }();
  return value;
}

}  // namespace

void failpoint(const char* name) {
  static std::atomic<int> passes{0};
  if (armed().name.empty() || armed().name != name) return;
  if (++passes == armed().pass) {
    kill(getpid(), SIGKILL);
    pause();
  }
}

}  // namespace tocsin
#endif
