// Entrance: score_trees, score_raw.
#include "extract/language/evaluate.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/diagnostics.h"
#include "base/text.h"

namespace tocsin {
namespace {

std::string_view without_subtype(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

double percent(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

double f1(std::int64_t common, std::size_t gold, std::size_t predicted) {
  return percent(2 * common, static_cast<std::int64_t>(gold + predicted));
}

// Where a word stands, counted in characters that are not blank; `part` numbers the words that are
// written as one token.
struct Place {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int32_t part = 0;
  bool operator==(const Place&) const = default;
  bool operator<(const Place& other) const {
    return std::tie(begin, end, part) < std::tie(other.begin, other.end, other.part);
  }
};

struct PlacedWord {
  Place place;
  std::optional<Place> head;
  std::string_view upos;
  std::string_view relation;
};

struct PlacedText {
  std::vector<PlacedWord> words;  // by place, each once
  std::vector<Place> sentences;
};

std::int64_t visible_length(std::string_view form, bool in_range) {
  const auto blanks = std::count(form.begin(), form.end(), ' ');
  std::int64_t hard_blanks = 0;
  if (!in_range) {
    for (std::size_t at = 0; (at = form.find("\u00A0", at)) != std::string_view::npos; ++at)
      ++hard_blanks;
  }
  return static_cast<std::int64_t>(code_points(form)) - blanks - hard_blanks;
}

// Of each word of the sentence, which begins after `at` characters; moves `at` behind it.
std::vector<Place> places_of(const ConlluSentence& sentence, std::int64_t& at) {
  std::vector<Place> places(sentence.words.size());
  auto range = sentence.ranges.begin();
  for (std::size_t i = 0; i < places.size();) {
    const bool in_range =
        range != sentence.ranges.end() && static_cast<std::size_t>(range->first) == i;
    const std::size_t end = in_range ? static_cast<std::size_t>(range->end) : i + 1;
    const std::string& form = in_range ? (range++)->form : sentence.words[i].form;
    const std::int64_t length = visible_length(form, in_range);
    for (std::int32_t part = 0; i < end; ++i, ++part) places[i] = {at, at + length, part};
    at += length;
  }
  return places;
}

// Where words share a place (they are blank), the last stays.
void leave_one_a_place(std::vector<PlacedWord>& words) {
  const auto before = [](const PlacedWord& a, const PlacedWord& b) { return a.place < b.place; };
  std::stable_sort(words.begin(), words.end(), before);
  std::reverse(words.begin(), words.end());
  const auto same = [](const PlacedWord& a, const PlacedWord& b) { return a.place == b.place; };
  words.erase(std::unique(words.begin(), words.end(), same), words.end());
  std::reverse(words.begin(), words.end());
}

PlacedText place(const std::vector<ConlluSentence>& sentences) {
  PlacedText out;
  std::int64_t at = 0;
  for (const ConlluSentence& sentence : sentences) {
    const std::int64_t begin = at;
    const std::vector<Place> places = places_of(sentence, at);
    if (const Place whole{begin, at, 0}; out.sentences.empty() || out.sentences.back() != whole) {
      out.sentences.push_back(whole);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      const ConlluWord& word = sentence.words[i];
      PlacedWord& placed = out.words.emplace_back();
      placed.place = places[i];
      if (word.head >= 0) placed.head = places[static_cast<std::size_t>(word.head)];
      placed.upos = word.upos;
      placed.relation = without_subtype(word.deprel);
    }
  }
  leave_one_a_place(out.words);
  return out;
}

std::int64_t common(const std::vector<Place>& left, const std::vector<Place>& right) {
  std::vector<Place> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  return std::ssize(both);
}

}  // namespace

Result<TreeScores> score_trees(const std::vector<ConlluSentence>& gold,
                               const std::vector<ConlluSentence>& predicted) {
  if (gold.size() != predicted.size()) {
    return fail(ErrorCode::kInvalid, "sentences differ: " + std::to_string(gold.size()) +
                                         " gold, " + std::to_string(predicted.size()) +
                                         " predicted");
  }
  std::int64_t words = 0, upos = 0, xpos = 0, lemma = 0, uas = 0, las = 0;
  for (std::size_t s = 0; s < gold.size(); ++s) {
    if (gold[s].words.size() != predicted[s].words.size()) {
      return fail(ErrorCode::kInvalid, "words differ in sentence " + std::to_string(s + 1) + ": " +
                                           quote(gold[s].text()));
    }
    for (std::size_t i = 0; i < gold[s].words.size(); ++i) {
      const ConlluWord& a = gold[s].words[i];
      const ConlluWord& b = predicted[s].words[i];
      ++words;
      upos += a.upos == b.upos;
      xpos += a.xpos == b.xpos;
      lemma += fold_case(a.lemma) == fold_case(b.lemma);
      uas += a.head == b.head;
      las += a.head == b.head && without_subtype(a.deprel) == without_subtype(b.deprel);
    }
  }
  return TreeScores{percent(upos, words), percent(xpos, words), percent(lemma, words),
                    percent(uas, words), percent(las, words)};
}

RawScores score_raw(const std::vector<ConlluSentence>& gold,
                    const std::vector<ConlluSentence>& predicted) {
  const PlacedText a = place(gold);
  const PlacedText b = place(predicted);
  std::int64_t words = 0, upos = 0, uas = 0, las = 0;
  for (std::size_t i = 0, k = 0; i < a.words.size() && k < b.words.size();) {
    const PlacedWord& left = a.words[i];
    const PlacedWord& right = b.words[k];
    if (left.place == right.place) {
      ++words;
      upos += left.upos == right.upos;
      uas += left.head == right.head;
      las += left.head == right.head && left.relation == right.relation;
    }
    i += !(right.place < left.place);
    k += !(left.place < right.place);
  }
  const auto score = [&](std::int64_t count) { return f1(count, a.words.size(), b.words.size()); };
  return {score(words),
          f1(common(a.sentences, b.sentences), a.sentences.size(), b.sentences.size()), score(upos),
          score(uas), score(las)};
}

}  // namespace tocsin
