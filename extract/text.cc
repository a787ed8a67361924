// SPDX-License-Identifier: Apache-2.0
#include "extract/text.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "extract/time.h"
#include "model/error.h"

namespace entente::extract {
namespace {

// --- bytes

// ICU's macro narrows inside; it is written for C.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
UChar32 code_point(std::string_view text, std::size_t& at) {
  auto i = static_cast<std::int32_t>(at);
  UChar32 c = 0;
  U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);  // NOLINT(readability-simplify-subscript-expr)
  at = static_cast<std::size_t>(i);
  return c;
}
#pragma GCC diagnostic pop

UChar32 first_code_point(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : code_point(text, at);
}

bool is_upper_start(std::string_view text) { return u_isupper(first_code_point(text)) != 0; }

std::unique_ptr<icu::BreakIterator> make_iterator(bool words) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> made(words ? icu::BreakIterator::createWordInstance(icu::Locale::getUS(), status)
                                                 : icu::BreakIterator::createSentenceInstance(icu::Locale::getUS(), status));
  if (U_FAILURE(status)) throw Error(ErrorKind::kInternal, std::string("ICU's break iterator: ") + u_errorName(status));
  return made;
}

// Break iterators keep state; every thread has its own pair.
icu::BreakIterator& iterator_of(bool words) {
  thread_local const std::unique_ptr<icu::BreakIterator> for_words = make_iterator(true);
  thread_local const std::unique_ptr<icu::BreakIterator> for_sentences = make_iterator(false);
  return words ? *for_words : *for_sentences;  // NOLINT(clang-analyzer-cplusplus.NewDelete): it lives as long as the thread
}

std::vector<std::uint32_t> boundaries(std::string_view text, bool words) {
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  auto& iterator = iterator_of(words);
  iterator.setText(&utext, status);
  if (U_FAILURE(status)) throw Error(ErrorKind::kInternal, std::string("ICU's break iterator: ") + u_errorName(status));
  std::vector<std::uint32_t> out;
  for (auto at = iterator.first(); at != icu::BreakIterator::DONE; at = iterator.next()) {
    out.push_back(static_cast<std::uint32_t>(at));
  }
  utext_close(&utext);
  return out;
}

// --- paragraphs

struct Line {
  std::uint32_t begin;
  std::uint32_t end;  // without the newline
};

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto c = code_point(text, at);
    if (!u_isUWhiteSpace(c) && c != 0xFEFF) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    std::size_t at = 0;
    const auto c = code_point(text, at);
    if (!u_isUWhiteSpace(c) && c != 0xFEFF) break;
    text.remove_prefix(at);
  }
  while (!text.empty()) {
    auto i = static_cast<std::int32_t>(text.size());
    UChar32 c = 0;
    U8_PREV(text.data(), 0, i, c);  // NOLINT(readability-simplify-subscript-expr)
    if (!u_isUWhiteSpace(c)) break;
    text = text.substr(0, static_cast<std::size_t>(i));
  }
  return text;
}

bool starts_bullet(std::string_view line) {
  line = trimmed(line);
  static constexpr std::array<std::string_view, 8> kBullets{"- ", "* ", "\xE2\x80\xA2", "\xE2\x97\x8F", "\xE2\x96\xAA", "\xC2\xB7 ", "\xE2\x80\x93 ", "+ "};
  for (auto bullet : kBullets) {
    if (line.rfind(bullet, 0) == 0) return true;
  }
  return line == "-" || line == "*";
}

// Runs of lines that are one paragraph. A newline joins two lines only where the next word would not have fitted on the
// first: that is how a hard-wrapped text betrays itself, and how a list of headings does not.
std::vector<Line> paragraphs_of(std::string_view text, std::uint32_t from) {
  std::vector<Line> lines;
  for (std::size_t at = from; at < text.size();) {
    const auto end = std::min(text.find_first_of("\n\r\f\v", at), text.size());
    lines.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  const auto width_of = [&](const Line& line) {
    return code_points(text.substr(line.begin, line.end - line.begin));
  };
  // The wrap width: the 90th percentile of the widths of non-blank lines that are followed by a non-blank line.
  std::vector<std::uint32_t> widths;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const auto here = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    const auto next = text.substr(lines[i + 1].begin, lines[i + 1].end - lines[i + 1].begin);
    if (!is_blank(here) && !is_blank(next)) widths.push_back(width_of(lines[i]));
  }
  std::uint32_t wrap = 0;
  if (widths.size() >= 2) {
    std::sort(widths.begin(), widths.end());
    wrap = widths[(widths.size() - 1) * 9 / 10];
  }
  const bool wrapped = wrap >= 40 && wrap <= 140;
  std::vector<Line> out;
  bool open = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto here = text.substr(lines[i].begin, lines[i].end - lines[i].begin);
    if (is_blank(here)) {
      open = false;
      continue;
    }
    if (open && !starts_bullet(here)) out.back().end = lines[i].end;
    else out.push_back(lines[i]);
    open = false;
    if (wrapped && i + 1 < lines.size()) {
      const auto next = trimmed(text.substr(lines[i + 1].begin, lines[i + 1].end - lines[i + 1].begin));
      const auto word = next.substr(0, next.find_first_of(" \t"));
      // Proportional type wraps unevenly: a line of fair length that ends in the middle of a sentence goes on, too.
      const bool unfinished = std::string_view(".!?:\"").find(trimmed(here).back()) == std::string_view::npos &&
                              trimmed(here).back() != '\x9D';  // the last byte of a closing typographic quotation mark
      const auto width = width_of(lines[i]);
      open = !next.empty() && (width + 1 + code_points(word) + 3 > wrap || (unfinished && width * 10 > wrap * 6));
    } else if (i + 1 < lines.size()) {
      // Short files: a line that goes on in lower case is one paragraph with the next.
      const auto next = trimmed(text.substr(lines[i + 1].begin, lines[i + 1].end - lines[i + 1].begin));
      open = !next.empty() && u_islower(first_code_point(next)) != 0 && trimmed(here).size() > 40 &&
             std::string_view(".!?").find(trimmed(here).back()) == std::string_view::npos;
    }
  }
  for (auto& paragraph : out) {
    const auto inner = trimmed(text.substr(paragraph.begin, paragraph.end - paragraph.begin));
    paragraph.begin = static_cast<std::uint32_t>(inner.data() - text.data());
    paragraph.end = paragraph.begin + static_cast<std::uint32_t>(inner.size());
  }
  return out;
}

