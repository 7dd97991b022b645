// Reads and checks the lexicon. Entrances: embedded_lexicon and parse_lexicon, whose table of
// readers stands at the end of the file. Next to read: reading.h.
#include "extract/event/lexicon.h"

#include <charconv>

#include "base/text.h"

namespace tocsin::embedded {
std::string_view event_words();
std::string_view event_objects();
std::string_view event_parties();
std::string_view event_places();
std::string_view event_kinds();
std::string_view event_patterns();
std::string_view event_cues();
std::string_view event_background();
std::string_view event_stops();
std::string_view event_bounds();
std::string_view event_times();
std::string_view event_contexts();
}  // namespace tocsin::embedded

namespace tocsin {
namespace {

constexpr std::array<std::string_view, 22> kClassNames = {
    "preposition", "determiner", "possessive", "pronoun", "auxiliary", "modal",
    "conjunction", "clause",     "relative",   "adverb",  "negation",  "quantity",
    "verb",        "participle", "name-part",  "month",   "weekday",   "number-word",
    "say",         "region",     "staff",      "claim"};

constexpr std::array<std::string_view, 10> kShapeNames = {
    "verb", "noun", "self", "place", "command", "declare", "strip", "bare", "quit", "set-out"};
constexpr std::array<std::string_view, 7> kSourceNames = {"subject", "owner", "place", "abroad",
                                                          "home",    "with",  "other"};
constexpr std::array<std::string_view, 3> kFocusNames = {"government", "coup", "none"};
constexpr std::array<std::string_view, kCueReaches> kReachNames = {"group", "govern", "over",
                                                                   "after", "noun"};
constexpr std::array<std::string_view, 4> kBoundNames = {"exact", "about", "at_least", "at_most"};

// The index of `word` in a table of names.
template <std::size_t N>
Result<std::size_t> named(const std::array<std::string_view, N>& names, std::string_view what,
                          std::string_view word, const Where& where) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == word) return i;
  }
  return fail(unknown_word(what, word, {names.begin(), names.end()}, where));
}

// Adds every phrase of `list` to `table` with the same value.
template <typename T>
Status add_all(PhraseTable<T>& table, std::string_view list, const T& value, const Where& where) {
  Result<std::vector<std::vector<std::string>>> phrases = read_phrases(list, where);
  if (!phrases) return fail(phrases.error());
  for (std::vector<std::string>& phrase : *phrases) table.add(std::move(phrase), value);
  return {};
}

Status read_words(const TableRow& row, Lexicon& lexicon) {
  const Result<std::size_t> index = named(kClassNames, "word class", row.fields[0], row.where);
  if (!index) return fail(index.error());
  const std::uint32_t bit = 1U << *index;
  int count = 0;
  for (std::string_view word : split(row.fields[1], ' ')) {
    if (word.empty()) continue;
    lexicon.word_classes[std::string(word)] |= bit;
    if ((bit & (kMonth | kWeekday | kNumberWord)) != 0)
      lexicon.calendar[std::string(word)] = ++count;
  }
  return {};
}

Status read_objects(const TableRow& row, Lexicon& lexicon) {
  const std::optional<ObjectClass> object = parse_object_class(row.fields[0]);
  if (!object)
    return fail(unknown_word("object class", row.fields[0], object_class_names(), row.where));
  const bool loose = row.fields.size() > 2;
  if (loose && row.fields[2] != "loose")
    return fail(unknown_word("last field", row.fields[2], {"loose"}, row.where));
  return add_all(lexicon.objects, row.fields[1], ObjectWord{*object, loose}, row.where);
}

Status read_parties(const TableRow& row, Lexicon& lexicon) {
  const Result<std::size_t> focus = named(kFocusNames, "focus", row.fields[2], row.where);
  if (!focus) return fail(focus.error());
  const Party party{std::string(row.fields[0]), std::string(row.fields[1]),
                    static_cast<Focus>(*focus)};
  return add_all(lexicon.parties, row.fields[3], party, row.where);
}

Status read_places(const TableRow& row, Lexicon& lexicon) {
  const bool code =
      row.fields[0].size() == 3 &&
      row.fields[0].find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
  if (!code)
    return fail(ErrorCode::kInvalid, "expected a country code of three capitals", row.where);
  return add_all(lexicon.places, row.fields[1], std::string(row.fields[0]), row.where);
}

