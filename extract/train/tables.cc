// SPDX-License-Identifier: Apache-2.0
#include "extract/train/tables.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "extract/train/name_lists.h"
#include "extract/train/ner_corpora.h"
#include "model/error.h"

namespace entente::extract {

void each_row(const std::string& path, std::size_t fields,
              const std::function<void(const std::vector<std::string>&)>& visit) {
  std::ifstream in{path};
  if (!in) throw Error{ErrorKind::kInput, "cannot read " + path};
  bool heading = true;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (std::exchange(heading, false)) continue;
    std::vector<std::string> row;
    for (std::size_t from = 0; from <= line.size();) {
      const auto to = std::min(line.find('\t', from), line.size());
      row.push_back(line.substr(from, to - from));
      from = to + 1;
    }
    row.resize(std::max(row.size(), fields));
    visit(row);
  }
}

std::vector<std::string> split_names(const std::string& names) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < names.size();) {
    const auto to = std::min(names.find(';', from), names.size());
    if (const auto name = names.substr(from, to - from); name != "-" && !name.empty()) out.push_back(name);
    from = to + 1;
  }
  return out;
}

std::vector<std::string> split_list(const char* list) {
  std::vector<std::string> out;
  std::istringstream in{list};
  for (std::string word; in >> word;) {
    std::replace(word.begin(), word.end(), '_', ' ');
    out.push_back(word);
  }
  return out;
}

std::vector<std::string> words_in(const std::string& phrase) {
  std::vector<std::string> words;
  for (const auto& piece : cut_words(phrase))
    words.push_back(phrase.substr(piece.begin, piece.end - piece.begin));
  return words;
}

std::vector<Actor> read_actors(const std::string& folder) {
  const auto listed = split_list(kTitles);
  const std::set<std::string> titles{listed.begin(), listed.end()};
  std::vector<Actor> actors;
  for (const auto* part : {"Countries.actors", "International.actors", "MilNonState.actors"}) {
    const auto path = folder + "/petrarch_dictionaries/Phoenix." + part + ".txt";
    std::ifstream in{path};
    if (!in) throw Error{ErrorKind::kInput, "cannot read " + path};
    for (std::string line; std::getline(in, line);) {
      if (line.empty() || line[0] == '#' || line[0] == '\t' || line[0] == ' ' || line[0] == '[') continue;
      auto name = line.substr(line[0] == '+' ? 1 : 0);
      name = name.substr(0, name.find_first_of("\t[#;("));
      std::replace(name.begin(), name.end(), '_', ' ');
      Actor actor{words_in(fold(name)), std::string_view(part) == "Countries.actors"};
      while (actor.words.size() > 1 && titles.contains(actor.words.front()))
        actor.words.erase(actor.words.begin());
      if (!actor.words.empty()) actors.push_back(std::move(actor));
    }
  }
  return actors;
}

}  // namespace entente::extract
