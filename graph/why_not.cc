// SPDX-License-Identifier: Apache-2.0
#include "graph/why_not.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "graph/search.h"

namespace entente::graph {
namespace {

struct CutInfo {
  Cut cut;
  std::string_view name;
  std::string_view words;
};
constexpr std::array<CutInfo, 17> kCuts{{
    {Cut::kNegative, "negative", "the text denies it (--include negative)"},
    {Cut::kPlanned, "planned", "it is only planned (--include planned)"},
    {Cut::kConditional, "conditional", "it holds only under a condition (--include conditional)"},
    {Cut::kPossible, "possible", "it is only said to be possible (--include possible)"},
    {Cut::kRequested, "requested", "it is only asked for (--include requested)"},
    {Cut::kConfidence, "confidence", "it is less sure than --min-confidence"},
    {Cut::kRelation, "relation", "its relation is not among --relation"},
    {Cut::kDate, "date", "its date lies outside --since and --until"},
    {Cut::kUndated, "undated", "it has no date (--include undated)"},
    {Cut::kDirection, "direction", "it runs the other way (--direction)"},
    {Cut::kSource, "source", "its article is not among --source"},
    {Cut::kSpeaker, "speaker", "none of --speaker says it"},
    {Cut::kPublished, "published", "its article was published after --known-at, or does not say when"},
    {Cut::kAsOf, "as_of", "it is of a later day than --as-of, or says no date and its article no earlier one"},
    {Cut::kAvoided, "avoided", "it leads to an entity to --avoid"},
    {Cut::kType, "type", "it leads to an entity whose type is not among --types"},
    {Cut::kHub, "hub", "it leads to an entity with more claims than --skip-degree"},
}};

// A filter that cuts nothing.
ClaimFilter open_filter() {
  ClaimFilter filter;
  filter.negative = filter.planned = filter.conditional = filter.possible = filter.requested = filter.undated = true;
  return filter;
}

// Tells what keeps a claim out, condition by condition.
class Judge {
 public:
  Judge(const Snapshot& snapshot, const WhyNotOptions& options, VertexId from, VertexId to)
      : options_(options), open_(snapshot, open_filter(), options.budget), from_(from), to_(to) {
    const auto add = [&](Cut cut, auto set) {
      auto filter = open_filter();
      set(filter);
      auto& item = parts_.emplace_back(cut, std::make_unique<ClaimGraph>(snapshot, filter, options.budget));
      item.second->always_admit(from);
      item.second->always_admit(to);
    };
    const auto& wanted = options.filter;
    if (!wanted.sources.empty()) add(Cut::kSource, [&](ClaimFilter& filter) { filter.sources = wanted.sources; });
    if (!wanted.speakers.empty()) add(Cut::kSpeaker, [&](ClaimFilter& filter) { filter.speakers = wanted.speakers; });
    if (wanted.published_until) add(Cut::kPublished, [&](ClaimFilter& filter) { filter.published_until = wanted.published_until; });
    if (wanted.as_of) add(Cut::kAsOf, [&](ClaimFilter& filter) { filter.as_of = wanted.as_of; });
    if (!wanted.avoid.empty()) add(Cut::kAvoided, [&](ClaimFilter& filter) { filter.avoid = wanted.avoid; });
    if (wanted.types.any()) add(Cut::kType, [&](ClaimFilter& filter) { filter.types = wanted.types; });
    if (wanted.direction != Direction::kAny) add(Cut::kDirection, [&](ClaimFilter& filter) { filter.direction = wanted.direction; });
  }

  [[nodiscard]] const ClaimGraph& open() const { return open_; }