Result<std::vector<Source>> read_sources(std::string_view list, const Where& where) {
  std::vector<Source> sources;
  for (std::string_view word : split(list, ',')) {
    const Result<std::size_t> source = named(kSourceNames, "source", trim(word), where);
    if (!source) return fail(source.error());
    sources.push_back(static_cast<Source>(*source));
  }
  return sources;
}

Status read_kinds(const TableRow& row, Lexicon& lexicon) {
  Kind kind;
  kind.name = row.fields[0];
  kind.mode = row.fields[2];
  const std::optional<EventType> type = parse_event_type(row.fields[1]);
  if (!type) return fail(unknown_word("event type", row.fields[1], event_type_names(), row.where));
  if (!has_mode(*type, kind.mode))
    return fail(unknown_word("mode", kind.mode, modes(*type), row.where));
  kind.type = *type;
  for (std::string_view name : split(row.fields[3], ',')) {
    const std::optional<ObjectClass> object = parse_object_class(trim(name));
    if (!object) return fail(unknown_word("object class", name, object_class_names(), row.where));
    kind.objects.push_back(*object);
  }
  Result<std::vector<Source>> actor = read_sources(row.fields[4], row.where);
  Result<std::vector<Source>> recipient = read_sources(row.fields[5], row.where);
  if (!actor || !recipient) return fail(!actor ? actor.error() : recipient.error());
  kind.actor = std::move(*actor);
  kind.recipient = std::move(*recipient);
  if (row.fields[7] != "named" && row.fields[7] != "any") {
    return fail(unknown_word("last field", row.fields[7], {"named", "any"}, row.where));
  }
  kind.named = row.fields[7] == "named";
  for (std::string_view word : split(row.fields[6], ',')) {
    kind.place_prepositions.emplace_back(trim(word));
  }
  lexicon.kinds.push_back(std::move(kind));
  return {};
}

Result<int> find_kind(const Lexicon& lexicon, std::string_view name, const Where& where) {
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < lexicon.kinds.size(); ++i) {
    if (lexicon.kinds[i].name == name) return static_cast<int>(i);
    known.push_back(lexicon.kinds[i].name);
  }
  return fail(unknown_word("kind", name, known, where));
}

Status read_patterns(const TableRow& row, Lexicon& lexicon) {
  Pattern pattern;
  const Result<int> kind = find_kind(lexicon, row.fields[0], row.where);
  if (!kind) return fail(kind.error());
  const Result<std::size_t> shape = named(kShapeNames, "shape", row.fields[1], row.where);
  if (!shape) return fail(shape.error());
  pattern.kind = *kind;
  pattern.shape = static_cast<Shape>(*shape);
  const bool two_parts = pattern.shape == Shape::kCommand || pattern.shape == Shape::kDeclare ||
                         pattern.shape == Shape::kStrip || pattern.shape == Shape::kQuit;
  if (two_parts != (row.fields.size() > 3)) {
    return fail(ErrorCode::kInvalid,
                two_parts ? "this shape needs second words" : "this shape takes no second words",
                row.where);
  }
  if (two_parts) {
    Result<std::vector<std::vector<std::string>>> second = read_phrases(row.fields[3], row.where);
    if (!second) return fail(second.error());
    pattern.second = std::move(*second);
  }
  if (row.fields.size() > 4) {
    const std::optional<EventStatus> status = parse_event_status(row.fields[4]);
    if (!status)
      return fail(unknown_word("status", row.fields[4], event_status_names(), row.where));
    pattern.status = *status;
  }
  const int index = static_cast<int>(lexicon.patterns.size());
  if (Status status = add_all(lexicon.triggers, row.fields[2], index, row.where); !status)
    return status;
  if (pattern.shape != Shape::kNoun && pattern.shape != Shape::kBare) {
    const Result<std::vector<std::vector<std::string>>> phrases =
        read_phrases(row.fields[2], row.where);
    if (!phrases) return fail(phrases.error());
    for (const std::vector<std::string>& phrase : *phrases) {
      lexicon.word_classes[phrase.front()] |= kTrigger;
    }
  }
  lexicon.patterns.push_back(std::move(pattern));
  return {};
}

Status read_cues(const TableRow& row, Lexicon& lexicon) {
  const std::optional<EventStatus> status = parse_event_status(row.fields[0]);
  if (!status) return fail(unknown_word("status", row.fields[0], event_status_names(), row.where));
  const Result<std::size_t> reach = named(kReachNames, "reach", row.fields[1], row.where);
  if (!reach) return fail(reach.error());
  return add_all(lexicon.cues[*reach], row.fields[2], *status, row.where);
}

