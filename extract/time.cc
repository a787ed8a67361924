// SPDX-License-Identifier: Apache-2.0
#include "extract/time.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

#include "extract/tree.h"
#include "model/date.h"

namespace entente::extract {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"january", "february", "march",     "april",   "may",      "june",
                                                   "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 12> kShortMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

int month_of(std::string_view word) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || word == kShortMonths[i]) return static_cast<int>(i) + 1;
    if (word.size() == 4 && word.back() == '.' && word.substr(0, 3) == kShortMonths[i]) return static_cast<int>(i) + 1;
  }
  return word == "sept" || word == "sept." ? 9 : 0;
}

int weekday_of_word(std::string_view word) {
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    if (word == kWeekdays[i]) return static_cast<int>(i);
  }
  return -1;
}

int number_of(std::string_view word) {
  if (word.empty() || word.size() > 4) return -1;
  int value = 0;
  std::size_t i = 0;
  for (; i < word.size() && std::isdigit(static_cast<unsigned char>(word[i])) != 0; ++i) value = value * 10 + (word[i] - '0');
  if (i == 0) return -1;
  const auto rest = word.substr(i);
  return rest.empty() || ((rest == "st" || rest == "nd" || rest == "rd" || rest == "th") && value <= 31) ? value : -1;
}

// "2026-03-12", "31/03/2026", "03/31/2026": one token. Where day and month cannot be told apart, the year alone is sure. Empty for what is no date.
std::string date_of(std::string_view word) {
  std::array<int, 3> part{};
  std::array<std::size_t, 3> length{};
  std::size_t count = 0;
  char mark = 0;
  for (std::size_t i = 0; i < word.size();) {
    const auto end = std::min(word.find_first_of("-/", i), word.size());
    if (count == part.size() || end - i > 4 || end == i || (mark != 0 && end < word.size() && word[end] != mark)) return {};
    length[count] = end - i;
    part[count] = 0;
    for (; i < end; ++i) {
      if (std::isdigit(static_cast<unsigned char>(word[i])) == 0) return {};
      part[count] = part[count] * 10 + (word[i] - '0');
    }
    ++count;
    if (end < word.size()) mark = word[end];
    i = end + 1;
  }
  if (count != part.size() || mark == 0) return {};
  const auto year_at = length[0] == 4 ? 0u : 2u;
  if (length[year_at] != 4 || part[year_at] < 1500 || part[year_at] > 2100) return {};
  const auto year = part[year_at];
  if (year_at == 0) return is_day(year, part[1], part[2]) ? write_day(to_days(year, part[1], part[2])) : std::string();
  const bool day_first = is_day(year, part[1], part[0]);
  const bool month_first = is_day(year, part[0], part[1]);
  if (!day_first && !month_first) return {};
  if (day_first && month_first && part[0] != part[1]) return write_year(year);
  return day_first ? write_day(to_days(year, part[1], part[0])) : write_day(to_days(year, part[0], part[1]));
}

bool is_day_number(std::string_view word) {
  const auto value = number_of(word);
  return value >= 1 && value <= 31;
}

// Before a month whose name is also another word: "in May", "last March".
bool opens_month(std::string_view word) {
  constexpr std::array<std::string_view, 10> kOpeners{"in", "since", "last", "next", "until", "early", "late", "-", "of", "from"};
  return std::find(kOpeners.begin(), kOpeners.end(), word) != kOpeners.end();
}

bool is_year(std::string_view word) {
  if (word.size() != 4) return false;
  const auto value = number_of(word);
  return value >= 1500 && value <= 2100;
}

// "two", "a", "12"; 0 for no number.
int small_number(std::string_view word) {
  constexpr std::array<std::string_view, 13> kNumbers{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
  if (word == "a" || word == "an") return 1;
  for (std::size_t i = 1; i < kNumbers.size(); ++i) {
    if (word == kNumbers[i]) return static_cast<int>(i);
  }
  const auto value = word.size() <= 2 ? number_of(word) : -1;
  return value > 0 && std::isdigit(static_cast<unsigned char>(word.back())) != 0 ? value : 0;
}

// "days" -> d; 0 for what is no unit. Hours are too short to matter, decades too vague.
char unit_of(std::string_view word) {
  if (word == "day" || word == "days") return 'd';
  if (word == "week" || word == "weeks") return 'w';
  if (word == "month" || word == "months") return 'm';
  return word == "year" || word == "years" ? 'y' : static_cast<char>(0);
}

// Counted from a day, as precise as the unit.
std::string step_from(std::int32_t day, char unit, int steps) {
  const auto civil = to_civil(day);
  if (unit == 'd') return write_day(day + steps);
  if (unit == 'w') {
    const auto monday = day - weekday_of(day) + 7 * steps;
    return write_day(monday) + "/" + write_day(monday + 6);
  }
  if (unit == 'm') {
    const auto months = civil.year * 12 + civil.month - 1 + steps;
    return write_month(months / 12, months % 12 + 1);
  }
  return write_year(civil.year + steps);
}

}  // namespace

