// SPDX-License-Identifier: Apache-2.0
#include "extract/name_features.h"

#include <algorithm>
#include <string>

namespace entente::extract {
namespace {

std::size_t length_at(std::string_view text, std::size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  const std::size_t length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - i);
}

struct Shape {
  std::uint64_t hash = 0;
  bool capital = false;  // the first letter is a capital
  bool has_lower = false;
  bool has_upper = false;
};

// Letters to X and x, digits to d, runs made short; the lower form beside the word tells capitals of any
// script.
Shape shape_of(std::string_view text, std::string_view lower) {
  Shape shape;
  std::array<char, 8> out{};
  std::size_t size = 0;
  std::size_t same = 0;
  bool letter_seen = false;
  const bool aligned = text.size() == lower.size();
  for (std::size_t i = 0; i < text.size();) {
    const auto length = length_at(text, i);
    char kind = '.';
    const char c = text[i];
    if (c >= 'A' && c <= 'Z')
      kind = 'X';
    else if (c >= 'a' && c <= 'z')
      kind = 'x';
    else if (c >= '0' && c <= '9')
      kind = 'd';
    else if (length > 1) {
      const bool typographic = length == 3 && static_cast<unsigned char>(c) == 0xE2;
      if (typographic)
        kind = '.';
      else
        kind = aligned && text.substr(i, length) != lower.substr(i, length) ? 'X' : 'x';
    } else {
      kind = c;
    }
    if (kind == 'X' || kind == 'x') {
      if (!letter_seen) shape.capital = kind == 'X';
      letter_seen = true;
      shape.has_lower |= kind == 'x';
      shape.has_upper |= kind == 'X';
    }
    same = size > 0 && out[size - 1] == kind ? same + 1 : 0;
    const std::size_t allowed = kind == 'X' ? 3 : kind == 'd' ? 2 : 1;  // "XX" and "XXX" tell acronyms
    if (size < out.size() && same < allowed) out[size++] = kind;
    i += length;
  }
  shape.hash = hash_bytes({out.data(), size});
  return shape;
}

bool is_glue(std::string_view lower) {
  return lower == "of" || lower == "the" || lower == "and" || lower == "for" || lower == "&" ||
         lower == "de" || lower == "la" || lower == "del" || lower == "al" || lower == "bin" ||
         lower == "van" || lower == "von" || lower == "der" || lower == "du" || lower == "el" ||
         lower == "des" || lower == "on" || lower == "in" || lower == "'s" || lower == "to" ||
         lower == "da" || lower == "dos" || lower == "ibn" || lower == "ul";
}

bool is_joint(std::string_view lower) { return lower == "-" || lower == "." || lower == "&"; }

constexpr std::uint64_t kBefore = 0xB0;
constexpr std::uint64_t kAfter = 0xE0;

}  // namespace