// --- sentences

using WordSet = std::unordered_set<std::string_view>;

const WordSet& titles_before_names() {
  static const WordSet kSet{
      "mr", "mrs", "ms", "dr", "drs", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "adm", "sen", "sens", "rep",
      "reps", "gov", "pres", "st", "sts", "rev", "hon", "amb", "sec", "brig", "cpl", "pvt", "supt", "insp", "messrs", "mx", "sr",
      "fr", "vs", "approx", "est", "esp", "incl", "dept", "univ", "mt", "ft", "v", "al", "cf", "attn", "e.g", "i.e"};
  return kSet;
}

// "No. 5", "(d. 1990)", but "He said no. They left."
const WordSet& before_numbers() {
  static const WordSet kSet{"no", "nos", "art", "fig", "ext", "tel", "vol", "pp", "p", "ch", "c", "ca", "b", "d", "r", "fl", "op"};
  return kSet;
}

const WordSet& other_abbreviations() {
  static const WordSet kSet{
      "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu",
      "thur", "thurs", "fri", "sat", "sun", "inc", "corp", "co", "ltd", "llc", "jr", "etc", "a.m", "p.m", "ave", "blvd", "bros",
      "yrs", "hrs", "mins", "oz", "lbs", "misc", "ps"};
  return kSet;
}

// Of states, as newspapers write them behind a place: "Tulsa, Okla."
const WordSet& state_abbreviations() {
  static const WordSet kSet{
      "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "mass", "md",
      "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo"};
  return kSet;
}

const WordSet& starters() {
  static const WordSet kSet{
      "the", "a", "an", "he", "she", "it", "they", "we", "i", "in", "on", "at", "but", "and", "this", "that", "these",
      "those", "however", "his", "her", "its", "their", "as", "when", "while", "after", "if", "there", "for", "according",
      "meanwhile", "also", "both", "some", "many", "last", "since", "with", "by", "from", "under", "what", "who", "you"};
  return kSet;
}

