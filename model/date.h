// SPDX-License-Identifier: Apache-2.0
// Dates as precise as a text allows. The written form is ISO 8601: "2026", "2026-03", "2026-03-28" or an interval
// of two of these, "2022/2024". A date covers every day it may mean: "2026-03" is 1 to 31 March 2026.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

// Days since 1970-01-01, first and last, both included.
struct DayRange {
  std::int32_t first = 0;
  std::int32_t last = 0;
  bool operator==(const DayRange&) const = default;
  [[nodiscard]] bool overlaps(const DayRange& other) const { return first <= other.last && other.first <= last; }
};

// Reads a written date; also takes a date-time and uses its day. Nothing when it is none, or outside 0001 to 9999.
[[nodiscard]] std::optional<DayRange> parse_date(std::string_view iso);

[[nodiscard]] std::int32_t to_days(int year, int month, int day);
struct Civil {
  int year = 1970;
  int month = 1;
  int day = 1;
};
[[nodiscard]] Civil to_civil(std::int32_t days);
[[nodiscard]] bool is_day(int year, int month, int day);
// Monday = 0 … Sunday = 6.
[[nodiscard]] int weekday_of(std::int32_t days);

[[nodiscard]] std::string write_year(int year);
[[nodiscard]] std::string write_month(int year, int month);
[[nodiscard]] std::string write_day(std::int32_t days);

// The clock's time in UTC, to the second: 2026-03-31T08:00:00Z. For callers that stamp what they do; nothing that is computed from
// articles asks it.
[[nodiscard]] std::string now_in_utc();

}  // namespace entente
