// The configuration of the whole program, composed of the options of each module; the defaults
// stand there. config/tocsin.yml shows them all. One validator for `tocsin check`, start and
// reload.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "alert/options.h"
#include "base/diagnostics.h"
#include "base/log.h"
#include "extract/language/options.h"
#include "intake/options.h"
#include "store/options.h"

namespace tocsin {

struct HttpOptions {
  // "127.0.0.1:9464" (any loopback address; port 0: any free one), "unix:/run/tocsin/http.sock", or
  // "" for none.
  std::string listen = "127.0.0.1:9464";
  bool operator==(const HttpOptions&) const = default;
};

struct Config {
  std::string state =
      "/var/lib/tocsin";  // folder: the journal of files in work, the control socket
  int workers = 0;        // threads that analyse; 0: as many as cores; at most 256
  Duration shutdown = std::chrono::seconds(10);  // to finish what is in work after SIGTERM
  StoreOptions store;
  IntakeOptions intake;
  std::vector<std::string> rules = {
      "/etc/tocsin/rules"};  // folders or files; none: the shipped pack
  LanguageOptions language;
  std::vector<ReceiverOptions> receivers = {ReceiverOptions{}};
  HttpOptions http;
  LogOptions log;
  bool operator==(const Config&) const = default;
};

struct ConfigResult {
  Config config;                        // to be used only when ok()
  std::vector<Diagnostic> diagnostics;  // all of them, in the order of the file
  bool ok() const { return diagnostics.empty(); }
};

// Relative paths in the config are resolved against the folder of the file.
ConfigResult load_config(const std::string& path);
// The same of `text`; `file` names it in diagnostics and gives the folder.
ConfigResult parse_config(std::string_view text, const std::string& file);

// For alert rules: the ids that `notify` may name.
std::vector<std::string> receiver_ids(const Config& config);

}  // namespace tocsin
