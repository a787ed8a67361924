// SPDX-License-Identifier: Apache-2.0
#include "names/letters.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <unordered_map>

#include "model/error.h"

namespace entente::names {
namespace {

// Scripts without a table of their own here. ICU's transliterators are not safe to share between threads.
const icu::Transliterator& any_to_latin() {
  thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !made) {
      throw Error(ErrorKind::kInternal, "ICU has no transliteration data; install its full package");
    }
    return made;
  }();
  return *instance;  // NOLINT(clang-analyzer-cplusplus.NewDelete): it lives as long as the thread
}

std::string icu_latin(const std::u32string& own) {
  auto text = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(own.data()),  // the same 32 bits
                                            static_cast<std::int32_t>(own.size()));
  any_to_latin().transliterate(text);
  std::string utf8;
  text.toUTF8String(utf8);
  std::string out;
  for (const char c : utf8) {
    if (c >= 'A' && c <= 'Z') out.push_back(static_cast<char>(c + 32));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
  }
  return out;
}

struct LetterRow {
  char32_t letter;
  std::string_view latin;
};

// Cyrillic as English writes it, with the letters of Ukrainian, Belarusian, Serbian, Macedonian, Kazakh and Kyrgyz. Lower case.
constexpr auto kCyrillicLetters = std::to_array<LetterRow>({
    {U'а', "a"},  {U'б', "b"},   {U'в', "v"},  {U'г', "g"},  {U'д', "d"},  {U'е', "e"},  {U'ж', "zh"}, {U'з', "z"},
    {U'и', "i"},  {U'й', "y"},   {U'к', "k"},  {U'л', "l"},  {U'м', "m"},  {U'н', "n"},  {U'о', "o"},  {U'п', "p"},
    {U'р', "r"},  {U'с', "s"},   {U'т', "t"},  {U'у', "u"},  {U'ф', "f"},  {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"},
    {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', ""},  {U'ы', "y"},  {U'ь', ""},   {U'э', "e"},  {U'ю', "yu"}, {U'я', "ya"},
    {U'ё', "yo"}, {U'ђ', "dj"},  {U'ѓ', "g"},  {U'є', "ye"}, {U'ѕ', "dz"}, {U'і', "i"},  {U'ї', "yi"}, {U'ј', "y"},
    {U'љ', "ly"}, {U'њ', "ny"},  {U'ћ', "ch"}, {U'ќ', "k"},  {U'ў', "u"},  {U'џ', "dzh"}, {U'ґ', "g"}, {U'ғ', "g"},
    {U'қ', "k"},  {U'ң', "n"},   {U'ү', "u"},  {U'ұ', "u"},  {U'ҳ', "h"},  {U'ҷ', "j"},  {U'һ', "h"},  {U'ә', "a"},
    {U'ө', "o"}});

// Greek as names are written in English; the pairs of letters for b, d, g come first in greek_pair().
constexpr auto kGreekLetters = std::to_array<LetterRow>({
    {U'α', "a"}, {U'β', "v"}, {U'γ', "g"}, {U'δ', "d"}, {U'ε', "e"}, {U'ζ', "z"}, {U'η', "i"},  {U'θ', "th"}, {U'ι', "i"},
    {U'κ', "k"}, {U'λ', "l"}, {U'μ', "m"}, {U'ν', "n"}, {U'ξ', "x"}, {U'ο', "o"}, {U'π', "p"},  {U'ρ', "r"},  {U'ς', "s"},
    {U'σ', "s"}, {U'τ', "t"}, {U'υ', "y"}, {U'φ', "f"}, {U'χ', "ch"}, {U'ψ', "ps"}, {U'ω', "o"}});

// Arabic with Persian and Urdu letters; then Hebrew. Vowels that are not written are not here; ayin and alif are 'a', which
// the comparison of such words leaves out again.
constexpr auto kAbjadLetters = std::to_array<LetterRow>({
    {U'א', "a"}, {U'ב', "b"}, {U'ג', "g"},  {U'ד', "d"}, {U'ה', "h"}, {U'ו', "w"}, {U'ז', "z"},  {U'ח', "kh"}, {U'ט', "t"},
    {U'י', "y"}, {U'ך', "k"}, {U'כ', "k"},  {U'ל', "l"}, {U'ם', "m"}, {U'מ', "m"}, {U'ן', "n"},  {U'נ', "n"},  {U'ס', "s"},
    {U'ע', "a"}, {U'ף', "f"}, {U'פ', "p"},  {U'ץ', "ts"}, {U'צ', "ts"}, {U'ק', "k"}, {U'ר', "r"}, {U'ש', "sh"}, {U'ת', "t"},
    {U'ء', ""},  {U'آ', "a"}, {U'أ', "a"},  {U'ؤ', "w"}, {U'إ', "a"}, {U'ئ', "y"}, {U'ا', "a"},  {U'ب', "b"},  {U'ة', "h"},
    {U'ت', "t"}, {U'ث', "th"}, {U'ج', "j"}, {U'ح', "h"}, {U'خ', "kh"}, {U'د', "d"}, {U'ذ', "dh"}, {U'ر', "r"}, {U'ز', "z"},
    {U'س', "s"}, {U'ش', "sh"}, {U'ص', "s"}, {U'ض', "d"}, {U'ط', "t"}, {U'ظ', "z"}, {U'ع', "a"},  {U'غ', "gh"}, {U'ف', "f"},
    {U'ق', "q"}, {U'ك', "k"}, {U'ل', "l"},  {U'م', "m"}, {U'ن', "n"}, {U'ه', "h"}, {U'و', "w"},  {U'ى', "y"},  {U'ي', "y"},
    {U'ٱ', "a"}, {U'ٹ', "t"}, {U'پ', "p"},  {U'چ', "ch"}, {U'ڈ', "d"}, {U'ڑ', "r"}, {U'ژ', "zh"}, {U'ک', "k"}, {U'گ', "g"},
    {U'ں', "n"}, {U'ھ', "h"}, {U'ہ', "h"},  {U'ی', "y"}, {U'ے', "y"}});

// Georgian and Armenian as English writes names; lower case.
constexpr auto kCaucasianLetters = std::to_array<LetterRow>({
    {U'ա', "a"},  {U'բ', "b"},   {U'գ', "g"},  {U'դ', "d"},  {U'ե', "e"},   {U'զ', "z"},  {U'է', "e"},  {U'ը', "y"},  {U'թ', "t"},
    {U'ժ', "zh"}, {U'ի', "i"},   {U'լ', "l"},  {U'խ', "kh"}, {U'ծ', "ts"},  {U'կ', "k"},  {U'հ', "h"},  {U'ձ', "dz"}, {U'ղ', "gh"},
    {U'ճ', "ch"}, {U'մ', "m"},   {U'յ', "y"},  {U'ն', "n"},  {U'շ', "sh"},  {U'ո', "o"},  {U'չ', "ch"}, {U'պ', "p"},  {U'ջ', "j"},
    {U'ռ', "r"},  {U'ս', "s"},   {U'վ', "v"},  {U'տ', "t"},  {U'ր', "r"},   {U'ց', "ts"}, {U'ւ', "v"},  {U'փ', "p"},  {U'ք', "k"},
    {U'օ', "o"},  {U'ֆ', "f"},   {U'և', "ev"}, {U'ა', "a"},  {U'ბ', "b"},   {U'გ', "g"},  {U'დ', "d"},  {U'ე', "e"},  {U'ვ', "v"},
    {U'ზ', "z"},  {U'თ', "t"},   {U'ი', "i"},  {U'კ', "k"},  {U'ლ', "l"},   {U'მ', "m"},  {U'ნ', "n"},  {U'ო', "o"},  {U'პ', "p"},
    {U'ჟ', "zh"}, {U'რ', "r"},   {U'ს', "s"},  {U'ტ', "t"},  {U'უ', "u"},   {U'ფ', "p"},  {U'ქ', "k"},  {U'ღ', "gh"}, {U'ყ', "q"},
    {U'შ', "sh"}, {U'ჩ', "ch"},  {U'ც', "ts"}, {U'ძ', "dz"}, {U'წ', "ts"},  {U'ჭ', "ch"}, {U'ხ', "kh"}, {U'ჯ', "j"},  {U'ჰ', "h"}});

// Katakana from U+30A1 on, small ones in capitals; hiragana stand 0x60 before them.
constexpr std::array<std::string_view, 90> kKanaSounds{
    "A",  "a",  "I",  "i",  "U",   "u",  "E",  "e",  "O",  "o",  "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go", "sa", "za", "shi",
    "ji", "su", "zu", "se", "ze",  "so", "zo", "ta", "da", "chi", "ji", "",  "tsu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne", "no",
    "ha", "ba", "pa", "hi", "bi",  "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "YA", "ya", "YU",
    "yu", "YO", "yo", "ra", "ri",  "ru", "re", "ro", "WA", "wa", "i",  "e",  "o",  "n",  "vu", "KA", "KE", "va", "vi", "ve", "vo"};

// "キャ" is kya, "ジェ" je, "ティ" ti, "ウィ" wi. The sign for a long vowel and the small tsu are left out: length is not compared.
std::string latin_of_kana(const std::u32string& kana) {
  std::string out;
  for (const char32_t letter : kana) {
    const auto code = letter < U'\u30A0' ? letter + 0x60 : letter;
    if (code < U'\u30A1' || code >= U'\u30A1' + kKanaSounds.size()) continue;
    std::string sound(kKanaSounds[code - U'\u30A1']);
    const bool small = !sound.empty() && sound.front() >= 'A' && sound.front() <= 'Z';
    for (char& c : sound) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (small && !out.empty()) {
      const auto vowel = out.back();
      out.pop_back();
      const bool hissed = !out.empty() && (out.back() == 'h' || out.back() == 'j');  // sh, ch, j swallow the y
      if (hissed && sound.front() == 'y') sound.erase(0, 1);
      if (out.empty() && vowel == 'u') out.push_back('w');
    }
    out += sound;
  }
  return out;
}

// Letters of Latin alphabets that do not decompose.
constexpr auto kLatinLetters = std::to_array<LetterRow>(
    {{U'ß', "ss"}, {U'æ', "ae"}, {U'ð', "d"}, {U'ø', "o"}, {U'þ', "th"}, {U'đ', "d"}, {U'ħ', "h"}, {U'ı', "i"},
     {U'ł', "l"},  {U'ŋ', "ng"}, {U'œ', "oe"}, {U'ə', "a"}, {U'ơ', "o"}, {U'ư', "u"}, {U'ɨ', "i"}});

template <std::size_t kSize>
std::optional<std::string_view> find_row(const std::array<LetterRow, kSize>& rows, char32_t letter) {
  for (const auto& row : rows) {
    if (row.letter == letter) return row.latin;
  }
  return std::nullopt;
}

// Family names that are read unlike the character elsewhere.
std::optional<std::string> family_reading(char32_t character) {
  switch (character) {
    case U'曾': return "zeng";
    case U'單': case U'单': return "shan";
    case U'解': return "xie";
    case U'仇': return "qiu";
    case U'區': case U'区': return "ou";
    case U'任': return "ren";
    default: return std::nullopt;
  }
}

// Pinyin as other languages would write its sounds: q is ch, x is sh.
std::string heard_pinyin(const std::string& pinyin) {
  std::string out;
  for (const char c : pinyin) {
    if (c == 'q') out += "ch";
    else if (c == 'x') out += "sh";
    else out.push_back(c);
  }
  return out;
}

// A Hangul syllable in the Revised Romanisation, but "eo" as o and "eu" as u, as foreign names want them: "putin", "turompu".
std::string romanised(char32_t syllable) {
  constexpr std::array<std::string_view, 19> onsets{"g", "kk", "n", "d", "tt", "r",  "m", "b", "pp", "s",
                                                    "ss", "",  "j", "jj", "ch", "k", "t", "p", "h"};
  constexpr std::array<std::string_view, 21> vowels{"a",  "ae", "ya", "yae", "o",  "e", "yo", "ye", "o", "wa", "wae",
                                                    "oe", "yo", "u",  "wo",  "we", "wi", "yu", "u",  "ui", "i"};
  constexpr std::array<std::string_view, 28> codas{"",  "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l",
                                                   "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"};
  const auto index = static_cast<std::size_t>(syllable - U'\uAC00');
  std::string out(onsets[index / 588]);
  out += vowels[index % 588 / 28];
  out += codas[index % 28];
  return out;
}

void append_hangul(std::string& latin, char32_t syllable) {
  auto letters = romanised(syllable);
  if (letters.front() == 'r' && !latin.empty() && latin.back() == 'l') letters.front() = 'l';  // 올라프 is Olaf
  latin += letters;
}

bool is_apostrophe(UChar32 c) {
  switch (c) {
    case U'\'': case U'`': case U'´': case U'‘': case U'’': case U'ʹ': case U'ʺ': case U'ʻ': case U'ʼ': case U'ʽ': case U'ʾ':
    case U'ʿ': case U'׳': case U'״': case U'′': return true;
    default: return false;
  }
}

bool is_hyphen(UChar32 c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x05BE; }

enum class Kind : std::uint8_t { kNone, kLatin, kCyrillic, kGreek, kCaucasian, kHangul, kHan, kKana, kAbjad, kOther };

Kind kind_of(UChar32 c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? Kind::kLatin : Kind::kNone;
  if (c >= 0xAC00 && c <= 0xD7A3) return Kind::kHangul;
  if ((c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC && c != 0x30FB)) return Kind::kKana;
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK) return Kind::kOther;
  if (u_isalpha(c) == 0) return Kind::kNone;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_LATIN: return Kind::kLatin;
    case USCRIPT_CYRILLIC: return Kind::kCyrillic;
    case USCRIPT_GREEK: return Kind::kGreek;
    case USCRIPT_ARMENIAN:
    case USCRIPT_GEORGIAN: return Kind::kCaucasian;
    case USCRIPT_HAN: return Kind::kHan;
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW: return Kind::kAbjad;
    default: return Kind::kOther;
  }
}