// "U.S", "Ph.D", "L.L.C": letters in ones and twos with dots between them.
bool is_dotted(std::string_view word) {
  bool dot = false;
  int letters = 0;
  for (char c : word) {
    if (c == '.') {
      if (letters == 0) return false;
      dot = true;
      letters = 0;
    } else if (std::isalpha(static_cast<unsigned char>(c)) == 0 || ++letters > 2) {
      return false;
    }
  }
  return dot;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_alnum(char c) { return is_digit(c) || is_ascii_lower(c) || is_ascii_upper(c); }

// Length of the closing quotation mark or bracket that the text begins with, or 0. A plain quotation mark may open as well.
std::size_t closer_at(std::string_view text) {
  if (text.empty()) return 0;
  if (std::string_view(")]\"'").find(text[0]) != std::string_view::npos) return 1;
  for (const std::string_view mark : {"\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"}) {
    if (text.rfind(mark, 0) == 0) return mark.size();
  }
  return 0;
}

bool starts_address(std::string_view text) {
  return text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0 || text.rfind("www.", 0) == 0;
}

// Length of the smiley that the text begins with, or 0: ":-)", ";)", "=D".
std::size_t smiley_at(std::string_view text) {
  if (text.size() < 2 || std::string_view(":;=").find(text[0]) == std::string_view::npos) return 0;
  const std::size_t mouth = text[1] == '-' ? 2 : 1;
  if (mouth >= text.size()) return 0;
  const bool letter = text[mouth] == 'D' || text[mouth] == 'P';
  if (!letter && text[mouth] != ')' && text[mouth] != '(') return 0;
  auto end = mouth + 1;
  while (!letter && end < text.size() && text[end] == text[mouth]) ++end;
  return end < text.size() && is_ascii_alnum(text[end]) ? 0 : end;
}

constexpr std::size_t kLookBack = 80;  // bytes: no abbreviation is longer, and looking back stays cheap

// Does the sentence that ends here with "word." go on after it?
bool goes_on(std::string_view before, std::string_view after) {
  if (before.empty() || before.back() != '.') return false;
  before.remove_suffix(1);
  if (before.size() > kLookBack) before.remove_prefix(before.size() - kLookBack);
  const auto blank = before.find_last_of(" \t\n(\"'[");
  const auto word = blank == std::string_view::npos ? before : before.substr(blank + 1);
  if (word.empty() || word.back() == '.') return false;
  auto lower = fold_word(word);
  const auto next = after.substr(0, after.find_first_of(" \t\n,.;"));
  if (titles_before_names().contains(lower)) return true;
  if (before_numbers().contains(lower) && (word.size() > 1 || !is_upper_start(word))) return is_digit(after[0]);
  if (word.size() == 1 && is_upper_start(word) && word != "I") return true;                       // J. Smith
  // "Ana I. Ruiz", but "so did I. Ruiz said": a middle initial stands behind a name.
  if (word == "I" && blank != std::string_view::npos && blank > 0) {
    const auto name = before.substr(0, blank);
    const auto start = name.find_last_of(" \t\n(\"'[");
    const auto previous = start == std::string_view::npos ? name : name.substr(start + 1);
    if (previous.size() > 1 && is_upper_start(previous) && !starters().contains(fold_word(previous)) && is_upper_start(after) && !starters().contains(fold_word(next))) return true;
  }
  if (is_dotted(word)) return !starters().contains(fold_word(next));                              // U.S. Senate
  if (lower == "etc") return !is_upper_start(after);
  const bool state = blank != std::string_view::npos && blank > 0 && before[blank - 1] == ',' && is_upper_start(word) && state_abbreviations().contains(lower);
  if (state || other_abbreviations().contains(lower)) return !is_upper_start(after) || !starters().contains(fold_word(next));
  return false;
}

struct Range {
  std::uint32_t begin;
  std::uint32_t end;
};

// "1.", "(2)", "*3.": a number that opens an item of a list.
bool is_item_number(std::string_view text) {
  constexpr std::size_t kLongest = 5;
  if (text.size() < 2 || text.size() > kLongest || (text.back() != '.' && text.back() != ')')) return false;
  if (text[0] == '(' || text[0] == '*') text.remove_prefix(1);
  text.remove_suffix(1);
  return !text.empty() && text.size() <= 2 && std::all_of(text.begin(), text.end(), is_digit);
}

// Where ICU sees no end of a sentence, but people who type fast end one: "them. they", "them. 10 more", "them.They", and
// around addresses; and not where ICU sees one inside an address. `flat` has spaces for line ends. One pass; what is looked back at is bounded.
void mend_ends(std::string_view flat, std::vector<std::uint32_t>& ends) {
  const auto at = [&](std::size_t i) { return i < flat.size() ? flat[i] : '\0'; };
  const auto by_rule = ends.size();
  const auto add = [&](std::size_t i) { ends.push_back(static_cast<std::uint32_t>(i)); };
  std::vector<Range> addresses;
  std::size_t behind = std::string_view::npos;  // where the text goes on behind the last address
  for (std::size_t i = 0; i < flat.size(); ++i) {
    const char c = flat[i];
    if (is_ascii_lower(c) && i > 0 && !is_space(flat[i - 1])) continue;  // inside a word: nothing to see
    if (!is_space(c) && (i == 0 || is_space(flat[i - 1]))) {
      const bool bracketed = std::string_view("([<").find(c) != std::string_view::npos;
      const bool after_address = i == behind;
      if ((c == 'h' || c == 'w' || bracketed) && starts_address(flat.substr(bracketed ? i + 1 : i, 8))) {
        const auto last = i == 0 ? std::string_view::npos : flat.find_last_not_of(" \t", i - 1);
        const bool stop = last != std::string_view::npos && std::string_view(".!?)").find(flat[last]) != std::string_view::npos;
        if (stop || after_address) add(i);
        addresses.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(std::min(flat.find_first_of(" \t", i), flat.size()))});
        behind = flat.find_first_not_of(" \t", addresses.back().end);
      } else if (after_address && is_ascii_upper(c)) {
        add(i);
      }
    }
    if (!addresses.empty() && i < addresses.back().end) continue;
    // ICU takes the colon of a smiley for a sign that the sentence goes on.
    if (i > 1 && is_space(flat[i - 1]) && std::string_view(":;=").find(c) != std::string_view::npos) {
      const auto smiley = smiley_at(flat.substr(i, kLookBack));
      const auto next = smiley > 0 && is_space(at(i + smiley)) ? flat.find_first_not_of(" \t", i + smiley) : std::string_view::npos;
      if (next != std::string_view::npos && is_ascii_upper(flat[next])) add(next);
    }
    if (c != '.' || i < 2) continue;
    // Glued: "was good.They left", no "Reuters.Com" and no "www.Example.com".
    if (is_ascii_lower(flat[i - 1]) && is_ascii_lower(flat[i - 2]) && is_ascii_upper(at(i + 1))) {
      std::size_t end = i + 1;
      while (end < flat.size() && end < i + kLookBack && is_ascii_alnum(flat[end])) ++end;
      const auto next = fold_word(flat.substr(i + 1, end - i - 1));
      const bool domain = next == "com" || next == "org" || next == "net" || next == "gov" || next == "edu" || at(end) == '/' || at(end) == '@' ||
                          (at(end) == '.' && is_ascii_alnum(at(end + 1)));
      if (!domain) add(i + 1);
      continue;
    }
    if (at(i + 1) == '.' || flat[i - 1] == '.') continue;
    auto next = i + 1;
    std::size_t closers = 0;
    while (next < flat.size() && closers < 4) {
      const auto length = closer_at(flat.substr(next, 3));
      if (length == 0) break;
      next += length;
      ++closers;
    }
    if (!is_space(at(next))) continue;
    next = flat.find_first_not_of(" \t", next);
    if (next == std::string_view::npos) break;
    const char first = flat[next];
    if (is_ascii_lower(first)) {
      // Only behind an ordinary word: what is short or capitalised may be an abbreviation that no table has.
      constexpr std::size_t kOrdinary = 3;
      std::size_t word = i;
      while (word > 0 && is_ascii_lower(flat[word - 1]) && i - word < kLookBack) --word;
      if (closers == 0 && i - word >= kOrdinary && (word == 0 || is_space(flat[word - 1]) || flat[word - 1] == '-')) add(next);
    } else if (is_digit(first) || std::string_view("$([#\"").find(first) != std::string_view::npos) {
      add(next);
    }
  }
  std::inplace_merge(ends.begin(), ends.begin() + static_cast<std::ptrdiff_t>(by_rule), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  if (addresses.empty()) return;
  std::size_t address = 0;
  ends.erase(std::remove_if(ends.begin(), ends.end(), [&](std::uint32_t end) {
    while (address < addresses.size() && addresses[address].end <= end) ++address;
    return address < addresses.size() && addresses[address].begin < end;
  }), ends.end());
}