std::string count_from(const TimeMention& mention, const std::string& told) {
  const auto base = parse_date(told);
  if (!base || mention.unit == 0) return {};
  const auto length = base->last - base->first;
  constexpr std::int32_t kWeek = 6;
  constexpr std::int32_t kMonth = 30;
  constexpr std::int32_t kYear = 365;
  const auto allowed = mention.unit == 'd' ? 0 : mention.unit == 'w' ? kWeek : mention.unit == 'm' ? kMonth : kYear;
  if (length > allowed) return {};
  return mention.month > 0 ? write_month(to_civil(base->first).year, mention.month) : step_from(base->first, mention.unit, mention.steps);
}

bool is_date_word(std::string_view lower) {
  return month_of(lower) > 0 || weekday_of_word(lower) >= 0 || number_of(lower) >= 0;
}

std::string parse_plain_date(std::string_view lower_words) {
  std::istringstream in{std::string(lower_words)};
  int month = 0;
  int day = 0;
  int year = 0;
  for (std::string word; in >> word;) {
    if (const auto m = month_of(word); m > 0) month = m;
    else if (is_year(word)) year = number_of(word);
    else if (const auto n = number_of(word); n >= 1 && n <= 31) day = n;
  }
  if (year == 0) return {};
  if (month > 0 && day > 0 && is_day(year, month, day)) return write_day(to_days(year, month, day));
  return month > 0 ? write_month(year, month) : write_year(year);
}

