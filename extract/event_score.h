// SPDX-License-Identifier: Apache-2.0
// Event classes against a reader's: sentences in which source and target are marked, each with its class. A pure function
// of the counted pairs.
#pragma once

#include <cstdint>
#include <istream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "extract/event_code.h"

namespace entente::extract {

// One sentence of a file of marked sentences, its marks taken out.
struct MarkedSentence {
  std::string text;
  ByteRange source;
  ByteRange target;
  std::string event;  // the reader's class
};

// Reads a table with a header that names at least the columns `sentence` and `class`. The sentence holds <s>source</s> and
// <t>target</t>. Throws Error kInput that names the faulty line.
[[nodiscard]] std::vector<MarkedSentence> read_marked_sentences(std::istream& in, const std::string& name);

struct ClassScore {
  std::uint32_t right = 0;
  std::uint32_t said = 0;    // by the engine
  std::uint32_t gold = 0;    // by the reader
  [[nodiscard]] double f1() const;
};

struct EventScore {
  std::map<std::string, ClassScore> classes;  // the reader's; a class that he never gave is in none of them
  std::map<std::pair<std::string, std::string>, std::uint32_t> confusions;  // {reader's, engine's}, unequal
  std::uint32_t right = 0;
  std::uint32_t all = 0;
  [[nodiscard]] double macro_f1() const;  // over the reader's classes
};

// Pairs of {reader's, engine's}. A reader who knows no CONCEDE and RETREAT but YIELD, as PLOVER had it before 2021, gets it for both.
[[nodiscard]] EventScore score_events(const std::vector<std::pair<std::string, EventClass>>& pairs);

}  // namespace entente::extract
