// SPDX-License-Identifier: Apache-2.0
#include "extract/time.h"

#include <string>
#include <string_view>
#include <vector>

#include "doctest/doctest.h"
#include "extract/tagger.h"
#include "extract/text.h"
#include "model/date.h"

namespace entente::extract {
namespace {

const Tagger& tagger() {
  static const auto loaded = Tagger::load(ENTENTE_SEEDS_DIR "/models/tagger.model");
  return loaded;
}

// The dates of a text of one sentence as "words=iso; words=iso".
std::string times_in(const std::string& text, const std::string& reference) {
  Article article;
  article.text = text;
  auto document = cut(article);
  REQUIRE(document.sentences.size() == 1);
  auto& sentence = document.sentences[0];
  tagger().tag(sentence);
  std::string out;
  std::uint32_t end = 0;
  for (const auto& time : find_times(sentence, reference)) {
    REQUIRE(time.first < time.last);
    REQUIRE(time.last <= sentence.tokens.size());
    CHECK(time.first >= end);
    end = time.last;
    if (!time.iso.empty()) CHECK_MESSAGE(parse_date(time.iso).has_value(), time.iso);
    const auto begin = sentence.tokens[time.first].begin;
    if (!out.empty()) out += "; ";
    out += text.substr(begin, sentence.tokens[time.last - 1].end - begin) + "=" + time.iso;
  }
  return out;
}

struct Row {
  std::string text;
  std::string reference;
  std::string expected;
};

void check(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.reference);
    CHECK(times_in(row.text, row.reference) == row.expected);
  }
}

// 2026-03-31 is a Tuesday.
constexpr const char* kTuesday = "2026-03-31";

TEST_CASE("dates written out with a year need no reference") {
  check({
      {"They met on March 28, 2026.", "", "March 28, 2026=2026-03-28"},
      {"They met on March 28 2026 in Rome.", "", "March 28 2026=2026-03-28"},
      {"They met on 28 March 2026 in Rome.", "", "28 March 2026=2026-03-28"},
      {"They met on the 28th of March 2026 in Rome.", "", "28th of March 2026=2026-03-28"},
      {"They met on March 28th, 2026, in Rome.", "", "March 28th, 2026=2026-03-28"},
      {"They met on Sept. 3, 2023, in Rome.", "", "Sept. 3, 2023=2023-09-03"},
      {"They met on Dec. 12, 2023, in Rome.", "", "Dec. 12, 2023=2023-12-12"},
      {"They met in March 2026.", "", "March 2026=2026-03"},
      {"They met in May 2025.", "", "May 2025=2025-05"},
      {"They met in 2024 in Rome.", "", "2024=2024"},
      {"The June 2024 treaty binds both.", "", "June 2024=2024-06"},
      {"They met on February 29, 2024.", "", "February 29, 2024=2024-02-29"},
      {"They met in 2019 and in 2021.", "", "2019=2019; 2021=2021"},
  });
}

TEST_CASE("a day that the month does not have leaves the month") {
  check({{"They met on February 30, 2025.", "", "February 30, 2025=2025-02"},
         {"They met on February 29, 2025.", "", "February 29, 2025=2025-02"}});
}

TEST_CASE("a day of the week beside a date is part of it and changes nothing") {
  check({
      {"They met on Sunday, June 12, 2022, in Rome.", "", "Sunday, June 12, 2022=2022-06-12"},
      {"They met on Monday July 26, 2022 in Rome.", "", "Monday July 26, 2022=2022-07-26"},
      {"They met on Tuesday, 24 March, in Rome.", kTuesday, "Tuesday, 24 March=2026-03-24"},
  });
}

TEST_CASE("spans of years are intervals") {
  check({{"The plan for 2022-2024 was signed.", "", "2022-2024=2022/2024"},
         {"The plan for 2024-25 was signed.", "", "2024-25=2024/2025"},
         {"The plan for 2022\xE2\x80\x93"
          "2024 was signed.",
          "",
          "2022\xE2\x80\x93"
          "2024=2022/2024"}});
}

