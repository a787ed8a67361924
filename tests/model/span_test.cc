// SPDX-License-Identifier: Apache-2.0
#include "model/span.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"

using namespace entente;  // NOLINT(google-build-using-namespace)

TEST_CASE("a span counts code points, not bytes and not what an eye sees as one") {
  const std::string text = "e\xCC\x81t\xC3\xA9 김정은 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80!";
  CHECK(code_points(text) == 13);
  CHECK(slice(text, {0, 1}) == "e");
  CHECK(slice(text, {1, 2}) == "\xCC\x81");  // the combining accent alone
  CHECK(slice(text, {0, 2}) == "e\xCC\x81");
  CHECK(slice(text, {3, 4}) == "\xC3\xA9");
  CHECK(slice(text, {5, 8}) == "김정은");
  CHECK(slice(text, {9, 10}) == "\xF0\x9F\x91\xA9");
  CHECK(slice(text, {9, 12}) == "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80");
  CHECK(slice(text, {12, 13}) == "!");
  CHECK(slice(text, {0, 13}) == text);
}

TEST_CASE("decomposed Hangul counts each of its letters") {
  const std::string syllable = "\xE1\x84\x80\xE1\x85\xB5\xE1\x86\xB7";  // ᄀ ᅵ ᆷ
  CHECK(code_points(syllable) == 3);
  CHECK(slice(syllable, {1, 3}) == "\xE1\x85\xB5\xE1\x86\xB7");
}

TEST_CASE("spans that are empty, backwards or past the end are cut, never a crash") {
  CHECK(slice("abc", {1, 1}).empty());
  CHECK(slice("abc", {2, 1}).empty());
  CHECK(slice("abc", {1, 99}) == "bc");
  CHECK(slice("abc", {99, 100}).empty());
  CHECK(slice("", {0, 1}).empty());
  CHECK(code_points("") == 0);
  CHECK(Span{2, 1}.empty());
  CHECK(!Span{0, 1}.empty());
  CHECK(Quote{}.empty());
}

TEST_CASE("slices of neighbouring spans make up the text") {
  const std::string text = "Ким Чен Ын — 金正恩 \xF0\x9F\x87\xB0\xF0\x9F\x87\xB5 end";
  std::string joined;
  for (std::uint32_t i = 0; i < code_points(text); ++i) joined += slice(text, {i, i + 1});
  CHECK(joined == text);
}
