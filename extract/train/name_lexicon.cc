// SPDX-License-Identifier: Apache-2.0
#include "extract/train/name_lexicon.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "extract/train/name_lists.h"
#include "extract/train/tables.h"
#include "model/error.h"

namespace entente::extract {
namespace {

using Words = std::vector<std::string>;

Words folded_words(const std::string& phrase) {
  Words words;
  for (const auto& piece : cut_words(phrase)) {
    words.push_back(fold(std::string_view(phrase).substr(piece.begin, piece.end - piece.begin)));
  }
  return words;
}

std::set<std::string> set_of(const char* list) {
  const auto words = split_list(list);
  return {words.begin(), words.end()};
}

// One line of a CSV file with quoted fields.
Words csv_fields(const std::string& line) {
  Words fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      fields.emplace_back();
    else if (c != '\r')
      fields.back() += c;
  }
  return fields;
}

// Letters with marks made plain: "Córdoba" is also written "Cordoba".
std::string plain(const std::string& text) {
  static const std::map<std::string, std::string> table{
      {"á", "a"}, {"à", "a"}, {"â", "a"}, {"ä", "a"}, {"ã", "a"}, {"å", "a"}, {"ā", "a"}, {"ă", "a"},
      {"ą", "a"}, {"ç", "c"}, {"ć", "c"}, {"č", "c"}, {"ď", "d"}, {"đ", "d"}, {"ḑ", "d"}, {"é", "e"},
      {"è", "e"}, {"ê", "e"}, {"ë", "e"}, {"ē", "e"}, {"ė", "e"}, {"ę", "e"}, {"ě", "e"}, {"ğ", "g"},
      {"ģ", "g"}, {"ḩ", "h"}, {"í", "i"}, {"ì", "i"}, {"î", "i"}, {"ï", "i"}, {"ī", "i"}, {"į", "i"},
      {"ı", "i"}, {"ķ", "k"}, {"ł", "l"}, {"ļ", "l"}, {"ľ", "l"}, {"ñ", "n"}, {"ń", "n"}, {"ņ", "n"},
      {"ň", "n"}, {"ó", "o"}, {"ò", "o"}, {"ô", "o"}, {"ö", "o"}, {"õ", "o"}, {"ø", "o"}, {"ō", "o"},
      {"ő", "o"}, {"ř", "r"}, {"ś", "s"}, {"š", "s"}, {"ş", "s"}, {"ș", "s"}, {"ţ", "t"}, {"ț", "t"},
      {"ť", "t"}, {"ú", "u"}, {"ù", "u"}, {"û", "u"}, {"ü", "u"}, {"ū", "u"}, {"ů", "u"}, {"ű", "u"},
      {"ý", "y"}, {"ÿ", "y"}, {"ź", "z"}, {"ż", "z"}, {"ž", "z"}, {"‘", ""},  {"’", ""}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const auto piece = text.substr(i, length);
    const auto found = table.find(piece);
    out += found == table.end() ? piece : found->second;
    i += length;
  }
  return out;
}

std::ifstream open(const std::string& path) {
  std::ifstream in{path};
  if (!in) throw Error{ErrorKind::kInput, "cannot read " + path};
  return in;
}

// Ordinary English words that are also the names of small towns somewhere.
bool too_common(const Words& words, const std::map<std::string, std::pair<int, int>>& counts) {
  if (words.size() != 1) return false;
  if (words[0].size() < 4) return true;
  const auto found = counts.find(words[0]);
  return found != counts.end() && found->second.first > found->second.second;
}

}  // namespace

void BuiltLexicon::add(const Words& words, WordClass word_class) {
  if (words.empty() || words.size() > kLongestPhrase) return;
  auto phrase = phrase_start();
  for (std::size_t i = 0; i < words.size(); ++i) {
    phrase = phrase_add(phrase, hash_bytes(words[i]));
    values_[phrase] |= i + 1 == words.size() ? class_bit(word_class) : kBeginsLonger;
  }
}

void BuiltLexicon::set_cluster(const std::string& word, std::uint32_t cluster) {
  auto& value = values_[phrase_add(phrase_start(), hash_bytes(word))];
  value = (value & ((1u << kClusterShift) - 1)) | (cluster + 1) << kClusterShift;
}

