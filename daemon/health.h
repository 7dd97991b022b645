// How the daemon is: one snapshot for /healthz, /readyz and systemd's status line. What is degraded
// is named, with the command that mends it.
#pragma once

#include <string>
#include <vector>

#include "alert/dispatcher.h"
#include "intake/intake.h"

namespace tocsin {

struct Health {
  bool ready = false;   // recovered, and not stopping
  bool wedged = false;  // a stage has not moved for too long
  std::string wedged_stage;
  std::string version;
  std::string started;  // ISO
  IntakeStatus intake;
  std::vector<ReceiverStatus> receivers;
  std::size_t in_work = 0;
  std::size_t waiting_to_file = 0;
  std::string writer_trouble;
  std::size_t rules = 0;
  std::string journal_trouble;  // the in-work journal cannot be written
  std::string reload_trouble;   // of the last reload, "" it was good
};

struct Degraded {
  std::string part;  // "store", "feed main", "receiver hook", ...
  std::string what;
  std::string mend;  // what to do, a command where there is one
};

std::vector<Degraded> degraded_parts(const Health& health);
// One line: "ready, 3 files waiting, degraded: receiver hook".
std::string summary(const Health& health);
std::string health_json(const Health& health);  // ends in a newline

}  // namespace tocsin