std::vector<Range> sentences_of(std::string_view text, Line paragraph) {
  std::string flat(text.substr(paragraph.begin, paragraph.end - paragraph.begin));
  for (auto& c : flat) {
    if (c == '\n' || c == '\r' || c == '\f' || c == '\v') c = ' ';  // a line end inside a paragraph ends nothing
  }
  std::vector<Range> out;
  auto breaks = boundaries(flat, false);
  mend_ends(flat, breaks);
  bool in_quotes = false;  // an odd number of plain quotation marks in the sentence so far
  const auto count_quotes = [&](std::string_view piece) { in_quotes = in_quotes != (std::count(piece.begin(), piece.end(), '"') % 2 == 1); };
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    const std::string_view piece = std::string_view(flat).substr(breaks[i], breaks[i + 1] - breaks[i]);
    auto inner = trimmed(piece);
    if (inner.empty()) continue;
    const auto position = [&](const char* where) { return paragraph.begin + static_cast<std::uint32_t>(where - flat.data()); };
    if (!out.empty()) {
      // What closes the sentence before, though a space stands before it: 'We met. "', "(See there. )", "Thanks! :)".
      while (!inner.empty()) {
        auto length = smiley_at(inner);
        if (length == 0) {
          length = closer_at(inner);
          if (length == 0 || (length < inner.size() && !is_space(inner[length])) || (inner[0] == '"' && !in_quotes)) break;
          if (inner[0] == '"') in_quotes = false;
        }
        out.back().end = position(inner.data() + length);
        inner = trimmed(inner.substr(length));
      }
      if (inner.empty()) continue;
      const auto previous = text.substr(out.back().begin, out.back().end - out.back().begin);
      const bool lower_start = u_islower(first_code_point(inner)) != 0 && !starts_address(inner);
      // "…!" said X; 'yes.' he said: the quotation's own stop is not the sentence's. A bare stop is, but for "Yahoo! said".
      const auto before = previous.size() > kLookBack ? previous.substr(previous.size() - kLookBack) : previous;
      const auto word = before.substr(before.find_last_of(" \t\n") + 1);
      const bool bare = std::string_view(".!?").find(previous.back()) != std::string_view::npos &&
                        !(previous.back() == '!' && word.size() > 2 && word.size() < previous.size() && is_ascii_upper(word[0]) && is_ascii_lower(word[1]));
      if (goes_on(previous, inner) || (lower_start && !bare) || is_item_number(previous)) {
        out.back().end = position(inner.data() + inner.size());
        count_quotes(inner);
        continue;
      }
    }
    out.push_back({position(inner.data()), position(inner.data() + inner.size())});
    in_quotes = false;
    count_quotes(inner);
  }
  return out;
}

// --- tokens

bool is_word_like(std::string_view piece) {
  const auto c = first_code_point(piece);
  return u_isalnum(c) != 0;
}

std::size_t split_clitic(std::string_view word) {
  // Position where the clitic begins, or 0. The typographic apostrophe is three bytes.
  if (word.find_first_of("'\xE2\xCA") == std::string_view::npos) {
    // Clitics without their apostrophe, where no other word is meant. Most words are told apart by their last letter.
    constexpr std::size_t kShortest = 4, kLongest = 8;
    const char last = word.back();
    if ((last != 't' && last != 'T' && last != 'a' && last != 'A') || word.size() < kShortest || word.size() > kLongest) return 0;
    static const std::unordered_map<std::string_view, std::size_t> kPlain{
        {"cannot", 3}, {"dont", 2}, {"cant", 2}, {"wont", 2}, {"didnt", 3}, {"doesnt", 4}, {"isnt", 2}, {"wasnt", 3}, {"arent", 3}, {"werent", 4},
        {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"havent", 4}, {"hasnt", 3}, {"hadnt", 3}, {"gonna", 3}, {"wanna", 3}, {"gotta", 3}};
    const auto plain = kPlain.find(fold_word(word));
    return plain == kPlain.end() ? 0 : plain->second;
  }
  const auto folded = fold_word(word);
  static constexpr std::array<std::string_view, 8> kClitics{"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'"};
  for (auto clitic : kClitics) {
    if (folded.size() <= clitic.size() || folded.compare(folded.size() - clitic.size(), clitic.size(), clitic) != 0) continue;
    if (clitic == "n't") {
      const auto mark = word.find_last_of("nN");
      return mark == std::string_view::npos || mark == 0 ? 0 : mark;
    }
    // The last one of any kind: "Sana'a" with a typographic "'s".
    std::size_t mark = 0;
    for (const std::string_view apostrophe : {"'", "\xE2\x80\x99", "\xE2\x80\x98"}) {
      const auto found = word.rfind(apostrophe);
      if (found != std::string_view::npos) mark = std::max(mark, found);
    }
    return mark;
  }
  return 0;
}

bool is_apostrophe(std::string_view piece) { return piece == "'" || piece == "\xE2\x80\x99"; }

// Parts that the treebanks keep together with the word behind their hyphen; all other hyphens stand alone. Theirs "ex-", "co-"
// and "intra-" are not here: who reads "ex-minister", "co-founder" or "intra-Syrian" looks up what stands behind.
const WordSet& hyphen_prefixes() {
  static const WordSet kSet{"anti", "arch", "counter", "cross", "e", "mid", "mini", "mis", "multi", "neo", "non", "over",
                            "post", "pre", "pro", "psycho", "re", "semi", "socio", "sub", "super", "ultra", "un"};
  return kSet;
}

// What stands behind a number without a space and is a word of its own: "5pm", "$3bn".
const WordSet& units() {
  static const WordSet kSet{"am", "pm", "k", "m", "b", "bn", "mn", "tn", "mm", "cm", "km", "ft", "kg", "lb", "lbs", "mg", "gb", "mb", "kb", "ghz", "mhz",
                            "hz", "mw", "kw", "hr", "hrs", "min", "mins", "sec", "secs", "yr", "yrs", "mph", "kph", "p.m", "a.m", "percent"};
  return kSet;
}