  // Of a row of an arranged block, walked from its owner to its neighbour.
  [[nodiscard]] std::vector<Cut> cuts_of(const RowAt& at) const {
    const auto row = *at;
    const auto& wanted = options_.filter;
    std::vector<Cut> out;
    if (row.polarity == Polarity::kNegative && !wanted.negative) out.push_back(Cut::kNegative);
    if (row.modality == Modality::kPlanned && !wanted.planned) out.push_back(Cut::kPlanned);
    if (row.modality == Modality::kConditional && !wanted.conditional) out.push_back(Cut::kConditional);
    if (row.modality == Modality::kPossible && !wanted.possible) out.push_back(Cut::kPossible);
    if (row.modality == Modality::kRequested && !wanted.requested) out.push_back(Cut::kRequested);
    if (row.confidence < wanted.min_confidence) out.push_back(Cut::kConfidence);
    if (wanted.relations.any() && !wanted.relations.test(static_cast<std::size_t>(row.relation))) out.push_back(Cut::kRelation);
    if (wanted.since || wanted.until) {
      if (!row.dated) {
        if (!wanted.undated) out.push_back(Cut::kUndated);
      } else if ((wanted.since && row.last_day < *wanted.since) || (wanted.until && row.first_day > *wanted.until)) {
        out.push_back(Cut::kDate);
      }
    }
    for (const auto& [cut, graph] : parts_) {
      if (!graph->passes(at)) out.push_back(cut);
    }
    if (row.neighbour != from_ && row.neighbour != to_ && open_.closed(row.neighbour)) out.push_back(Cut::kHub);
    return out;
  }

  // The claim of an edge that the fewest conditions cut; of equals the best.
  [[nodiscard]] std::pair<std::optional<Row>, std::vector<Cut>> nearest(const Edge& edge) const {
    std::optional<Row> best;
    std::vector<Cut> best_cuts;
    constexpr std::ptrdiff_t kLookedAt = 4096;
    for (auto row = edge.first; row != edge.last && row - edge.first < kLookedAt; ++row) {
      auto cuts = cuts_of(row);
      if (!best || cuts.size() < best_cuts.size()) {
        best = *row;
        best_cuts = std::move(cuts);
        if (best_cuts.empty()) break;
      }
    }
    return {best, best_cuts};
  }

