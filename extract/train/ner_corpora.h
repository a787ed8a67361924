// SPDX-License-Identifier: Apache-2.0
// The corpora that the name tagger learns from, each brought to one shape: documents of sentences cut into
// words the way Universal Dependencies cuts them, and for every word the set of tags that the corpus leaves
// possible.
//
// Corpora do not annotate the same things. Where one is silent (a capitalised word in a corpus that has no
// events, the rest of a passage of which only the facts' arguments are marked) the word's set holds several
// tags and the trainer sums over them; where it speaks, the set holds one. Our conventions are applied here:
// no leading article, no titles inside a person's name, no demonyms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/name_tagger.h"

namespace entente::extract {

struct LabelledSentence {
  std::vector<std::string> words;
  std::vector<bool> space_before;
  std::vector<std::uint32_t> allowed;  // bit t set: tag t is possible
  std::vector<NameSpan> names;  // what the corpus says, ours after the conventions (tests: as it stands)
};

struct LabelledDocument {
  std::string id;
  std::vector<LabelledSentence> sentences;
};

struct LabelledCorpus {
  std::string name;
  std::vector<LabelledDocument> documents;
};

// All corpora that may train, in a fixed order, from the folder that holds theirs.
std::vector<LabelledCorpus> read_training_corpora(const std::string& folder);

// Held-out sets, labels as published (PER ORG LOC, and MISC/others as kThing): "uner_ewt/dev",
// "uner_ewt/test", "wikigold", "crossner/politics/dev".
LabelledCorpus read_held_out(const std::string& folder, std::string_view which);

// Words of running text, cut as UD cuts them. Offsets are bytes.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Word> cut_words(std::string_view text);

// The case-folded form that Token::lower holds.
std::string fold(std::string_view word);

// A Sentence whose tokens view `words`, which must outlive it.
Sentence sentence_of(const LabelledSentence& labelled);

}  // namespace entente::extract
