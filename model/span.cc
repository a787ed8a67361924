// SPDX-License-Identifier: Apache-2.0
#include "model/span.h"

#include <cstddef>

namespace entente {
namespace {

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }

// Byte position of the code point number `wanted`, counting from byte `from`.
std::size_t advance(std::string_view utf8, std::size_t from, std::uint32_t wanted) {
  while (from < utf8.size() && wanted > 0) {
    ++from;
    while (from < utf8.size() && !starts_code_point(utf8[from])) ++from;
    --wanted;
  }
  return from;
}

}  // namespace

std::string_view slice(std::string_view utf8, Span span) {
  if (span.empty()) return {};
  const auto begin = advance(utf8, 0, span.start);
  const auto end = advance(utf8, begin, span.end - span.start);
  return utf8.substr(begin, end - begin);
}

std::uint32_t code_points(std::string_view utf8) {
  std::uint32_t count = 0;
  for (char c : utf8) count += starts_code_point(c) ? 1 : 0;
  return count;
}

}  // namespace entente
