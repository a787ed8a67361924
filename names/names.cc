// SPDX-License-Identifier: Apache-2.0
#include "names/names.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "model/error.h"

namespace entente::names {
namespace {

// ICU's transliterators are not safe to share between threads; each thread keeps one.
const icu::Transliterator& to_latin() {
  thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        // Cyrillic as English writes it (ch, sh, zh, kh): the scientific č, š, ž would lose their sound to ASCII.
        icu::Transliterator::createInstance("Russian-Latin/BGN; Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !made) {
      throw Error(ErrorKind::kInternal, "ICU has no transliteration data; install its full package");
    }
    return made;
  }();
  return *instance;  // NOLINT(clang-analyzer-cplusplus.NewDelete): it lives as long as the thread
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Lower case, marks to blanks, single blanks. A dot vanishes between single letters and joins them.
std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool lower = c >= 'a' && c <= 'z';
    const bool upper = c >= 'A' && c <= 'Z';
    const bool digit = c >= '0' && c <= '9';
    if (lower || upper || digit) {
      if (blank && !out.empty()) out.push_back(' ');
      blank = false;
      out.push_back(static_cast<char>(upper ? c + 32 : c));
      continue;
    }
    if (c == '\'') continue;  // "Sana'a" = "Sanaa"
    if (c == '.') {
      const auto is_letter = [&](std::size_t at) {
        const auto x = static_cast<unsigned char>(text[at]);
        return (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z');
      };
      const bool single_before = i >= 1 && is_letter(i - 1) && (i < 2 || !is_letter(i - 2));
      const bool single_after = i + 1 < text.size() && is_letter(i + 1) && (i + 2 >= text.size() || !is_letter(i + 2));
      if (single_before && single_after) continue;
    }
    blank = true;
  }
  return out;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'w'; }

std::string digits_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      out.push_back(text[i]);
      if (i + 1 == text.size() || text[i + 1] < '0' || text[i + 1] > '9') out.push_back(' ');
    }
  }
  return out;
}

}  // namespace

std::string surface(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorKind::kInternal, "ICU has no normalisation data; install its full package");
  auto text = nfkc->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size()))), status);
  text.foldCase();
  const auto is_word = [](UChar32 c) {
    const auto type = u_charType(c);
    return u_isalpha(c) || type == U_DECIMAL_DIGIT_NUMBER || type == U_LETTER_NUMBER || type == U_OTHER_NUMBER || c == '_';
  };
  // Words with whether a typographic apostrophe stands right before them, and what follows them.
  struct Word {
    icu::UnicodeString text;
    bool possessive = false;  // an s behind the apostrophe
    UChar32 next = 0;
    UChar32 after_next = 0;
  };
  std::vector<Word> found;
  for (std::int32_t i = 0; i < text.length();) {
    const auto c = text.char32At(i);
    if (!is_word(c)) {
      i = text.moveIndex32(i, 1);
      continue;
    }
    Word word;
    const auto before = i > 0 ? text.char32At(text.moveIndex32(i, -1)) : 0;
    while (i < text.length() && is_word(text.char32At(i))) {
      word.text.append(text.char32At(i));
      i = text.moveIndex32(i, 1);
    }
    word.possessive = (before == 0x2018 || before == 0x2019) && word.text == icu::UnicodeString("s");
    word.next = i < text.length() ? text.char32At(i) : 0;
    const auto later = i < text.length() ? text.moveIndex32(i, 1) : i;
    word.after_next = later < text.length() ? text.char32At(later) : 0;
    found.push_back(std::move(word));
  }
  icu::UnicodeString out;
  bool first = true;
  for (const auto& word : found) {
    if (word.possessive) continue;
    if (std::exchange(first, false)) {
      std::string plain;
      word.text.toUTF8String(plain);
      const bool address = plain == "the" || plain == "a" || plain == "an" || plain == "mr" || plain == "mrs" || plain == "ms" || plain == "dr";
      if (address && (u_isUWhiteSpace(word.next) || (word.next == '.' && u_isUWhiteSpace(word.after_next)))) continue;
    }
    if (!out.isEmpty()) out.append(static_cast<UChar32>(' '));
    out.append(word.text);
  }
  std::string utf8;
  out.toUTF8String(utf8);
  return utf8;
}

std::string fold(std::string_view name) {
  if (is_plain_ascii(name)) return fold_ascii(name);
  auto text = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
  // Typographic apostrophes are apostrophes, whatever Latin-ASCII makes of them.
  for (const char16_t mark : {u'\u2019', u'\u2018', u'\u02BC', u'\u02B9', u'\u044C', u'\u042C', u'\u044A', u'\u042A'}) {
    text.findAndReplace(icu::UnicodeString(mark), icu::UnicodeString(u'\''));
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_SUCCESS(status)) text = nfkc->normalize(text, status);
  to_latin().transliterate(text);
  // What is left of ayin, hamza and the soft sign stands inside a word and parts nothing.
  for (const char16_t mark : {u'\u02B9', u'\u02BA', u'\u02BB', u'\u02BC', u'\u02BD', u'\u02BE', u'\u02BF', u'`'}) {
    text.findAndReplace(icu::UnicodeString(mark), icu::UnicodeString(u'\''));
  }
  std::string utf8;
  text.toUTF8String(utf8);
  return fold_ascii(utf8);
}

std::vector<std::string_view> words(std::string_view folded) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while (at < folded.size()) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    if (end > at) out.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string skeleton(std::string_view folded) {
  std::string out;
  const auto push = [&out](char c) {
    if (out.empty() || out.back() != c || (c >= '0' && c <= '9')) out.push_back(c);
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const char next = i + 1 < folded.size() ? folded[i + 1] : ' ';
    if (c == ' ' || is_vowel(c)) continue;
    if (c >= '0' && c <= '9') {
      push(c);
    } else if ((c == 'c' || c == 's') && next == 'h') {
      push('j');
      ++i;
    } else if (c == 'k' && next == 'h') {
      push('k');
      ++i;
    } else if (c == 'p' && next == 'h') {
      push('f');
      ++i;
    } else if (c == 't' && next == 's') {
      push('j');
      ++i;
    } else if (c == 'n' && next == 'g') {
      push('n');
      ++i;
    } else if (c == 'z' && next == 'h') {
      push('j');
      ++i;
    } else if (c == 'h') {
      continue;  // written or not: Khrushchev, Hrushev; Riyadh, Riyad
    } else if (c == 'g' || c == 'k' || c == 'q' || c == 'c') {
      push('k');
    } else if (c == 'b' || c == 'p') {
      push('p');
    } else if (c == 'd' || c == 't') {
      push('t');
    } else if (c == 'j' || c == 'z' || c == 's') {
      push('j');
    } else if (c == 'v' || c == 'f') {
      push('f');
    } else if (c == 'r' || c == 'l') {
      push('r');
    } else if (c == 'x') {
      push('k');
      push('j');
    } else {
      push(c);
    }
  }
  return out;
}

double similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1.0;
  if (a.empty() || b.empty() || digits_of(a) != digits_of(b)) return 0.0;
  constexpr std::size_t kLongest = 200;  // names, not sentences: the table stays small
  a = a.substr(0, kLongest);
  b = b.substr(0, kLongest);
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    before.swap(previous);
    previous.swap(current);
  }
  const auto distance = static_cast<double>(previous[b.size()]);
  return 1.0 - distance / static_cast<double>(std::max(a.size(), b.size()));
}

}  // namespace entente::names