Writing writing_of(Kind kind) {
  switch (kind) {
    case Kind::kCyrillic: return Writing::kCyrillic;
    case Kind::kHangul: return Writing::kHangul;
    case Kind::kHan: return Writing::kHan;
    case Kind::kAbjad: return Writing::kAbjad;
    case Kind::kGreek:
    case Kind::kCaucasian:
    case Kind::kKana:
    case Kind::kOther: return Writing::kOther;
    default: return Writing::kLatin;
  }
}

// The first letter that a composed letter is made of ("é", "ử"); U+0000 when it has none.
char base_letter(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || nfkd->getDecomposition(c, parts) == 0 || parts.isEmpty()) return '\0';
  const auto first = u_tolower(parts.char32At(0));
  return first >= 'a' && first <= 'z' ? static_cast<char>(first) : '\0';
}

class Splitter {
 public:
  std::vector<Letters> run(std::string_view text) {
    words_.reserve(8);  // most names have fewer
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());  // what ICU's macros want
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
      UChar32 c = 0;
      U8_NEXT(bytes, at, length, c);  // NOLINT: ICU's macro
      std::int32_t ahead = at;
      UChar32 next = 0;
      if (at < length) U8_NEXT(bytes, ahead, length, next);  // NOLINT: ICU's macro
      take(c, next);
    }
    close();
    return std::move(words_);
  }

 private:
  void take(UChar32 c, UChar32 next) {
    if (c < 0) return close();
    const auto digit = c < 0x80 ? (c >= '0' && c <= '9' ? c - '0' : -1) : u_charDigitValue(c);
    if (digit >= 0) {
      if (kind_ == Kind::kHangul || kind_ == Kind::kHan) close();
      open(kind_ == Kind::kNone ? Kind::kLatin : kind_);
      word_.latin.push_back(static_cast<char>('0' + digit));
      ++letters_;
      return;
    }
    if (is_apostrophe(c)) return apostrophe(next);
    const auto kind = kind_of(c);
    if (kind != Kind::kNone) return letter(kind, c);
    if (c == 0x00AD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x0640) return;  // nothing to see
    if (c == '.' && letters_ == 1 && kind_ != Kind::kHan && kind_ != Kind::kHangul) {
      // "A.B.C." is one word, "A. Smith" and "A.Smith" are two; which one shows when the next word ends.
      word_.dotted = true;
      close();
      after_dot_ = true;
      return;
    }
    close();
    if (is_hyphen(c) && !words_.empty()) words_.back().hyphened = true;
    if (c == '(' || c == '[') ++depth_;
    if ((c == ')' || c == ']') && depth_ > 0) --depth_;
  }

  // "Bank's" is Bank; any other apostrophe parts nothing.
  void apostrophe(UChar32 next) {
    if (kind_ == Kind::kLatin && (next == 's' || next == 'S') && letters_ > 2) possessive_ = true;
  }

  void letter(Kind kind, UChar32 c) {
    const bool ascii = c < 0x80;
    const auto type = ascii ? static_cast<std::int8_t>(U_LOWERCASE_LETTER) : u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK) {
      if (kind_ == Kind::kOther) pending_.push_back(static_cast<char32_t>(c));
      return;  // a mark on a letter of ours: vowel points, a combining accent
    }
    if (possessive_) {
      possessive_ = false;
      if (c == 's' || c == 'S') {
        swallowed_ = true;
        return;
      }
    }
    if (swallowed_) {  // it was no ending: "Int'lsomething"
      word_.latin.push_back('s');
      swallowed_ = false;
    }
    if (kind_ != Kind::kNone && kind_ != kind) close();
    open(kind);
    ++letters_;
    if (ascii ? c >= 'a' : u_islower(c) != 0) all_capitals_ = false;
    const auto lower = static_cast<char32_t>(ascii ? c | 0x20 : u_tolower(c));
    switch (kind) {
      case Kind::kLatin: latin(lower); break;
      case Kind::kCyrillic: word_.latin += find_row(kCyrillicLetters, lower).value_or(""); break;
      case Kind::kGreek: greek(lower); break;
      case Kind::kCaucasian: word_.latin += find_row(kCaucasianLetters, lower).value_or(""); break;
      case Kind::kAbjad: word_.latin += find_row(kAbjadLetters, lower).value_or(""); break;
      case Kind::kHangul:
        word_.own.push_back(lower);
        append_hangul(word_.latin, lower);
        break;
      default: pending_.push_back(lower); break;
    }
  }

  void latin(char32_t lower) {
    if (lower < 0x80) {
      word_.latin.push_back(static_cast<char>(lower));
    } else if (const auto row = find_row(kLatinLetters, lower)) {
      word_.latin += *row;
    } else if (const auto base = base_letter(static_cast<UChar32>(lower)); base != '\0') {
      word_.latin.push_back(base);
    }
  }

  void greek(char32_t lower) {
    const auto base = [&] {
      UErrorCode status = U_ZERO_ERROR;
      const auto* nfd = icu::Normalizer2::getNFDInstance(status);
      icu::UnicodeString parts;
      if (U_SUCCESS(status) && nfd->getDecomposition(static_cast<UChar32>(lower), parts) != 0) return static_cast<char32_t>(parts.char32At(0));
      return lower;
    }();
    // μπ, ντ, γκ write the sounds b, d, g; ου and ευ, αυ their own.
    auto& out = word_.latin;
    if (base == U'π' && out == "m") out = "b";
    else if (base == U'τ' && out == "n") out = "d";
    else if (base == U'κ' && out == "g") out = "g";
    else if (base == U'υ' && !out.empty() && (out.back() == 'o' || out.back() == 'a' || out.back() == 'e')) out.push_back(out.back() == 'o' ? 'u' : 'v');
    else out += find_row(kGreekLetters, base).value_or("");
  }

  void open(Kind kind) {
    if (kind_ != Kind::kNone) return;
    kind_ = kind;
    word_.writing = writing_of(kind);
    word_.bracketed = depth_ > 0;
  }

  void close() {
    possessive_ = swallowed_ = false;
    if (kind_ == Kind::kNone) {
      after_dot_ = false;
      return;
    }
    if (!pending_.empty()) {
      word_.latin += kind_ == Kind::kHan    ? latin_of(pending_, Writing::kHan)
                     : kind_ == Kind::kKana ? latin_of_kana(pending_)
                                            : icu_latin(pending_);
    }
    if (kind_ == Kind::kHan) word_.own = pending_;
    word_.capitals = all_capitals_;
    word_.single = letters_ == 1;
    // Both single letters, with nothing but the dot between.
    const bool joins = after_dot_ && letters_ == 1 && !words_.empty() && words_.back().dotted && word_.writing == words_.back().writing;
    if (joins) {
      words_.back().latin += word_.latin;
      words_.back().single = false;
      words_.back().capitals = words_.back().capitals && word_.capitals;
      words_.back().facts = facts_of(words_.back().latin);
    } else if (!word_.latin.empty()) {
      word_.facts = facts_of(word_.latin);
      words_.push_back(std::move(word_));
    }
    word_ = Letters();
    pending_.clear();
    kind_ = Kind::kNone;
    letters_ = 0;
    all_capitals_ = true;
    after_dot_ = false;
  }

  std::vector<Letters> words_;
  Letters word_;
  std::u32string pending_;  // letters that ICU transliterates when the word ends
  Kind kind_ = Kind::kNone;
  std::size_t letters_ = 0;
  int depth_ = 0;
  bool all_capitals_ = true;
  bool after_dot_ = false;
  bool possessive_ = false;
  bool swallowed_ = false;
};

}  // namespace

const std::string& pinyin_of(char32_t character) {
  // ICU looks through some thousand rules for each character; a thread keeps what it has met.
  thread_local std::unordered_map<char32_t, std::string> met;
  const auto found = met.find(character);
  if (found != met.end()) return found->second;
  return met.emplace(character, family_reading(character).value_or(icu_latin(std::u32string(1, character)))).first->second;
}

std::string latin_of(const std::u32string& own, Writing writing) {
  std::string out;
  if (writing != Writing::kHangul) {
    for (const char32_t character : own) out += heard_pinyin(pinyin_of(character));
    return out;
  }
  for (const char32_t syllable : own) append_hangul(out, syllable);
  return out;
}

std::vector<Letters> split_letters(std::string_view name) {
  name = name.substr(0, kLongestName);
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return Splitter().run(name);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(status);
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  if (U_SUCCESS(status)) nfkc->normalizeUTF8(0, {name.data(), static_cast<std::int32_t>(name.size())}, sink, nullptr, status);
  return Splitter().run(U_SUCCESS(status) ? std::string_view(composed) : name);
}

}  // namespace entente::names