// End of the date, time of day or telephone number that begins at `at`, or 0: "01/24/2001", "12:30", "555-0143". Years and other
// ranges ("2004-2005", "10-15") are three tokens.
std::size_t number_end(std::string_view s, std::size_t at) {
  constexpr std::size_t kGroups = 6, kDigits = 5;
  std::array<std::size_t, kGroups> length{}, end{};
  std::size_t count = 0;
  char mark = 0;
  for (auto i = at; count < kGroups;) {
    const auto start = i;
    while (i < s.size() && is_digit(s[i])) {
      if (++i - start > kDigits) return 0;
    }
    if (i == start) break;
    length[count] = i - start;
    end[count++] = i;
    if (i >= s.size() || (mark != 0 && s[i] != mark) || std::string_view("/:-").find(s[i]) == std::string_view::npos) break;
    mark = s[i++];
  }
  if (count < 2) return 0;
  if (mark == ':') {
    if (length[0] > 2 || length[1] != 2) return 0;
    return count > 2 && length[2] == 2 ? end[2] : end[1];
  }
  if (mark == '/') {
    if (count == 3) return end[2];
    if (count != 2) return 0;
    if (length[0] == 3 && length[1] == 3 && s.substr(end[1], 1) == "-") {  // 713/555-0143
      auto i = end[1] + 1;
      while (i < s.size() && is_digit(s[i]) && i - end[1] <= kDigits) ++i;
      return i - end[1] - 1 == 4 ? i : 0;
    }
    return length[0] <= 2 && length[1] == 2 ? end[1] : 0;
  }
  if (count > 2) return end[count - 1];
  if (length[1] != 4) return 0;
  const bool round = s[end[0] - 1] == '0' && s.substr(end[1] - 2, 2) == "00";  // "500-1000"
  return length[0] == 1 || length[0] == 5 || (length[0] == 3 && !round) ? end[1] : 0;
}

bool is_file_name(std::string_view chunk) {
  const auto dot = chunk.rfind('.');
  if (dot == std::string_view::npos) return false;
  static const WordSet kEndings{"doc", "docx", "xls", "xlsx", "pdf", "txt", "ppt", "pptx", "jpg", "jpeg", "gif", "png", "html", "htm", "zip", "exe", "mp3"};
  return kEndings.contains(fold_word(chunk.substr(dot + 1)));
}

// Addresses inside a run of text without spaces, in order: "http://example.org/a", "ana.ruiz@example.org". Linear.
void find_addresses(std::string_view chunk, std::size_t offset, std::vector<Range>& out) {
  const auto add = [&](std::size_t begin, std::size_t end) {
    out.push_back({static_cast<std::uint32_t>(offset + begin), static_cast<std::uint32_t>(offset + end)});
  };
  const auto site = std::min(chunk.find("://"), chunk.find("www."));
  if (site != std::string_view::npos) {
    auto begin = site;
    while (begin > 0 && is_ascii_alnum(chunk[begin - 1])) --begin;
    auto end = std::min(chunk.find_first_of("<>\"", begin), chunk.size());
    if (!chunk.substr(begin, end - begin).ends_with("...")) {
      while (end > begin && std::string_view(".,;:!?)]}'").find(chunk[end - 1]) != std::string_view::npos) --end;
    }
    if (end > begin) add(begin, end);
    return;
  }
  std::size_t from = 0;
  for (auto sign = chunk.find('@'); sign != std::string_view::npos; sign = chunk.find('@', std::max(from, sign + 1))) {
    auto begin = sign;
    while (begin > from && (is_ascii_alnum(chunk[begin - 1]) || std::string_view("._%+-").find(chunk[begin - 1]) != std::string_view::npos)) --begin;
    while (begin < sign && !is_ascii_alnum(chunk[begin])) ++begin;
    auto end = sign + 1;
    bool dot = false;
    while (end < chunk.size() && (is_ascii_alnum(chunk[end]) || chunk[end] == '-' || chunk[end] == '.')) dot = chunk[end++] == '.' || dot;
    while (end > sign && !is_ascii_alnum(chunk[end - 1])) --end;
    if (begin == sign || end <= sign + 1 || !dot) {
      from = sign + 1;
      continue;
    }
    constexpr std::string_view kMail = "mailto:";
    if (begin >= from + kMail.size() && chunk.substr(begin - kMail.size(), kMail.size()) == kMail) begin -= kMail.size();
    add(begin, end);
    from = end;
  }
}

bool is_art(std::string_view chunk) { return chunk.find_first_not_of("-=*_#~+<>^|{}\\/$") == std::string_view::npos; }

