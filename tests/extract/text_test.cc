// SPDX-License-Identifier: Apache-2.0
#include "extract/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "model/span.h"

namespace entente::extract {
namespace {

Article article_with(std::string text) {
  Article article;
  article.text = std::move(text);
  return article;
}

std::vector<std::string> sentences_in(const std::string& text) {
  const auto article = article_with(text);
  const auto document = cut(article);
  std::vector<std::string> out;
  for (const auto& sentence : document.sentences) {
    out.push_back(document.quote(sentence.begin, sentence.end).text);
  }
  return out;
}

// All tokens, a space between two.
std::string tokens_in(const std::string& text) {
  const auto article = article_with(text);
  const auto document = cut(article);
  std::string out;
  for (const auto& sentence : document.sentences) {
    for (const auto& token : sentence.tokens) out += (out.empty() ? "" : " ") + std::string(token.text);
  }
  return out;
}

std::string_view kind_name(SentenceKind kind) {
  switch (kind) {
    case SentenceKind::kBody:
      return "body";
    case SentenceKind::kHeading:
      return "heading";
    case SentenceKind::kCaption:
      return "caption";
    case SentenceKind::kFurniture:
      return "furniture";
  }
  return "";
}

// "heading:…", "body:…"
std::vector<std::string> kinds_in(const std::string& text) {
  const auto article = article_with(text);
  const auto document = cut(article);
  std::vector<std::string> out;
  for (const auto& sentence : document.sentences) {
    out.push_back(std::string(kind_name(sentence.kind)) + ":" +
                  document.quote(sentence.begin, sentence.end).text);
  }
  return out;
}

using Strings = std::vector<std::string>;

// Every promise about positions. Returns the first that is broken.
std::string fault_of(const Document& document) {
  const auto text = document.text();
  std::uint32_t end = 0;
  std::uint32_t paragraph = 0;
  std::vector<bool> covered(text.size(), false);
  for (const auto& sentence : document.sentences) {
    if (sentence.tokens.empty()) return "a sentence without tokens";
    if (sentence.begin < end) return "sentences overlap";
    if (sentence.paragraph < paragraph) return "paragraphs run backwards";
    paragraph = sentence.paragraph;
    if (sentence.tokens.front().begin < sentence.begin || sentence.tokens.back().end > sentence.end) {
      return "a token lies outside its sentence";
    }
    for (const auto& token : sentence.tokens) {
      if (token.begin < end) return "tokens overlap or run backwards";
      if (token.end <= token.begin || token.end > text.size()) return "a token without extent";
      if (token.text != text.substr(token.begin, token.end - token.begin))
        return "a token's text is not there";
      if (token.text.data() != text.data() + token.begin) return "a token's text is no view of the article";
      const auto quote = document.quote(token.begin, token.end);
      if (quote.text != token.text) return "a quote's words differ from its token";
      if (slice(text, quote.span) != token.text) return "a quote does not slice to its token: " + quote.text;
      if (token.lower != fold_word(token.text)) return "a token is not folded";
      for (auto i = token.begin; i < token.end; ++i) covered[i] = true;
      end = token.end;
    }
    end = std::max(end, sentence.end);
    const auto quote = document.quote(sentence.begin, sentence.end);
    if (slice(text, quote.span) != quote.text) return "a sentence's quote does not slice";
  }
  const auto body = slice(text, {0, document.article().body_start}).size();
  for (std::size_t i = body; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (covered[i] || (byte >= 0x80 && byte < 0xC0)) continue;
    // Outside tokens: white space in all scripts, the byte order mark, bullets that open a paragraph and the joiner that may hang on one.
    static constexpr std::array<std::string_view, 35> kOutside{" ",
                                                               "\xE2\x80\x8D",
                                                               "\t",
                                                               "\n",
                                                               "\r",
                                                               "\f",
                                                               "\v",
                                                               "\xC2\x85",
                                                               "\xC2\xA0",
                                                               "\xE1\x9A\x80",
                                                               "\xE2\x80\x80",
                                                               "\xE2\x80\x81",
                                                               "\xE2\x80\x82",
                                                               "\xE2\x80\x83",
                                                               "\xE2\x80\x84",
                                                               "\xE2\x80\x85",
                                                               "\xE2\x80\x86",
                                                               "\xE2\x80\x87",
                                                               "\xE2\x80\x88",
                                                               "\xE2\x80\x89",
                                                               "\xE2\x80\x8A",
                                                               "\xE2\x80\xA8",
                                                               "\xE2\x80\xA9",
                                                               "\xE2\x80\xAF",
                                                               "\xE2\x81\x9F",
                                                               "\xE3\x80\x80",
                                                               "\xEF\xBB\xBF",
                                                               "-",
                                                               "*",
                                                               "+",
                                                               "\xE2\x80\xA2",
                                                               "\xE2\x97\x8F",
                                                               "\xE2\x96\xAA",
                                                               "\xC2\xB7",
                                                               "\xE2\x80\x93"};
    const auto rest = text.substr(i);
    if (std::none_of(kOutside.begin(), kOutside.end(), [&](auto mark) { return rest.rfind(mark, 0) == 0; })) {
      return "a character is in no token: byte " + std::to_string(i);
    }
  }
  return {};
}

std::string fault_in(const std::string& text) {
  const auto article = article_with(text);
  return fault_of(cut(article));
}

// --- sentences

TEST_CASE("full stops that end no sentence") {
  const Strings whole{
      "Mr. Kim met Dr. Ruiz in the capital.",
      "Gen. Mark Milley and Sen. J. D. Vance spoke.",
      "President George W. Bush met Vladimir V. Putin.",
      "The U.S. Senate voted on the bill.",
      "He met U.S. President Joe Biden in Geneva.",
      "They flew to Washington, D.C., on Monday.",
      "The treaty of Jan. 3 binds both.",
      "The talks of Sept. 12, 2023, failed.",
      "They met at 10 a.m. in Rome.",
      "Harbour Holdings Inc. owns the yard.",
      "The state holds No. 1 rank in the index.",
      "It cost 3.5 million dollars.",
      "St. Petersburg hosted the forum.",
      "The U.N. Security Council met.",
      "He said \xE2\x80\x9CNo.\xE2\x80\x9D and left.",
      "\"It is over!\" he said on Sunday.",
      "They spoke ... and then left.",
      "The town of Tulsa, Okla. Governor Lopez spoke of was quiet.",
      "Shares of Yahoo! rose on Monday.",
      "They met with No. 10 and with staff esp. of the port.",
      "1. The harbour is closed.",
      "Ana Ruiz (d. 1990) and Lars Hansen (b. 1950, c. 12 years younger) met.",
      "Read www.example.org/a?b=Cd and say so.",
      "The firm Example.Com has closed.",
  };
  for (const auto& text : whole) {
    CAPTURE(text);
    CHECK(sentences_in(text) == Strings{text});
  }
}

TEST_CASE("sentences end where they end") {
  const struct {
    std::string text;
    Strings sentences;
  } cases[] = {
      {"They met. They signed.", {"They met.", "They signed."}},
      {"Did they meet? They did! Nobody knew.", {"Did they meet?", "They did!", "Nobody knew."}},
      {"He lives in the U.S. The embassy said so.", {"He lives in the U.S.", "The embassy said so."}},
      {"They met at 10 a.m. The talks were short.", {"They met at 10 a.m.", "The talks were short."}},
      {"The yard belongs to Harbour Inc. It is closed.",
       {"The yard belongs to Harbour Inc.", "It is closed."}},
      {"\xE2\x80\x9CWe met.\xE2\x80\x9D They signed.", {"\xE2\x80\x9CWe met.\xE2\x80\x9D", "They signed."}},
      {"He agreed (for now). She did not.", {"He agreed (for now).", "She did not."}},
      {"They met in 2024. In 2025 they signed.", {"They met in 2024.", "In 2025 they signed."}},
      {"So did I. They left.", {"So did I.", "They left."}},
      {"They met. they signed.", {"They met.", "they signed."}},
      {"Did they meet? nobody knew.", {"Did they meet?", "nobody knew."}},
      {"The harbour was closed. 10 ships left.", {"The harbour was closed.", "10 ships left."}},
      {"The harbour was closed. (the old one) Ships left.", {"The harbour was closed.", "(the old one) Ships left."}},
      {"The harbour was closed.The ships left.", {"The harbour was closed.", "The ships left."}},
      {"He said no. They left.", {"He said no.", "They left."}},
      {"They sold fish, nets, etc. Nobody bought.", {"They sold fish, nets, etc.", "Nobody bought."}},
      {"They waited... Nobody came.", {"They waited...", "Nobody came."}},
      {"(See the list. ) They signed.", {"(See the list. )", "They signed."}},
      {"\"They met. \" Nobody knew.", {"\"They met. \"", "Nobody knew."}},
      {"Thanks for all! :) We met.", {"Thanks for all! :)", "We met."}},
      {"The list is long. http://example.org/a?B=c The ships left.",
       {"The list is long.", "http://example.org/a?B=c", "The ships left."}},
      {"They met in Tulsa, Okla. The talks were short.", {"They met in Tulsa, Okla.", "The talks were short."}},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    CHECK(sentences_in(row.text) == row.sentences);
  }
}

// --- tokens

TEST_CASE("tokens follow the treebanks") {
  const struct {
    std::string text;
    std::string tokens;
  } cases[] = {
      // clitics, plain and typographic
      {"North Korea's army", "North Korea 's army"},
      {"North Korea\xE2\x80\x99s army", "North Korea \xE2\x80\x99s army"},
      {"the allies' army", "the allies ' army"},
      {"the allies\xE2\x80\x99 army", "the allies \xE2\x80\x99 army"},
      {"They didn't and won't", "They did n't and wo n't"},
      {"They didn\xE2\x80\x99t sign", "They did n\xE2\x80\x99t sign"},
      {"We're sure they've met, I'd say he'll go, I'm sure",
       "We 're sure they 've met , I 'd say he 'll go , I 'm sure"},
      {"They cannot go", "They can not go"},
      {"(KCNA)'s report", "( KCNA ) 's report"},
      {"O'Brien met Sana'a\xE2\x80\x99s envoy", "O'Brien met Sana'a \xE2\x80\x99s envoy"},
      // hyphens and dashes
      {"Kim Jong-un of the Moscow-based agency", "Kim Jong - un of the Moscow - based agency"},
      {"the talks\xE2\x80\x94long ones\xE2\x80\x94"
       "ended",
       "the talks \xE2\x80\x94 long ones \xE2\x80\x94 ended"},
      {"the talks -- long ones -- ended", "the talks -- long ones -- ended"},
      // abbreviations
      {"the U.S. and the U.K. agree", "the U.S. and the U.K. agree"},
      {"Mr. Kim and Dr. Ruiz", "Mr. Kim and Dr. Ruiz"},
      {"George W. Bush came", "George W. Bush came"},
      {"on Jan. 3 and Sept. 4 again", "on Jan. 3 and Sept. 4 again"},
      {"He went to the U.S.", "He went to the U.S."},
      {"They met in May.", "They met in May ."},
      // marks
      {"Well... no", "Well ... no"},
      {"Well\xE2\x80\xA6 no", "Well \xE2\x80\xA6 no"},
      {"What?! No!! Really.? Yes.....", "What ?! No !! Really .? Yes ....."},
      {"a ** b ---- c *** d << e", "a ** b ---- c *** d << e"},
      {"Thanks :-) and ;) and :( there", "Thanks :-) and ;) and :( there"},
      {"''We met,'' he said", "'' We met , '' he said"},
      {"\xE2\x80\x9CWe met,\xE2\x80\x9D he said", "\xE2\x80\x9C We met , \xE2\x80\x9D he said"},
      {"\"We met,\" he said", "\" We met , \" he said"},
      {"the (state) news agency", "the ( state ) news agency"},
      {"it cost $3.5 million or 40%", "it cost $ 3.5 million or 40 %"},
      {"some 12,000 men and/or women", "some 12,000 men and / or women"},
      {"see https://example.org/a?b=1&c for more", "see https://example.org/a?b=1&c for more"},
      {"see www.example.org/a for more", "see www.example.org/a for more"},
      {"see (https://example.org/a), or http://example.org/.",
       "see ( https://example.org/a ) , or http://example.org/ ."},
      {"the AT&T office, bread&butter", "the AT&T office , bread & butter"},
      {"write to ana.ruiz@example.org, or <lars_h...@example.org>.",
       "write to ana.ruiz@example.org , or < lars_h...@example.org > ."},
      {"see example.org. Read list.pdf now", "see example.org . Read list.pdf now"},
      // dates, times, telephone numbers; ranges are three tokens
      {"on 01/24/2001, 9/11 and 24-03-2001", "on 01/24/2001 , 9/11 and 24-03-2001"},
      {"at 12:30, 7:30PM, 10:15:30 or 5pm", "at 12:30 , 7:30 PM , 10:15:30 or 5 pm"},
      {"call 555-0143 or 1-800-555-0143", "call 555-0143 or 1-800-555-0143"},
      {"in 2004-2005, 10-15 days, 500-1000 men, 3-0", "in 2004 - 2005 , 10 - 15 days , 500 - 1000 men , 3 - 0"},
      {"$3bn, 40km and the 1990s, the '90s, the 5th", "$ 3 bn , 40 km and the 1990s , the '90s , the 5th"},
      {"+44 and .5 percent", "+44 and .5 percent"},
      // prefixes that are no words of their own
      {"an e-mail on the anti-war talks of non\xE2\x80\x91members", "an e-mail on the anti-war talks of non\xE2\x80\x91members"},
      {"the ex-minister's pre-war, mid-July plan", "the ex - minister 's pre-war , mid-July plan"},
      {"over-the-counter Jamaat-e-Islami vice-president", "over - the - counter Jamaat - e - Islami vice - president"},
      {"I dont and gonna", "I do nt and gon na"},
      {"w/o and/or b/c", "w/o and / or b/c"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    CHECK(tokens_in(row.text) == row.tokens);
    CHECK(fault_in(row.text).empty());
  }
}

TEST_CASE("words are folded for the tables, with plain apostrophes, quotation marks and dashes") {
  CHECK(fold_word("KREMLIN") == "kremlin");
  CHECK(fold_word("N\xE2\x80\x99T") == "n't");
  CHECK(fold_word("\xE2\x80\x9Cyes\xE2\x80\x9D") == "\"yes\"");
  CHECK(fold_word("a\xE2\x80\x94z \xE2\x88\x92 1") == "a-z - 1");
  CHECK(fold_word("\xE2\x80\xA6") == "...");
  CHECK(fold_word("\xC3\x89LYS\xC3\x89"
                  "E") ==
        "\xC3\xA9lys\xC3\xA9"
        "e");
  CHECK(fold_word("ПУТИН") == "путин");
  CHECK(fold_word("평양") == "평양");
  CHECK(fold_word("a\xC2\xA0z") == "a z");
  CHECK(fold_word("").empty());
}

TEST_CASE("a token knows whether a space stands before it") {
  const auto article = article_with("Kim Jong-un\xE2\x80\x99s\nenvoy\xC2\xA0spoke.");
  const auto document = cut(article);
  std::string spaces;
  for (const auto& sentence : document.sentences) {
    for (const auto& token : sentence.tokens) spaces += token.space_before ? '1' : '0';
  }
  CHECK(spaces == "01000110");
}

// --- paragraphs

const std::string kWrapped =
    "The foreign ministers of the two countries met on Tuesday in the capital and\n"
    "spoke for two hours about trade, transport and the border. They signed a\n"
    "protocol and agreed to meet again in the autumn, a spokesman of the Foreign\n"
    "Ministry said.\n"
    "\n"
    "The talks had been planned since the spring, when the two countries agreed to\n"
    "open the border for goods. A date for the next round is not known.\n";

const Strings kUnwrapped{
    "The foreign ministers of the two countries met on Tuesday in the capital and spoke for two hours about "
    "trade, "
    "transport and the border.",
    "They signed a protocol and agreed to meet again in the autumn, a spokesman of the Foreign Ministry "
    "said.",
    "The talks had been planned since the spring, when the two countries agreed to open the border for "
    "goods.",
    "A date for the next round is not known."};

Strings on_one_line(Strings sentences) {
  for (auto& sentence : sentences) {
    std::string flat;
    for (const char c : sentence) {
      if (c == '\n')
        flat += ' ';
      else if (c != '\r')
        flat += c;
    }
    sentence = flat;
  }
  return sentences;
}

TEST_CASE("a hard-wrapped text is joined, whatever its line ends") {
  CHECK(on_one_line(sentences_in(kWrapped)) == kUnwrapped);
  std::string windows;
  for (const char c : kWrapped) windows += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(on_one_line(sentences_in(windows)) == kUnwrapped);
  CHECK(fault_in(windows).empty());
}

TEST_CASE("two lines of a short text are one sentence when the second goes on in lower case") {
  CHECK(sentences_in("The two ministers met in the capital on Tuesday and\nsigned a protocol.").size() == 1);
  CHECK(sentences_in("The two ministers met in the capital on Tuesday.\nSigned papers lay there.").size() ==
        2);
}

TEST_CASE("a list of headings is not joined") {
  const std::string list =
      "Leaders meet in the capital\nTroops cross the river\nA treaty is signed\nWhat comes next\n";
  CHECK(sentences_in(list) == Strings{"Leaders meet in the capital", "Troops cross the river",
                                      "A treaty is signed", "What comes next"});
}

TEST_CASE("a wrapped list of bullets gives one sentence a bullet, without its mark") {
  const std::string text =
      "The two sides agreed on these points after long talks in the capital city:\n"
      "- The border opens for goods and for people who live near it on either\n"
      "side, from the first of May.\n"
      "- A joint commission meets twice a year, once in either of the capitals,\n"
      "and reports.\n"
      "\xE2\x80\xA2 Prisoners are released.\n";
  const auto found = on_one_line(sentences_in(text));
  REQUIRE(found.size() == 4);
  CHECK(found[1] ==
        "The border opens for goods and for people who live near it on either side, from the first of May.");
  CHECK(found[2] == "A joint commission meets twice a year, once in either of the capitals, and reports.");
  CHECK(found[3] == "Prisoners are released.");
  CHECK(fault_in(text).empty());
}

TEST_CASE("paragraphs are numbered in order and header lines belong to none") {
  auto article = article_with("Title: Talks\n\nThe ministers met. They spoke.\n\nNothing was signed.");
  article.body_start = code_points("Title: Talks\n\n");
  const auto document = cut(article);
  REQUIRE(document.sentences.size() == 3);
  CHECK(document.sentences[0].paragraph == document.sentences[1].paragraph);
  CHECK(document.sentences[2].paragraph == document.sentences[1].paragraph + 1);
  CHECK(document.quote(document.sentences[0].begin, document.sentences[0].end).text == "The ministers met.");
}

// --- kinds

TEST_CASE("headings, captions and page furniture are told from sentences") {
  CHECK(kinds_in("Ministers meet in the capital\n\nThe ministers met on Tuesday.\n\nBackground\n\nThey had "
                 "met before.") == Strings{"heading:Ministers meet in the capital",
                                           "body:The ministers met on Tuesday.", "heading:Background",
                                           "body:They had met before."});
  CHECK(kinds_in("The ministers met.\n\nPhoto: the ministers in the capital.") ==
        Strings{"body:The ministers met.", "caption:Photo: the ministers in the capital."});
  CHECK(kinds_in("The ministers met.\n\nAna Ruiz / Harbour News") ==
        Strings{"body:The ministers met.", "caption:Ana Ruiz / Harbour News"});
  for (const auto* line :
       {"Read more: Ministers meet.", "Related article: Ministers meet.", "Subscribe to our newsletter.",
        "ADVERTISEMENT", "See also: Ministers meet.", "Follow us on every channel.", "Sign up here."}) {
    CAPTURE(line);
    CHECK(kinds_in("The ministers met.\n\n" + std::string(line)) ==
          Strings{"body:The ministers met.", "furniture:" + std::string(line)});
  }
  CHECK(kinds_in("\xE2\x80\x9CWe have met,\xE2\x80\x9D he said.") ==
        Strings{"body:\xE2\x80\x9CWe have met,\xE2\x80\x9D he said."});
  CHECK(kinds_in("He said: \xE2\x80\x9CWe have met.\xE2\x80\x9D") ==
        Strings{"body:He said: \xE2\x80\x9CWe have met.\xE2\x80\x9D"});
}

// --- datelines

TEST_CASE("datelines are taken off the first sentence and read") {
  const struct {
    std::string text;
    std::string place;
    std::string agency;
    std::string date;
    std::string sentence;
  } cases[] = {
      {"PYONGYANG, March 31 (TASS) \xE2\x80\x94 The ministers met.", "PYONGYANG", "TASS", "",
       "The ministers met."},
      {"SEOUL\xE2\x80\x94The ministers met.", "SEOUL", "", "", "The ministers met."},
      {"CAIRO- 24 July 2022: The ministers met.", "CAIRO", "", "2022-07-24", "The ministers met."},
      {"Moscow, March 31 (TASS) \xE2\x80\x94 The ministers met.", "Moscow", "TASS", "", "The ministers met."},
      {"UNITED NATIONS (AP) -- The ministers met.", "UNITED NATIONS", "AP", "", "The ministers met."},
      {"WASHINGTON/SEOUL, June 3 (Reuters) - The ministers met.", "WASHINGTON/SEOUL", "Reuters", "",
       "The ministers met."},
      {"SEOUL, South Korea (AP) \xE2\x80\x94 The ministers met.", "SEOUL", "AP", "", "The ministers met."},
      {"ANKARA, Turkey, June 3, 2024 (Harbour News Agency) - The ministers met.", "ANKARA",
       "Harbour News Agency", "2024-06-03", "The ministers met."},
      {"BEIJING, Sept. 3, 2025 \xE2\x80\x93 The ministers met.", "BEIJING", "", "2025-09-03",
       "The ministers met."},
  };
  for (const auto& row : cases) {
    CAPTURE(row.text);
    const auto article = article_with(row.text + " They spoke.");
    const auto document = cut(article);
    CHECK(document.dateline_place == row.place);
    CHECK(document.dateline_agency == row.agency);
    CHECK(document.reference_date == row.date);
    REQUIRE(document.sentences.size() == 3);
    CHECK(document.sentences[0].kind == SentenceKind::kFurniture);
    CHECK(document.sentences[1].kind == SentenceKind::kBody);
    CHECK(document.quote(document.sentences[1].begin, document.sentences[1].end).text == row.sentence);
    CHECK(fault_of(document).empty());
  }
}

TEST_CASE("a dateline is found below a title") {
  const auto article =
      article_with("Ministers meet in the capital\n\nROME, June 3 (AP) \xE2\x80\x94 The ministers met.\n");
  const auto document = cut(article);
  CHECK(document.dateline_place == "ROME");
  REQUIRE(document.sentences.size() == 3);
  CHECK(document.sentences[0].kind == SentenceKind::kHeading);
}

TEST_CASE("sentences that only begin like a dateline stay whole") {
  for (const std::string text : {
           "The ministers \xE2\x80\x94 both of them \xE2\x80\x94 met.",
           "Moscow, said the minister, \xE2\x80\x94 met.",
           "Rome, Paris and Berlin met - again.",
           "NATO and the EU met.",
           "TASS (the agency was founded in 1904 reported it.",
           "SEOUL ( ) \xE2\x80\x94 The ministers met.",
       }) {
    CAPTURE(text);
    const auto article = article_with(text);
    const auto document = cut(article);
    CHECK(document.dateline_place.empty());
    REQUIRE(document.sentences.size() == 1);
    CHECK(document.sentences[0].begin == 0);
  }
}

TEST_CASE("the reference date is the day of publication before the dateline's") {
  auto article = article_with("CAIRO- 24 July 2022: The ministers met.");
  article.published = "2026-03-31T08:00:00Z";
  CHECK(cut(article).reference_date == "2026-03-31");
  article.published.clear();
  CHECK(cut(article).reference_date == "2022-07-24");
}

// --- positions

TEST_CASE("positions count code points through every script") {
  const Strings texts{
      "조선중앙통신 (KCNA)은 \xE2\x80\x9C협정\xE2\x80\x9D을 보도했다. Kim Jong-un met Putin.",
      "A \xF0\x9F\x98\x80\xF0\x9F\x87\xB0\xF0\x9F\x87\xB5 flag "
      "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 met them. Next one.",
      "Cafe\xCC\x81 talks: E\xCC\x81lyse\xCC\x81"
      "e\xE2\x80\x99s envoy didn\xE2\x80\x99t sign.",
      "One.\r\n\r\nTwo 평양.\r\nThree \xE2\x80\x94 four.\r\n",
      "\xEF\xBB\xBFMarked text. \xE3\x80\x80Wide\xE3\x80\x80space.",
      "عقد الوزراء اجتماعا في العاصمة. They met.",
      "Путин встретился с Ким Чен Ыном. 中国外交部发言人说。They met.",
  };
  for (const auto& text : texts) {
    CAPTURE(text);
    CHECK(fault_in(text).empty());
  }
  const auto article = article_with(texts[0]);
  const auto document = cut(article);
  REQUIRE(document.sentences.size() == 2);
  const auto quote = document.quote(document.sentences[1].begin, document.sentences[1].end);
  CHECK(quote.text == "Kim Jong-un met Putin.");
  CHECK(quote.span == Span{27, 49});
}

TEST_CASE("random texts in all scripts are cut without a fault") {
  std::mt19937 random(20260331);
  const auto pick = [&](std::uint32_t count) { return static_cast<std::uint32_t>(random() % count); };
  const Strings pieces{" ",
                       " ",
                       "\n",
                       "\n\n",
                       "\r\n",
                       "\t",
                       ".",
                       ". ",
                       ",",
                       "!",
                       "?",
                       "...",
                       "-",
                       "--",
                       "'",
                       "\"",
                       "(",
                       ")",
                       "- ",
                       "* ",
                       "Mr.",
                       "U.S.",
                       "J.",
                       "@",
                       "http://",
                       "www.",
                       "12:30",
                       "9/1",
                       ":-)",
                       "re-",
                       "no",
                       "#",
                       "&",
                       "didn't",
                       "cannot",
                       "'s",
                       "n't",
                       "Kim",
                       "met",
                       "SEOUL",
                       "(AP)",
                       "March",
                       "31",
                       "2026",
                       "http",
                       "://",
                       "www",
                       ".example",
                       "/",
                       " / ",
                       "Photo:",
                       "the",
                       "\xE2\x80\x99",
                       "\xE2\x80\x99s",
                       "\xE2\x80\x9C",
                       "\xE2\x80\x9D",
                       "\xE2\x80\x94",
                       "\xE2\x80\xA6",
                       "\xC2\xA0",
                       "\xEF\xBB\xBF",
                       "\xE2\x80\xA2",
                       "\xE2\x80\x8B",
                       "\xE2\x80\x8D",
                       "\xCC\x81",
                       "평양",
                       "Москва",
                       "北京",
                       "\xF0\x9F\x98\x80"};
  const auto append_point = [](std::string& out, std::uint32_t point) {
    const auto add = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (point < 0x80) {
      add(point);
    } else if (point < 0x800) {
      add(0xC0 | point >> 6u);
      add(0x80 | (point & 0x3Fu));
    } else if (point < 0x10000) {
      add(0xE0 | point >> 12u);
      add(0x80 | (point >> 6u & 0x3Fu));
      add(0x80 | (point & 0x3Fu));
    } else {
      add(0xF0 | point >> 18u);
      add(0x80 | (point >> 12u & 0x3Fu));
      add(0x80 | (point >> 6u & 0x3Fu));
      add(0x80 | (point & 0x3Fu));
    }
  };
  for (int round = 0; round < 600; ++round) {
    std::string text;
    const auto length = 1 + pick(60);
    for (std::uint32_t i = 0; i < length; ++i) {
      if (pick(4) > 0) {
        text += pieces[pick(static_cast<std::uint32_t>(pieces.size()))];
        continue;
      }
      auto point = 1 + pick(pick(2) == 0 ? 0x2FFu : 0x10FFFEu);
      if (point >= 0xD800 && point < 0xE000) point = 0xFFFD;
      append_point(text, point);
    }
    REQUIRE_FALSE(find_bad_utf8(text).has_value());
    const auto fault = fault_in(text);
    CAPTURE(round);
    CAPTURE(text);
    REQUIRE(fault == "");
  }
}

TEST_CASE("a text without anything gives nothing") {
  CHECK(sentences_in("").empty());
  CHECK(sentences_in(" \n\r\n\t\xC2\xA0 \xEF\xBB\xBF").empty());
}

TEST_CASE("a long line without a stop and a long text of stops are cut in time") {
  std::string words;
  while (words.size() < 300000) words += "word ";
  CHECK(fault_in(words).empty());
  CHECK(fault_in(std::string(20000, '.')).empty());
  CHECK(fault_in(std::string(20000, '\n') + "x").empty());
  // What the rules for addresses, numbers, marks and prefixes look at again and again.
  for (const std::string part : {"a@", "a.b@c.d,", "re-x-", "1-", "12:", "://a", "http://a ", "www.", "'", ":-)", "#", "-=", "\". ", ". 1", "ab.Cd", "Mr.", "x&", "no. "}) {
    CAPTURE(part);
    const auto many = [](const std::string& piece, std::size_t size) {
      std::string text;
      while (text.size() < size) text += piece;
      return text;
    };
    for (const auto& piece : {part, part + std::string(40, ' ')}) {
      CHECK(fault_in(many(piece, 3000)).empty());
      // A step that looks back at all that was read would take minutes.
      constexpr double kSeconds = 5.0;
      const auto article = article_with(many(piece, 300000));
      const auto start = std::clock();
      CHECK(!cut(article).sentences.empty());
      CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < kSeconds);
    }
  }
}

// --- bytes

TEST_CASE("the first byte that is no UTF-8 is found") {
  CHECK(find_bad_utf8("") == std::nullopt);
  CHECK(find_bad_utf8("평양 \xF0\x9F\x98\x80 caf\xC3\xA9") == std::nullopt);
  CHECK(find_bad_utf8("ok \xC3(") == 3);
  CHECK(find_bad_utf8("ok \xED\xA0\x80") == 3);
  CHECK(find_bad_utf8("\xC3\xA9\xC3") == 2);
}

TEST_CASE("texts without a mark of UTF-16 or UTF-32 are left alone") {
  CHECK(convert_by_mark("") == std::nullopt);
  CHECK(convert_by_mark("plain") == std::nullopt);
  CHECK(convert_by_mark("\xEF\xBB\xBFmarked UTF-8") == std::nullopt);
  CHECK(convert_by_mark(std::string("\xFE\xFF\0A", 4)) == "A");
  CHECK(convert_by_mark(std::string("\xFF\xFE"
                                    "A\0",
                                    4)) == "A");
}

}  // namespace
}  // namespace entente::extract
