// SPDX-License-Identifier: Apache-2.0
#include "names/sounds.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace entente::names {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

struct SpellingRow {
  std::string_view letters;
  std::string_view sound;
};
// The longest that fits is taken; rows with the same first letter stand together, longer ones first.
constexpr auto kSpellings = std::to_array<SpellingRow>(
    {{"ae", "a"},   {"bh", "b"},   {"ch", "C"}, {"ck", "k"}, {"cz", "C"},   {"ce", "se"}, {"ci", "si"},  {"cy", "si"},
     {"dsch", "J"}, {"dzh", "J"},  {"dj", "J"}, {"dh", "d"}, {"ee", "i"},   {"gh", "g"},  {"kh", "H"},   {"oe", "o"},
     {"oo", "u"},   {"ou", "u"},   {"ph", "f"}, {"qu", "k"}, {"rh", "r"},   {"schtsch", "S"}, {"shch", "S"}, {"sch", "S"},
     {"sh", "S"},   {"sz", "S"},   {"tsch", "C"}, {"tch", "C"}, {"tsh", "C"}, {"ts", "c"}, {"th", "t"},  {"tz", "c"},
     {"ue", "u"},   {"zh", "Z"}});
// Where the rows of a letter begin; those of the next letter end them.
constexpr std::array<std::uint8_t, 27> kRowsOf = [] {
  std::array<std::uint8_t, 27> out{};
  std::size_t row = 0;
  for (std::size_t letter = 0; letter < 26; ++letter) {
    out[letter] = static_cast<std::uint8_t>(row);
    while (row < kSpellings.size() && kSpellings[row].letters.front() == static_cast<char>('a' + letter)) ++row;
  }
  out[26] = static_cast<std::uint8_t>(row);
  return out;
}();
static_assert(kRowsOf[26] == kSpellings.size(), "rows stand in the order of the alphabet");
constexpr std::array<char, 26> kPlain{'a', 'b', 'k', 'd', 'e', 'f', 'g', 'h', 'i', 'J', 'k', 'l', 'm',
                                      'n', 'o', 'p', 'k', 'r', 's', 't', 'u', 'v', 'v', 'x', 'i', 'z'};

struct Cost {
  char a;
  char b;
  std::uint8_t cost;
};
constexpr auto kNear = std::to_array<Cost>({
    {'o', 'u', 25}, {'e', 'i', 25}, {'a', 'e', 40}, {'a', 'o', 40}, {'a', 'i', 50}, {'a', 'u', 50}, {'e', 'o', 45}, {'e', 'u', 50},
    {'i', 'o', 50}, {'i', 'u', 50}, {'b', 'p', 35}, {'d', 't', 35}, {'g', 'k', 35}, {'f', 'v', 30}, {'s', 'z', 20}, {'S', 's', 25},
    {'S', 'Z', 30}, {'J', 'Z', 25}, {'Z', 'z', 30}, {'C', 'S', 35}, {'C', 'c', 30}, {'C', 'J', 35}, {'C', 's', 40}, {'C', 'k', 45},
    {'c', 's', 30}, {'c', 'z', 30}, {'C', 'H', 40}, {'c', 'k', 50}, {'J', 'i', 20}, {'J', 'h', 50}, {'J', 'z', 40}, {'J', 's', 55},
    {'J', 'g', 35}, {'H', 'h', 15}, {'H', 'k', 30}, {'g', 'h', 40}, {'H', 'g', 45}, {'u', 'v', 30}, {'b', 'v', 45}, {'f', 'p', 50},
    {'l', 'r', 50}, {'m', 'n', 60}, {'c', 't', 50}, {'C', 't', 50}, {'S', 'c', 45}, {'h', 'k', 60}, {'J', 'd', 60}, {'t', 's', 70},
    {'h', 'f', 60}});

constexpr int kOther = 100;
constexpr int kSwap = 60;

constexpr std::size_t index_of(char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c) & 0x7F); }

struct Costs {
  std::array<std::array<std::uint8_t, 128>, 128> change{};
  std::array<std::uint8_t, 128> gap{};        // of the first word
  std::array<std::uint8_t, 128> other_gap{};  // of the second

  constexpr void both(char a, char b, std::uint8_t cost) {
    change[index_of(a)][index_of(b)] = cost;
    change[index_of(b)][index_of(a)] = cost;
  }
};

constexpr Costs make_costs() {
  Costs out;
  for (auto& row : out.change) {
    for (auto& cost : row) cost = kOther;
  }
  for (std::size_t i = 0; i < 128; ++i) {
    out.change[i][i] = 0;
    out.gap[i] = kOther;
  }
  for (const auto& near : kNear) out.both(near.a, near.b, near.cost);
  for (const char vowel : {'a', 'e', 'o', 'u'}) out.gap[index_of(vowel)] = 40;
  out.gap['i'] = 30;
  out.gap['h'] = 25;
  out.gap['H'] = 60;
  out.gap['v'] = 70;
  out.other_gap = out.gap;
  return out;
}

