// SPDX-License-Identifier: Apache-2.0
// Parsing with names taken for single words. "Norwegian Prime Minister Lars Hansen and Finnish President Olga Petrova signed" has
// ten words of names and posts around one verb; a parser trained on mixed English loses its way in them. So each
// name, with the post before it, is one noun to the parser, and its words are hung under that noun afterwards.
// Where the parser takes apart what neighbours say belongs together ("called off his visit", "…, Hansen said, calling it"), the tree is mended.
#pragma once

#include <vector>

#include "extract/lexicon.h"
#include "extract/mentions.h"
#include "extract/parser.h"

namespace entente::extract {

// Sets head and deprel of every token; names as found by find_names.
void parse_collapsed(Sentence& sentence, const std::vector<NamedSpan>& names, const Lexicon& lexicon, const Parser& parser);

}  // namespace entente::extract
