// Entrance: degraded_parts.
#include "daemon/health.h"

#include "base/text.h"
#include "news/event_json.h"

namespace tocsin {
namespace {

void add_feed(const FeedStatus& feed, std::vector<Degraded>& out) {
  const std::string part = "feed " + feed.id;
  if (feed.missing) {
    out.push_back({part, feed.trouble, "create " + feed.path + "; it is looked for all the time"});
  } else if (feed.polling) {
    out.push_back(
        {part, "polled: " + feed.trouble, "nothing has to be done; arrivals take longer"});
  }
  if (feed.denied > 0) {
    const char* const files = feed.denied == 1 ? " file" : " files";
    out.push_back({part, std::to_string(feed.denied) + files + " may not be read",
                   "chmod or chown them; `tocsin status` lists them"});
  }
}

void add_receiver(const ReceiverStatus& receiver, std::vector<Degraded>& out) {
  const std::string part = "receiver " + receiver.id;
  if (!receiver.configured) {
    out.push_back({part, "deliveries wait for a receiver that the config lacks",
                   "add the receiver again, or leave them"});
  } else if (receiver.paused) {
    out.push_back(
        {part, "it answered 410 Gone and is paused", "systemctl restart tocsind, once it is back"});
  } else if (receiver.circuit != CircuitState::kClosed) {
    out.push_back(
        {part, "it fails: " + receiver.last_error, "mend the receiver; it is tried all the time"});
  }
  if (receiver.dead > 0) {
    out.push_back({part, std::to_string(receiver.dead) + " dead letters since the start",
                   "`tocsin status` shows them"});
  }
}

Json feed_json(const FeedStatus& feed) {
  Json oddities = Json::array();
  for (const Oddity& one : feed.oddities) {
    oddities.push_back({{"path", printable(one.path)}, {"reason", one.reason}});
  }
  return {{"id", feed.id},
          {"path", feed.path},
          {"watched_by", feed.missing   ? "nothing"
                         : feed.polling ? "polling"
                                        : "inotify"},
          {"waiting", feed.waiting},
          {"ready", feed.fresh + feed.backlog},
          {"claimed", feed.claimed},
          {"denied", feed.denied},
          {"skipped", feed.skipped},
          {"not_taken", oddities}};
}

Json receiver_json(const ReceiverStatus& receiver) {
  return {{"id", receiver.id},
          {"pending", receiver.pending},
          {"in_flight", receiver.in_flight},
          {"delivered", receiver.delivered},
          {"failed_attempts", receiver.failed},
          {"dead", receiver.dead},
          {"paused", receiver.paused},
          {"circuit_open", receiver.circuit != CircuitState::kClosed},
          {"last_error", printable(receiver.last_error)}};
}

}  // namespace

std::vector<Degraded> degraded_parts(const Health& health) {
  std::vector<Degraded> out;
  if (health.wedged) {
    out.push_back({health.wedged_stage, "it has not moved for too long",
                   "journalctl -u tocsind; systemd restarts the daemon"});
  }
  if (!health.writer_trouble.empty()) {
    out.push_back(
        {"writer", health.writer_trouble, "df -h; check space and rights; it goes on by itself"});
  }
  if (!health.journal_trouble.empty()) {
    out.push_back({"journal of files in work", health.journal_trouble,
                   "df -h; check space and rights of the state folder"});
  }
  if (!health.reload_trouble.empty()) {
    out.push_back({"rules",
                   "the last reload was refused, the old rules hold: " + health.reload_trouble,
                   "tocsin check, then systemctl reload tocsind"});
  }
  for (const FeedStatus& feed : health.intake.feeds) add_feed(feed, out);
  for (const ReceiverStatus& receiver : health.receivers) add_receiver(receiver, out);
  return out;
}

std::string summary(const Health& health) {
  std::size_t waiting = 0;
  for (const FeedStatus& feed : health.intake.feeds)
    waiting += feed.waiting + feed.fresh + feed.backlog;
  std::string out = health.ready ? "ready, " : "not ready, ";
  out += std::to_string(waiting) + " files waiting, " + std::to_string(health.in_work) + " in work";
  const char* separator = ", degraded: ";
  for (const Degraded& one : degraded_parts(health)) {
    out += separator + one.part;
    separator = ", ";
  }
  return printable(out);
}

std::string health_json(const Health& health) {
  Json degraded = Json::array();
  for (const Degraded& one : degraded_parts(health)) {
    degraded.push_back({{"part", one.part}, {"what", printable(one.what)}, {"mend", one.mend}});
  }
  Json feeds = Json::array();
  for (const FeedStatus& feed : health.intake.feeds) feeds.push_back(feed_json(feed));
  Json receivers = Json::array();
  for (const ReceiverStatus& receiver : health.receivers)
    receivers.push_back(receiver_json(receiver));
  const char* const status = health.wedged ? "wedged" : degraded.empty() ? "ok" : "degraded";
  return dump_line({{"status", status},
                    {"ready", health.ready},
                    {"version", health.version},
                    {"started", health.started},
                    {"rules", health.rules},
                    {"in_work", health.in_work},
                    {"waiting_to_be_filed", health.waiting_to_file},
                    {"degraded", degraded},
                    {"feeds", feeds},
                    {"receivers", receivers}}) +
         "\n";
}

}  // namespace tocsin
