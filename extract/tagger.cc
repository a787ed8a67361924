// SPDX-License-Identifier: Apache-2.0
#include "extract/tagger.h"

#include <fmt/format.h>

#include <cstring>

#include "extract/linear_model.h"
#include "extract/syntax_features.h"
#include "model/error.h"

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
constexpr std::uint64_t kEdge = hash_bytes("<edge>");

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
    const auto point = decode(lower, i);
    if (const auto sign = plain(point.value); !sign.empty()) {
      put(sign);
    } else if (is_digit(point.value)) {
      put("0");
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

void tag_keys(std::span<const Word> words, std::size_t i, std::uint8_t before, std::uint8_t before2,
              Keys& keys) {
  static constexpr Word kOutside{kEdge, kEdge, {}, {}, 0};
  const auto at = [&](std::size_t offset_plus_two) -> const Word& {
    const std::size_t j = i + offset_plus_two;
    return j >= 2 && j - 2 < words.size() ? words[j - 2] : kOutside;
  };
  const Word &w = at(2), &l = at(1), &l2 = at(0), &r = at(3), &r2 = at(4);
  const std::uint64_t t1 = before, t2 = before2, t12 = 256 * t1 + t2;
  std::uint64_t number = 0;
  keys.clear();
  const auto one = [&](std::uint64_t a) { keys.add(mix(++number, a)); };
  const auto two = [&](std::uint64_t a, std::uint64_t b) { keys.add(mix(mix(++number, a), b)); };
  const auto three = [&](std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    keys.add(mix(mix(mix(++number, a), b), c));
  };
  one(0);
  one(w.form);
  one(l.form);
  one(r.form);
  one(l2.form);
  one(r2.form);
  two(l.form, w.form);
  two(w.form, r.form);
  two(l.form, r.form);
  one(t1);
  one(t12);
  two(t1, w.form);
  two(t12, w.form);
  two(t1, r.form);
  for (std::size_t n = 0; n < 5; ++n) {
    ++number;
    if (w.prefix[n] != 0) keys.add(mix(number, w.prefix[n]));
    ++number;
    if (w.suffix[n] != 0) keys.add(mix(number, w.suffix[n]));
  }
  one(w.shape);
  two(w.shape, i == 0);
  two(w.shape, w.suffix[2]);
  two(w.shape, t1);
  one(l.shape);
  one(r.shape);
  three(l.shape, w.shape, r.shape);
  one(l.suffix[2]);
  one(r.suffix[2]);
  one(r2.suffix[2]);
  two(w.suffix[2], t1);
  two(w.suffix[2], r.suffix[2]);
  two(w.suffix[1], t12);
  one(w.known);
  one(r.known);
  one(r2.known);
  two(w.known, r.known);
  two(w.known, t1);
  three(w.known, r.known, t1);
  three(r.known, r2.known, w.known);
  three(w.suffix[1], r.known, t1);
  two(w.form, r.known);
  three(w.form, r.known, t1);
}

WordList::Entry WordList::find(std::uint64_t form) const {
  const std::size_t slots = section_.size() / 8;
  if (slots == 0) return {};
  auto slot = static_cast<std::size_t>(((mix(form, 0) >> 32) * slots) >> 32);
  for (std::size_t tried = 0; tried < slots; ++tried) {
    std::uint64_t value;
    std::memcpy(&value, section_.data() + 8 * slot, 8);
    if (value == 0) return {};
    if (value >> 16 == form >> 16)
      return {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value)};
    slot = slot + 1 == slots ? 0 : slot + 1;
  }
  return {};
}

std::string WordList::write(const std::vector<std::pair<std::uint64_t, Entry>>& entries) {
  const std::size_t slots = entries.size() * 2 + 1;
  std::vector<std::uint64_t> table(slots, 0);
  for (const auto& [form, entry] : entries) {
    auto slot = static_cast<std::size_t>(((mix(form, 0) >> 32) * slots) >> 32);
    while (table[slot] != 0) slot = slot + 1 == slots ? 0 : slot + 1;
    table[slot] = (form >> 16 << 16) | (std::uint64_t{entry.known} << 8) | entry.only;
  }
  return {reinterpret_cast<const char*>(table.data()), slots * 8};
}

}  // namespace syntax

struct Tagger::Impl {
  LinearModel model;
  const FeatureTable* table;
  syntax::WordList words;
  std::vector<Upos> upos;  // of each label: "VERB/VBD" is a kind of VERB
};

Tagger::Tagger(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;
Tagger::~Tagger() = default;

Tagger Tagger::load(const std::string& path) {
  auto impl = std::make_unique<Impl>(Impl{LinearModel::load(path, "tagger 1"), nullptr, {}, {}});
  impl->table = &impl->model.table("tags");
  impl->words = syntax::WordList(impl->model.section("words"));
  for (const auto& label : impl->table->labels()) {
    const auto upos = find_upos(std::string_view(label).substr(0, label.find('/')));
    if (!upos) throw Error(ErrorKind::kInput, fmt::format("{}: unknown tag '{}'", path, label));
    impl->upos.push_back(*upos);
  }
  return Tagger(std::move(impl));
}

void Tagger::tag(Sentence& sentence) const {
  std::vector<syntax::Word> words;
  syntax::words_of(sentence, words);
  std::vector<std::uint8_t> only(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto entry = impl_->words.find(words[i].form);
    words[i].known = entry.known;
    only[i] = entry.only;
  }
  syntax::Keys keys;
  std::array<std::int32_t, 256> scores;
  const auto labels = impl_->table->label_count();
  std::uint8_t before = syntax::kNoTag, before2 = syntax::kNoTag;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::uint8_t best = only[i];
    if (best >= labels) {
      syntax::tag_keys(words, i, before, before2, keys);
      std::fill_n(scores.begin(), labels, 0);
      impl_->table->add(keys.view(), scores.data());
      best = static_cast<std::uint8_t>(
          std::max_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(labels)) -
          scores.begin());
    }
    sentence.tokens[i].upos = impl_->upos[best];
    before2 = before;
    before = best;
  }
}

}  // namespace entente::extract
