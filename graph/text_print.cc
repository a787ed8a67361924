// SPDX-License-Identifier: Apache-2.0
#include "graph/text_print.h"

#include <algorithm>
#include <limits>

#include "graph/coding.h"

namespace entente::graph {
namespace {

// The finaliser of MurmurHash3 (Appleby, public domain algorithm): every input bit moves every output bit.
std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 33u;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33u;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ value >> 33u;
}

bool is_word_byte(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// U+2000 to U+206F: dashes, quotes and blanks that typesetting changes from one reprint to the next.
bool is_general_punctuation(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at] == '\xe2' && (text[at + 1] == '\x80' || text[at + 1] == '\x81');
}

std::size_t bytes_before(std::string_view text, std::uint32_t code_points) {
  std::size_t at = 0;
  while (code_points > 0 && at < text.size()) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0u) == 0x80u) ++at;
    --code_points;
  }
  return at;
}

std::size_t slot_of(std::size_t band, std::size_t i) { return i * (TextPrint::kSlots / TextPrint::kBandSlots) + band; }

}  // namespace

std::optional<TextPrint> print_of(std::string_view text, std::uint32_t from) {
  constexpr auto kEmpty = std::numeric_limits<std::uint64_t>::max();
  std::array<std::uint64_t, TextPrint::kSlots> least;
  least.fill(kEmpty);
  std::size_t filled = 0;
  std::uint64_t before = 0;
  std::size_t letters_before = 0;
  for (auto at = bytes_before(text, from); at < text.size();) {
    if (is_general_punctuation(text, at)) {
      at += 3;
      continue;
    }
    if (!is_word_byte(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    std::uint64_t word = 14695981039346656037ULL;  // FNV-1a
    std::size_t letters = 0;
    for (; at < text.size() && is_word_byte(static_cast<unsigned char>(text[at])) && !is_general_punctuation(text, at); ++at, ++letters) {
      auto c = static_cast<unsigned char>(text[at]);
      if (c >= 'A' && c <= 'Z') c = static_cast<unsigned char>(c + ('a' - 'A'));
      word = (word ^ c) * 1099511628211ULL;
    }
    if (letters_before > 0 && letters_before + letters >= kLeastLetters) {
      const auto pair = mix(before * 31 + word);
      auto& slot = least[pair % TextPrint::kSlots];
      filled += slot == kEmpty ? 1 : 0;
      slot = std::min(slot, pair / TextPrint::kSlots);
    }
    before = word;
    letters_before = letters;
  }
  if (filled < kLeastSlots) return std::nullopt;
  // A slot that no pair fell into takes the value of a filled one, looked for in an order of its own that is the same for every text.
  TextPrint print;
  for (std::size_t i = 0; i < TextPrint::kSlots; ++i) {
    auto taken = i;
    for (std::uint64_t attempt = 1; least[taken] == kEmpty; ++attempt) taken = mix(i + attempt * TextPrint::kSlots) % TextPrint::kSlots;
    print.slots[i] = static_cast<std::uint8_t>(mix(least[taken]));
  }
  return print;
}

double similarity(const TextPrint& a, const TextPrint& b) {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < TextPrint::kSlots; ++i) equal += a.slots[i] == b.slots[i] ? 1 : 0;
  return static_cast<double>(equal) / static_cast<double>(TextPrint::kSlots);
}

bool same_text(const TextPrint& a, const TextPrint& b) {
  if (similarity(a, b) < kSameText) return false;
  for (std::size_t band = 0; band < TextPrint::kBands; ++band) {
    bool equal = true;
    for (std::size_t i = 0; i < TextPrint::kBandSlots && equal; ++i) equal = a.slots[slot_of(band, i)] == b.slots[slot_of(band, i)];
    if (equal) return true;
  }
  return false;
}

std::uint32_t band_number(const TextPrint& print, std::size_t band) {
  auto number = static_cast<std::uint32_t>(band);
  for (std::size_t i = 0; i < TextPrint::kBandSlots; ++i) number = number << 8u | print.slots[slot_of(band, i)];
  return number;
}

std::string band_key(const TextPrint& print, std::size_t band) {
  Writer out;
  out.big32(band_number(print, band));
  return out.take();
}

std::string encode(const TextPrint& print) { return {reinterpret_cast<const char*>(print.slots.data()), print.slots.size()}; }

TextPrint decode_print(std::string_view bytes) {
  Reader in(bytes);
  TextPrint print;
  for (auto& slot : print.slots) slot = in.byte();
  return print;
}

}  // namespace entente::graph
