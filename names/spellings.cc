// SPDX-License-Identifier: Apache-2.0
#include "names/spellings.h"

#include <algorithm>
#include <array>

#include "names/letters.h"
#include "names/names.h"
#include "names/syllables.h"
#include "names/word_lists.h"

namespace entente::names {
namespace {

using Words = std::vector<std::string>;

// Family names whose spellings have different consonants, so that skeleton() parts them. All of a row are one name.
constexpr auto kFamilies = std::to_array<std::array<std::string_view, 4>>({{"pak", "park", "bak", "bag"},
                                                                           {"ri", "i", "lee", "yi"},
                                                                           {"ro", "no", "roh", "noh"},
                                                                           {"rim", "im", "lim", "yim"},
                                                                           {"ryu", "yu", "yoo", "you"},
                                                                           {"ryang", "yang", "", ""},
                                                                           {"ryom", "yom", "yeom", ""},
                                                                           {"ryo", "yo", "yeo", ""},
                                                                           {"ra", "na", "", ""},
                                                                           {"ho", "hur", "heo", "huh"}});

// The readings of one word, each as syllables or as it is.
std::vector<Words> readings_of(const Letters& word) {
  if (word.own.empty()) return {{word.latin}};
  std::vector<Words> out{{}};
  for (const char32_t character : word.own) {
    const auto readings = word.writing == Writing::kHangul ? std::u32string(1, character) : sino_korean(character);
    std::vector<Words> longer;
    for (const auto& before : out) {
      for (const char32_t reading : readings) {
        if (longer.size() >= kMaxSpellings) break;
        longer.push_back(before);
        longer.back().push_back(latin_of(std::u32string(1, reading), Writing::kHangul));
      }
    }
    out = std::move(longer);
  }
  return out;
}

std::string joined(const Words& words) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty() && !word.empty()) out.push_back(' ');
    out += word;
  }
  return out;
}

}  // namespace

std::vector<std::string> other_spellings(std::string_view name) {
  auto words = split_letters(name);
  for (auto& word : words) word.own.resize(word.own.size() - address_suffix(word.own));
  std::erase_if(words, [](const Letters& word) { return is_address(word.own); });
  while (words.size() > 1 && (words.front().facts.has(WordFact::kTitle) || words.front().facts.has(WordFact::kAddress))) words.erase(words.begin());
  constexpr std::size_t most_words = 5;  // longer names are of bodies and agreements
  if (words.empty() || words.size() > most_words) return {};

  std::vector<Words> names{{}};
  for (const auto& word : words) {
    std::vector<Words> longer;
    for (const auto& before : names) {
      for (const auto& reading : readings_of(word)) {
        if (longer.size() >= kMaxSpellings) break;
        longer.push_back(before);
        longer.back().insert(longer.back().end(), reading.begin(), reading.end());
      }
    }
    names = std::move(longer);
  }
  const auto folded = fold(name);
  std::vector<std::string> out;
  const auto add = [&](const Words& spelling) {
    auto text = joined(spelling);
    if (text.empty() || text == folded || out.size() >= kMaxSpellings) return;
    if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
  };
  const auto add_families = [&](const Words& spelling) {
    add(spelling);
    for (const auto& family : kFamilies) {
      if (spelling.size() < 2 || std::find(family.begin(), family.end(), spelling.front()) == family.end()) continue;
      // The first two have different skeletons, the others the skeleton of one of them.
      for (std::size_t i = 0; i < 2; ++i) {
        auto other = spelling;
        other.front() = family[i];
        add(other);
      }
    }
  };
  for (const auto& spelling : names) {
    add_families(spelling);
    if (spelling.size() < 2) continue;
    auto turned = spelling;
    std::rotate(turned.begin(), turned.end() - 1, turned.end());
    add_families(turned);
    turned = spelling;
    std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    add(turned);
  }
  return out;
}

}  // namespace entente::names
