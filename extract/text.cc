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

const std::unordered_set<std::string_view>& titles_before_names() {
  static const std::unordered_set<std::string_view> kSet{
      "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "adm", "sen", "rep", "gov",
      "pres", "st", "rev", "hon", "amb", "sec", "brig", "cpl", "pvt", "supt", "insp", "messrs", "mx", "sr", "fr", "vs",
      "no", "nos", "art", "fig", "approx", "est", "dept", "univ", "mt", "ft", "v", "al", "cf", "e.g", "i.e"};
  return kSet;
}

const std::unordered_set<std::string_view>& other_abbreviations() {
  static const std::unordered_set<std::string_view> kSet{
      "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "wed", "thu",
      "fri", "sat", "sun", "inc", "corp", "co", "ltd", "llc", "jr", "etc", "a.m", "p.m", "ave", "blvd", "bros"};
  return kSet;
}

const std::unordered_set<std::string_view>& starters() {
  static const std::unordered_set<std::string_view> kSet{
      "the", "a", "an", "he", "she", "it", "they", "we", "i", "in", "on", "at", "but", "and", "this", "that", "these",
      "those", "however", "his", "her", "its", "their", "as", "when", "while", "after", "if", "there", "for", "according",
      "meanwhile", "also", "both", "some", "many", "last", "since", "with", "by", "from", "under", "what", "who", "you"};
  return kSet;
}

bool all_ascii_alpha_dots(std::string_view word) {
  bool dot = false;
  for (char c : word) {
    if (c == '.') dot = true;
    else if (std::isalpha(static_cast<unsigned char>(c)) == 0) return false;
  }
  return dot;
}

// Does the sentence that ends here with "word." go on after it?
bool goes_on(std::string_view before, std::string_view after) {
  if (before.empty() || before.back() != '.') return false;
  before.remove_suffix(1);
  const auto blank = before.find_last_of(" \t\n(\"'[");
  const auto word = blank == std::string_view::npos ? before : before.substr(blank + 1);
  if (word.empty()) return false;
  auto lower = fold_word(word);
  const auto next = after.substr(0, after.find_first_of(" \t\n,.;"));
  if (titles_before_names().contains(lower)) return true;
  if (word.size() == 1 && is_upper_start(word) && word != "I") return true;                       // J. Smith
  // "Ana I. Ruiz", but "so did I. Ruiz said": a middle initial stands behind a name.
  if (word == "I" && blank != std::string_view::npos && blank > 0) {
    const auto name = before.substr(0, blank);
    const auto start = name.find_last_of(" \t\n(\"'[");
    const auto previous = start == std::string_view::npos ? name : name.substr(start + 1);
    if (previous.size() > 1 && is_upper_start(previous) && !starters().contains(fold_word(previous)) && is_upper_start(after) && !starters().contains(fold_word(next))) return true;
  }
  if (all_ascii_alpha_dots(word)) return !starters().contains(fold_word(next));                   // U.S. Senate
  if (other_abbreviations().contains(lower)) return !is_upper_start(after) || !starters().contains(fold_word(next));
  return false;
}

struct Range {
  std::uint32_t begin;
  std::uint32_t end;
};

std::vector<Range> sentences_of(std::string_view text, Line paragraph) {
  std::string flat(text.substr(paragraph.begin, paragraph.end - paragraph.begin));
  for (auto& c : flat) {
    if (c == '\n' || c == '\r' || c == '\f' || c == '\v') c = ' ';  // a line end inside a paragraph ends nothing
  }
  std::vector<Range> out;
  const auto breaks = boundaries(flat, false);
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    const std::string_view piece = std::string_view(flat).substr(breaks[i], breaks[i + 1] - breaks[i]);
    const auto inner = trimmed(piece);
    if (inner.empty()) continue;
    const auto begin = paragraph.begin + static_cast<std::uint32_t>(inner.data() - flat.data());
    const auto end = begin + static_cast<std::uint32_t>(inner.size());
    if (!out.empty()) {
      const auto previous = text.substr(out.back().begin, out.back().end - out.back().begin);
      const bool lower_start = u_islower(first_code_point(inner)) != 0;
      // "…!" said X; 'yes.' he said: the quotation's own stop is not the sentence's.
      if (goes_on(previous, inner) || lower_start) {
        out.back().end = end;
        continue;
      }
    }
    out.push_back({begin, end});
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

std::vector<Token> tokens_of(std::string_view text, Range range) {
  const auto sentence = text.substr(range.begin, range.end - range.begin);
  std::vector<Range> pieces;
  const auto breaks = boundaries(sentence, true);
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    const auto piece = sentence.substr(breaks[i], breaks[i + 1] - breaks[i]);
    if (is_blank(piece)) continue;
    pieces.push_back({breaks[i], breaks[i + 1]});
  }
  const auto at = [&](std::size_t i) { return sentence.substr(pieces[i].begin, pieces[i].end - pieces[i].begin); };
  std::vector<Range> merged;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto piece = pieces[i];
    const auto word = at(i);
    const bool adjoins_next = i + 1 < pieces.size() && pieces[i + 1].begin == piece.end;
    // An address is one token, without the marks of the sentence around it.
    if (adjoins_next && (word == "http" || word == "https" || word.rfind("www.", 0) == 0)) {
      auto end = i;
      while (end + 1 < pieces.size() && pieces[end + 1].begin == pieces[end].end) ++end;
      while (end > i && !is_word_like(at(end)) && at(end) != "/") --end;
      piece.end = pieces[end].end;
      i = end;
      merged.push_back(piece);
      continue;
    }
    // An abbreviation keeps its dot, except that a sentence's last one stands alone after an ordinary word.
    if (adjoins_next && at(i + 1) == ".") {
      const auto lower = fold_word(word);
      const bool last = i + 2 >= pieces.size();
      const bool initial = word.size() == 1 && is_upper_start(word);
      if (all_ascii_alpha_dots(word) || (!last && (titles_before_names().contains(lower) || initial || other_abbreviations().contains(lower)))) {
        piece.end = pieces[++i].end;
        merged.push_back(piece);
        continue;
      }
    }
    // Runs of one mark ("...", "--", "!!") are one token.
    if (!is_word_like(word) && !merged.empty() && merged.back().end == piece.begin && (word == "." || word == "-" || word == "!" || word == "?")) {
      const auto previous = sentence.substr(merged.back().begin, merged.back().end - merged.back().begin);
      if (previous.find_first_not_of(word[0]) == std::string_view::npos) {
        merged.back().end = piece.end;
        continue;
      }
    }
    merged.push_back(piece);
  }
  std::vector<Token> tokens;
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
      if (fold_word(word) == "cannot") {
        push_token(tokens, text, begin, begin + 3);
        push_token(tokens, text, begin + 3, end);
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
