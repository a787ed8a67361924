// SPDX-License-Identifier: Apache-2.0
#include "model/date.h"

#include <ctime>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>

namespace entente {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<DayRange> parse_one(std::string_view iso) {
  if (const auto t = iso.find_first_of("T "); t != std::string_view::npos) iso = iso.substr(0, t);
  if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return std::nullopt;
  const auto year = number(iso.substr(0, 4));
  if (!year || *year < 1) return std::nullopt;
  if (iso.size() == 4) return DayRange{to_days(*year, 1, 1), to_days(*year, 12, 31)};
  const auto month = number(iso.substr(5, 2));
  if (iso[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
  if (iso.size() == 7) {
    const int next_year = *month == 12 ? *year + 1 : *year;
    const int next_month = *month == 12 ? 1 : *month + 1;
    return DayRange{to_days(*year, *month, 1), to_days(next_year, next_month, 1) - 1};
  }
  const auto day = number(iso.substr(8, 2));
  if (iso[7] != '-' || !day || !is_day(*year, *month, *day)) return std::nullopt;
  const auto days = to_days(*year, *month, *day);
  return DayRange{days, days};
}

std::string padded(int value, std::size_t width) {
  auto text = std::to_string(value);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

}  // namespace

std::optional<DayRange> parse_date(std::string_view iso) {
  const auto slash = iso.find('/');
  if (slash == std::string_view::npos) return parse_one(iso);
  const auto from = parse_one(iso.substr(0, slash));
  const auto to = parse_one(iso.substr(slash + 1));
  if (!from || !to || to->last < from->first) return std::nullopt;
  return DayRange{from->first, to->last};
}

std::int32_t to_days(int year, int month, int day) {
  using namespace std::chrono;
  const sys_days days = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                        std::chrono::day{static_cast<unsigned>(day)};
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

Civil to_civil(std::int32_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

bool is_day(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return (std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
          std::chrono::day{static_cast<unsigned>(day)})
      .ok();
}

int weekday_of(std::int32_t days) {
  const std::chrono::weekday day{std::chrono::sys_days{std::chrono::days{days}}};
  return static_cast<int>(day.iso_encoding()) - 1;
}

std::string write_year(int year) { return padded(year, 4); }
std::string write_month(int year, int month) { return padded(year, 4) + "-" + padded(month, 2); }
std::string write_day(std::int32_t days) {
  const auto date = to_civil(days);
  return write_month(date.year, date.month) + "-" + padded(date.day, 2);
}

std::string now_in_utc() {
  const auto time = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace entente
