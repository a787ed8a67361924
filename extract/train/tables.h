// SPDX-License-Identifier: Apache-2.0
// Small readers that the trainers share: tables by tab, lists of names, word lists.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace entente::extract {

// Rows of a table: fields by tab, at least `fields` of them; comments and the heading are left out.
void each_row(const std::string& path, std::size_t fields,
              const std::function<void(const std::vector<std::string>&)>& visit);

// "Tass;TASS news agency"; "-" for none.
std::vector<std::string> split_names(const std::string& names);

// A word list of name_lists.h: between blanks, "_" for a blank inside.
std::vector<std::string> split_list(const char* list);

// The words of a phrase as Universal Dependencies cuts them, as written.
std::vector<std::string> words_in(const std::string& phrase);

// The persons and other actors of the actor dictionaries, in small letters, titles taken off.
struct Actor {
  std::vector<std::string> words;
  bool from_countries = false;  // of the dictionary of countries: mostly persons
};
std::vector<Actor> read_actors(const std::string& folder);

}  // namespace entente::extract