 private:
  const WhyNotOptions& options_;
  ClaimGraph open_;
  VertexId from_;
  VertexId to_;
  std::vector<std::pair<Cut, std::unique_ptr<ClaimGraph>>> parts_;
};

void find_cut_claims(const Snapshot& snapshot, const Judge& judge, VertexId from, VertexId to, std::size_t limit, WhyNotAnswer& answer) {
  struct Found {
    Row row;
    std::vector<Cut> cuts;
  };
  std::vector<Found> found;
  const auto [begin, end] = judge.open().edges_between(from, to);
  for (auto it = begin; it != end; ++it) {
    const auto edge = *it;
    for (auto row = edge.first; row != edge.last; ++row) {
      auto cuts = judge.cuts_of(row);
      if (!cuts.empty()) found.push_back({*row, std::move(cuts)});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    const auto rank = [](const Found& item) { return std::tuple(item.cuts.size(), -static_cast<int>(item.row.confidence), item.row.tie); };
    return rank(a) < rank(b);
  });
  for (const auto& item : found) {
    if (answer.cut.size() >= limit) break;
    CutClaim claim{{snapshot.article(item.row.ingest), item.row.claim}, 0, 0, item.cuts};
    const auto& article = *claim.evidence.article;
    for (const auto& entity : article.entities) {
      if (entity.id == claim.evidence.get().subject) claim.subject = snapshot.vertex_of(article.article.source, entity);
      if (entity.id == claim.evidence.get().object) claim.object = snapshot.vertex_of(article.article.source, entity);
    }
    answer.cut.push_back(std::move(claim));
  }
}

void find_unlinked(const Snapshot& snapshot, const Judge& judge, VertexId from, VertexId to, std::size_t limit, WhyNotAnswer& answer) {
  constexpr std::size_t kMostPostings = 1'000'000;
  const auto a = snapshot.articles_of(from, kMostPostings);
  const auto b = snapshot.articles_of(to, kMostPostings);
  std::vector<IngestId> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  answer.common_articles = common.size();
  std::vector<Unlinked> found;
  constexpr std::size_t kWorkOfAnArticle = 512;  // in rows
  std::size_t read = 0;
  for (const auto ingest : common) {
    if (++read > kMostCommonArticles || !judge.open().spend(kWorkOfAnArticle)) break;
    const auto article = snapshot.article(ingest);
    for (std::size_t i = 0; i < article->candidates.size(); ++i) {
      const auto& candidate = article->candidates[i];
      VertexId subject = 0;
      VertexId object = 0;
      for (const auto& entity : article->entities) {
        if (entity.id == candidate.subject) subject = snapshot.vertex_of(article->article.source, entity);
        if (entity.id == candidate.object) object = snapshot.vertex_of(article->article.source, entity);
      }
      if ((subject == from && object == to) || (subject == to && object == from)) found.push_back({article, i});
    }
  }
  std::sort(found.begin(), found.end(), [](const Unlinked& x, const Unlinked& y) {
    return std::tuple(x.article->article.source, x.article->article.id, x.candidate) < std::tuple(y.article->article.source, y.article->article.id, y.candidate);
  });
  if (found.size() > limit) found.resize(limit);
  answer.unlinked = std::move(found);
}

// The path that needs the fewest exceptions from the filter, then the cheapest.
void find_almost(const Snapshot& snapshot, const Judge& judge, VertexId from, VertexId to, const WhyNotOptions& options, WhyNotAnswer& answer) {
  const auto& open = judge.open();
  const auto weight = [&](VertexId vertex) { return open.walk_weight(vertex); };
  constexpr double kException = 100;  // dearer than any path without one
  const auto edge_cost = [&](const Edge& edge) {
    return trust_cost(open, edge) + (judge.nearest(edge).second.empty() ? 0.0 : kException);
  };
  const auto pass_cost = [&](VertexId vertex) { return hub_cost(open, vertex); };
  std::optional<FoundPath<VertexId>> path;
  for (const auto hops : {options.max_hops, kMaxHops}) {
    const auto hops_left = ball_around(open, to, from, hops);
    CheapestPath search(open, to, edge_cost, pass_cost, hops_left, weight);
    path = search.find(from, hops, {}, {});
    if (path || hops == kMaxHops) break;
  }
  if (!path) return;
  for (std::size_t i = 0; i + 1 < path->vertices.size(); ++i) {
    AlmostHop hop;
    hop.from = path->vertices[i];
    hop.to = path->vertices[i + 1];
    std::optional<Row> best;
    const auto [begin, end] = open.edges_between(hop.from, hop.to);
    for (auto it = begin; it != end; ++it) {
      auto [row, cuts] = judge.nearest(*it);
      if (!row || (best && std::tuple(cuts.size(), -static_cast<int>(row->confidence), row->tie) >=
                                                    std::tuple(hop.cuts.size(), -static_cast<int>(best->confidence), best->tie))) {
        continue;
      }
      best = row;
      hop.cuts = std::move(cuts);
    }
    hop.holds = hop.cuts.empty();
    if (best) hop.evidence = Evidence{snapshot.article(best->ingest), best->claim};
    answer.exceptions += hop.holds ? 0 : 1;
    answer.almost.push_back(std::move(hop));
  }
  answer.too_long = answer.exceptions == 0 && answer.almost.size() > options.max_hops;
}

}  // namespace

std::string_view name_of(Cut cut) { return kCuts.at(static_cast<std::size_t>(cut)).name; }
std::string_view explain(Cut cut) { return kCuts.at(static_cast<std::size_t>(cut)).words; }

WhyNotAnswer why_not(const Snapshot& snapshot, VertexId from, VertexId to, const WhyNotOptions& options) {
  WhyNotAnswer answer;
  PathOptions asked;
  static_cast<QueryOptions&>(asked) = options;
  asked.max_hops = options.max_hops;
  asked.k = 1;
  asked.quotes = 0;
  const auto paths = find_paths(snapshot, from, to, asked);
  if (!paths.paths.empty()) answer.linked_in = paths.paths.front().hops.size();
  const Judge judge(snapshot, options, from, to);
  find_cut_claims(snapshot, judge, from, to, options.limit, answer);
  find_unlinked(snapshot, judge, from, to, options.limit, answer);
  if (!answer.linked_in) find_almost(snapshot, judge, from, to, options, answer);
  answer.explored = judge.open().explored();
  answer.explored += paths.explored;
  answer.explored.milliseconds += paths.explored.milliseconds;
  return answer;
}

}  // namespace entente::graph
