// Two tables. Entrance: cameo_of.
#include "news/cameo.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tocsin {
namespace {

struct Code {
  EventType type;
  std::string_view mode;
  std::string_view code;
};

// Of one type the row without a mode comes first: it stands for modes that have none of their own.
constexpr std::array kCodes = std::to_array<Code>({
    {EventType::kAgree, "", "030"},
    {EventType::kConsult, "", "040"},
    {EventType::kConsult, "phone", "041"},
    {EventType::kConsult, "visit", "042"},
    {EventType::kConsult, "third-party", "045"},
    {EventType::kConsult, "multilateral", "046"},
    {EventType::kSupport, "", "050"},
    {EventType::kCooperate, "", "060"},
    {EventType::kAid, "", "070"},
    {EventType::kConcede, "", "080"},
    {EventType::kRetreat, "", "080"},
    {EventType::kRetreat, "resign", "0831"},
    {EventType::kRetreat, "return", "084"},
    {EventType::kRetreat, "release", "0841"},
    {EventType::kRetreat, "access", "086"},
    {EventType::kRetreat, "ceasefire", "0871"},
    {EventType::kRetreat, "disarm", "0873"},
    {EventType::kRetreat, "withdraw", "0874"},
    {EventType::kRequest, "", "100"},
    {EventType::kAccuse, "", "110"},
    {EventType::kAccuse, "investigate", "090"},
    {EventType::kAccuse, "disapprove", "111"},
    {EventType::kAccuse, "allege", "112"},
    {EventType::kReject, "", "120"},
    {EventType::kThreaten, "", "130"},
    {EventType::kThreaten, "relations", "131"},
    {EventType::kThreaten, "expel", "131"},
    {EventType::kThreaten, "restrict", "132"},
    {EventType::kThreaten, "arrest", "132"},
    {EventType::kThreaten, "territory", "138"},
    {EventType::kThreaten, "violence", "138"},
    {EventType::kProtest, "", "140"},
    {EventType::kProtest, "demo", "141"},
    {EventType::kProtest, "hunger", "142"},
    {EventType::kProtest, "strike", "143"},
    {EventType::kProtest, "boycott", "143"},
    {EventType::kProtest, "obstruct", "144"},
    {EventType::kProtest, "riot", "145"},
    {EventType::kProtest, "vandalize", "145"},
    {EventType::kSanction, "", "163"},
    {EventType::kSanction, "discontinue", "161"},
    {EventType::kSanction, "expel", "166"},
    {EventType::kSanction, "withdraw", "166"},
    {EventType::kSanction, "convict", "173"},
    {EventType::kMobilize, "", "150"},
    {EventType::kMobilize, "police", "153"},
    {EventType::kMobilize, "troops", "154"},
    {EventType::kCoerce, "", "170"},
    {EventType::kCoerce, "seize", "171"},
    {EventType::kCoerce, "restrict", "172"},
    {EventType::kCoerce, "withhold", "172"},
    {EventType::kCoerce, "censor", "1721"},
    {EventType::kCoerce, "curfew", "1723"},
    {EventType::kCoerce, "martial-law", "1724"},
    {EventType::kCoerce, "arrest", "173"},
    {EventType::kCoerce, "deport", "174"},
    {EventType::kCoerce, "cyber", "176"},
    {EventType::kAssault, "", "190"},
    {EventType::kAssault, "crowd-control", "175"},
    {EventType::kAssault, "destroy", "171"},
    {EventType::kAssault, "abduct", "181"},
    {EventType::kAssault, "beat", "182"},
    {EventType::kAssault, "primitive", "182"},
    {EventType::kAssault, "sexual", "1821"},
    {EventType::kAssault, "torture", "1822"},
    {EventType::kAssault, "explosives", "183"},
    {EventType::kAssault, "suicide-attack", "1831"},
    {EventType::kAssault, "targeted", "186"},
    {EventType::kAssault, "firearms", "193"},
    {EventType::kAssault, "heavy-weapons", "194"},
    {EventType::kAssault, "aerial", "195"},
    {EventType::kAssault, "drone", "195"},
    {EventType::kAssault, "unconventional", "200"},
});

// By the root, the code's first two digits, from "01".
constexpr std::array<double, 20> kScores = {0.0,  3.0,  4.0,  1.0,  3.5,   6.0,  7.0,
                                            5.0,  -2.0, -5.0, -2.0, -4.0,  -6.0, -6.5,
                                            -7.2, -4.0, -7.0, -9.0, -10.0, -10.0};

std::string_view quad_of(int root) {
  if (root <= 5) return "verbal cooperation";
  if (root <= 8) return "material cooperation";
  return root <= 13 ? "verbal conflict" : "material conflict";
}

}  // namespace

CameoEvent cameo_of(const PloverEvent& event) {
  std::string_view code;
  for (const Code& row : kCodes) {
    if (row.type == event.type && (row.mode.empty() || row.mode == event.mode)) code = row.code;
  }
  if (code.empty()) return {};
  int root = 0;
  std::from_chars(code.data(), code.data() + 2, root);
  return {code, quad_of(root), kScores[static_cast<std::size_t>(root) - 1]};
}

}  // namespace tocsin
