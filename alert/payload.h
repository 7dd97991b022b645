// The bytes that a receiver gets, and the one line that a person reads. Rendered once, inside the
// transaction that stores the delivery; never again, so that one webhook-id never has two bodies.
// The names of the fields are stable within one `version`. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "news/alert.h"

namespace tocsin {

inline constexpr int kPayloadVersion = 1;
inline constexpr std::size_t kPayloadLimit = 20'000;  // bytes; every payload is smaller

// One JSON object without a line break, the same bytes for the same arguments. Texts, participants
// and sources are cut, step by step, until it fits; then `"truncated": true` says so.
//   sequence  of the delivery, per receiver
//   created   of the delivery
//   missing   sequence numbers of this receiver that became dead letters and were not named yet
std::string render_payload(const Alert& alert, std::int64_t sequence, Timestamp created,
                           const std::vector<std::int64_t>& missing = {});

// What a payload says at a glance.
struct Headline {
  Severity severity = Severity::kMedium;
  std::string line;  // no control characters, under 1 kB
  bool operator==(const Headline&) const = default;
};

// Of bytes that render_payload made; of anything else a line that says it cannot be read.
Headline headline(std::string_view payload);

// headline().line of an alert that is not rendered yet.
std::string readable_line(const Alert& alert);

}  // namespace tocsin
