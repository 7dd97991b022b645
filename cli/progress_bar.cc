// Entrance: ProgressBar::show.
#include "cli/progress_bar.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "cli/output.h"

namespace tocsin {
namespace {
constexpr auto kBetween = std::chrono::milliseconds(100);
}

ProgressBar::ProgressBar()
    : drawing_(is_terminal(STDERR_FILENO)), start_(std::chrono::steady_clock::now()) {}

ProgressBar::~ProgressBar() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

void ProgressBar::show(std::int64_t done, std::int64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!drawing_ || (drawn_ && now - last_ < kBetween)) return;
  last_ = now;
  drawn_ = true;
  const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
  const auto width = std::max<std::size_t>(10, std::min<std::size_t>(terminal_width(), 100) - 45);
  const auto filled =
      static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(width));
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
  std::fprintf(stderr, "\r[%s] %lld/%lld files, %.0f/s\x1b[K", bar.c_str(),
               static_cast<long long>(done), static_cast<long long>(total),
               seconds > 0 ? static_cast<double>(done) / seconds : 0.0);
}

}  // namespace tocsin
