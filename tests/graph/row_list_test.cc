// SPDX-License-Identifier: Apache-2.0
#include "graph/row_list.h"

#include <doctest/doctest.h>

#include <limits>
#include <span>
#include <vector>

#include "graph/graph_view.h"
#include "model/large_pages.h"
#include "model/vocabulary.h"
#include "tests/support/random_world.h"

using namespace entente;
using namespace entente::graph;
using entente::testing::RandomWorld;

namespace {

Row row_of_days(std::int32_t first, std::int32_t last) {
  Row row;
  row.neighbour = 7;
  row.ingest = 9;
  row.dated = true;
  row.first_day = first;
  row.last_day = last;
  row.confidence = 800;
  return row;
}

std::vector<Row> all_of(const RowList& list) {
  std::vector<Row> out;
  for (auto row = list.rows().begin(); row != list.rows().end(); ++row) out.push_back(*row);
  return out;
}

}  // namespace

TEST_CASE("a list gives every row back as it was, whatever its fields hold") {
  std::vector<Row> rows;
  for (const auto& relation : relations()) {
    for (const bool outgoing : {false, true}) {
      Row row;
      row.relation = relation.relation;
      row.outgoing = outgoing;
      rows.push_back(row);
    }
  }
  for (const auto polarity : {Polarity::kPositive, Polarity::kNegative}) {
    for (const auto modality : {Modality::kActual, Modality::kPlanned, Modality::kConditional, Modality::kPossible, Modality::kRequested}) {
      for (const bool attributed : {false, true}) {
        Row row;
        row.polarity = polarity;
        row.modality = modality;
        row.attributed = attributed;
        rows.push_back(row);
      }
    }
  }
  constexpr auto kLeast = std::numeric_limits<std::int32_t>::min();
  constexpr auto kMost = std::numeric_limits<std::int32_t>::max();
  for (const auto day : {kLeast, -3654, -3653, -3652, 0, 20'000, 29'112, 29'113, 29'114, kMost}) {
    rows.push_back(row_of_days(day, day));
    rows.push_back(row_of_days(day, kMost));
  }
  Row largest;
  largest.neighbour = kMostNodes;
  largest.ingest = std::numeric_limits<IngestId>::max();
  largest.claim = 0xffff;
  largest.tie = 0xffff;
  largest.confidence = kMostConfidence;
  rows.push_back(largest);

  CHECK(all_of(RowList(rows)) == rows);
  RowList set(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) set.set(i, rows[i]);
  CHECK(all_of(set) == rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto at = set.rows().at(i);
    CHECK(at.dated() == bool{rows[i].dated});
    CHECK(at.first_day() == rows[i].first_day);
    CHECK(at.last_day() == rows[i].last_day);
  }
}

TEST_CASE("rows of one edge are told by neighbour, relation and direction, and by nothing else") {
  Row row;
  row.neighbour = 3;
  const auto same = [&](const Row& other) {
    const RowList list(std::vector<Row>{row, other});
    return same_edge(list.rows().at(0), list.rows().at(1));
  };
  auto other = row;
  other.confidence = 1000;
  other.polarity = Polarity::kNegative;
  other.dated = true;
  other.attributed = true;
  CHECK(same(other));
  for (const auto change : {0, 1, 2}) {
    other = row;
    if (change == 0) other.neighbour = 4;
    if (change == 1) other.relation = Relation::kProtestsAgainst;
    if (change == 2) other.outgoing = !other.outgoing;
    CHECK_FALSE(same(other));
  }
}

TEST_CASE("a filter of dates reads days, spans of days and days of other centuries alike") {
  ClaimFilter filter;
  filter.since = 100;
  filter.until = 200;
  const RowFilter passes(filter);
  CHECK(passes.passes(row_of_days(100, 100)));
  CHECK(passes.passes(row_of_days(200, 200)));
  CHECK_FALSE(passes.passes(row_of_days(99, 99)));
  CHECK_FALSE(passes.passes(row_of_days(201, 201)));
  CHECK(passes.passes(row_of_days(50, 100)));
  CHECK_FALSE(passes.passes(row_of_days(50, 99)));
  CHECK(passes.passes(row_of_days(-30'000, 30'000)));
  CHECK_FALSE(passes.passes(row_of_days(-30'000, -30'000)));
  CHECK_FALSE(passes.passes(row_of_days(40'000, 40'000)));
}

