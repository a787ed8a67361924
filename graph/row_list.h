// SPDX-License-Identifier: Apache-2.0
// Lists of rows in memory, in two halves: the heads, which a search asks at every step (where to, by what relation, how sure, from when), and the
// tails (which claim it is), which only an answer asks. A search is mostly waiting for memory, and so it waits for half of it. Twelve bytes each;
// the disk has them together (graph/layout.h).
//
// Rows is a view and RowAt a place in it, both valid as long as the list. Any thread may read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "graph/layout.h"

namespace entente::graph {

struct RowHead {
  NodeId neighbour = 0;
  Relation relation = Relation::kSigned;
  std::uint8_t flags = 0;  // 1 outgoing, 2 negative, 4, 8 and 16 modality, 32 attributed, 64 dated
  std::uint16_t confidence = 0;
  std::int32_t first_day = 0;
};
struct RowTail {
  IngestId ingest = 0;
  std::uint16_t claim = 0;
  std::uint16_t tie = 0;
  std::int32_t last_day = 0;
};
static_assert(sizeof(RowHead) == 12 && sizeof(RowTail) == 12);

[[nodiscard]] inline RowHead head_of(const Row& row) {
  const auto flags = (row.outgoing ? 1u : 0u) | static_cast<unsigned>(row.polarity) << 1u | static_cast<unsigned>(row.modality) << 2u |
                     (row.attributed ? 32u : 0u) | (row.dated ? 64u : 0u);
  return {row.neighbour, row.relation, static_cast<std::uint8_t>(flags), row.confidence, row.first_day};
}
[[nodiscard]] inline RowTail tail_of(const Row& row) { return {row.ingest, row.claim, row.tie, row.last_day}; }

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

  // What a search asks; the tail is not touched.
  [[nodiscard]] const RowHead& head() const { return *head_; }
  [[nodiscard]] const RowTail& tail() const { return *tail_; }
  [[nodiscard]] bool outgoing() const { return (head_->flags & 1u) != 0; }
  [[nodiscard]] bool attributed() const { return (head_->flags & 32u) != 0; }
  [[nodiscard]] bool dated() const { return (head_->flags & 64u) != 0; }
  // Modality and polarity together: modality * 2 + polarity.
  [[nodiscard]] unsigned kind() const { return static_cast<unsigned>(head_->flags) >> 1u & 15u; }

  Row operator*() const {
    Row row;
    row.neighbour = head_->neighbour;
    row.ingest = tail_->ingest;
    row.claim = tail_->claim;
    row.relation = head_->relation;
    const unsigned flags = head_->flags;
    row.outgoing = (flags & 1u) != 0;
    row.polarity = static_cast<Polarity>(flags >> 1u & 1u);
    row.modality = static_cast<Modality>(flags >> 2u & 7u);
    row.attributed = (flags & 32u) != 0;
    row.dated = (flags & 64u) != 0;
    row.confidence = head_->confidence;
    row.tie = tail_->tie;
    row.first_day = head_->first_day;
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
[[nodiscard]] inline bool same_edge(const RowAt& a, const RowAt& b) {
  return a.head().neighbour == b.head().neighbour && a.head().relation == b.head().relation && a.outgoing() == b.outgoing();
}

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
      heads_.push_back(head_of(row));
      tails_.push_back(tail_of(row));
    }
  }
  // Of so many empty rows, to be set.
  explicit RowList(std::size_t size) : heads_(size), tails_(size) {}
  void set(std::size_t index, const Row& row) {
    heads_[index] = head_of(row);
    tails_[index] = tail_of(row);
  }
  [[nodiscard]] Rows rows() const { return {RowAt(heads_.data(), tails_.data()), heads_.size()}; }
  [[nodiscard]] Rows rows(std::size_t begin, std::size_t end) const { return {RowAt(heads_.data() + begin, tails_.data() + begin), end - begin}; }
  [[nodiscard]] const RowHead* heads() const { return heads_.data(); }
  [[nodiscard]] std::size_t size() const { return heads_.size(); }
  [[nodiscard]] std::size_t bytes() const { return heads_.capacity() * sizeof(RowHead) + tails_.capacity() * sizeof(RowTail); }

 private:
  std::vector<RowHead> heads_;
  std::vector<RowTail> tails_;
};

}  // namespace entente::graph
