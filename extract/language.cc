// SPDX-License-Identifier: Apache-2.0
// The only user of CLD2.
#include <cstdio>  // cld2's header needs FILE

#include <cld2/public/compact_lang_det.h>

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
  return CLD2::LanguageCode(top[0]);
}

}  // namespace entente::extract
