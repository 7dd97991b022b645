// Entrance: draw_tree. First the heads are changed to those that can be drawn (Drawable), then each
// word becomes a row.
#include "cli/tree_drawing.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>
#include <vector>

#include "cli/display_width.h"
#include "cli/output.h"

namespace tocsin {
namespace {

constexpr std::size_t kLeastWord = 8;  // columns that a word gets at least
constexpr std::int32_t kRoot = -1;

// The lines of a cell, by where they lead.
constexpr unsigned kUp = 1;
constexpr unsigned kDown = 2;
constexpr unsigned kLeft = 4;
constexpr unsigned kRight = 8;
constexpr std::string_view kUtf8Lines[] = {" ", "╵", "╷", "│", "╴", "┘", "┐", "┤",
                                           "╶", "└", "┌", "├", "─", "┴", "┬", "┼"};
constexpr std::string_view kAsciiLines[] = {" ", "|", "|", "|", "-", "'", ".", "+",
                                            "-", "`", ".", "+", "-", "+", "+", "+"};

using Heads = std::vector<std::int32_t>;

std::size_t index(std::int32_t word) { return static_cast<std::size_t>(word); }

// Words that lead to no root become roots.
Heads rooted(const ConlluSentence& sentence) {
  const auto count = static_cast<std::int32_t>(sentence.words.size());
  Heads heads;
  for (const ConlluWord& word : sentence.words)
    heads.push_back(word.head >= 0 && word.head < count ? word.head : kRoot);
  std::vector<std::int32_t> seen_from(heads.size(), kRoot);
  for (std::int32_t first = 0; first < count; ++first) {
    std::int32_t at = first;
    while (at != kRoot && seen_from[index(at)] == kRoot) {
      seen_from[index(at)] = first;
      at = heads[index(at)];
    }
    if (at != kRoot && seen_from[index(at)] == first) heads[index(at)] = kRoot;  // a circle
  }
  return heads;
}

// The words from the root down, each behind its head.
std::vector<std::int32_t> top_down(const Heads& heads) {
  std::vector<std::vector<std::int32_t>> dependents(heads.size() + 1);
  for (std::size_t i = 0; i < heads.size(); ++i)
    dependents[index(heads[i] + 1)].push_back(static_cast<std::int32_t>(i));
  std::vector<std::int32_t> order = dependents[0];
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& below = dependents[index(order[i] + 1)];
    order.insert(order.end(), below.begin(), below.end());
  }
  return order;
}

bool governs(const Heads& heads, std::int32_t head, std::int32_t word) {
  while (word != kRoot && word != head) word = heads[index(word)];
  return word == head;
}

// Does a line from the word to its head pass by words that the head does not govern?
bool crosses(const Heads& heads, std::int32_t word) {
  const std::int32_t head = heads[index(word)];
  if (head == kRoot) return false;
  for (std::int32_t between = std::min(head, word) + 1; between < std::max(head, word); ++between)
    if (!governs(heads, head, between)) return true;
  return false;
}

// The shortest arc that crosses is moved to the head's head, until none does.
void lift_crossing(Heads& heads) {
  const auto count = static_cast<std::int32_t>(heads.size());
  for (;;) {
    std::int32_t shortest = kRoot;
    std::int32_t length = count;
    for (std::int32_t word = 0; word < count; ++word) {
      const std::int32_t distance = std::abs(word - heads[index(word)]);
      if (distance >= length || !crosses(heads, word)) continue;
      shortest = word;
      length = distance;
    }
    if (shortest == kRoot) return;
    heads[index(shortest)] = heads[index(heads[index(shortest)])];
  }
}

struct Drawable {
  Heads heads;
  std::vector<std::size_t> depth;  // 0 a root
  std::size_t deepest = 0;
};

Drawable drawable(const ConlluSentence& sentence, std::size_t most_depth) {
  Drawable out;
  out.heads = rooted(sentence);
  lift_crossing(out.heads);
  out.depth.assign(out.heads.size(), 0);
  for (const std::int32_t word : top_down(out.heads)) {
    std::int32_t& head = out.heads[index(word)];
    if (head == kRoot) continue;
    if (out.depth[index(head)] == most_depth) head = out.heads[index(head)];
    out.depth[index(word)] = out.depth[index(head)] + 1;
    out.deepest = std::max(out.deepest, out.depth[index(word)]);
  }
  return out;
}

// The lines left of the words: two columns for each depth, the arcs to dependents of a word at
// depth d stand in column 2 d + 2.
class Lines {
 public:
  explicit Lines(const Drawable& tree)
      : width_(2 * tree.deepest + 2), cells_(tree.heads.size() * width_) {
    for (std::size_t word = 0; word < tree.heads.size(); ++word) {
      const std::int32_t head = tree.heads[word];
      const std::size_t column = 2 * tree.depth[word];
      for (std::size_t at = column; at < width_; ++at)
        cell(word, at) |= (at > column || head == kRoot ? kLeft : 0U) | kRight;
      if (head != kRoot) draw_arc(word, index(head), column);
    }
  }

