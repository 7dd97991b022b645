// Flattens CoNLL-U to paragraphs of words and writes them as text. Entrances: gold_paragraphs,
// gold_text and the copies. Next to read: tokenizer_training.cc.
#include "cli/train/gold_text.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "base/unicode.h"
#include "extract/language/entities.h"
#include "extract/language/text_units.h"

namespace tocsin {
namespace {

bool begins_paragraph(const ConlluSentence& sentence) {
  return std::any_of(sentence.comments.begin(), sentence.comments.end(),
                     [](const std::string& line) {
                       return line.starts_with("# newpar") || line.starts_with("# newdoc");
                     });
}

void append_sentence(const ConlluSentence& sentence, GoldParagraph& paragraph) {
  const std::size_t first = paragraph.size();
  for (const ConlluWord& word : sentence.words) {
    paragraph.push_back({word.form, false, word.space_after, false});
  }
  for (const ConlluRange& range : sentence.ranges) {
    for (std::int32_t i = range.first; i < range.end; ++i) {
      GoldWord& word = paragraph[first + static_cast<std::size_t>(i)];
      word.continues = i > range.first;
      word.blank_after = i + 1 == range.end && range.space_after;
    }
  }
  if (paragraph.size() > first) paragraph.back().ends_sentence = true;
}

std::string with_case(std::string_view form, bool upper) {
  std::string out;
  std::vector<TextUnit> units;
  append_units(form, {0, static_cast<std::int32_t>(form.size())}, units);
  for (const TextUnit& unit : units) {
    const bool raised = upper && is_letter(unit.kind);
    append_character(raised ? upper_case(unit.code) : unit.code, out);
  }
  return out;
}

struct Spelling {
  std::string_view from;
  std::string_view to;
};
constexpr std::array kPenn = std::to_array<Spelling>({{"(", "-LRB-"},
                                                      {")", "-RRB-"},
                                                      {"[", "-LSB-"},
                                                      {"]", "-RSB-"},
                                                      {"\xE2\x80\x9C", "``"},
                                                      {"\xE2\x80\x9D", "''"}});
constexpr std::array kCurly = std::to_array<Spelling>({{"'s", "\xE2\x80\x99s"},
                                                       {"n't", "n\xE2\x80\x99t"},
                                                       {"'m", "\xE2\x80\x99m"},
                                                       {"'re", "\xE2\x80\x99re"},
                                                       {"'ve", "\xE2\x80\x99ve"},
                                                       {"'ll", "\xE2\x80\x99ll"},
                                                       {"'d",
                                                        "\xE2\x80\x99"
                                                        "d"},
                                                       {"'", "\xE2\x80\x99"},
                                                       {"...", "\xE2\x80\xA6"},
                                                       {"--", "\xE2\x80\x94"},
                                                       {"-", "\xE2\x80\x93"}});

constexpr std::array<std::string_view, 5> kCurrencies = {"$", "US$", "\xE2\x82\xAC", "\xC2\xA3",
                                                         "\xC2\xA5"};
constexpr std::array<std::string_view, 10> kUnits = {"m",  "bn", "mn", "k",  "tn",
                                                     "km", "kg", "mm", "cm", "mph"};

bool is_unit(std::string_view form) {
  return std::find(kUnits.begin(), kUnits.end(), form) != kUnits.end() || form == "b" ||
         form == "ft" || form == "M";
}

constexpr std::array kTitles = std::to_array<std::string_view>(
    {"Mr.",     "Mrs.",  "Ms.",   "Dr.",   "Prof.", "Gen.",  "Lt.",   "Col.",  "Maj.",
     "Capt.",   "Cmdr.", "Adm.",  "Sgt.",  "Cpl.",  "Brig.", "Rev.",  "Hon.",  "Gov.",
     "Sen.",    "Rep.",  "Sens.", "Reps.", "Amb.",  "Pres.", "Insp.", "Supt.", "Drs.",
     "Messrs.", "St.",   "Fr.",   "J.",    "A.",    "M."});
constexpr std::array kPlaces = std::to_array<std::string_view>(
    {"U.S.", "U.S.", "U.S.",   "U.K.",   "U.N.",   "E.U.",     "D.C.",
     "N.Y.", "N.J.", "H.K.",   "N.Z.",   "U.A.E.", "U.S.S.R.", "U.S.A.",
     "S.C.", "L.A.", "D.R.C.", "Calif.", "Mass.",  "Fla.",     "Pa."});
constexpr std::array kFirms = std::to_array<std::string_view>(
    {"Inc.", "Corp.", "Co.", "Ltd.", "Bros.", "Cos.", "Jr.", "Sr.", "a.m.", "p.m.", "etc."});
constexpr std::array kMonths =
    std::to_array<std::string_view>({"Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.",
                                     "Sept.", "Sep.", "Oct.", "Nov.", "Dec."});
constexpr std::array kNumbers =
    std::to_array<std::string_view>({"No.", "Nos.", "Art.", "Sec.", "Vol.", "Fig.", "pp."});
constexpr std::array kSmall =
    std::to_array<std::string_view>({"vs.", "v.", "sq.", "ca.", "approx.", "c.", "est."});

constexpr std::array kCities =
    std::to_array<std::string_view>({"PARIS", "LONDON", "MOSCOW", "NAIROBI", "KABUL", "LIMA",
                                     "Paris", "Geneva", "Ankara", "DAKAR", "SEOUL", "JERUSALEM"});
constexpr std::array kCountries = std::to_array<std::string_view>(
    {"France", "Peru", "Kenya", "Afghanistan", "Ukraine", "Israel", "Turkey"});
constexpr std::array kAgencies =
    std::to_array<std::string_view>({"Reuters", "AP", "AFP", "Xinhua", "UPI", "dpa", "TASS"});
constexpr std::array kDashes =
    std::to_array<std::string_view>({"-", "-", "--", "\xE2\x80\x93", "\xE2\x80\x94", "_"});

// Forms of one kind, each of which may stand for any other.
struct Swaps {
  std::span<const std::string_view> forms;
};
constexpr std::array kSwaps =
    std::to_array<Swaps>({{kTitles}, {kPlaces}, {kFirms}, {kMonths}, {kNumbers}, {kSmall}});

const Swaps* swaps_of(std::string_view form) {
  for (const Swaps& swaps : kSwaps) {
    if (std::find(swaps.forms.begin(), swaps.forms.end(), form) != swaps.forms.end()) return &swaps;
  }
  return nullptr;
}

std::string pick(std::span<const std::string_view> forms, RandomNumbers& random) {
  return std::string(forms[random.below(forms.size())]);
}

bool is_capitalised(std::string_view form) {
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return form.size() > 1 && form[0] >= 'A' && form[0] <= 'Z' &&
         std::all_of(form.begin() + 1, form.end(), lower);
}

template <std::size_t kCount>
void respell(std::string& form, const std::array<Spelling, kCount>& spellings) {
  for (const Spelling& spelling : spellings) {
    if (form != spelling.from) continue;
    form = spelling.to;
    return;
  }
}

}  // namespace

std::vector<GoldParagraph> gold_paragraphs(const std::vector<ConlluSentence>& sentences) {
  std::vector<GoldParagraph> paragraphs;
  const bool marked = std::any_of(sentences.begin(), sentences.end(), begins_paragraph);
  for (const ConlluSentence& sentence : sentences) {
    const bool glued =
        !paragraphs.empty() && !paragraphs.back().empty() && !paragraphs.back().back().blank_after;
    const bool begins = marked ? begins_paragraph(sentence) : !glued;
    if (begins || paragraphs.empty()) paragraphs.emplace_back();
    append_sentence(sentence, paragraphs.back());
  }
  return paragraphs;
}

GoldText gold_text(const GoldParagraph& paragraph) {
  GoldText gold;
  std::int32_t first = 0;
  for (const GoldWord& word : paragraph) {
    const auto begin = static_cast<std::int32_t>(gold.text.size());
    gold.text += word.form;
    gold.split.words.push_back(
        {{begin, static_cast<std::int32_t>(gold.text.size())}, word.continues});
    if (word.blank_after) gold.text += ' ';
    if (!word.ends_sentence && &word != &paragraph.back()) continue;
    const auto end = static_cast<std::int32_t>(gold.split.words.size());
    gold.split.sentences.push_back({first, end, false});
    first = end;
  }
  return gold;
}

GoldParagraph upper_cased(GoldParagraph paragraph) {
  for (GoldWord& word : paragraph) word.form = with_case(word.form, true);
  return paragraph;
}

GoldParagraph lower_cased(GoldParagraph paragraph) {
  for (GoldWord& word : paragraph) word.form = with_case(word.form, false);
  return paragraph;
}

GoldParagraph pretokenised(GoldParagraph paragraph, RandomNumbers& random) {
  const bool penn = random.chance(0.5F);
  bool open = false;
  for (GoldWord& word : paragraph) {
    word.blank_after = true;
    word.continues = false;
    if (!penn) continue;
    if (word.form == "\"") {
      open = !open;
      word.form = open ? "``" : "''";
    }
    respell(word.form, kPenn);
  }
  return paragraph;
}

GoldParagraph without_blanks_after_stops(GoldParagraph paragraph, RandomNumbers& random) {
  for (std::size_t i = 0; i + 1 < paragraph.size(); ++i) {
    GoldWord& word = paragraph[i];
    if (word.ends_sentence && random.chance(0.7F)) word.blank_after = false;
  }
  return paragraph;
}

GoldParagraph with_other_marks(GoldParagraph paragraph, RandomNumbers& random) {
  const bool low = random.chance(0.2F);
  bool open = false;
  bool number = false;
  for (GoldWord& word : paragraph) {
    respell(word.form, kCurly);
    if (word.form == "$") word.form = kCurrencies[random.below(kCurrencies.size())];
    if (number && is_unit(word.form)) word.form = kUnits[random.below(kUnits.size())];
    number = !word.blank_after && word.form.back() >= '0' && word.form.back() <= '9';
    if (word.form != "\"") continue;
    open = !open;
    if (low) {
      word.form = open ? "\xC2\xAB" : "\xC2\xBB";
    } else {
      word.form = open ? "\xE2\x80\x9C" : "\xE2\x80\x9D";
    }
  }
  return paragraph;
}

// "President Bush" becomes "Gen. Bush", "Mr. Bush" "Lt. Bush", "Iraqi troops" "U.S. troops", and
// the last word and full stop of some sentences "U.S." or "Corp.".
GoldParagraph with_abbreviations(GoldParagraph paragraph, RandomNumbers& random) {
  GoldParagraph out;
  for (std::size_t i = 0; i < paragraph.size(); ++i) {
    GoldWord word = paragraph[i];
    const GoldWord* next = i + 1 < paragraph.size() ? &paragraph[i + 1] : nullptr;
    const bool sentence_begins = out.empty() || out.back().ends_sentence;
    const bool name = is_capitalised(word.form) && !word.continues && !sentence_begins;
    const bool name_follows = next != nullptr && is_capitalised(next->form) && word.blank_after;
    const bool stop_follows = next != nullptr && next->form == "." && next->ends_sentence;
    if (const Swaps* swaps = swaps_of(word.form)) {
      word.form = swaps->forms[random.below(swaps->forms.size())];
    } else if (name && stop_follows && !word.blank_after && random.chance(0.5F)) {
      word.form = random.chance(0.7F) ? pick(kPlaces, random) : pick(kFirms, random);
      word.blank_after = next->blank_after;
      word.ends_sentence = true;
      ++i;
    } else if (name && name_follows && random.chance(0.2F)) {
      word.form = random.chance(0.5F) ? pick(kPlaces, random) : pick(kTitles, random);
    } else if (name && word.blank_after && !word.ends_sentence && random.chance(0.05F)) {
      word.form = pick(kPlaces, random);
    }
    out.push_back(std::move(word));
  }
  return out;
}

GoldParagraph with_dateline(GoldParagraph paragraph, RandomNumbers& random) {
  constexpr std::size_t kShortest = 6;  // words
  if (paragraph.size() < kShortest || paragraph.back().form != ".") return paragraph;
  GoldParagraph out = {{pick(kCities, random)}};
  if (random.chance(0.3F)) {
    out.back().blank_after = false;
    out.push_back({","});
    out.push_back({random.chance(0.5F) ? pick(kCountries, random) : pick(kMonths, random)});
    if (random.chance(0.5F)) out.push_back({std::to_string(1 + random.below(31))});
  }
  if (random.chance(0.8F)) {
    out.push_back({"(", false, false});
    out.push_back({pick(kAgencies, random), false, false});
    out.push_back({")"});
  }
  out.push_back({pick(kDashes, random)});
  out.insert(out.end(), paragraph.begin(), paragraph.end());
  return out;
}

GoldParagraph with_heading(const GoldParagraph& head, const GoldParagraph& paragraph) {
  constexpr std::size_t kLongestHeading = 15;  // words
  if (head.empty() || paragraph.empty() || head.size() > kLongestHeading) return {};
  const std::string& last = head.back().form;
  if (last == "." || last == "!" || last == ":" || last == ",") return {};
  GoldParagraph out = head;
  out.back().blank_after = true;
  out.back().ends_sentence = true;
  out.insert(out.end(), paragraph.begin(), paragraph.end());
  return out;
}

}  // namespace tocsin
