// SPDX-License-Identifier: Apache-2.0
// The only user of CLD2.
#include <cstdio>  // cld2's header needs FILE

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

#include "extract/article_reader.h"

namespace entente::extract {

std::string detect_language(std::string_view utf8) {
  constexpr std::size_t kEnough = 32u << 10u;  // the first 32 KiB tell
  const auto size = static_cast<int>(utf8.size() < kEnough ? utf8.size() : kEnough);
  CLD2::Language top[3];
  int percent[3];
  int bytes = 0;
  bool reliable = false;
  CLD2::DetectLanguageSummary(utf8.data(), size, true, top, percent, &bytes, &reliable);
  if (top[0] == CLD2::UNKNOWN_LANGUAGE || (!reliable && percent[0] < 80)) return {};
  // Names mislead in a short text: "Olga Petrova never met Lars Hansen." passes for Danish. Another script does not.
  constexpr std::size_t kShort = 100;
  const auto beyond_ascii = std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80u) != 0; });
  if (utf8.size() < kShort && static_cast<std::size_t>(beyond_ascii) * 2 < utf8.size() && top[0] != CLD2::ENGLISH) return {};
  return CLD2::LanguageCode(top[0]);
}

}  // namespace entente::extract