BuiltLexicon build_lexicon(const std::string& folder, const std::string& tables,
                           const std::vector<LabelledCorpus>& corpora) {
  BuiltLexicon lexicon;
  // Small and capital spellings over the training texts; first words of sentences say nothing.
  std::map<std::string, std::pair<int, int>> counts;
  for (const auto& corpus : corpora) {
    for (const auto& document : corpus.documents) {
      for (const auto& sentence : document.sentences) {
        for (std::size_t i = 1; i < sentence.words.size(); ++i) {
          const auto lower = fold(sentence.words[i]);
          auto& count = counts[lower];
          (lower == sentence.words[i] ? count.first : count.second) += 1;
        }
      }
    }
  }
  for (const auto& [word, count] : counts) {
    if (count.first >= 3 && count.first > 2 * count.second) lexicon.add({word}, WordClass::kCommon);
  }

  for (const auto& [list, word_class] :
       {std::pair{kDemonyms, WordClass::kDemonym}, std::pair{kTitles, WordClass::kTitle},
        std::pair{kBodyHeads, WordClass::kBodyHead}, std::pair{kPlaceHeads, WordClass::kPlaceHead},
        std::pair{kEventHeads, WordClass::kEventHead}, std::pair{kMediaHeads, WordClass::kMediaHead},
        std::pair{kThingHeads, WordClass::kThingHead}, std::pair{kCalendar, WordClass::kCalendar}}) {
    for (const auto& phrase : split_list(list)) lexicon.add(folded_words(phrase), word_class);
  }
  const auto body_heads = set_of(kBodyHeads);
  const auto demonyms = set_of(kDemonyms);

  {
    auto in = open(folder + "/gazetteers/country_aliases_en.csv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      const auto fields = csv_fields(line);
      if (fields.size() < 6) continue;
      auto name = fields[4];
      if (name.starts_with("the ") || name.starts_with("The ")) name = name.substr(4);
      const bool acronym = name == "US" || name == "UK" || name == "USA" || name == "UAE" || name == "U.S." ||
                           name == "U.K." || name == "U.S.A." || name == "DPRK" || name == "PRC";
      if ((name.size() < 4 && !acronym) || (name[0] >= 'a' && name[0] <= 'z')) continue;
      lexicon.add(folded_words(name), WordClass::kCountry);
      lexicon.add(folded_words(plain(name)), WordClass::kCountry);
    }
  }
  {
    auto in = open(folder + "/gazetteers/world-cities.csv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      const auto fields = csv_fields(line);
      if (fields.size() < 3) continue;
      for (const auto& [name, word_class] :
           {std::pair{fields[0], WordClass::kPlace}, std::pair{fields[2], WordClass::kPlace}}) {
        const auto marked = folded_words(name);
        const auto unmarked = folded_words(plain(fold(name)));
        if (marked.empty() || too_common(unmarked, counts)) continue;
        lexicon.add(marked, word_class);
        lexicon.add(unmarked, word_class);
      }
    }
  }
  // Actors: persons word by word, bodies as phrases.
  std::map<std::string, int> given;
  std::map<std::string, int> family;
  for (const auto& actor : read_actors(folder)) {
    const auto& words = actor.words;
    const bool countries = actor.from_countries;
    const auto has = [&](const std::set<std::string>& set) {
      return std::any_of(words.begin(), words.end(), [&](const std::string& w) { return set.contains(w); });
    };
    const bool body = has(body_heads);
    const bool plain_word = std::any_of(words.begin(), words.end(), [&](const std::string& w) {
      const auto found = counts.find(w);
      return w.size() > 3 && found != counts.end() && found->second.first > found->second.second;
    });
    if (body || (!countries && (words.size() > 2 || words.size() == 1))) {
      if (!has(demonyms) || body) {
        if (words.size() > 1 || (words[0].size() > 3 && !plain_word)) lexicon.add(words, WordClass::kBody);
      }
    } else if (countries && words.size() >= 2 && words.size() <= 4 && !plain_word && !has(demonyms)) {
      if (words.front().size() > 2) ++given[words.front()];
      if (words.back().size() > 2) ++family[words.back()];
    }
  }
  const auto small = [&](const std::string& word) {
    const auto found = counts.find(word);
    return found != counts.end() && found->second.first > found->second.second;
  };
  // The project's own tables.
  const auto add_names = [&](const std::string& names, WordClass word_class) {
    for (const auto& name : split_names(names)) {
      auto words = folded_words(name);
      if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
      lexicon.add(words, word_class);
    }
  };
  each_row(tables + "/countries.tsv", 4, [&](const Words& row) {
    add_names(row.at(1), WordClass::kCountry);
    add_names(row.at(2), WordClass::kDemonym);
    add_names(row.at(3), WordClass::kPlace);
  });
  each_row(tables + "/bodies.tsv", 4, [&](const Words& row) {
    add_names(row.at(0), WordClass::kBody);
    add_names(row.at(1), WordClass::kBody);
  });
  each_row(tables + "/media.tsv", 4, [&](const Words& row) {
    add_names(row.at(0), WordClass::kMedia);
    add_names(row.at(1), WordClass::kMedia);
  });
  each_row(tables + "/given_names.tsv", 4,
           [&](const Words& row) { add_names(row.at(0), WordClass::kGiven); });
  each_row(tables + "/korean_surnames.tsv", 4,
           [&](const Words& row) { add_names(row.at(0), WordClass::kEastFamily); });
  each_row(tables + "/chinese_surnames.tsv", 4,
           [&](const Words& row) { add_names(row.at(0), WordClass::kEastFamily); });
  each_row(tables + "/titles.tsv", 4, [&](const Words& row) {
    const auto words = folded_words(row.at(0));
    if (words.size() == 1) lexicon.add(words, WordClass::kTitle);
  });
  each_row(tables + "/heads.tsv", 4, [&](const Words& row) {
    static const std::map<std::string, WordClass> kinds{
        {"PublicBody", WordClass::kBodyHead},   {"Organization", WordClass::kBodyHead},
        {"MediaOutlet", WordClass::kMediaHead}, {"Place", WordClass::kPlaceHead},
        {"Event", WordClass::kEventHead},       {"Agreement", WordClass::kThingHead}};
    const auto words = folded_words(row.at(0));
    if (const auto kind = kinds.find(row.at(1)); kind != kinds.end() && words.size() == 1) {
      lexicon.add(words, kind->second);
    }
  });
  for (const auto& [word, count] : given) {
    if (count >= 2 && !small(word)) lexicon.add({word}, WordClass::kGiven);
  }
  for (const auto& [word, count] : family) {
    if (!small(word)) lexicon.add({word}, WordClass::kFamily);
  }
  return lexicon;
}

}  // namespace entente::extract
