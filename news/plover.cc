// Entrance: reduce_to_plover.
#include "news/plover.h"

namespace tocsin {
namespace {

bool is_cooperation(EventType type) {
  return type == EventType::kConsult || type == EventType::kSupport ||
         type == EventType::kCooperate || type == EventType::kAid;
}

// THREATEN's mode is the content of the threat.
std::string threatened_mode(const Event& event) {
  switch (event.type) {
    case EventType::kSanction:
      return event.mode == "expel" ? "expel" : "relations";
    case EventType::kMobilize:
    case EventType::kAssault:
      return "violence";
    case EventType::kCoerce:
      return event.mode == "arrest" ? "arrest" : "restrict";
    default:
      return "";
  }
}

// REQUEST and REJECT say what is wanted: help, a meeting, a concession, or another policy.
std::string wanted_mode(EventType type) {
  switch (type) {
    case EventType::kAid:
    case EventType::kCooperate:
    case EventType::kSupport:
      return "assist";
    case EventType::kConsult:
      return "meet";
    case EventType::kRetreat:
    case EventType::kConcede:
      return "yield";
    default:
      return "change";
  }
}

std::vector<Participant> by_or(const Event& event, const std::vector<Participant>& otherwise) {
  return event.status_by ? std::vector<Participant>{*event.status_by} : otherwise;
}

}  // namespace

PloverEvent reduce_to_plover(const Event& event) {
  switch (event.status) {
    case EventStatus::kConsidered:
      // "Ready to send troops": an offer.
      if (is_cooperation(event.type))
        return {EventType::kAgree, "", event.actors, event.recipients};
      [[fallthrough]];
    case EventStatus::kThreatened:
      // Nobody threatens with talks: with their end.
      if (is_cooperation(event.type))
        return {EventType::kThreaten, "relations", by_or(event, event.actors), event.recipients};
      if (event.type == EventType::kRetreat) break;
      return {EventType::kThreaten, threatened_mode(event), by_or(event, event.actors),
              event.recipients};
    case EventStatus::kDemanded:
      return {EventType::kRequest, wanted_mode(event.type), by_or(event, {}), event.actors};
    case EventStatus::kRefused: {
      // Refused by the actor: of what the recipient wants; by another: of the actor's demand.
      const bool by_other =
          event.status_by &&
          event.status_by->code() != (event.actors.empty() ? "" : event.actors.front().code());
      return {EventType::kReject, wanted_mode(event.type), by_or(event, event.actors),
              by_other ? event.actors : event.recipients};
    }
    case EventStatus::kAnnounced:
      if (is_cooperation(event.type))
        return {EventType::kAgree, "", event.actors, event.recipients};
      if (event.type == EventType::kRetreat) {
        return {EventType::kConcede, "", event.actors, event.recipients};
      }
      if (event.type == EventType::kCoerce || event.type == EventType::kProtest ||
          event.type == EventType::kAssault) {
        return {EventType::kThreaten, threatened_mode(event), event.actors, event.recipients};
      }
      break;
    default:
      break;
  }
  return {event.type, event.mode, event.actors, event.recipients};
}

}  // namespace tocsin