// End of the token that begins at `at` and that ICU would cut into pieces, or 0. `s` ends where the run of text without spaces ends.
std::size_t whole_end(std::string_view s, std::size_t chunk, std::size_t at) {
  const char c = s[at];
  const auto run_of = [&](std::string_view marks) { return std::min(s.find_first_not_of(marks, at), s.size()); };
  if (std::string_view(".!?").find(c) != std::string_view::npos) {
    const auto end = run_of(".!?");
    if (c == '.' && at == chunk && end == at + 1 && end < s.size() && is_digit(s[end])) {  // ".5"
      return std::min(s.find_first_not_of("0123456789", end), s.size());
    }
    return end > at + 1 ? end : 0;
  }
  if (std::string_view("-=*_#~+<>^|$`").find(c) != std::string_view::npos) {
    if (at == chunk && is_art(s.substr(chunk))) return s.size();
    const auto end = run_of({&c, 1});
    if (end > at + 1) return end;
    if (c == '+' && at == chunk && at + 1 < s.size() && is_digit(s[at + 1])) {  // "+44"
      return std::min(s.find_first_not_of("0123456789", at + 1), s.size());
    }
    if (c == '#' && at == chunk && at + 1 < s.size() && std::isalpha(static_cast<unsigned char>(s[at + 1])) != 0) {
      auto tag = at + 1;
      while (tag < s.size() && (is_ascii_alnum(s[tag]) || s[tag] == '_')) ++tag;
      return tag;
    }
  }
  if (const auto end = smiley_at(s.substr(at, kLookBack)); end > 0) return at + end;
  const auto apostrophe = [&](std::size_t i) -> std::size_t {
    if (s.substr(i, 1) == "'") return 1;
    return s.substr(i, 3) == "\xE2\x80\x99" || s.substr(i, 3) == "\xE2\x80\x98" ? 3 : 0;
  };
  if (const auto length = apostrophe(at); length > 0) {
    if (const auto second = apostrophe(at + length); second > 0) return at + length + second;  // two that stand for a quotation mark
    auto end = at + length;
    while (end < s.size() && is_digit(s[end]) && end - at - length < 3) ++end;
    if (end - at - length == 2 && at == chunk) return end < s.size() && s[end] == 's' ? end + 1 : end;  // the '90s
    return 0;
  }
  const bool word_start = at == chunk || (!is_ascii_alnum(s[at - 1]) && s[at - 1] != '-');
  if (is_digit(c)) return at == chunk || !is_ascii_alnum(s[at - 1]) ? number_end(s, at) : 0;
  if (!word_start || std::isalpha(static_cast<unsigned char>(c)) == 0) return 0;
  constexpr std::size_t kLongest = 8;
  auto end = at + 1;
  while (end < s.size() && end - at < kLongest && is_ascii_alnum(s[end])) ++end;
  if (end + 1 >= s.size()) return s.substr(at) == "w/" ? end + 1 : 0;
  if (s[end] == '&') {  // "AT&T", "P&L"
    auto second = end + 1;
    while (second < s.size() && is_ascii_alnum(s[second])) ++second;
    constexpr std::size_t kShort = 3;
    return end - at <= kShort && second > end + 1 && second - end - 1 <= kShort ? second : 0;
  }
  if (s[end] == '/') {
    const auto word = fold_word(s.substr(at, end + 4 - at));
    for (const std::string_view known : {"w/out", "w/o", "b/c"}) {
      if (word.rfind(known, 0) == 0 && (at + known.size() >= s.size() || !is_ascii_alnum(s[at + known.size()]))) return at + known.size();
    }
    return 0;
  }
  const std::size_t hyphen = s[end] == '-' ? 1 : s.substr(end, 3) == "\xE2\x80\x90" || s.substr(end, 3) == "\xE2\x80\x91" ? 3 : 0;
  if (hyphen == 0 || !hyphen_prefixes().contains(fold_word(s.substr(at, end - at)))) return 0;
  const auto start = end + hyphen;
  auto second = start;
  while (second < s.size() && (is_ascii_alnum(s[second]) || (s[second] & 0x80) != 0)) {
    if (s.substr(second, 3) == "\xE2\x80\x99" || s.substr(second, 2) == "\xE2\x80") break;  // typographic marks
    ++second;
  }
  const auto length = second - start;
  constexpr std::size_t kShortest = 3;
  return length < (c == 'e' || c == 'E' ? kShortest : 2) || (second < s.size() && s[second] == '-') ? 0 : second;
}

void push_token(std::vector<Token>& tokens, std::string_view text, std::uint32_t begin, std::uint32_t end) {
  Token token;
  token.begin = begin;
  token.end = end;
  token.text = text.substr(begin, end - begin);
  token.lower = fold_word(token.text);
  token.space_before = begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\n' || text[begin - 1] == '\t' ||
                                     (begin > 1 && text[begin - 1] == '\xA0'));
  tokens.push_back(std::move(token));
}

// ICU's pieces of a sentence, those put together that the treebanks keep whole.
std::vector<Range> pieces_of(std::string_view sentence) {
  std::vector<Range> pieces;
  const auto breaks = boundaries(sentence, true);
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    const auto piece = sentence.substr(breaks[i], breaks[i + 1] - breaks[i]);
    if (is_blank(piece)) continue;
    pieces.push_back({breaks[i], breaks[i + 1]});
  }
  std::vector<Range> merged;
  merged.reserve(pieces.size());
  std::vector<Range> addresses;
  const auto push = [&](std::uint32_t begin, std::uint32_t end) {
    // "5pm"
    if (is_digit(sentence[begin])) {
      auto unit = begin;
      while (unit < end && (is_digit(sentence[unit]) || sentence[unit] == '.' || sentence[unit] == ',')) ++unit;
      constexpr std::uint32_t kLongest = 8;
      if (unit < end && end - unit < kLongest && units().contains(fold_word(sentence.substr(unit, end - unit)))) {
        merged.push_back({begin, unit});
        begin = unit;
      }
    }
    merged.push_back({begin, end});
  };
  for (std::size_t first = 0, next = 0; first < pieces.size(); first = next) {
    next = first + 1;
    while (next < pieces.size() && pieces[next].begin == pieces[next - 1].end) ++next;
    if (next == first + 1) {
      push(pieces[first].begin, pieces[first].end);
      continue;
    }
    const auto begin = pieces[first].begin;
    const auto end = pieces[next - 1].end;
    // A word and the mark behind it.
    if (next == first + 2 && end - pieces[first].end == 1 && std::string_view(",;)\"").find(sentence[end - 1]) != std::string_view::npos && (is_ascii_alnum(sentence[begin]) || (sentence[begin] & 0x80) != 0)) {
      push(begin, pieces[first].end);
      push(pieces[first].end, end);
      continue;
    }
    const auto chunk = sentence.substr(begin, end - begin);
    addresses.clear();
    find_addresses(chunk, begin, addresses);
    if (addresses.empty() && is_file_name(chunk)) {
      merged.push_back({begin, end});
      continue;
    }
    std::size_t address = 0;
    auto from = begin;  // what was pushed ends here
    for (auto i = first; i < next; ++i) {
      if (pieces[i].end <= from) continue;
      auto piece = pieces[i];
      piece.begin = std::max(piece.begin, from);
      while (address < addresses.size() && addresses[address].begin < piece.begin) ++address;
      if (address < addresses.size() && addresses[address].begin < piece.end) {
        if (piece.begin < addresses[address].begin) push(piece.begin, addresses[address].begin);
        merged.push_back(addresses[address]);
        from = addresses[address++].end;
        --i;  // what is left of the piece
        continue;
      }
      const auto word = sentence.substr(piece.begin, piece.end - piece.begin);
      // An abbreviation keeps its dot, except that a sentence's last one stands alone after an ordinary word.
      if (i + 1 < next && sentence[piece.end] == '.' && is_word_like(word) && (sentence.substr(piece.end, 2) != ".." || (sentence.substr(piece.end, 3) != "..." && is_dotted(word)))) {
        const auto lower = fold_word(word);
        const bool last = i + 2 >= pieces.size();
        const bool initial = word.size() == 1 && is_upper_start(word);
        const bool numbered = before_numbers().contains(lower) && !last && is_digit(sentence[pieces[i + 2].begin]);
        const bool state = !merged.empty() && sentence[merged.back().begin] == ',' && is_upper_start(word) && state_abbreviations().contains(lower);
        if (is_dotted(word) || numbered || state || (!last && (titles_before_names().contains(lower) || initial || other_abbreviations().contains(lower)))) {
          from = piece.end + 1;
          merged.push_back({piece.begin, from});
          continue;
        }
      }
      if (const auto whole = whole_end(sentence.substr(0, end), begin, piece.begin); whole > piece.end || (whole > 0 && whole < piece.end)) {
        from = static_cast<std::uint32_t>(whole);
        push(piece.begin, from);
        --i;
        continue;
      }
      push(piece.begin, piece.end);
      from = piece.end;
    }
  }
  return merged;
}