TEST_CASE("dates without a year are the latest that does not lie well after the article") {
  check({
      {"They met on March 28.", kTuesday, "March 28=2026-03-28"},
      {"They met on 28 March.", kTuesday, "28 March=2026-03-28"},
      {"They met on June 19.", kTuesday, "June 19=2025-06-19"},
      {"They met in December.", kTuesday, "December=2025-12"},
      {"They meet on April 5.", kTuesday, "April 5=2026-04-05"},  // announced for the coming days
      {"They met in March.", kTuesday, "March=2026-03"},
      {"They met in May.", kTuesday, "May=2025-05"},
      {"They met on May 9 in Moscow.", kTuesday, "May 9=2025-05-09"},
      {"They met on 9 May in Moscow.", kTuesday, "9 May=2025-05-09"},
      {"They met on January 2.", "2026-01-05", "January 2=2026-01-02"},
      {"They met on December 30.", "2026-01-05", "December 30=2025-12-30"},
  });
}

TEST_CASE("what is still to come takes the next such date") {
  check({{"They will meet on June 19.", kTuesday, "June 19=2026-06-19"},
         {"They will meet in January.", "2026-12-20", "January=2027-01"},
         {"He plans a visit in September.", kTuesday, "September=2026-09"}});
}

TEST_CASE("days of the week are the latest before the article, its own day included") {
  check({
      {"They met on Sunday.", kTuesday, "Sunday=2026-03-29"},
      {"They met on Tuesday.", kTuesday, "Tuesday=2026-03-31"},
      {"They met on Wednesday.", kTuesday, "Wednesday=2026-03-25"},
      {"They met last Tuesday.", kTuesday, "Tuesday=2026-03-24"},
      {"They meet next Friday.", kTuesday, "Friday=2026-04-03"},
      {"They meet next Tuesday.", kTuesday, "Tuesday=2026-04-07"},
      {"They met on Saturday.", "2026-03-01", "Saturday=2026-02-28"},
  });
}

TEST_CASE("words that count from the day of the article") {
  check({
      {"They met yesterday in Rome.", kTuesday, "yesterday=2026-03-30"},
      {"They meet tomorrow in Rome.", kTuesday, "tomorrow=2026-04-01"},
      {"They met last year in Rome.", kTuesday, "last year=2025"},
      {"They meet this year in Rome.", kTuesday, "this year=2026"},
      {"They meet next year in Rome.", kTuesday, "next year=2027"},
      {"They met last month in Rome.", kTuesday, "last month=2026-02"},
      {"They met last month in Rome.", "2026-01-15", "last month=2025-12"},
      {"They meet next month in Rome.", "2026-12-15", "next month=2027-01"},
      {"They met last week in Rome.", kTuesday, "last week=2026-03-23/2026-03-29"},
      {"They meet this week in Rome.", kTuesday, "this week=2026-03-30/2026-04-05"},
      {"They met earlier this month in Rome.", kTuesday, "earlier this month=2026-03"},
      {"They met earlier this year in Rome.", kTuesday, "earlier this year=2026"},
  });
}

TEST_CASE("numbers of days, months and years before the article") {
  check({
      {"They met two days ago in Rome.", kTuesday, "two days ago=2026-03-29"},
      {"They met a week ago in Rome.", kTuesday, "a week ago=2026-03-23/2026-03-29"},
      {"They met 3 months ago in Rome.", kTuesday, "3 months ago=2025-12"},
      {"They met ten years ago in Rome.", kTuesday, "ten years ago=2016"},
      {"They met over the weekend in Rome.", kTuesday, "the weekend=2026-03-28/2026-03-29"},
      {"They met many years ago in Rome.", kTuesday, ""},
      {"They met two days ago in Rome.", "2026-03", ""},
  });
}

TEST_CASE("ranges of days and years") {
  check({
      {"They met from March 3 to 5 in Rome.", kTuesday, "March 3 to 5=2026-03-03/2026-03-05"},
      {"They met on March 3-5, 2024, in Rome.", kTuesday, "March 3-5, 2024=2024-03-03/2024-03-05"},
      {"They met from 3 to 5 March in Rome.", kTuesday, "3 to 5 March=2026-03-03/2026-03-05"},
      {"They met between 2019 and 2021 in Rome.", "", "2019 and 2021=2019/2021"},
      {"They met from 2019 to 2021 in Rome.", "", "2019 to 2021=2019/2021"},
      {"They met on 2026-03-12 in Rome.", "", "2026-03-12=2026-03-12"},
      {"They met in mid-March in Rome.", kTuesday, "mid-March=2026-03"},
      {"They met in mid-2024 in Rome.", "", "mid-2024=2024"},
      {"They met on 31/03/2025 in Rome.", "", "31/03/2025=2025-03-31"},
      {"They met on 03/31/2025 in Rome.", "", "03/31/2025=2025-03-31"},
      {"They met on 04/03/2025 in Rome.", "", "04/03/2025=2025"},
      {"They met on 41/43/2025 and 9/11/01 in Rome.", "", ""},
      {"Call 555-014-2025 in Rome.", "", ""},
  });
}

