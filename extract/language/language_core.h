// All that reads English: the tokenizer, the parser and the lemmatizer of one model file, opened
// together. Shared by all workers; start at parser.h for the trees, at tokenizer.h for the words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/language/lemmatizer.h"
#include "extract/language/parser.h"
#include "extract/language/tokenizer.h"
#include "model/kernels.h"
#include "model/model_file.h"

namespace tocsin {

class LanguageCore {
 public:
  // The errors of ModelFile::open(), and kCorrupt with the file and what to do where a part cannot
  // be read.
  static Result<LanguageCore> open(const ModelFile& model,
                                   const Kernels& kernels = tocsin::kernels());
  static Result<LanguageCore> open(const std::string& path);

  const Tokenizer& tokenizer() const { return tokenizer_; }
  const Parser& parser() const { return parser_; }
  const Lemmatizer& lemmatizer() const { return lemmatizer_; }
  // The dictionary form of a word that the parser has tagged; `out` is overwritten.
  void lemma(std::string_view form, const WordAnalysis& word, std::string& out) const {
    lemmatizer_.lemma(form, lemma_tags_[word.tag], out);
  }

 private:
  LanguageCore(Tokenizer tokenizer, Parser parser, Lemmatizer lemmatizer);

  Tokenizer tokenizer_;
  Parser parser_;
  Lemmatizer lemmatizer_;
  std::vector<Lemmatizer::Tag> lemma_tags_;  // by WordAnalysis::tag
};

// The model file that a program uses where none is named: $TOCSIN_MODEL, else english.model beside
// the program, else ../share/tocsin/english.model from there. kNotFound says where it was looked
// for.
Result<std::string> find_model();

}  // namespace tocsin
