// SPDX-License-Identifier: Apache-2.0
// Positions in an article's text, as in the W3C Web Annotation TextPositionSelector: half open, counted in
// Unicode code points of the text as stored. The extractor works on bytes inside and converts once, at its end.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

struct Span {
  std::uint32_t start = 0;  // code points
  std::uint32_t end = 0;    // code points, one past the last
  auto operator<=>(const Span&) const = default;
  [[nodiscard]] bool empty() const { return end <= start; }
};

// A span together with the words there: text == slice(article.text, span), always.
struct Quote {
  Span span;
  std::string text;
  auto operator<=>(const Quote&) const = default;
  [[nodiscard]] bool empty() const { return span.empty(); }
};

// The part of a valid UTF-8 text at a span. A span past the end is cut at the end. Cost: the bytes before it.
[[nodiscard]] std::string_view slice(std::string_view utf8, Span span);
// Number of code points of a valid UTF-8 text.
[[nodiscard]] std::uint32_t code_points(std::string_view utf8);

}  // namespace entente
