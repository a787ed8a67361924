// SPDX-License-Identifier: Apache-2.0
// Variations on the training sentences that teach what the corpora show too rarely for political news: names
// from other parts of the world in the same places, offices with demonyms before names, pairs of countries,
// headlines in title case and in capitals, datelines, bodies with "and" in their names and acronyms behind
// them. Names are drawn from the project's tables and from actor dictionaries; the draw is seeded.
#pragma once

#include <string>
#include <vector>

#include "extract/train/ner_corpora.h"

namespace entente::extract {

// A new corpus named "variations" made from those given.
LabelledCorpus vary_names(const std::string& folder, const std::string& tables,
                          const std::vector<LabelledCorpus>& corpora);

}  // namespace entente::extract
