// SPDX-License-Identifier: Apache-2.0
// Lists of rows in memory, in two halves: the heads, which a search asks at every step (where to, by what relation, how sure, from when), and the
// tails (which claim it is), which only an answer asks. A search is mostly waiting for memory, so a head is packed into eight bytes; a tail has
// sixteen. The disk has them together (graph/layout.h).
//
// Rows is a view and RowAt a place in it, both valid as long as the list. Any thread may read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "graph/layout.h"
#include "model/large_pages.h"

namespace entente::graph {

// From the lowest bit: neighbour 27, relation 6, outgoing 1, confidence 10, first day 15, attributed 1, polarity 1, modality 3.
class RowHead {
 public:
  static constexpr unsigned kNeighbourBits = 27;
  static_assert(kMostNodes < (std::uint64_t{1} << kNeighbourBits));

  RowHead() = default;
  explicit RowHead(const Row& row)
      : bits_(put(row.neighbour, 0) | put(static_cast<unsigned>(row.relation), kRelation) | put(row.outgoing ? 1 : 0, kOutgoing) |
              put(row.confidence, kConfidence) | put(day_code(row), kDay) | put(row.attributed ? 1 : 0, kAttributed) |
              put(static_cast<unsigned>(row.polarity) | static_cast<unsigned>(row.modality) << 1u, kKind)) {}

  [[nodiscard]] NodeId neighbour() const { return static_cast<NodeId>(bits_ & ((std::uint64_t{1} << kNeighbourBits) - 1)); }
  [[nodiscard]] Relation relation() const { return static_cast<Relation>(bits_ >> kRelation & 63u); }
  [[nodiscard]] bool outgoing() const { return (bits_ >> kOutgoing & 1u) != 0; }
  [[nodiscard]] std::uint16_t confidence() const { return static_cast<std::uint16_t>(bits_ >> kConfidence & 1023u); }
  [[nodiscard]] bool attributed() const { return (bits_ >> kAttributed & 1u) != 0; }
  // Modality and polarity together: modality * 2 + polarity.
  [[nodiscard]] unsigned kind() const { return static_cast<unsigned>(bits_ >> kKind); }
  // kUndated, a single day counted from the day before kDayOne, or kAskTail: a span of days, or a day far from now.
  [[nodiscard]] std::uint32_t day_code() const { return static_cast<std::uint32_t>(bits_ >> kDay & 0x7fffu); }
  [[nodiscard]] bool same_edge(const RowHead& other) const { return ((bits_ ^ other.bits_) & ((std::uint64_t{1} << kConfidence) - 1)) == 0; }

  static constexpr std::int32_t kDayOne = -3653;  // 1960-01-01; most news is of the 89 years from there
  static constexpr std::uint32_t kUndated = 0;
  static constexpr std::uint32_t kAskTail = 0x7fff;

 private:
  static constexpr unsigned kRelation = kNeighbourBits;
  static constexpr unsigned kOutgoing = kRelation + 6;
  static constexpr unsigned kConfidence = kOutgoing + 1;
  static constexpr unsigned kDay = kConfidence + 10;
  static constexpr unsigned kAttributed = kDay + 15;
  static constexpr unsigned kKind = kAttributed + 1;
  static_assert(kKind + 4 == 64);
  static constexpr std::uint64_t put(std::uint64_t value, unsigned at) { return value << at; }
  static std::uint64_t day_code(const Row& row) {
    if (!row.dated) return kUndated;
    if (row.first_day != row.last_day) return kAskTail;
    const auto code = std::int64_t{row.first_day} - kDayOne + 1;
    return code > 0 && code < std::int64_t{kAskTail} ? static_cast<std::uint64_t>(code) : kAskTail;
  }
  std::uint64_t bits_ = 0;
};
struct RowTail {
  IngestId ingest = 0;
  std::int32_t first_day = 0;
  std::int32_t last_day = 0;
  std::uint16_t claim = 0;
  std::uint16_t tie = 0;
};
static_assert(sizeof(RowHead) == 8 && sizeof(RowTail) == 16);

[[nodiscard]] inline RowTail tail_of(const Row& row) { return {row.ingest, row.first_day, row.last_day, row.claim, row.tie}; }

// An iterator over rows; what it points to is put together when it is asked for.
class RowAt {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Row;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = Row;

  RowAt() = default;
  RowAt(const RowHead* head, const RowTail* tail) : head_(head), tail_(tail) {}

