// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_view.h"

#include <algorithm>
#include <array>
#include <boost/graph/graph_concepts.hpp>
#include <limits>
#include <tuple>
#include <utility>

#include "model/date.h"

namespace entente::graph {

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<ClaimGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<ClaimGraph>));

namespace {

constexpr std::size_t kClockEvery = 4096;  // rows between two looks at the clock

// Paths and addresses: ASCII letters are enough.
std::string small_letters(std::string text) {
  for (auto& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

RowFilter::RowFilter(const ClaimFilter& filter)
    : min_confidence_(filter.min_confidence),
      since_(filter.since.value_or(std::numeric_limits<std::int32_t>::min())),
      first_day_until_(std::min(filter.until.value_or(std::numeric_limits<std::int32_t>::max()), filter.as_of.value_or(std::numeric_limits<std::int32_t>::max()))) {
  const auto let_pass = [&](Modality modality, Polarity polarity) {
    const auto kind = static_cast<unsigned>(modality) << 1u | static_cast<unsigned>(polarity);
    kinds_ = static_cast<std::uint16_t>(kinds_ | 1u << kind);
  };
  const std::array<std::pair<Modality, bool>, 5> modalities{{{Modality::kActual, true},
                                                             {Modality::kPlanned, filter.planned},
                                                             {Modality::kConditional, filter.conditional},
                                                             {Modality::kPossible, filter.possible},
                                                             {Modality::kRequested, filter.requested}}};
  for (const auto& [modality, wanted] : modalities) {
    if (!wanted) continue;
    let_pass(modality, Polarity::kPositive);
    if (filter.negative) let_pass(modality, Polarity::kNegative);
  }
  const bool ways_asked = filter.relations.any() || filter.direction != Direction::kAny;
  for (std::size_t i = 0; ways_asked && i < relations().size(); ++i) {
    const auto& row = relations()[i];
    const auto relation = static_cast<unsigned>(row.relation);
    if (filter.relations.any() && !filter.relations[relation]) continue;
    for (const bool outgoing : {false, true}) {
      const bool walks = filter.direction == Direction::kAny || row.symmetric || outgoing == (filter.direction == Direction::kAlong);
      if (walks) relations_[outgoing ? 1 : 0] |= std::uint64_t{1} << relation;
    }
  }
  if (!ways_asked) relations_.fill(~std::uint64_t{0});
  // Claims without a date are not of any day, but may be from before another: as_of lets them pass here.
  if (filter.since || filter.until) undated_ = filter.undated ? 1 : 0;
  dates_asked_ = filter.since || filter.until || filter.as_of;
  if (dates_asked_) {
    const auto code_of = [](std::int32_t day) { return std::clamp<std::int64_t>(std::int64_t{day} - RowHead::kDayOne + 1, 0, RowHead::kAskTail); };
    const auto first = std::max<std::int64_t>(code_of(since_), 1);
    const auto last = std::min<std::int64_t>(code_of(first_day_until_), RowHead::kAskTail - 1);
    first_code_ = static_cast<std::uint32_t>(first);
    code_count_ = static_cast<std::uint32_t>(std::max<std::int64_t>(last - first + 1, 0));
  }
  plain_ = !ways_asked && !dates_asked_;
}

ClaimGraph::ClaimGraph(const Snapshot& snapshot, ClaimFilter filter, Budget budget)
    : snapshot_(&snapshot),
      loaded_(snapshot.loaded().get()),
      filter_(std::move(filter)),
      row_filter_(filter_),
      asks_more_(filter_.needs_article() || filter_.needs_vertex()),
      budget_(budget),
      start_(std::chrono::steady_clock::now()) {
  explored_.in_memory = loaded_ != nullptr;
  for (const auto vertex : filter_.avoid) admitted_[vertex] = false;
}

void ClaimGraph::reverse() {
  if (filter_.direction == Direction::kAny) return;
  filter_.direction = filter_.direction == Direction::kAlong ? Direction::kAgainst : Direction::kAlong;
  row_filter_ = RowFilter(filter_);
}

Explored ClaimGraph::explored() const {
  auto out = explored_;
  out.milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
  return out;
}

Explored& Explored::operator+=(const Explored& other) {
  rows += other.rows;
  vertices += other.vertices;
  truncated |= other.truncated;
  if (stopped_by.empty()) stopped_by = other.stopped_by;
  in_memory &= other.in_memory;
  return *this;
}

void ClaimGraph::stop(const char* reason) const {
  explored_.truncated = true;
  if (explored_.stopped_by.empty()) explored_.stopped_by = reason;
}

void ClaimGraph::work(std::size_t steps) const {
  if (until_clock_ > steps) {
    until_clock_ -= steps;
    return;
  }
  until_clock_ = kClockEvery;
  if (std::chrono::steady_clock::now() - start_ > budget_.time) stop("time");
}

bool ClaimGraph::spend(std::size_t steps) const {
  explored_.rows += steps;
  if (explored_.rows > budget_.rows) stop("rows");
  work(steps);
  return !explored_.truncated;
}

ClaimGraph::Block& ClaimGraph::read(VertexId vertex) const {
  const auto place = read_.try_emplace(vertex);
  auto& block = place.first->second;
  if (!place.second || (block.kept = snapshot_->kept_list(vertex))) return block;
  // No list is read that would burst the budget: what there is of it is walked, and the answer says so.
  std::vector<Row> rows;
  if (snapshot_->read_rows(vertex, budget_.rows, rows)) block.kept = snapshot_->keep_list(vertex, rows);
  else stop("rows");
  if (!block.kept) block.list = RowList(rows);
  return block;
}

Rows ClaimGraph::block(VertexId vertex) const {
  if (loaded_ != nullptr) return loaded_->rows(vertex);
  auto& block = read(vertex);
  if (!block.kept && !std::exchange(block.arranged, true)) {
    const auto read = block.list.rows();
    std::vector<Row> rows(read.begin(), read.end());
    arrange_block(rows);
    block.list = RowList(rows);
  }
  return block.rows();
}

Rows ClaimGraph::unordered_block(VertexId vertex) const {
  return loaded_ != nullptr ? loaded_->rows(vertex) : read(vertex).rows();
}

bool ClaimGraph::may_walk() const {
  if (explored_.truncated) return false;
  if (explored_.vertices >= budget_.vertices) {
    stop("vertices");
    return false;
  }
  ++explored_.vertices;
  return true;
}

Rows ClaimGraph::walk(Rows rows) const {
  const auto left = budget_.rows - explored_.rows;
  if (rows.size() > left) {
    rows = rows.first(left);
    stop("rows");
  }
  explored_.rows += rows.size();
  // The clock is looked at by the work done, and after each list from the disk.
  constexpr std::size_t kWorkOfAList = 16;  // beside its rows
  work(rows.size() + (loaded_ != nullptr ? kWorkOfAList : kClockEvery));
  return rows;
}

Rows ClaimGraph::rows(VertexId vertex) const {
  return may_walk() ? walk(block(vertex)) : Rows();
}

Rows ClaimGraph::unordered_rows(VertexId vertex) const {
  return may_walk() ? walk(unordered_block(vertex)) : Rows();
}

std::size_t ClaimGraph::claim_count(VertexId vertex) const { return unordered_block(vertex).size(); }

std::size_t ClaimGraph::walk_weight_in_store(VertexId vertex) const {
  const auto known = read_.find(vertex);
  if (known != read_.end()) return known->second.rows().size();
  constexpr std::size_t kUnread = 32;
  return std::max(kUnread, snapshot_->known_length(vertex));
}

std::pair<ClaimGraph::out_edge_iterator, ClaimGraph::out_edge_iterator> ClaimGraph::edges_between(VertexId from, VertexId to) const {
  const auto rows = block(from);
  const auto* const heads = rows.empty() ? nullptr : &rows.begin().head();
  const auto* const found = std::lower_bound(heads, heads + rows.size(), to, [](const RowHead& row, VertexId wanted) { return row.neighbour() < wanted; });
  const auto first = rows.begin() + (found - heads);
  auto last = first;
  while (last != rows.end() && last.neighbour() == to) ++last;
  return {out_edge_iterator(*this, from, first, last), out_edge_iterator(*this, from, last, last)};
}

bool ClaimGraph::passes_more(const RowAt& row) const {
  if (filter_.needs_vertex()) {
    const auto known = admitted_.find(row.neighbour());
    bool admitted = true;
    if (known != admitted_.end()) {
      admitted = known->second;
    } else {
      if (filter_.types.any()) admitted = filter_.types.test(static_cast<std::size_t>(snapshot_->entity(row.neighbour()).type));
      admitted_.emplace(row.neighbour(), admitted);
    }
    if (!admitted) return false;
  }
  return !filter_.needs_article() || article_passes(row);
}

const ClaimGraph::ArticleFacts& ClaimGraph::facts_of(IngestId ingest) const {
  const auto known = article_facts_.find(ingest);
  if (known != article_facts_.end()) return known->second;
  constexpr std::size_t kWork = 64;  // of reading an article's head, in rows
  work(kWork);
  const auto head = snapshot_->article_head(ingest);
  ArticleFacts facts;
  if (!filter_.sources.empty()) {
    const auto source = small_letters(head.source) + "\n" + small_letters(head.url);
    facts.source_passes = std::any_of(filter_.sources.begin(), filter_.sources.end(), [&](const std::string& wanted) {
      return source.find(small_letters(wanted)) != std::string::npos;
    });
  }
  if (const auto days = parse_date(head.published)) facts.published = days->first;
  return article_facts_.emplace(ingest, facts).first->second;
}

bool ClaimGraph::article_passes(const RowAt& row) const {
  const bool asks_when = filter_.as_of && !row.dated();
  if (!filter_.sources.empty() || filter_.published_until || asks_when) {
    const auto& facts = facts_of(row.tail().ingest);
    if (!facts.source_passes) return false;
    if (filter_.published_until && (!facts.published || *facts.published > *filter_.published_until)) return false;
    if (asks_when && (!facts.published || *facts.published > *filter_.as_of)) return false;
  }
  if (filter_.speakers.empty()) return true;
  if (!row.attributed()) return false;
  const auto key = std::uint64_t{row.tail().ingest} << 16u | row.tail().claim;
  const auto known = speaker_passes_.find(key);
  if (known != speaker_passes_.end()) return known->second;
  const auto article = snapshot_->article(row.tail().ingest);
  bool passes = false;
  for (const auto& speaker : article->claims.at(row.tail().claim).attribution) {
    if (!speaker.entity) continue;
    const auto local = std::find_if(article->entities.begin(), article->entities.end(),
                                    [&](const Entity& entity) { return entity.id == *speaker.entity; });
    if (local == article->entities.end()) continue;
    const auto vertex = snapshot_->vertex_of(article->article.source, *local);
    passes |= std::find(filter_.speakers.begin(), filter_.speakers.end(), vertex) != filter_.speakers.end();
  }
  speaker_passes_.emplace(key, passes);
  constexpr std::size_t kWork = 512;  // of reading an article, in rows
  work(kWork);
  return passes;
}

std::vector<Row> ClaimGraph::claims(const Edge& edge) const {
  std::vector<Row> out;
  for (auto row = edge.first; row != edge.last; ++row) {
    if (passes(row)) out.push_back(*row);
  }
  return out;
}

Support ClaimGraph::support(const Edge& edge) const {
  Support out;
  double doubt = 1;
  // One origin counts once, by its best claim: repeating oneself confirms nothing, nor does printing another's text. Rows come best first,
  // so the first of an origin is its best; and they are multiplied in one order whatever the history, since rounding depends on it.
  constexpr std::size_t kFew = 24;
  std::array<IngestId, kFew> first{};
  boost::unordered_flat_set<IngestId> more;
  for (auto row = edge.first; row != edge.last; ++row) {
    if (!passes(row)) continue;
    ++out.claims;
    const auto origin = snapshot_->origin_of(row.tail().ingest);
    const auto known = first.begin() + std::min<std::ptrdiff_t>(out.origins, kFew);
    if (std::find(first.begin(), known, origin) != known) continue;
    if (known != first.end()) *known = origin;
    else if (!more.insert(origin).second) continue;
    ++out.origins;
    doubt *= 1 - static_cast<double>(row.confidence()) / 1000.0;
  }
  out.confidence = 1 - doubt;
  return out;
}

std::size_t out_degree(VertexId vertex, const ClaimGraph& graph) {
  const auto [begin, end] = out_edges(vertex, graph);
  return static_cast<std::size_t>(std::distance(begin, end));
}

}  // namespace entente::graph
