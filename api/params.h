// SPDX-License-Identifier: Apache-2.0
// What a user asks with, from words to checked values. The upper half serves the command line too; the lower
// half is the parameters of a route: one list of them says names, kinds and bounds, checks a request and
// writes the OpenAPI description, so that the three cannot disagree.
//
// All functions are pure. What cannot be understood is an Error kUsage that names the parameter and what it
// takes; nothing is ever ignored or rounded into range.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/queries.h"
#include "graph/snapshot.h"
#include "model/error.h"

namespace entente::api {

// --- shared with the command line

// A filter in the words of the user. Lists may hold comma-separated names.
struct FilterWords {
  std::vector<std::string> relations;  // "SIGNED", any case, or a group of the vocabulary: "agreement"
  std::string since;                   // ISO 8601; its first day counts
  std::string until;                   // ISO 8601; its last day counts
  std::string min_confidence;          // 0 to 1; empty = 0
  std::vector<std::string> include;    // negative, planned, conditional, possible, requested, undated
  std::string direction;               // any (or empty), along, against
  std::vector<std::string> sources;    // parts of an article's source or URL
  std::vector<std::string> speakers;   // names or ids; not split at commas
  std::vector<std::string> avoid;      // names or ids; not split at commas
  std::vector<std::string> types;      // "Person", any case
  std::string known_at;                // ISO 8601; its last day counts
  std::string as_of;                   // ISO 8601; its last day counts
};
// What needs no store: all but speakers and avoid.
[[nodiscard]] graph::ClaimFilter parse_filter(const FilterWords& words);
// All of it; throws NameError for a name that stands for nothing or for several.
[[nodiscard]] graph::ClaimFilter parse_filter(const graph::Snapshot& snapshot, const FilterWords& words);
// The words that `include` takes.
[[nodiscard]] std::span<const std::string_view> include_words();

// "a,b" and "c" become a, b, c; blanks around the commas are dropped.
[[nodiscard]] std::vector<std::string> split_list(const std::vector<std::string>& values);
// A decimal number of [0, 1], with a point whatever the locale.
[[nodiscard]] double parse_share(std::string_view name, std::string_view text);
// A whole number of [least, most].
[[nodiscard]] std::uint64_t parse_count(std::string_view name, std::string_view text, std::uint64_t least,
                                        std::uint64_t most);

// A name that stands for nothing (kNotFound) or for several (kAmbiguous). The message is for people and names
// the candidates as well; the list is for programs.
class NameError : public Error {
 public:
  NameError(ErrorKind kind, const std::string& message, std::vector<graph::SearchHit> candidates)
      : Error(kind, message), candidates_(std::move(candidates)) {}
  [[nodiscard]] const std::vector<graph::SearchHit>& candidates() const { return candidates_; }

 private:
  std::vector<graph::SearchHit> candidates_;
};
// The entity of an id or a name; throws NameError.
[[nodiscard]] graph::VertexId require_entity(const graph::Snapshot& snapshot, std::string_view name_or_id);

// --- parameters of a route

enum class ParamKind {
  kText,
  kCount,  // whole number in [least, most]
  kShare,  // decimal number in [0, 1]
  kDate,   // ISO 8601
  kList,   // words of the vocabulary; may be given several times and with commas
  kNames,  // entities by name or id, likewise
  kTexts,  // any words, likewise
};

struct Param {
  std::string_view name;
  ParamKind kind = ParamKind::kText;
  std::string_view help;
  std::string_view fallback = {};  // what is taken when it is absent, in its written form; empty = nothing
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  std::vector<std::string_view> words = {};  // the only values it takes; empty = any
  bool required = false;
};
using ParamList = std::vector<Param>;
[[nodiscard]] constexpr bool takes_several(ParamKind kind) {
  return kind == ParamKind::kList || kind == ParamKind::kNames || kind == ParamKind::kTexts;
}

// The parameters of one request, checked against the list of its route. The list must outlive it.
class Params {
 public:
  // Throws Error kUsage: an unknown name, one given twice that is no list, a value out of bounds, a required
  // one missing.
  Params(const ParamList& list, const std::multimap<std::string, std::string>& query);

  [[nodiscard]] bool has(std::string_view name) const;  // given by the caller
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::uint64_t count(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;

 private:
  [[nodiscard]] const Param& param(std::string_view name) const;

  const ParamList* list_;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

// Parameters that several routes share, and their values.
[[nodiscard]] ParamList filter_params();  // relation, since, until, min_confidence, include
[[nodiscard]] ParamList walk_params();    // direction, source, speaker, avoid, types, known_at, as_of
[[nodiscard]] ParamList budget_params();  // timeout_ms, max_rows, skip_degree, quotes
[[nodiscard]] graph::ClaimFilter filter_of(const Params& params);
// Filter (with the names of walk_params looked up), budget and quotes.
[[nodiscard]] graph::QueryOptions query_of(const graph::Snapshot& snapshot, const Params& params);
// The entities of a list of names or ids.
[[nodiscard]] std::vector<graph::VertexId> require_entities(const graph::Snapshot& snapshot, const std::vector<std::string>& names);

}  // namespace entente::api