// The first word is of a script that writes no short vowels. It has no p, v, g or o of its own in Arabic, and Hebrew writes b and
// v, p and f, s and sh alike; what it does write must be in the other word.
constexpr Costs make_abjad_costs() {
  auto out = make_costs();
  out.both('b', 'p', 5);
  out.both('f', 'v', 5);
  out.both('f', 'p', 10);
  out.both('b', 'v', 15);
  out.both('S', 's', 15);
  out.both('J', 'g', 15);
  out.both('k', 'g', 15);
  out.both('v', 'u', 15);
  out.both('v', 'o', 15);
  out.both('i', 'e', 10);
  out.both('a', 'e', 10);
  out.gap['a'] = 10;  // alif and ayin
  out.gap['i'] = 45;
  out.gap['v'] = 55;
  out.gap['h'] = 20;
  out.other_gap['a'] = out.other_gap['e'] = 5;
  out.other_gap['o'] = out.other_gap['u'] = 15;
  out.other_gap['i'] = 20;
  out.other_gap['h'] = 15;
  return out;
}

constexpr Costs kCosts = make_costs();
constexpr Costs kAbjadCosts = make_abjad_costs();

int distance(std::string_view a, std::string_view b, const Costs& costs) {
  a = a.substr(0, kLongestSound);
  b = b.substr(0, kLongestSound);
  // What both begin or end with costs nothing.
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  using Row = std::array<int, kLongestSound + 1>;
  std::array<Row, 3> rows;  // NOLINT(cppcoreguidelines-pro-type-member-init): each cell is written before it is read
  auto* before = &rows[0];
  auto* previous = &rows[1];
  auto* current = &rows[2];
  (*previous)[0] = 0;
  for (std::size_t j = 1; j <= b.size(); ++j) (*previous)[j] = (*previous)[j - 1] + costs.other_gap[index_of(b[j - 1])];
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const auto gap = costs.gap[index_of(a[i - 1])];
    const auto& change = costs.change[index_of(a[i - 1])];
    (*current)[0] = (*previous)[0] + gap;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int best = std::min({(*previous)[j] + gap, (*current)[j - 1] + costs.other_gap[index_of(b[j - 1])], (*previous)[j - 1] + change[index_of(b[j - 1])]});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, (*before)[j - 2] + kSwap);
      (*current)[j] = best;
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return (*previous)[b.size()];
}

}  // namespace

std::string sound_of(std::string_view latin) {
  std::string out;
  out.reserve(latin.size());
  const auto push = [&out](char c) {
    if (out.empty() || out.back() != c || (c >= '0' && c <= '9')) out.push_back(c);
  };
  for (std::size_t i = 0; i < latin.size();) {
    const char c = latin[i];
    if (c < 'a' || c > 'z') {
      push(c);
      ++i;
      continue;
    }
    const auto rest = latin.substr(i);
    // Kiev and Kyiv, Friedrich and Fridrich; not Chinese Xie and Lien.
    if (c == 'i' && rest.size() > 2) {
      const std::size_t e = rest[1] == 'y' && rest.size() > 3 ? 2 : 1;
      if (rest[e] == 'e' && e + 1 < rest.size() && rest[e + 1] != 'n' && !is_vowel(rest[e + 1])) {
        push('i');
        i += e + 1;
        continue;
      }
    }
    const auto* row = &kSpellings[0] + kRowsOf[static_cast<std::size_t>(c - 'a')];
    const auto* const last = &kSpellings[0] + kRowsOf[static_cast<std::size_t>(c - 'a') + 1];
    const auto fits = [&](std::string_view letters) {
      if (letters.size() > rest.size()) return false;
      for (std::size_t k = 1; k < letters.size(); ++k) {
        if (letters[k] != rest[k]) return false;
      }
      return true;
    };
    while (row != last && !fits(row->letters)) ++row;
    if (row != last) {
      for (const char sound : row->sound) push(sound);
      i += row->letters.size();
      continue;
    }
    ++i;
    if (c == 'x') {
      // Chinese x before i and u at the beginning; ks elsewhere.
      if (out.empty() && i < latin.size() && (latin[i] == 'i' || latin[i] == 'u')) {
        push('S');
      } else {
        push('k');
        push('s');
      }
    } else if (c == 'h' && i == latin.size()) {
      // Fatah, Fata
    } else {
      push(kPlain[static_cast<std::size_t>(c - 'a')]);
    }
  }
  return out;
}

std::string consonants_of(std::string_view sound) {
  std::string out;
  for (const char c : sound) {
    if (!is_vowel(c) && (out.empty() || out.back() != c || (c >= '0' && c <= '9'))) out.push_back(c);
  }
  return out;
}

int sound_distance(std::string_view a, std::string_view b) { return a == b ? 0 : distance(a, b, kCosts); }

int abjad_distance(std::string_view abjad, std::string_view other) { return abjad == other ? 0 : distance(abjad, other, kAbjadCosts); }

}  // namespace entente::names