Status read_background(const TableRow& row, Lexicon& lexicon) {
  if (row.fields[0] != "left" && row.fields[0] != "anywhere") {
    return fail(unknown_word("place", row.fields[0], {"left", "anywhere"}, row.where));
  }
  PhraseTable<bool>& table =
      row.fields[0] == "left" ? lexicon.background_left : lexicon.background_anywhere;
  return add_all(table, row.fields[1], true, row.where);
}

Status read_stops(const TableRow& row, Lexicon& lexicon) {
  if (row.fields[0] != "*") {
    if (const Result<int> kind = find_kind(lexicon, row.fields[0], row.where); !kind) {
      return fail(kind.error());
    }
  }
  return add_all(lexicon.stops, row.fields[1], std::string(row.fields[0]), row.where);
}

Status read_bounds(const TableRow& row, Lexicon& lexicon) {
  const Result<std::size_t> bound = named(kBoundNames, "bound", row.fields[0], row.where);
  if (!bound) return fail(bound.error());
  for (std::string_view phrase : split(row.fields[1], '|')) {
    for (std::string_view word : split(phrase, ' ')) {
      if (!word.empty()) lexicon.word_classes[std::string(word)] |= kBoundWord;
    }
  }
  return add_all(lexicon.bounds, row.fields[1], static_cast<Bound>(*bound), row.where);
}

Status read_times(const TableRow& row, Lexicon& lexicon) {
  TimeWord time{std::string(row.fields[0]), 0};
  const std::string_view unit =
      row.fields[0].starts_with("ago-") ? row.fields[0].substr(4) : row.fields[0];
  constexpr std::array<std::string_view, 4> kUnits = {"day", "week", "month", "year"};
  if (const Result<std::size_t> known = named(kUnits, "unit", unit, row.where); !known) {
    return fail(known.error());
  }
  const std::string_view digits = row.fields[1];
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), time.amount);
  if (error != std::errc() || end != digits.data() + digits.size()) {
    return fail(ErrorCode::kInvalid, "expected a whole number", row.where);
  }
  return add_all(lexicon.times, row.fields[2], time, row.where);
}

Status read_contexts(const TableRow& row, Lexicon& lexicon) {
  lexicon.context_names.emplace_back(row.fields[0]);
  return add_all(lexicon.contexts, row.fields[1],
                 static_cast<int>(lexicon.context_names.size()) - 1, row.where);
}

struct FileReader {
  std::string_view name;
  std::string_view (*embedded)();
  std::size_t least_fields;
  std::size_t most_fields;
  Status (*read)(const TableRow&, Lexicon&);
};

// In this order: patterns and stops name kinds.
constexpr std::array<FileReader, kLexiconFiles> kReaders = {{
    {"words.tsv", embedded::event_words, 2, 2, read_words},
    {"objects.tsv", embedded::event_objects, 2, 3, read_objects},
    {"parties.tsv", embedded::event_parties, 4, 4, read_parties},
    {"places.tsv", embedded::event_places, 2, 2, read_places},
    {"kinds.tsv", embedded::event_kinds, 8, 8, read_kinds},
    {"patterns.tsv", embedded::event_patterns, 3, 5, read_patterns},
    {"cues.tsv", embedded::event_cues, 3, 3, read_cues},
    {"background.tsv", embedded::event_background, 2, 2, read_background},
    {"stops.tsv", embedded::event_stops, 2, 2, read_stops},
    {"bounds.tsv", embedded::event_bounds, 2, 2, read_bounds},
    {"times.tsv", embedded::event_times, 3, 3, read_times},
    {"contexts.tsv", embedded::event_contexts, 2, 2, read_contexts},
}};

}  // namespace

LexiconFiles embedded_lexicon() {
  LexiconFiles files;
  for (std::size_t i = 0; i < kLexiconFiles; ++i) {
    files[i] = {std::string(kReaders[i].name), kReaders[i].embedded()};
  }
  return files;
}

Result<Lexicon> parse_lexicon(const LexiconFiles& files) {
  Lexicon lexicon;
  for (std::size_t i = 0; i < kLexiconFiles; ++i) {
    const FileReader& reader = kReaders[i];
    const Status status = each_row(files[i], reader.least_fields, reader.most_fields,
                                   [&](const TableRow& row) { return reader.read(row, lexicon); });
    if (!status) return fail(status.error());
  }
  return lexicon;
}

}  // namespace tocsin