std::vector<TimeMention> find_times(const Sentence& sentence, const std::string& reference) {
  std::vector<TimeMention> out;
  const auto& tokens = sentence.tokens;
  const auto base = parse_date(reference);
  const bool base_is_day = base && base->first == base->last;
  const auto today = base_is_day ? std::optional<std::int32_t>(base->first) : std::nullopt;
  const auto base_civil = base ? to_civil(base->last) : Civil{};
  const auto word = [&](std::size_t i) -> std::string_view { return i < tokens.size() ? std::string_view(tokens[i].lower) : std::string_view(); };
  const auto capital = [&](std::size_t i) { return i < tokens.size() && !tokens[i].text.empty() && std::isupper(static_cast<unsigned char>(tokens[i].text[0])) != 0; };
  // The year of a day or month named without one: the latest that does not lie after the article, unless the words around
  // speak of what is to come.
  const auto year_for = [&](int month, int day, bool future) -> int {
    if (!base) return 0;
    const auto at = to_days(base_civil.year, month, is_day(base_civil.year, month, day) ? day : 1);
    if (future) return at + 31 < base->first ? base_civil.year + 1 : base_civil.year;
    constexpr std::int32_t kSlack = 14;  // an event announced for the coming days
    return at > base->last + kSlack ? base_civil.year - 1 : base_civil.year;
  };
  const auto is_future = [&](std::size_t i) {
    for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
      if (word(i - back) == "next" || word(i - back) == "upcoming" || word(i - back) == "coming") return true;
    }
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.lower == "will" || token.lower == "plans"; });
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    TimeMention found;
    found.first = static_cast<std::uint32_t>(i);
    std::size_t last = i;
    std::string iso;
    bool is_time = false;
    constexpr std::string_view kMid = "mid-";
    const bool mid = word(i).rfind(kMid, 0) == 0;
    const int month = mid ? month_of(word(i).substr(kMid.size())) : capital(i) ? month_of(word(i)) : 0;
    std::string date;
    if (mid && is_year(word(i).substr(kMid.size()))) date = write_year(number_of(word(i).substr(kMid.size())));
    else if (word(i).size() >= 8 && std::isdigit(static_cast<unsigned char>(word(i)[0])) != 0) date = date_of(word(i));
    if (!date.empty()) {
      is_time = true;
      last = i + 1;
      iso = std::move(date);
      found.explicit_year = true;
    } else if (month > 0 && !mid && i > 0 && word(i - 1) == "that" && (i + 1 >= tokens.size() || tokens[i + 1].upos == Upos::kPunct)) {
      // "visited Chile that May": of the year told before; not "said that May would resign".
      is_time = true;
      last = i + 1;
      found.unit = 'y';
      found.month = month;
    } else if (month > 0 && (word(i) != "may" || number_of(word(i + 1)) > 0 || (i > 0 && (is_day_number(word(i - 1)) || opens_month(word(i - 1))))) && (word(i) != "march" || number_of(word(i + 1)) > 0 || (i > 0 && (is_day_number(word(i - 1)) || opens_month(word(i - 1)))))) {
      is_time = true;
      last = i + 1;
      int day = number_of(word(last));
      int year = 0;
      if (day > 31 || is_year(word(last))) day = -1;
      if (day > 0) ++last;
      const auto comma = word(last) == "," ? 1u : 0u;
      if (is_year(word(last + comma))) {
        year = number_of(word(last + comma));
        last += comma + 1;
        found.explicit_year = true;
      }
      if (day <= 0 && i > 0 && number_of(word(i - 1)) >= 1 && number_of(word(i - 1)) <= 31 && !is_year(word(i - 1))) {
        day = number_of(word(i - 1));
        found.first = static_cast<std::uint32_t>(i - 1);
      } else if (day <= 0 && i > 1 && word(i - 1) == "of" && number_of(word(i - 2)) >= 1 && number_of(word(i - 2)) <= 31) {
        day = number_of(word(i - 2));
        found.first = static_cast<std::uint32_t>(i - 2);
      }
      // "3 to 5 March", "March 3-5": a day behind the first or before the last.
      const auto to = [&](std::size_t at) { return word(at) == "to" || word(at) == "-" || word(at) == "until" || word(at) == "through"; };
      int from = 0;
      int until = 0;
      if (day > 0 && found.first == i && to(last) && is_day_number(word(last + 1)) && month_of(word(last + 2)) == 0) {
        until = number_of(word(last + 1));
        last += 2;
      } else if (day > 0 && found.first == i - 1 && i >= 3 && to(i - 2) && is_day_number(word(i - 3))) {
        from = number_of(word(i - 3));
        found.first = static_cast<std::uint32_t>(i - 3);
      }
      if (year == 0 && until > 0) {
        const auto after = word(last) == "," ? 1u : 0u;
        if (is_year(word(last + after))) {
          year = number_of(word(last + after));
          last += after + 1;
          found.explicit_year = true;
        }
      }
      found.yearless = year == 0 && until == 0 && from == 0;
      if (year == 0) year = year_for(month, day > 0 ? day : 1, is_future(i));
      if (year > 0) iso = day > 0 && is_day(year, month, day) ? write_day(to_days(year, month, day)) : write_month(year, month);
      if (year > 0 && until > day && is_day(year, month, until)) iso += "/" + write_day(to_days(year, month, until));
      if (year > 0 && from > 0 && from < day && is_day(year, month, day) && is_day(year, month, from)) iso.insert(0, write_day(to_days(year, month, from)) + "/");
    } else if (is_year(word(i)) && (i == 0 || (word(i - 1) != "$" && word(i - 1) != "," && word(i - 1) != "resolution" && word(i - 1) != "no."))) {
      const bool ends = i + 1 >= tokens.size() || (tokens[i + 1].upos != Upos::kNoun || word(i + 1).empty());
      const bool cued = i > 0 && (word(i - 1) == "in" || word(i - 1) == "since" || word(i - 1) == "the" || word(i - 1) == "its" || word(i - 1) == "of" || word(i - 1) == "from" || word(i - 1) == "until" || word(i - 1) == "during" || word(i - 1) == "by" || word(i - 1) == "between");
      if (ends || cued) {
        is_time = true;
        last = i + 1;
        found.explicit_year = true;
        const auto year = number_of(word(i));
        iso = write_year(year);
        if (i > 0 && is_year(word(i + 2)) && number_of(word(i + 2)) > year && ((word(i - 1) == "between" && word(i + 1) == "and") || (word(i - 1) == "from" && (word(i + 1) == "to" || word(i + 1) == "until")))) {
          iso += "/" + write_year(number_of(word(i + 2)));
          last = i + 3;
        }
        // 2024-25, 2022-2024
        else if (word(i + 1) == "-" && i + 2 < tokens.size() && !tokens[i + 2].space_before) {
          auto to = number_of(word(i + 2));
          if (to >= 0 && word(i + 2).size() == 2) to += year / 100 * 100;
          if (to > year && to <= 2100) {
            iso += "/" + write_year(to);
            last = i + 3;
          }
        }
      }
    } else if (const auto weekday = capital(i) ? weekday_of_word(word(i)) : -1; weekday >= 0) {
      is_time = true;
      last = i + 1;
      if (today) {
        auto back = (weekday_of(*today) - weekday + 7) % 7;
        const bool future = (i > 0 && (word(i - 1) == "next" || word(i - 1) == "coming"));
        if (i > 0 && word(i - 1) == "last" && back == 0) back = 7;
        iso = write_day(future ? *today + (7 - back) : *today - back);
        found.weekday = !future && !(i > 0 && word(i - 1) == "last");
      }
    } else if (today && (word(i) == "yesterday" || word(i) == "today" || word(i) == "tomorrow")) {
      is_time = true;
      last = i + 1;
      // "today" is as often "nowadays": only the deictic with a stated day counts
      if (word(i) == "yesterday") iso = write_day(*today - 1);
      if (word(i) == "tomorrow") iso = write_day(*today + 1);
      if (word(i) == "today") is_time = false;
    } else if (base && (word(i) == "last" || word(i) == "this" || word(i) == "next") && (word(i + 1) == "year" || word(i + 1) == "month" || (word(i + 1) == "week" && today))) {
      is_time = true;
      last = i + 2;
      const int step = word(i) == "last" ? -1 : word(i) == "next" ? 1 : 0;
      if (word(i + 1) == "year") {
        iso = write_year(base_civil.year + step);
      } else if (word(i + 1) == "month") {
        const int months = base_civil.year * 12 + base_civil.month - 1 + step;
        iso = write_month(months / 12, months % 12 + 1);
      } else {
        const auto monday = *today - weekday_of(*today) + 7 * step;
        iso = write_day(monday) + "/" + write_day(monday + 6);
      }
    } else if (base && word(i) == "earlier" && word(i + 1) == "this" && (word(i + 2) == "month" || word(i + 2) == "year")) {
      is_time = true;
      last = i + 3;
      iso = word(i + 2) == "month" ? write_month(base_civil.year, base_civil.month) : write_year(base_civil.year);
    }
    // "two days ago", "a week earlier", "the previous year", "the day before"
    const auto here = [&](std::size_t at) { return at < tokens.size() ? unit_of(word(at)) : static_cast<char>(0); };
    if (!is_time && small_number(word(i)) > 0 && here(i + 1) != 0) {
      const auto how = word(i + 2);
      const auto count = small_number(word(i));
      if (how == "ago" && today) {
        is_time = true;
        last = i + 3;
        iso = step_from(*today, here(i + 1), -count);
      } else if (how == "earlier" || how == "later") {
        is_time = true;
        last = i + 3;
        found.unit = here(i + 1);
        found.steps = how == "earlier" ? -count : count;
      }
    } else if (!is_time && word(i) == "the" && here(i + 2) != 0 && (word(i + 1) == "previous" || word(i + 1) == "preceding" || word(i + 1) == "following" || word(i + 1) == "next")) {
      is_time = true;
      last = i + 3;
      found.unit = here(i + 2);
      found.steps = word(i + 1) == "previous" || word(i + 1) == "preceding" ? -1 : 1;
    } else if (!is_time && word(i) == "the" && here(i + 1) != 0 && (word(i + 2) == "before" || word(i + 2) == "after") && (i + 3 >= tokens.size() || tokens[i + 3].upos == Upos::kPunct)) {
      is_time = true;
      last = i + 3;
      found.unit = here(i + 1);
      found.steps = word(i + 2) == "before" ? -1 : 1;
    } else if (!is_time && ((word(i) == "the" && word(i + 1) == "same" && here(i + 2) != 0) ||
                            (word(i) == "that" && here(i + 1) != 0 &&
                             (i == 0 || in(word(i - 1), {"later", "earlier", "on", "in", ","}) || i + 2 >= tokens.size() || tokens[i + 2].upos == Upos::kPunct)))) {
      // "the same day", "later that month"
      const auto at = word(i) == "the" ? i + 2 : i + 1;
      is_time = true;
      last = at + 1;
      found.unit = here(at);
      found.steps = 0;
    } else if (!is_time && (word(i) == "later" || word(i) == "earlier") && word(i + 1) == "in" && word(i + 2) == "the" && word(i + 3) == "day" &&
               (i + 4 >= tokens.size() || tokens[i + 4].upos == Upos::kPunct)) {
      is_time = true;
      last = i + 4;
      found.unit = 'd';
      found.steps = 0;
    } else if (!is_time && today && (word(i) == "the" || word(i) == "last") && word(i + 1) == "weekend" && !is_future(i)) {
      is_time = true;
      last = i + 2;
      const auto saturday = *today - (weekday_of(*today) + 2) % 7;
      iso = write_day(saturday) + "/" + write_day(saturday + 1);
    }
    if (!is_time) continue;
    found.last = static_cast<std::uint32_t>(last);
    found.iso = std::move(iso);
    // "Monday July 26, 2022": the day of the week says nothing beyond the date after it.
    if (!out.empty() && out.back().last >= found.first && out.back().last - out.back().first == 1 && weekday_of_word(word(out.back().first)) >= 0) {
      found.first = out.back().first;
      out.pop_back();
    } else if (!out.empty() && word(out.back().last) == "," && out.back().last + 1 == found.first && weekday_of_word(word(out.back().first)) >= 0) {
      found.first = out.back().first;
      out.pop_back();
    }
    out.push_back(found);
    i = last - 1;
  }
  return out;
}

}  // namespace entente::extract
