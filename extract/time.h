// SPDX-License-Identifier: Apache-2.0
// Dates in running text, resolved against the day the article was written. Written as precise as the words allow and
// no more; what needs a year that nobody gives stays unknown.
//
// In the spirit of TimeML's TIMEX3 (Pustejovsky et al. 2003), reduced to calendar dates.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace entente::extract {

struct TimeMention {
  std::uint32_t first = 0;  // tokens [first, last) of the sentence
  std::uint32_t last = 0;
  std::string iso;          // "2026-03-28"; empty when a year is missing, or when it counts from another date
  bool explicit_year = false;
  bool yearless = false;    // a month, with a day or without, whose year the words do not give: the latest before the article
  bool weekday = false;     // a bare day of the week: the one before the article, or behind it for what is to come
  // "a day earlier", "the following week": steps from the date told before, in units of the letter: d, w, m, y; 0 for none.
  char unit = 0;
  int steps = 0;
  int month = 0;            // "that May": the month of the year told before
};

// May the folded word be part of a date ("march", "28", "2026", "tuesday")?
[[nodiscard]] bool is_date_word(std::string_view lower);
// A date written out in plain words, such as a dateline's: "24 july 2022". Empty when it has no year.
[[nodiscard]] std::string parse_plain_date(std::string_view lower_words);

// The date that a mention with a unit stands for, counted from the date told before; empty when that is not precise enough.
[[nodiscard]] std::string count_from(const TimeMention& mention, const std::string& told);

// All dates of a sentence, in order. `reference` is the ISO date of writing, or empty.
[[nodiscard]] std::vector<TimeMention> find_times(const Sentence& sentence, const std::string& reference);

}  // namespace entente::extract
