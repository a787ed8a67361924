// SPDX-License-Identifier: Apache-2.0
// What an article says of a person's country, made part of who it may be: "John Smith" whom one article calls Britain's minister and "John Smith" whom another
// calls Canada's are two people, though their names are one. From one article alone; the store decides (graph/decisions.h).
#pragma once

#include <vector>

#include "model/claim.h"

namespace entente::extract {

// Adds to the keys of persons who are known by a full name that name with each country of which the article says that they hold an office or are citizens.
// `well_known`, by entity: people of the lexicon, whose name means one person in any article, are left as they are. Shorter lists say no for the rest.
void add_names_of_countries(Extraction& extraction, const std::vector<bool>& well_known);

}  // namespace entente::extract
