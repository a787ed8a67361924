// SPDX-License-Identifier: Apache-2.0
#include "extract/train/raw_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string_view>

#include "extract/text.h"
#include "model/error.h"

namespace entente::extract::train {
namespace {

// Does this word stand in one surface token with the word before it, which it touches? A bare apostrophe inside single quotation
// marks closes them.
bool is_clitic(std::string_view before, std::string_view lower, bool quoted) {
  if (lower == "'" && quoted) return false;
  for (const std::string_view clitic : {"n't", "nt", "'s", "'", "'re", "'ve", "'ll", "'d", "'m"}) {
    if (lower == clitic) return std::isalnum(static_cast<unsigned char>(before.back())) != 0 || (before.back() & 0x80) != 0;
  }
  return (lower == "not" && before == "can") || (lower == "na" && (before == "gon" || before == "wan")) || (lower == "ta" && before == "got");
}

}  // namespace

std::vector<RawText> read_raw(std::istream& in, const std::string& name) {
  std::vector<RawText> out;
  std::string line;
  std::size_t number = 0;
  bool new_document = true, new_paragraph = false, open = false, space = false;
  std::int64_t joined_until = 0;
  const auto fail = [&](const std::string& what) {
    throw Error(ErrorKind::kInput, name + ":" + std::to_string(number) + ": " + what);
  };
  const auto number_of = [&](std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) fail("not a number: " + std::string(text));
    return value;
  };
  // The surface token `form` joins the text.
  const auto append = [&](std::string_view form, bool space_after) {
    if (!open) {
      if (new_document) out.emplace_back();
      auto& text = out.back().text;
      if (!text.empty() && new_paragraph) text += "\n\n";
      else if (!text.empty() && space) text += ' ';
    } else if (space) {
      out.back().text += ' ';
    }
    auto& raw = out.back();
    const auto begin = static_cast<std::uint32_t>(raw.text.size());
    raw.text += form;
    const auto end = static_cast<std::uint32_t>(raw.text.size());
    raw.tokens.emplace_back(begin, end);
    if (open) raw.sentences.back().second = end;
    else raw.sentences.emplace_back(begin, end);
    open = true;
    new_document = new_paragraph = false;
    space = space_after;
  };
  std::uint32_t word_end = 0;
  while (std::getline(in, line)) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) {
      open = false;
      joined_until = 0;
      continue;
    }
    if (line.starts_with("# newdoc")) new_document = true;
    if (line.starts_with("# newpar")) new_paragraph = true;
    if (line.front() == '#') continue;
    if (std::count(line.begin(), line.end(), '\t') != 9) fail("ten fields expected");
    const auto tab = line.find('\t');
    const auto id = std::string_view(line).substr(0, tab);
    const auto form = std::string_view(line).substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
    if (form.empty()) fail("a word without letters");
    if (id.find('.') != std::string_view::npos) continue;
    const bool space_after = line.find("SpaceAfter=No", line.rfind('\t')) == std::string::npos;
    if (const auto dash = id.find('-'); dash != std::string_view::npos) {
      joined_until = number_of(id.substr(dash + 1));
      append(form, space_after);
      word_end = out.back().tokens.back().first;
      continue;
    }
    if (number_of(id) > joined_until) {
      append(form, space_after);
      out.back().words.push_back(out.back().tokens.back());
      continue;
    }
    // The words of a multiword token are pieces of it in English.
    const auto end = word_end + static_cast<std::uint32_t>(form.size());
    if (end > out.back().tokens.back().second) fail("a word that goes beyond its token");
    out.back().words.emplace_back(word_end, end);
    word_end = end;
  }
  return out;
}

RawText cut_raw(const std::string& text) {
  Article article;
  article.text = text;
  const auto document = cut(article);
  RawText out;
  out.text = text;
  for (const auto& sentence : document.sentences) {
    out.sentences.emplace_back(sentence.tokens.front().begin, sentence.tokens.back().end);
    bool quoted = false;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const auto& token = sentence.tokens[i];
      out.words.emplace_back(token.begin, token.end);
      const bool touches = i > 0 && sentence.tokens[i - 1].end == token.begin;
      if (touches && is_clitic(sentence.tokens[i - 1].lower, token.lower, quoted)) out.tokens.back().second = token.end;
      else out.tokens.emplace_back(token.begin, token.end);
      if (token.lower == "'" || token.lower == "`") quoted = !touches;
    }
  }
  return out;
}

void SpanScore::add(const RawText::Spans& gold_spans, const RawText::Spans& found_spans) {
  gold += gold_spans.size();
  found += found_spans.size();
  for (std::size_t i = 0, k = 0; i < gold_spans.size() && k < found_spans.size();) {
    if (gold_spans[i] == found_spans[k]) {
      ++right;
      ++i;
      ++k;
    } else if (gold_spans[i] < found_spans[k]) {
      ++i;
    } else {
      ++k;
    }
  }
}

}  // namespace entente::extract::train
