// A TLS server for tests (the openssl program) whose certificate is for localhost and signed by
// nobody but itself. Ends with the object.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "tests/alert/temp_folder.h"

namespace tocsin {

class TlsTrap {
 public:
  TlsTrap() {
    int ends[2] = {-1, -1};
    int silence[2] = {-1, -1};  // it stops when its input ends
    if (pipe2(ends, O_CLOEXEC) != 0 || pipe2(silence, O_CLOEXEC) != 0) std::abort();
    output_ = ends[0];
    input_ = silence[1];
    const std::string script =
        "cd '" + folder_.path("") +
        "' && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 "
        "-subj /CN=localhost -keyout key -out certificate 2>/dev/null && exec openssl s_server "
        "-accept 127.0.0.1:0 -cert certificate -key key 2>&1";
    const char* arguments[] = {"sh", "-c", script.c_str(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, silence[0], STDIN_FILENO);
    if (posix_spawn(&process_, "/bin/sh", &actions, nullptr, const_cast<char**>(arguments),
                    environ) != 0) {
      process_ = -1;
    }
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    close(silence[0]);
    find_port();
  }
  ~TlsTrap() {
    stop();
    close(output_);
    close(input_);
  }
  TlsTrap(const TlsTrap&) = delete;
  TlsTrap& operator=(const TlsTrap&) = delete;

  int port() const { return port_; }  // 0: the openssl program is not there or does not start
  // Ends the server; all that it printed, which includes what a client sent.
  std::string stop() {
    if (process_ > 0) {
      kill(process_, SIGTERM);
      waitpid(process_, nullptr, 0);
      process_ = -1;
      while (read_more()) continue;
    }
    return printed_;
  }

 private:
  bool read_more() {
    char block[512];
    const ssize_t got = read(output_, block, sizeof block);
    if (got <= 0) return false;
    printed_.append(block, static_cast<std::size_t>(got));
    return true;
  }
  // It prints "ACCEPT 127.0.0.1:PORT" when it listens.
  void find_port() {
    const std::string mark = "ACCEPT 127.0.0.1:";
    while (read_more()) {
      const std::size_t at = printed_.find(mark);
      if (at == std::string::npos || printed_.find('\n', at) == std::string::npos) continue;
      port_ = std::stoi(printed_.substr(at + mark.size()));
      return;
    }
  }

  TempFolder folder_;
  int input_ = -1;
  int output_ = -1;
  pid_t process_ = -1;
  int port_ = 0;
  std::string printed_;
};

}  // namespace tocsin
