// What wakes the loop: a descriptor that is readable, an instant that has come. Both belong to the
// loop's thread and must live as long as the loop runs.
#pragma once

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <utility>

#include "base/clock.h"

namespace tocsin {

// Calls back whenever a descriptor is readable. The descriptor is duplicated, so that closing is
// ours.
class ReadableWatch {
 public:
  ReadableWatch(boost::asio::io_context& loop, int descriptor, std::function<void()> turn)
      : stream_(loop), turn_(std::move(turn)) {
    if (descriptor >= 0) stream_.assign(dup(descriptor));
    wait();
  }
  void cancel() {
    boost::system::error_code ignored;
    stream_.close(ignored);
  }

 private:
  void wait() {
    if (!stream_.is_open()) return;
    stream_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                       [this](boost::system::error_code error) {
                         if (error) return;
                         turn_();
                         wait();
                       });
  }
  boost::asio::posix::stream_descriptor stream_;
  std::function<void()> turn_;
};

// Calls back at an instant; arming it again replaces the earlier instant.
class Alarm {
 public:
  Alarm(boost::asio::io_context& loop, std::function<void()> turn)
      : timer_(loop), turn_(std::move(turn)) {}
  void arm(std::optional<Instant> at) {
    if (!at) {
      timer_.cancel();
      return;
    }
    timer_.expires_at(*at);
    timer_.async_wait([this](boost::system::error_code error) {
      if (!error) turn_();
    });
  }
  void cancel() { timer_.cancel(); }

 private:
  boost::asio::steady_timer timer_;
  std::function<void()> turn_;
};

}  // namespace tocsin