TEST_CASE("what counts from another date waits for it") {
  check({{"They met a day earlier in Rome.", kTuesday, "a day earlier="},
         {"They met the following week in Rome.", kTuesday, "the following week="},
         {"They met the day before.", kTuesday, "the day before="}});
  TimeMention time;
  time.unit = 'd';
  time.steps = 1;
  CHECK(count_from(time, "2024-02-28") == "2024-02-29");
  CHECK(count_from(time, "2024-02").empty());  // a day after some day of February
  time.unit = 'm';
  time.steps = -1;
  CHECK(count_from(time, "2024-01") == "2023-12");
  CHECK(count_from(time, "2024").empty());
  time.unit = 'w';
  CHECK(count_from(time, "2026-03-31") == "2026-03-23/2026-03-29");
  time.unit = 'y';
  CHECK(count_from(time, "2024-01") == "2023");
  CHECK(count_from(time, "").empty());
  time.unit = 0;
  CHECK(count_from(time, "2024").empty());
}

TEST_CASE("without a year that anybody gives a date stays unknown") {
  check({{"They met on March 28.", "", "March 28="},
         {"They met on Sunday.", "", "Sunday="},
         {"They met yesterday and last year.", "", ""}});
}

TEST_CASE("a reference no finer than a month dates no day") {
  check({{"They met on Sunday.", "2026-03", "Sunday="},
         {"They met yesterday.", "2026-03", ""},
         {"They met last year.", "2026-03", "last year=2025"},
         {"They met last month.", "2026-03", "last month=2026-02"},
         {"They met on March 28.", "2026", "March 28=2026-03-28"}});
}

TEST_CASE("what only looks like a date is none") {
  check({
      {"They may meet again.", kTuesday, ""},
      {"Theresa May met the ministers.", kTuesday, ""},
      {"Soldiers march to the square.", kTuesday, ""},
      {"The council adopted Resolution 2270 by a vote.", kTuesday, ""},
      {"The aid cost $2000 or more.", kTuesday, ""},
      {"About 2000 soldiers crossed the river.", kTuesday, ""},
      {"They sat on the bench today.", kTuesday, ""},
      {"The sun shone for 28 days.", kTuesday, ""},
      {"It was founded in the 1990s by students.", kTuesday, ""},
  });
}

TEST_CASE("a stated year is marked as stated") {
  Article article;
  article.text = "They met on March 28, 2026, and on April 1.";
  const auto document = cut(article);
  REQUIRE(document.sentences.size() == 1);
  const auto times = find_times(document.sentences[0], "2026-05-01");
  REQUIRE(times.size() == 2);
  CHECK(times[0].explicit_year == true);
  CHECK(times[1].explicit_year == false);
  CHECK(times[1].iso == "2026-04-01");
}

TEST_CASE("words of datelines") {
  for (const auto* word : {"march", "mar", "mar.", "sept", "sept.", "28", "28th", "1st", "2026", "tuesday"}) {
    CAPTURE(word);
    CHECK(is_date_word(word));
  }
  for (const auto* word : {"", "marching", "said", "32th", "12345", "th", "tuesdays"}) {
    CAPTURE(word);
    CHECK_FALSE(is_date_word(word));
  }
  CHECK(parse_plain_date("24 july 2022") == "2022-07-24");
  CHECK(parse_plain_date("march 31 2026 ") == "2026-03-31");
  CHECK(parse_plain_date("sept. 2021") == "2021-09");
  CHECK(parse_plain_date("2021") == "2021");
  CHECK(parse_plain_date("march 31").empty());
  CHECK(parse_plain_date("").empty());
}

}  // namespace
}  // namespace entente::extract
