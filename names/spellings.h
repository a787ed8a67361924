// SPDX-License-Identifier: Apache-2.0
// Further ways in which an index of folded names may hold what someone looks for: what match() would accept but skeleton() cannot
// reach. The finder looks each of them up and asks match() about what it finds.
// Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::names {

// Folded, each once, fold(name) not among them; at most kMaxSpellings. Forms of address are left out, Hangul and Han characters are read in
// Korean ("金正恩": "gim jong un"), Korean family names also stand as the other half of Korea or abroad writes them (Ri, Lee; Pak,
// Park), the family name also at the other end.
[[nodiscard]] std::vector<std::string> other_spellings(std::string_view name);

inline constexpr std::size_t kMaxSpellings = 16;

}  // namespace entente::names
