// See article.h.
#include "news/article.h"

#include "base/hash.h"
#include "base/text.h"

namespace tocsin {

std::string PublishedAt::to_iso() const {
  if (!has_time) return iso_day(std::chrono::floor<std::chrono::days>(time));
  std::string text = iso_time(time);  // ...:00.000Z
  if (text.ends_with(".000Z")) text.replace(text.size() - 5, 5, "Z");
  return text;
}

std::string body_text(const Article& article) {
  std::string out;
  for (const std::string& paragraph : article.paragraphs) {
    if (!out.empty()) out += "\n\n";
    out += paragraph;
  }
  return out;
}

std::string text_hash(const Article& article) {
  std::string text = fold_case(collapse_space(article.title));
  for (const std::string& paragraph : article.paragraphs) {
    text += '\n';
    text += fold_case(collapse_space(paragraph));
  }
  return sha256_hex(text);
}

}  // namespace tocsin
