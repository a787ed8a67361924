// SPDX-License-Identifier: Apache-2.0
// Why there is no link: what was said of two entities and did not become an edge, which filter cut what did, and the path
// that is nearly there.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/queries.h"

namespace entente::graph {

// What keeps a claim out of a question.
enum class Cut : std::uint8_t {
  kNegative,
  kPlanned,
  kConditional,
  kPossible,
  kRequested,
  kConfidence,  // below min_confidence
  kRelation,
  kDate,
  kUndated,
  kDirection,
  kSource,
  kSpeaker,
  kPublished,
  kAsOf,        // dated later, or undated in an article published later
  kAvoided,  // leads to an entity to be avoided
  kType,     // or to one of a type that is not allowed
  kHub,      // or to one with more claims than skip_degree
};
[[nodiscard]] std::string_view name_of(Cut cut);      // "negative", "confidence", …
[[nodiscard]] std::string_view explain(Cut cut);      // "the text denies it", …

struct CutClaim {
  Evidence evidence;
  VertexId subject = 0;
  VertexId object = 0;
  std::vector<Cut> cuts;  // all that keep it out; at least one
};

// Two entities in one sentence that made no claim.
struct Unlinked {
  std::shared_ptr<const Extraction> article;
  std::size_t candidate = 0;  // index into article->candidates
  [[nodiscard]] const Candidate& get() const { return article->candidates.at(candidate); }
};

struct AlmostHop {
  VertexId from = 0;
  VertexId to = 0;
  bool holds = false;               // some claim passes the filter
  std::vector<Cut> cuts;            // of the claim that comes nearest, when none does
  std::optional<Evidence> evidence; // the best claim that passes, or the one that comes nearest
};

struct WhyNotAnswer {
  std::optional<std::size_t> linked_in;  // hops of the shortest path, when there is one after all
  std::vector<CutClaim> cut;             // claims between the two that the filter cuts, those with the fewest reasons first
  std::vector<Unlinked> unlinked;        // sentences with both and no claim, by article
  std::vector<AlmostHop> almost;         // the path that needs the fewest exceptions from the filter; empty when there is none
  std::size_t exceptions = 0;            // hops of it that the filter cuts
  bool too_long = false;                 // it obeys the filter and has only too many hops
  std::size_t common_articles = 0;       // articles that speak of both
  Explored explored;
};

struct WhyNotOptions : QueryOptions {
  std::size_t max_hops = 4;  // 1 to kMaxHops
  std::size_t limit = 10;    // claims and sentences shown, each
};
inline constexpr std::size_t kMostCommonArticles = 2000;  // read for their sentences; of more the first are

[[nodiscard]] WhyNotAnswer why_not(const Snapshot& snapshot, VertexId from, VertexId to, const WhyNotOptions& options);

}  // namespace entente::graph