  // What a search asks; of the tail only what is no single day.
  [[nodiscard]] NodeId neighbour() const { return head_->neighbour(); }
  [[nodiscard]] Relation relation() const { return head_->relation(); }
  [[nodiscard]] bool outgoing() const { return head_->outgoing(); }
  [[nodiscard]] std::uint16_t confidence() const { return head_->confidence(); }
  [[nodiscard]] bool attributed() const { return head_->attributed(); }
  [[nodiscard]] bool dated() const { return head_->day_code() != RowHead::kUndated; }
  [[nodiscard]] std::int32_t first_day() const {
    const auto code = head_->day_code();
    const bool is_day = code - 1 < RowHead::kAskTail - 1;  // neither kUndated, which wraps around, nor kAskTail
    return is_day ? static_cast<std::int32_t>(code) + (RowHead::kDayOne - 1) : tail_->first_day;
  }
  [[nodiscard]] std::int32_t last_day() const { return head_->day_code() == RowHead::kAskTail ? tail_->last_day : first_day(); }
  // Modality and polarity together: modality * 2 + polarity.
  [[nodiscard]] unsigned kind() const { return head_->kind(); }
  [[nodiscard]] const RowHead& head() const { return *head_; }
  [[nodiscard]] const RowTail& tail() const { return *tail_; }

  Row operator*() const {
    Row row;
    row.neighbour = neighbour();
    row.ingest = tail_->ingest;
    row.claim = tail_->claim;
    row.relation = relation();
    row.outgoing = outgoing();
    row.polarity = static_cast<Polarity>(kind() & 1u);
    row.modality = static_cast<Modality>(kind() >> 1u);
    row.attributed = attributed();
    row.dated = dated();
    row.confidence = confidence();
    row.tie = tail_->tie;
    row.first_day = tail_->first_day;
    row.last_day = tail_->last_day;
    return row;
  }
  RowAt& operator+=(difference_type n) {
    head_ += n;
    tail_ += n;
    return *this;
  }
  RowAt& operator++() { return *this += 1; }
  RowAt operator++(int) {
    auto copy = *this;
    ++*this;
    return copy;
  }
  friend RowAt operator+(RowAt at, difference_type n) { return at += n; }
  friend difference_type operator-(const RowAt& a, const RowAt& b) { return a.head_ - b.head_; }
  friend bool operator==(const RowAt& a, const RowAt& b) { return a.head_ == b.head_; }

 private:
  const RowHead* head_ = nullptr;
  const RowTail* tail_ = nullptr;
};

// Rows of one edge: same neighbour, relation and direction.
[[nodiscard]] inline bool same_edge(const RowAt& a, const RowAt& b) { return a.head().same_edge(b.head()); }

class Rows {
 public:
  Rows() = default;
  Rows(RowAt begin, std::size_t size) : begin_(begin), size_(size) {}
  [[nodiscard]] RowAt begin() const { return begin_; }
  [[nodiscard]] RowAt end() const { return begin_ + static_cast<std::ptrdiff_t>(size_); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] RowAt at(std::size_t index) const { return begin_ + static_cast<std::ptrdiff_t>(index); }
  [[nodiscard]] Rows first(std::size_t count) const { return {begin_, count}; }

 private:
  RowAt begin_;
  std::size_t size_ = 0;
};

class RowList {
 public:
  RowList() = default;
  explicit RowList(std::span<const Row> rows) {
    heads_.reserve(rows.size());
    tails_.reserve(rows.size());
    for (const auto& row : rows) {
      heads_.emplace_back(row);
      tails_.push_back(tail_of(row));
    }
  }
  // Of so many empty rows, to be set.
  explicit RowList(std::size_t size) : heads_(size), tails_(size) {}
  void set(std::size_t index, const Row& row) {
    heads_[index] = RowHead(row);
    tails_[index] = tail_of(row);
  }
  [[nodiscard]] Rows rows() const { return {RowAt(heads_.data(), tails_.data()), heads_.size()}; }
  [[nodiscard]] Rows rows(std::size_t begin, std::size_t end) const { return {RowAt(heads_.data() + begin, tails_.data() + begin), end - begin}; }
  [[nodiscard]] const RowHead* heads() const { return heads_.data(); }
  [[nodiscard]] std::size_t size() const { return heads_.size(); }
  [[nodiscard]] std::size_t bytes() const { return heads_.capacity() * sizeof(RowHead) + tails_.capacity() * sizeof(RowTail); }

 private:
  std::vector<RowHead, LargePages<RowHead>> heads_;
  std::vector<RowTail, LargePages<RowTail>> tails_;
};

}  // namespace entente::graph
