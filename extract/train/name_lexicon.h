// SPDX-License-Identifier: Apache-2.0
// Builds the name tagger's lexicon: phrase hash to classes and cluster, from gazetteers, actor dictionaries,
// word lists and counts over the training texts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/name_features.h"
#include "extract/train/ner_corpora.h"

namespace entente::extract {

class BuiltLexicon final : public NameLexicon {
 public:
  [[nodiscard]] std::uint32_t value(std::uint64_t phrase) const override {
    const auto found = values_.find(phrase);
    return found == values_.end() ? 0u : found->second;
  }
  // The words of a phrase, folded. Marks every beginning of it as going on.
  void add(const std::vector<std::string>& words, WordClass word_class);
  void set_cluster(const std::string& word, std::uint32_t cluster);
  [[nodiscard]] std::map<std::uint64_t, std::uint32_t> sorted() const {
    return {values_.begin(), values_.end()};
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> values_;
};

// `folder` holds the corpora, `tables` the project's own lexicon tables.
BuiltLexicon build_lexicon(const std::string& folder, const std::string& tables,
                           const std::vector<LabelledCorpus>& corpora);

}  // namespace entente::extract
