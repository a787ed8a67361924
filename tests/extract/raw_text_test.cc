// SPDX-License-Identifier: Apache-2.0
#include "extract/train/raw_text.h"

#include <sstream>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "model/error.h"

namespace entente::extract::train {
namespace {

std::string line(const std::string& id, const std::string& form, bool space = true) {
  return id + "\t" + form + "\t_\t_\t_\t_\t_\t_\t_\t" + (space ? "_" : "SpaceAfter=No") + "\n";
}

std::vector<RawText> read(const std::string& text) {
  std::istringstream in(text);
  return read_raw(in, "test.conllu");
}

std::vector<std::string> parts(const RawText& raw, const RawText::Spans& spans) {
  std::vector<std::string> out;
  for (const auto& [begin, end] : spans) out.push_back(raw.text.substr(begin, end - begin));
  return out;
}

using Strings = std::vector<std::string>;

TEST_CASE("raw text is built from a treebank as it was written") {
  const auto documents = read("# newdoc id = a\n# newpar\n" + line("1", "They") + line("2-3", "don't") + line("2", "do") + line("3", "n't") +
                              line("4", "meet", false) + line("5", ".") + "\n" + line("1", "Why", false) + line("2", "?") + line("2.1", "left") + "\n# newpar\n" +
                              line("1", "Nobody") + line("2", "knew", false) + line("3", ".") + "\n# newdoc id = b\n" + line("1", "End") + "\n");
  REQUIRE(documents.size() == 2);
  const auto& first = documents[0];
  CHECK(first.text == "They don't meet. Why?\n\nNobody knew.");
  CHECK(parts(first, first.sentences) == Strings{"They don't meet.", "Why?", "Nobody knew."});
  CHECK(parts(first, first.tokens) == Strings{"They", "don't", "meet", ".", "Why", "?", "Nobody", "knew", "."});
  CHECK(parts(first, first.words) == Strings{"They", "do", "n't", "meet", ".", "Why", "?", "Nobody", "knew", "."});
  CHECK(documents[1].text == "End");
}

TEST_CASE("a malformed line of a treebank is named") {
  CHECK_THROWS_WITH_AS(static_cast<void>(read("1\tThey\n")), "test.conllu:1: ten fields expected", Error);
  CHECK_THROWS_WITH_AS(static_cast<void>(read(line("x", "They"))), "test.conllu:1: not a number: x", Error);
  CHECK_THROWS_WITH_AS(static_cast<void>(read(line("1-2", "don't") + line("1", "do") + line("2", "nothing"))),
                       "test.conllu:3: a word that goes beyond its token", Error);
}

TEST_CASE("what is cut has its clitics in one token with their word") {
  const auto cut = cut_raw("They don't meet Norway's envoy. They cannot say 'the allies'.");
  CHECK(parts(cut, cut.sentences) == Strings{"They don't meet Norway's envoy.", "They cannot say 'the allies'."});
  CHECK(parts(cut, cut.tokens) == Strings{"They", "don't", "meet", "Norway's", "envoy", ".", "They", "cannot", "say", "'", "the", "allies", "'", "."});
  CHECK(parts(cut, cut.words) ==
        Strings{"They", "do", "n't", "meet", "Norway", "'s", "envoy", ".", "They", "can", "not", "say", "'", "the", "allies", "'", "."});
}

TEST_CASE("a span is right when both its ends are") {
  SpanScore score;
  score.add({{0, 3}, {4, 9}, {10, 12}, {13, 15}}, {{0, 3}, {4, 12}, {13, 15}});
  CHECK(score.gold == 4);
  CHECK(score.found == 3);
  CHECK(score.right == 2);
  CHECK(score.precision() == doctest::Approx(2.0 / 3));
  CHECK(score.recall() == doctest::Approx(0.5));
  CHECK(score.f1() == doctest::Approx(4.0 / 7));
  CHECK(SpanScore{}.f1() == 0.0);
}

}  // namespace
}  // namespace entente::extract::train