  std::string row(std::size_t word, bool utf8) const {
    std::string out;
    for (std::size_t at = 0; at < width_; ++at)
      out += (utf8 ? kUtf8Lines : kAsciiLines)[cells_[word * width_ + at]];
    return out;
  }
  std::size_t width() const { return width_; }

 private:
  unsigned& cell(std::size_t row, std::size_t column) { return cells_[row * width_ + column]; }

  void draw_arc(std::size_t word, std::size_t head, std::size_t column) {
    for (std::size_t at = std::min(word, head); at < std::max(word, head); ++at) {
      cell(at, column) |= kDown;
      cell(at + 1, column) |= kUp;
    }
  }

  std::size_t width_;
  std::vector<unsigned> cells_;
};

std::string relation_of(const ConlluSentence& sentence, const Drawable& tree, std::size_t word) {
  const ConlluWord& written = sentence.words[word];
  std::string out = written.deprel;
  if (tree.heads[word] != written.head) out += " of " + std::to_string(written.head + 1);
  return out;
}

std::size_t widest(std::span<const std::string> texts) {
  std::size_t width = 0;
  for (const std::string& text : texts) width = std::max(width, display_width(text));
  return width;
}

std::string painted(std::string text, std::string_view colour, const DrawingStyle& style) {
  if (!style.colour) return text;
  return "\x1B[" + std::string(colour) + "m" + text + "\x1B[0m";
}

struct Table {
  std::vector<std::string> forms, upos, xpos, relations;
};

Table table_of(const ConlluSentence& sentence, const Drawable& tree) {
  Table out;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const ConlluWord& word = sentence.words[i];
    out.forms.push_back(for_terminal(word.form));
    out.upos.push_back(for_terminal(word.upos));
    out.xpos.push_back(for_terminal(word.xpos));
    out.relations.push_back(for_terminal(relation_of(sentence, tree, i)));
  }
  return out;
}

}  // namespace

std::string draw_tree(const ConlluSentence& sentence, const DrawingStyle& style) {
  const std::size_t count = sentence.words.size();
  if (count > kMostDrawn) {
    return "(" + counted(static_cast<std::int64_t>(count), "word") + ": too long to be drawn)\n";
  }
  const std::size_t most_depth = std::max<std::size_t>(2, style.width / 8);
  const Drawable tree = drawable(sentence, most_depth);
  const Lines lines(tree);
  const Table table = table_of(sentence, tree);
  const std::size_t numbers = std::to_string(count).size();
  const std::size_t upos = widest(table.upos);
  const std::size_t xpos = widest(table.xpos);
  const std::size_t others =
      numbers + 1 + lines.width() + 1 + 2 + upos + 1 + xpos + 2 + widest(table.relations);
  const std::size_t room = style.width > others + kLeastWord ? style.width - others : kLeastWord;
  const std::size_t forms = std::min(room, widest(table.forms));
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i + 1);
    const bool root = tree.heads[i] == kRoot;
    out.append(numbers - number.size(), ' ').append(number).append(" ");
    out += painted(lines.row(i, style.utf8), "2", style) + " ";
    out += painted(fit_columns(table.forms[i], forms, style.utf8), root ? "1" : "0", style) + "  ";
    out += fit_columns(table.upos[i], upos, style.utf8) + " ";
    out += fit_columns(table.xpos[i], xpos, style.utf8) + "  ";
    out += painted(table.relations[i], "36", style) + "\n";
  }
  return out;
}

}  // namespace tocsin