TEST_CASE("rows judged together, rows judged one by one and the filter's own words agree, whatever it asks") {
  RandomWorld world(37);
  const auto any_day = [&] {
    const std::int32_t near = static_cast<std::int32_t>(world.pick(400)) - 200;
    return world.pick(5) == 0 ? near * 400 : near;
  };
  const auto any_relation = [&] { return relations()[world.pick(relations().size())].relation; };
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    ClaimFilter filter;
    if (world.pick(2) == 0) filter.since = any_day();
    if (world.pick(2) == 0) filter.until = any_day();
    if (world.pick(3) == 0) filter.as_of = any_day();
    if (world.pick(3) == 0) filter.min_confidence = static_cast<std::uint16_t>(world.pick(1001));
    for (auto i = world.pick(3) == 0 ? world.pick(20) : 0; i > 0; --i) filter.relations.set(static_cast<std::size_t>(any_relation()));
    filter.direction = static_cast<Direction>(world.pick(3));
    filter.undated = world.pick(2) == 0;
    filter.negative = world.pick(2) == 0;
    filter.planned = world.pick(2) == 0;
    filter.possible = world.pick(2) == 0;
    std::vector<Row> rows(world.pick(150));
    for (auto& row : rows) {
      row.neighbour = static_cast<NodeId>(1 + world.pick(20));
      row.relation = any_relation();
      row.outgoing = world.pick(2) == 0;
      row.confidence = static_cast<std::uint16_t>(world.pick(1001));
      row.polarity = world.pick(5) == 0 ? Polarity::kNegative : Polarity::kPositive;
      row.modality = static_cast<Modality>(world.pick(2) == 0 ? 0 : world.pick(5));
      row.dated = world.pick(3) != 0;
      if (!row.dated) continue;
      row.first_day = any_day();
      row.last_day = world.pick(3) == 0 ? row.first_day + static_cast<std::int32_t>(world.pick(400)) : row.first_day;
    }
    const auto should_pass = [&](const Row& row) {
      if (row.polarity == Polarity::kNegative && !filter.negative) return false;
      const bool wanted = row.modality == Modality::kActual || (row.modality == Modality::kPlanned && filter.planned) || (row.modality == Modality::kPossible && filter.possible);
      if (!wanted || row.confidence < filter.min_confidence) return false;
      if (filter.relations.any() && !filter.relations[static_cast<std::size_t>(row.relation)]) return false;
      if (filter.direction != Direction::kAny && !info(row.relation).symmetric && row.outgoing != (filter.direction == Direction::kAlong)) return false;
      if (!row.dated) return (!filter.since && !filter.until) || filter.undated;
      if (filter.since && row.last_day < *filter.since) return false;
      if (filter.until && row.first_day > *filter.until) return false;
      return !filter.as_of || row.first_day <= *filter.as_of;
    };
    std::vector<Row> expected;
    std::vector<NodeId> expected_neighbours;
    for (const auto& row : rows) {
      if (!should_pass(row)) continue;
      expected.push_back(row);
      if (expected_neighbours.empty() || expected_neighbours.back() != row.neighbour) expected_neighbours.push_back(row.neighbour);
    }
    const RowFilter passes(filter);
    const RowList list(rows);
    std::vector<Row> found;
    passes.each(list.rows(), [&](const RowAt& row) {
      found.push_back(*row);
      return true;
    });
    CHECK(found == expected);
    std::vector<NodeId> neighbours;
    passes.neighbours(list.rows(), [&](std::span<const NodeId> some) {
      neighbours.insert(neighbours.end(), some.begin(), some.end());
      return true;
    });
    CHECK(neighbours == expected_neighbours);
    for (const auto& row : rows) CHECK(passes.passes(row) == should_pass(row));
  }
}

TEST_CASE("arrays on large pages hold what others hold, small and large") {
  for (const std::size_t size : {std::size_t{1}, std::size_t{3'000'000}}) {
    std::vector<std::uint32_t, LargePages<std::uint32_t>> numbers(size, 7);
    numbers.back() = 8;
    auto copy = numbers;
    numbers.clear();
    CHECK(copy.size() == size);
    CHECK(copy.back() == 8);
    CHECK((size == 1 || copy.front() == 7));
  }
}
