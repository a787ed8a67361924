// SPDX-License-Identifier: Apache-2.0
#include "extract/tagger.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "extract/linear_model.h"
#include "extract/syntax_features.h"
#include "extract/tagger_network.h"

namespace entente::extract {
namespace syntax {
namespace {

struct CodePoint {
  char32_t value;
  std::size_t size;
};

// Never fails: a byte that starts nothing valid stands for itself.
CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  if (lead >= 0xC2 && lead < 0xE0 && tail(1)) return {((lead & 0x1Fu) << 6) | (byte(1) & 0x3Fu), 2};
  if (lead >= 0xE0 && lead < 0xF0 && tail(1) && tail(2)) {
    return {((lead & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu), 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && tail(1) && tail(2) && tail(3)) {
    return {((lead & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12) | ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu),
            4};
  }
  return {lead, 1};
}

// Capitals of the scripts that news in English brings along; not a full Unicode table, and it need not be
// one.
bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c >= 0x100 && c <= 0x137) return c % 2 == 0;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x14A && c <= 0x177) return c % 2 == 0;
  if (c >= 0x178 && c <= 0x17D) return c == 0x178 || c % 2 == 1;
  if (c >= 0x1E00 && c <= 0x1EFF) return c % 2 == 0;
  return (c >= 0x386 && c <= 0x3AB && c != 0x390) || (c >= 0x400 && c <= 0x42F);
}
bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20u) >= 'a' && (c | 0x20u) <= 'z';
  return (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000) || c >= 0x2C00;
}
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// The plain bytes of typographic signs; empty for anything else.
std::string_view plain(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x60:
    case 0xB4:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
    case 0x2033:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return "-";
    case 0x2026:
      return "...";
    default:
      return {};
  }
}

constexpr std::uint64_t kPrefixSeed = hash_bytes("prefix");
constexpr std::uint64_t kSuffixSeed = hash_bytes("suffix");

Word word_of(const Token& token, Casing casing, bool first) {
  Word word;
  std::array<char, 64>
      form;  // longer words keep their first bytes in the form and their last in the suffixes
  std::array<std::uint8_t, 64> starts{};
  std::size_t size = 0;
  std::size_t points = 0;
  const auto put = [&](std::string_view bytes) {
    if (size + bytes.size() > form.size()) return;
    starts[points++] = static_cast<std::uint8_t>(size);
    for (const char c : bytes) form[size++] = c;
  };
  const std::string_view lower = token.lower.empty() ? token.text : std::string_view(token.lower);
  for (std::size_t i = 0; i < lower.size();) {
    if (const char c = lower[i]; static_cast<unsigned char>(c) < 0x80 && c != '`') {  // nearly all
      if (size < form.size()) {
        starts[points++] = static_cast<std::uint8_t>(size);
        form[size++] = c >= '0' && c <= '9' ? '0' : c;
      }
      ++i;
      continue;
    }
    const auto point = decode(lower, i);
    if (const auto sign = plain(point.value); !sign.empty()) {
      put(sign);
    } else {
      put(lower.substr(i, point.size));
    }
    i += point.size;
  }
  const std::string_view bytes(form.data(), size);
  word.form = hash_bytes(bytes);
  if (bytes == "''" || bytes == "``") word.form = hash_bytes("\"");
  if (bytes == "--" || bytes == "---") word.form = hash_bytes("-");
  if (word.form == hash_bytes("-") && !token.space_before && !first) word.form = hash_bytes("-joined");

  std::uint64_t state = kPrefixSeed;
  for (std::size_t n = 0; n < word.prefix.size() && n < points; ++n) {
    const std::size_t end = n + 1 < points ? starts[n + 1] : size;
    state = hash_bytes(bytes.substr(starts[n], end - starts[n]), state);
    word.prefix[n] = state;
  }
  state = kSuffixSeed;
  std::size_t end = size;
  for (std::size_t n = 0; n < word.suffix.size() && n < points; ++n) {
    const std::size_t begin = starts[points - 1 - n];
    while (end > begin) state = hash_byte(state, form[--end]);
    word.suffix[n] = state;
  }

  std::uint64_t shape = kHashSeed;
  char last = 0;
  unsigned run = 0;
  unsigned symbols = 0;
  bool letters = false;
  for (std::size_t i = 0; i < token.text.size();) {
    const auto point = decode(token.text, i);
    i += point.size;
    char symbol = 'u';
    if (is_digit(point.value)) {
      symbol = '0';
    } else if (is_letter(point.value)) {
      letters = true;
      symbol = is_upper(point.value) ? 'X' : 'x';
    } else if (const auto sign = plain(point.value); !sign.empty()) {
      symbol = sign[0];
    } else if (point.value < 0x80) {
      symbol = static_cast<char>(point.value);
    }
    run = symbol == last ? run + 1 : 1;
    last = symbol;
    if (run <= 2 && (run == 1 || symbol == 'X') && symbols < 10) {
      shape = hash_byte(shape, symbol);
      ++symbols;
    }
  }
  if (letters && casing == Casing::kUpper) shape = hash_bytes("UPPER");
  word.shape = mix(shape, static_cast<std::uint64_t>(casing));
  return word;
}

}  // namespace

Casing casing_of(const Sentence& sentence) {
  std::size_t words = 0, upper = 0, title = 0;
  for (const auto& token : sentence.tokens) {
    std::size_t letters = 0, capitals = 0;
    bool starts_capital = false;
    for (std::size_t i = 0; i < token.text.size();) {
      const auto point = decode(token.text, i);
      if (is_letter(point.value)) {
        ++letters;
        if (is_upper(point.value)) {
          ++capitals;
          starts_capital = starts_capital || i == 0;
        }
      }
      i += point.size;
    }
    if (letters < 4) continue;
    ++words;
    upper += capitals == letters ? 1 : 0;
    title += starts_capital ? 1 : 0;
  }
  if (words >= 2 && upper * 10 >= words * 8) return Casing::kUpper;
  if (words >= 3 && title * 10 >= words * 9) return Casing::kTitle;
  return Casing::kNormal;
}

void words_of(const Sentence& sentence, std::vector<Word>& out) {
  out.clear();
  out.reserve(sentence.tokens.size());
  const auto casing = casing_of(sentence);
  for (const auto& token : sentence.tokens) out.push_back(word_of(token, casing, out.empty()));
}

}  // namespace syntax

struct Tagger::Impl {
  LinearModel model;
  tag_network::Network net;
};

Tagger::Tagger(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;
Tagger::~Tagger() = default;

Tagger Tagger::load(const std::string& path) {
  auto model = LinearModel::load(path, tag_network::kModelKind);
  const auto net = tag_network::load(model);
  return Tagger(std::make_unique<const Impl>(Impl{std::move(model), net}));
}

void Tagger::tag(Sentence& sentence) const {
  thread_local std::vector<syntax::Word> words;  // room that is used again
  thread_local tag_network::Work work;
  syntax::words_of(sentence, words);
  // A list of any length in stretches, so that the room it takes is bounded; no sentence is so long.
  constexpr std::size_t kLongest = 1024;
  for (std::size_t first = 0; first < words.size(); first += kLongest) {
    const auto n = std::min(kLongest, words.size() - first);
    tag_network::score_tags(impl_->net, std::span(words).subspan(first, n), work);
    for (std::size_t i = 0; i < n; ++i) {
      const auto* scores = work.sums.data() + i * tag_network::kTags;
      sentence.tokens[first + i].upos = static_cast<Upos>(std::max_element(scores, scores + kUposCount) - scores);
    }
  }
}

}  // namespace entente::extract