void NameFeatures::prepare(const Sentence& sentence, const NameLexicon& lexicon) {
  const auto& tokens = sentence.tokens;
  const auto count = tokens.size();
  words_.assign(count, {});
  runs_.clear();
  wides_.clear();
  before_ = {};
  after_ = {};
  before_.lower = before_.shape = kBefore;
  after_.lower = after_.shape = kAfter;
  std::size_t small = 0;
  std::size_t great = 0;
  std::size_t initial = 0;
  for (std::size_t i = 0; i < count; ++i) {
    words_[i].lower = hash_bytes(tokens[i].lower);
    lexicon.expect(phrase_add(phrase_start(), words_[i].lower));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto& token = tokens[i];
    auto& word = words_[i];
    const auto shape = shape_of(token.text, token.lower);
    word.shape = shape.hash;
    word.capital = shape.capital;
    word.joint =
        token.text == "-" && !token.space_before && i > 0 && i + 1 < count && !tokens[i + 1].space_before;
    word.any_capital = shape.has_upper;
    small += shape.has_lower ? 1u : 0u;
    great += shape.has_upper && !shape.has_lower ? 1u : 0u;
    initial += shape.capital ? 1u : 0u;
    // Affixes of whole characters.
    const std::string_view lower = token.lower;
    std::array<std::size_t, 5> from_end{};
    std::size_t characters = 0;
    for (std::size_t at = 0, taken = 0; at < lower.size(); at += length_at(lower, at)) {
      ++characters;
      const auto next = at + length_at(lower, at);
      if (++taken >= 2 && taken <= 4) word.prefix[taken - 2] = hash_bytes(lower.substr(0, next));
      std::rotate(from_end.begin(), from_end.end() - 1, from_end.end());
      from_end[0] = at;
    }
    for (std::size_t n = 1; n <= 4 && n <= characters; ++n)
      word.suffix[n - 1] = hash_bytes(lower.substr(from_end[n - 1]));
    const auto value = lexicon.value(phrase_add(phrase_start(), word.lower));
    word.classes |= value & kWordClasses;
    word.cluster = value >> kClusterShift;
  }
  mark_near();
  shouting_ = small == 0 && great > 2;
  titled_ = small > 3 && initial * 10 > (small + great) * 7;
  // Known phrases: the longest from each word on.
  for (std::size_t i = 0; i < count;) {
    auto phrase = phrase_start();
    std::size_t best = 0;
    std::uint32_t classes = 0;
    for (std::size_t n = 1; words_[i].capital && n <= kLongestPhrase && i + n <= count; ++n) {
      phrase = phrase_add(phrase, words_[i + n - 1].lower);
      const auto value = lexicon.value(phrase);
      if ((value & kPhraseClasses) != 0) {
        best = n;
        classes = value & kPhraseClasses;
      }
      if ((value & kBeginsLonger) == 0) break;
    }
    for (std::size_t n = 0; n < best; ++n) {
      auto& word = words_[i + n];
      const auto place = best == 1 ? 3u : n == 0 ? 0u : n + 1 == best ? 2u : 1u;
      word.classes |= classes;
      for (std::uint32_t c = 0; c < 4; ++c) {
        if ((classes >> c & 1u) != 0) word.phrase_place |= place << (2 * c);
      }
    }
    i += std::max<std::size_t>(best, 1);
  }
  // Runs of capitals.
  for (std::size_t i = 0; i < count;) {
    if (!words_[i].capital) {
      ++i;
      continue;
    }
    auto end = i + 1;
    while (end < count && (words_[end].capital || (is_joint(tokens[end].lower) && end + 1 < count &&
                                                   words_[end + 1].capital && tokens[end].lower != "."))) {
      ++end;
    }
    const auto run = static_cast<std::uint32_t>(runs_.size());
    runs_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)});
    for (auto j = i; j < end; ++j) words_[j].run = run;
    i = end;
  }
  for (std::size_t i = 0; i < count;) {
    if (!words_[i].capital) {
      ++i;
      continue;
    }
    auto end = i + 1;
    for (std::size_t next = end; next < count;) {
      if (words_[next].capital) {
        end = ++next;
      } else if (next - end < 2 && (is_glue(tokens[next].lower) || is_joint(tokens[next].lower))) {
        ++next;
      } else {
        break;
      }
    }
    const auto wide = static_cast<std::uint32_t>(wides_.size());
    wides_.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)});
    for (auto j = i; j < end; ++j) words_[j].wide = wide + 1;
    i = end;
  }
}

void NameFeatures::mark_near() {
  const auto count = words_.size();
  near_.assign(count, 0);
  bool any = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!words_[i].any_capital || (i == 0 && is(0, WordClass::kCommon))) continue;
    any = true;
    const auto first = i > 0 ? i - 1 : 0, last = std::min(i + 3, count);
    std::fill(near_.begin() + static_cast<std::ptrdiff_t>(first), near_.begin() + static_cast<std::ptrdiff_t>(last), std::uint8_t{1});
  }
  if (!any) near_.assign(count, 1);
}

std::uint64_t NameFeatures::lower_at(std::ptrdiff_t at) const { return facts_at(at).lower; }

const NameFeatures::WordFacts& NameFeatures::facts_at(std::ptrdiff_t at) const {
  if (at < 0) return before_;
  if (at >= static_cast<std::ptrdiff_t>(words_.size())) return after_;
  return words_[static_cast<std::size_t>(at)];
}