std::vector<Token> tokens_of(std::string_view text, Range range) {
  const auto sentence = text.substr(range.begin, range.end - range.begin);
  const auto merged = pieces_of(sentence);
  std::vector<Token> tokens;
  tokens.reserve(merged.size());
  for (std::size_t i = 0; i < merged.size(); ++i) {
    const auto piece = merged[i];
    const auto word = sentence.substr(piece.begin, piece.end - piece.begin);
    const auto begin = range.begin + piece.begin;
    const auto end = range.begin + piece.end;
    if (is_word_like(word)) {
      if (const auto split = split_clitic(word); split > 0) {
        push_token(tokens, text, begin, begin + static_cast<std::uint32_t>(split));
        push_token(tokens, text, begin + static_cast<std::uint32_t>(split), end);
        continue;
      }
    }
    // "'s" that ICU cut in two after a mark: KCNA)'s
    if (is_apostrophe(word) && i + 1 < merged.size() && merged[i + 1].begin == piece.end && i > 0 && merged[i - 1].end == piece.begin &&
        sentence.substr(merged[i + 1].begin, merged[i + 1].end - merged[i + 1].begin) == "s") {
      push_token(tokens, text, begin, range.begin + merged[i + 1].end);
      ++i;
      continue;
    }
    push_token(tokens, text, begin, end);
  }
  return tokens;
}

// --- kinds

bool starts_with_words(std::string_view lower, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return lower.rfind(start, 0) == 0; });
}

SentenceKind kind_of(std::string_view paragraph, std::string_view sentence, bool single) {
  const auto lower = fold_word(paragraph.substr(0, std::min<std::size_t>(paragraph.size(), 60)));
  if (starts_with_words(lower, {"related article", "related:", "read more", "read also", "see also", "also read", "advertisement",
                                "share this", "subscribe", "sign up", "follow us", "click here"})) {
    return SentenceKind::kFurniture;
  }
  if (starts_with_words(lower, {"photo:", "picture:", "image:", "file photo", "(photo"})) return SentenceKind::kCaption;
  // "Sergei Bobylev / TASS": a credit.
  if (sentence.size() < 60 && sentence.find(" / ") != std::string_view::npos) return SentenceKind::kCaption;
  if (single && paragraph.size() < 140) {
    auto end = paragraph;
    while (!end.empty() && (end.back() == '"' || end.back() == '\'' || end.back() == ')')) end.remove_suffix(1);
    if (!end.empty() && std::string_view(".!?;,").find(end.back()) == std::string_view::npos &&
        paragraph.rfind("\xE2\x80\x9D") == std::string_view::npos && paragraph.rfind("\xE2\x80\xA6") == std::string_view::npos) {
      return SentenceKind::kHeading;
    }
  }
  return SentenceKind::kBody;
}

