// The dictionary form of a word whose part of speech is known, in lower case but for names:
// "Withdrew" VERB VBD is "withdraw", "embassies" NOUN NNS "embassy", "’s" AUX VBZ "be", "’s" PART
// POS "'s", "Kenyans" PROPN NNPS "Kenyan". A word that no rule fits is folded (word_shape.h) only.
// Immutable after open(), which reads nothing but the rules' headers and checks them; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/model_file.h"

namespace tocsin {

class Lemmatizer {
 public:
  static constexpr const char* kSection = "lemmas";

  // A pair of tags, to be looked up once and used for many words.
  struct Tag {
    std::uint16_t rules = 0xFFFF;  // whose rules hold; 0xFFFF: those of no word seen in training
    bool keeps_case = false;
  };

  // kCorrupt where the model has no lemmas or they are damaged.
  static Result<Lemmatizer> open(const ModelFile& model);

  Tag tag(std::string_view upos, std::string_view xpos) const;
  // `form` is valid UTF-8; `out` is overwritten.
  void lemma(std::string_view form, Tag tag, std::string& out) const;
  void lemma(std::string_view form, std::string_view upos, std::string_view xpos,
             std::string& out) const {
    lemma(form, tag(upos, xpos), out);
  }

 private:
  struct Learned;
  explicit Lemmatizer(std::shared_ptr<const Learned> learned) : learned_(std::move(learned)) {}
  std::shared_ptr<const Learned> learned_;
};

}  // namespace tocsin