void NameFeatures::extract(std::size_t at, NameFeatureList& out) const {
  out.count = 0;
  const auto i = static_cast<std::ptrdiff_t>(at);
  const auto& w = facts_at(i);
  const auto& p = facts_at(i - 1);
  const auto& pp = facts_at(i - 2);
  const auto& n = facts_at(i + 1);
  const auto& nn = facts_at(i + 2);
  const auto one = [&](std::uint64_t kind, std::uint64_t a) { out.add(mix(kind, a)); };
  const auto two = [&](std::uint64_t kind, std::uint64_t a, std::uint64_t b) {
    out.add(mix(mix(kind, a), b));
  };
  const auto three = [&](std::uint64_t kind, std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    out.add(mix(mix(mix(kind, a), b), c));
  };
  const std::uint64_t style = shouting_ ? 2 : titled_ ? 1 : 0;

  one(1, style);
  one(2, w.lower);
  one(3, p.lower);
  one(4, n.lower);
  one(5, pp.lower);
  one(6, nn.lower);
  two(7, p.lower, w.lower);
  two(8, w.lower, n.lower);
  two(9, p.lower, n.lower);
  two(10, w.shape, style);
  two(11, p.shape, w.shape);
  two(12, w.shape, n.shape);
  three(13, p.shape, w.shape, n.shape);
  for (std::uint64_t k = 0; k < w.prefix.size(); ++k) {
    if (w.prefix[k] != 0) one(20 + k, w.prefix[k]);
  }
  for (std::uint64_t k = 0; k < w.suffix.size(); ++k) {
    if (w.suffix[k] != 0) one(25 + k, w.suffix[k]);
  }
  if (w.suffix[2] != 0) two(30, w.suffix[2], w.shape);
  two(31, p.lower, w.shape);
  two(32, n.lower, w.shape);
  two(33, pp.lower, p.lower);
  two(34, n.lower, nn.lower);
  one(35, p.suffix[2]);
  one(36, n.suffix[2]);
  if (p.joint) {
    three(38, pp.shape, pp.classes, w.shape);
    two(39, pp.lower, w.shape);
  }
  if (n.joint) {
    three(86, w.shape, w.classes, nn.shape);
    two(87, w.shape, nn.lower);
  }
  if (at == 0) two(37, w.shape, w.classes & class_bit(WordClass::kCommon));

  // Classes.
  for (std::uint64_t c = 0; c < kWordClassCount; ++c) {
    if ((w.classes >> c & 1u) != 0) {
      two(40, c, c < 4 ? w.phrase_place >> (2 * c) & 3u : 9u);
      two(41, c, w.shape);
    }
    if ((p.classes >> c & 1u) != 0) two(42, c, c < 4 ? p.phrase_place >> (2 * c) & 3u : 9u);
    if ((n.classes >> c & 1u) != 0) two(43, c, c < 4 ? n.phrase_place >> (2 * c) & 3u : 9u);
  }
  three(44, w.classes, w.phrase_place, w.capital ? 1 : 0);
  three(45, p.classes, w.classes, w.capital ? 1 : 0);
  three(46, w.classes, n.classes, w.capital ? 1 : 0);

  // Clusters.
  if (w.cluster != 0) {
    one(50, w.cluster);
    two(51, w.cluster, w.shape);
  }
  if (p.cluster != 0) one(52, p.cluster);
  if (n.cluster != 0) one(53, n.cluster);
  two(54, p.cluster, w.shape);
  two(55, n.cluster, w.shape);
  if (pp.cluster != 0) one(56, pp.cluster);
  if (nn.cluster != 0) one(57, nn.cluster);

  // The run of capitals the word stands in.
  if (w.capital || w.wide != 0) {
    const auto& wide = wides_[w.wide - 1];
    const auto wide_place = (at == wide.first ? 1u : 0u) | (at + 1 == wide.last ? 2u : 0u);
    two(60, words_[wide.first].lower, wide_place);
    two(61, words_[wide.last - 1].lower, wide_place);
    two(62, wide.last - wide.first, wide_place);
    two(63, lower_at(static_cast<std::ptrdiff_t>(wide.first) - 1), wide_place);
    two(64, lower_at(wide.last), wide_place);
    two(65, words_[wide.last - 1].classes, wide_place);
  }
  if (w.capital) {
    const auto& run = runs_[w.run];
    const auto place = (at == run.first ? 1u : 0u) | (at + 1 == run.last ? 2u : 0u);
    const auto& first = words_[run.first];
    const auto& last = words_[run.last - 1];
    const auto& left = facts_at(static_cast<std::ptrdiff_t>(run.first) - 1);
    const auto& right = facts_at(run.last);
    two(70, first.lower, place);
    two(71, last.lower, place);
    two(72, left.lower, place);
    two(73, right.lower, place);
    two(74, std::min<std::uint32_t>(run.last - run.first, 6), place);
    two(75, first.classes, place);
    two(76, last.classes, place);
    two(77, left.classes, place);
    three(78, left.lower, right.lower, place);
    three(79, first.classes, last.classes, place);
    two(80, left.cluster, place);
    two(81, right.cluster, place);
    two(82, last.cluster, place);
    two(83, first.cluster, place);
    two(84, last.suffix[2], place);
  }
}

}  // namespace entente::extract