// "PYONGYANG, March 31 (TASS) — …", "SEOUL—…", "CAIRO- 24 July 2022: …", "SEOUL, South Korea (AP) — …". Number of tokens it takes, 0 when there is none.
std::size_t read_dateline(const std::vector<Token>& tokens, Document& document) {
  const auto is_dash = [](const Token& token) { return token.lower == "-" || token.lower == "--" || token.lower == "---"; };
  const auto shouted = [](const Token& token) {
    bool letters = false;
    for (std::size_t at = 0; at < token.text.size();) {
      const auto c = code_point(token.text, at);
      if (u_islower(c)) return false;
      letters = letters || u_isalpha(c);
    }
    return letters && token.text.size() > 1;
  };
  std::size_t i = 0;
  while (i < tokens.size() && i < 5 && (shouted(tokens[i]) || (i > 0 && tokens[i].lower == "/"))) ++i;
  std::size_t place_end = i;
  if (i == 0) {
    // "Moscow, March 31 (TASS) —": mixed case needs the agency or the date as proof.
    while (i < tokens.size() && i < 3 && is_upper_start(tokens[i].text)) ++i;
    place_end = i;
    if (i == 0 || i >= tokens.size() || tokens[i].lower != ",") return 0;
  }
  std::string date_words;
  std::string agency;
  std::size_t region = 0;  // words of the country or state after the place: "SEOUL, South Korea (AP) — …"
  constexpr std::size_t kLongest = 16;
  constexpr std::size_t kLongestRegion = 3;
  for (; i < tokens.size() && i < kLongest; ++i) {
    const auto& token = tokens[i];
    const bool colon = token.lower == ":" && !date_words.empty();
    const bool dash = is_dash(token) && (token.space_before || i == place_end || (i + 1 < tokens.size() && !tokens[i + 1].space_before && token.text.size() > 1));
    const bool dash_before_date = is_dash(token) && i == place_end && i + 1 < tokens.size() && std::isdigit(static_cast<unsigned char>(tokens[i + 1].text[0])) != 0;
    if (dash_before_date) continue;
    if (dash || colon) {
      const bool mixed = !shouted(tokens[0]);
      if (mixed && agency.empty() && date_words.empty()) return 0;
      document.dateline_place = std::string(document.text().substr(tokens[0].begin, tokens[place_end - 1].end - tokens[0].begin));
      document.dateline_agency = agency;
      if (document.reference_date.empty()) document.reference_date = parse_plain_date(date_words);
      return i + 1;
    }
    if (token.lower == "(") {
      const auto begin = i + 1;
      while (i < tokens.size() && tokens[i].lower != ")") ++i;
      if (i >= tokens.size() || i == begin) return 0;
      agency = std::string(document.text().substr(tokens[begin].begin, tokens[i - 1].end - tokens[begin].begin));
      continue;
    }
    if (token.lower == ",") continue;
    if (i < place_end) continue;
    if (!is_date_word(token.lower)) {
      if (!shouted(tokens[0]) || !is_upper_start(token.text) || !date_words.empty() || !agency.empty() || ++region > kLongestRegion) return 0;
      continue;
    }
    date_words += token.lower + " ";
  }
  return 0;
}

}  // namespace

std::optional<std::size_t> find_bad_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const auto start = at;
    if (code_point(bytes, at) < 0) return start;
  }
  return std::nullopt;
}

std::optional<std::string> convert_by_mark(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t mark = 0;
  const auto size = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 1u << 30u));
  const char* name = ucnv_detectUnicodeSignature(bytes.data(), size, &mark, &status);
  if (name == nullptr || std::string_view(name) == "UTF-8") return std::nullopt;
  const icu::UnicodeString text(bytes.data() + mark, size - mark, name);
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string fold_word(std::string_view word) {
  if (std::none_of(word.begin(), word.end(), [](char c) { return (c & 0x80) != 0; })) {  // most words
    std::string plain(word);
    for (auto& c : plain) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return plain;
  }
  std::string out;
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const auto c = static_cast<unsigned char>(word[at]);
    if (c < 0x80) {
      out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c));
      ++at;
      continue;
    }
    const auto start = at;
    const auto point = code_point(word, at);
    switch (point) {
      case 0x2018: case 0x2019: case 0x02BC: case 0x201B: out.push_back('\''); break;
      case 0x201C: case 0x201D: case 0x201E: case 0x00AB: case 0x00BB: out.push_back('"'); break;
      case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: out.push_back('-'); break;
      case 0x2026: out += "..."; break;
      case 0x00A0: out.push_back(' '); break;
      case 0x00AD: case 0x200B: case 0x200E: case 0x200F: case 0xFEFF: break;  // marks that nobody sees
      default: {
        if (point < 0) {
          out.append(word.substr(start, at - start));
          break;
        }
        std::array<char, 4> buffer{};
        std::int32_t length = 0;
        // NOLINTNEXTLINE(readability-simplify-subscript-expr)
        U8_APPEND_UNSAFE(buffer.data(), length, u_foldCase(point, U_FOLD_CASE_DEFAULT));
        out.append(buffer.data(), static_cast<std::size_t>(length));
      }
    }
  }
  if (out.empty()) out = word;
  return out;
}

Document cut(const Article& article) {
  Document document(article);
  const auto text = document.text();
  document.reference_date = article.published.substr(0, 10);
  const auto body = slice(text, {0, article.body_start}).size();
  std::uint32_t number = 0;
  bool first_body = true;
  for (const auto& paragraph : paragraphs_of(text, static_cast<std::uint32_t>(body))) {
    const auto paragraph_text = text.substr(paragraph.begin, paragraph.end - paragraph.begin);
    const auto ranges = sentences_of(text, paragraph);
    for (const auto& range : ranges) {
      Sentence sentence;
      sentence.begin = range.begin;
      sentence.end = range.end;
      sentence.paragraph = number;
      sentence.kind = kind_of(paragraph_text, text.substr(range.begin, range.end - range.begin), ranges.size() == 1);
      sentence.tokens = tokens_of(text, range);
      if (sentence.tokens.empty()) continue;
      if (first_body && sentence.kind != SentenceKind::kHeading) {
        first_body = false;
        if (const auto taken = read_dateline(sentence.tokens, document); taken > 0 && taken < sentence.tokens.size()) {
          Sentence dateline = sentence;
          dateline.kind = SentenceKind::kFurniture;
          dateline.tokens.resize(taken);
          dateline.end = dateline.tokens.back().end;
          document.sentences.push_back(std::move(dateline));
          sentence.tokens.erase(sentence.tokens.begin(), sentence.tokens.begin() + static_cast<std::ptrdiff_t>(taken));
          sentence.begin = sentence.tokens.front().begin;
        }
      }
      // A bullet is a mark, not a word of the sentence.
      if (sentence.tokens.size() > 1 && starts_bullet(text.substr(sentence.begin, sentence.end - sentence.begin)) &&
          sentence.begin == paragraph.begin) {
        sentence.tokens.erase(sentence.tokens.begin());
        sentence.begin = sentence.tokens.front().begin;
      }
      document.sentences.push_back(std::move(sentence));
    }
    ++number;
  }
  return document;
}

}  // namespace entente::extract
