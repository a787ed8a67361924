// SPDX-License-Identifier: Apache-2.0
#include "model/date.h"

#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"

using namespace entente;  // NOLINT(google-build-using-namespace)

TEST_CASE("a date covers every day it may mean") {
  const std::vector<std::pair<std::string, std::pair<std::string, std::string>>> rows{
      {"2026", {"2026-01-01", "2026-12-31"}},
      {"2026-03", {"2026-03-01", "2026-03-31"}},
      {"2026-12", {"2026-12-01", "2026-12-31"}},
      {"2024-02", {"2024-02-01", "2024-02-29"}},
      {"2100-02", {"2100-02-01", "2100-02-28"}},
      {"2026-03-28", {"2026-03-28", "2026-03-28"}},
      {"2022/2024", {"2022-01-01", "2024-12-31"}},
      {"2022-05/2022-05-03", {"2022-05-01", "2022-05-03"}},
      {"2026-03-28/2026", {"2026-03-28", "2026-12-31"}},
      {"2026-03-31T23:59:59Z", {"2026-03-31", "2026-03-31"}},
      {"2026-03-31 08:00", {"2026-03-31", "2026-03-31"}},
      {"0001", {"0001-01-01", "0001-12-31"}},
      {"9999-12-31", {"9999-12-31", "9999-12-31"}},
  };
  for (const auto& [text, days] : rows) {
    CAPTURE(text);
    const auto range = parse_date(text);
    REQUIRE(range);
    CHECK(write_day(range->first) == days.first);
    CHECK(write_day(range->last) == days.second);
  }
}

TEST_CASE("what is no date is none") {
  for (const std::string text : {"",
                                 "26",
                                 "20261",
                                 "2026-3",
                                 "2026-13",
                                 "2026-00",
                                 "2026-02-30",
                                 "2026-04-31",
                                 "2025-02-29",
                                 "2026-03-00",
                                 "2026/03/28",
                                 "2026-03-28-01",
                                 "0000",
                                 "-123",
                                 "+123",
                                 "abcd",
                                 "2026-ab",
                                 "2026-03-2x",
                                 "2026_03",
                                 "2026-03_28",
                                 "2024/2022",
                                 "2024/",
                                 "/2024",
                                 "2024//2025",
                                 "2024/2025/2026",
                                 "March 2026",
                                 " 2026",
                                 "2026-1-01"}) {
    CAPTURE(text);
    CHECK(!parse_date(text));
  }
}

TEST_CASE("days count from 1970 and lead back to their date") {
  CHECK(to_days(1970, 1, 1) == 0);
  CHECK(to_days(1969, 12, 31) == -1);
  CHECK(to_days(2000, 3, 1) == 11017);
  CHECK(to_days(2026, 3, 28) == 20540);
  std::int32_t before = to_days(1, 1, 1) - 1;
  for (int year = 1; year <= 9999; year += year < 1890 || year > 2110 ? 97 : 1) {
    before = to_days(year, 1, 1) - 1;
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= 31; ++day) {
        if (!is_day(year, month, day)) continue;
        const auto days = to_days(year, month, day);
        if (days != before + 1) FAIL("a day was left out");
        before = days;
        const auto civil = to_civil(days);
        if (civil.year != year || civil.month != month || civil.day != day) FAIL("a day does not lead back");
      }
    }
  }
}

TEST_CASE("a day exists or does not") {
  CHECK(is_day(2024, 2, 29));
  CHECK(!is_day(2023, 2, 29));
  CHECK(!is_day(1900, 2, 29));
  CHECK(is_day(2000, 2, 29));
  CHECK(!is_day(0, 1, 1));
  CHECK(!is_day(10000, 1, 1));
  CHECK(!is_day(2026, 0, 1));
  CHECK(!is_day(2026, 1, 0));
  CHECK(!is_day(2026, 1, 32));
  CHECK(!is_day(2026, -1, -1));
}

TEST_CASE("weeks begin on Monday") {
  CHECK(weekday_of(to_days(1970, 1, 1)) == 3);
  CHECK(weekday_of(to_days(2026, 3, 30)) == 0);
  CHECK(weekday_of(to_days(2026, 4, 5)) == 6);
  CHECK(weekday_of(to_days(1969, 12, 29)) == 0);
}

TEST_CASE("dates are written as ISO 8601 wants them") {
  CHECK(write_year(7) == "0007");
  CHECK(write_year(2026) == "2026");
  CHECK(write_month(2026, 3) == "2026-03");
  CHECK(write_day(to_days(33, 4, 3)) == "0033-04-03");
}

TEST_CASE("ranges overlap when they share a day") {
  const auto march = *parse_date("2026-03");
  CHECK(march.overlaps(*parse_date("2026-03-31")));
  CHECK(march.overlaps(*parse_date("2020/2027")));
  CHECK(!march.overlaps(*parse_date("2026-04")));
  CHECK(!parse_date("2026-02-28")->overlaps(march));
  CHECK(march == *parse_date("2026-03-01/2026-03-31"));
}
