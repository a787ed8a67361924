// SPDX-License-Identifier: Apache-2.0
// What kind of political event a sentence tells between two given actors, as a class of PLOVER (the Political Language Ontology
// for Verifiable Event Records, 0.8). Read from the dependency tree by seeds/lexicon/events.tsv: the predicate that the source takes part
// in, the words that carry, promise, stop or refuse what stands below it, then negation and modality. No model is trained for it.
// A pure function of its arguments; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/lexicon.h"
#include "extract/tree.h"
#include "model/event.h"

namespace entente::extract {

// What a word does with the class of the words below it.
enum class EventEffect : std::uint8_t {
  kOwn = 0,  // nothing: its own class stands
  kIntent,   // promises it: AGREE, or THREATEN when what stands below is hostile
  kReverse,  // ends it: less help is SANCTION, less harm is RETREAT
  kCarry,    // passes it on
  kPurpose,  // its own class stands unless the purpose says more ("sent experts to investigate")
  kSay,      // passes it on; of somebody else it is blame, praise or a request
};

struct EventRow {
  std::vector<std::string> needs;  // nouns, @groups or CLASSES one of which must stand below
  std::vector<std::string> with;   // prepositions or particles one of which must stand below
  EventClass event = EventClass::kNone;
  EventEffect effect = EventEffect::kOwn;
};

// seeds/lexicon/events.tsv in memory.
class EventTable {
 public:
  // Throws Error kInput that names file and line.
  [[nodiscard]] static EventTable load(const std::string& path);

  // Rows of a word's base form; nullptr when the table does not know it.
  [[nodiscard]] const std::vector<EventRow>* verb(std::string_view lemma) const;
  [[nodiscard]] const std::vector<EventRow>* noun(std::string_view lemma) const;
  [[nodiscard]] const std::vector<EventRow>* adjective(std::string_view lower) const;
  [[nodiscard]] bool in_group(std::string_view noun, std::string_view group) const;
  // The base form of a verb's form, irregular ones by the lexicon.
  [[nodiscard]] std::string verb_lemma(std::string_view lower, const Lexicon& lexicon) const;

 private:
  using Rows = std::unordered_map<std::string, std::vector<EventRow>>;
  Rows verbs_;
  Rows nouns_;
  Rows adjectives_;
  std::unordered_map<std::string, std::vector<std::string>> groups_;  // noun -> groups
};

// Tokens [first, last) of one sentence.
struct TokenRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// Bytes [begin, end) of a text.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct FoundEvent {
  EventClass event = EventClass::kNone;
  std::uint32_t trigger = 0;  // the token that decided; meaningless for kNone
};

// The event between source and target. kNone when no word of the sentence is in the table.
[[nodiscard]] FoundEvent find_event(const Tree& tree, const EventTable& table, const Lexicon& lexicon, TokenRange source, TokenRange target);

}  // namespace entente::extract
