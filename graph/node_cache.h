// SPDX-License-Identifier: Apache-2.0
// Records of nodes as the store has them, for its writer: a name that comes again soon costs no look-up and no hash. They lie one after the other in a ring;
// what is written over is forgotten. Nearly every node that is read is written again, so the oldest are those that were not needed for longest.
// Not safe from several threads. What put() or erase() is called for ends what find() gave.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/layout.h"
#include "model/id.h"

namespace entente::graph {

class NodeCache {
 public:
  // May take so many bytes, of which it takes what it needs.
  explicit NodeCache(std::size_t most_bytes) : most_places_(places_for(most_bytes)), size_(std::min<std::size_t>((most_bytes - most_places_ * sizeof(Place)) / kStep, 0xfffffff0u)) {}

  struct Found {
    Id id;
    std::string_view record;
  };
  [[nodiscard]] std::optional<Found> find(NodeId number) const {
    const auto at = place_of(number);
    if (places_.empty() || places_[at].number == 0) return std::nullopt;
    const auto* const from = ring_.get() + std::size_t{places_[at].at} * kStep;
    Head head;
    std::memcpy(&head, from, sizeof head);
    return Found{head.id, {from + sizeof head, head.size}};
  }

  // In place of what it had. Not kept where it would take an eighth of all.
  void put(NodeId number, const Id& id, std::string_view record) {
    erase(number);
    const auto steps = (sizeof(Head) + record.size() + kStep - 1) / kStep;
    if (steps > size_ / 8) return;
    if (!ring_) ring_.reset(new char[size_ * kStep]);  // the system gives what is written to
    if (next_ + steps > size_) {
      // What is left at the end stays empty.
      while (used_ > 0 && first_ >= next_) forget_first();
      end_ = next_;
      next_ = 0;
    }
    while (used_ > 0 && first_ >= next_ && first_ < next_ + steps) forget_first();
    while ((used_ + 1) * 4 > most_places_ * 3) forget_first();
    const Head head{number, static_cast<std::uint32_t>(record.size()), id};
    auto* const to = ring_.get() + next_ * kStep;
    std::memcpy(to, &head, sizeof head);
    std::memcpy(to + sizeof head, record.data(), record.size());
    if ((known_ + 1) * 4 > places_.size() * 3) grow();
    auto& place = places_[place_of(number)];
    place = {number, static_cast<std::uint32_t>(next_)};
    ++known_;
    ++used_;
    next_ += steps;
    most_used_ = std::max(most_used_, next_);
  }

  void erase(NodeId number) {
    if (places_.empty()) return;
    auto hole = place_of(number);
    if (places_[hole].number == 0) return;
    --known_;
    // What lies behind moves up, so that nothing is lost behind a hole.
    for (auto at = after(hole); places_[at].number != 0; at = after(at)) {
      const auto wish = first_of(places_[at].number);
      if (((at - wish) & (places_.size() - 1)) < ((at - hole) & (places_.size() - 1))) continue;
      places_[hole] = places_[at];
      hole = at;
    }
    places_[hole] = {};
  }

  void clear() { *this = NodeCache(most_places_, size_); }
  [[nodiscard]] std::size_t bytes() const { return places_.size() * sizeof(Place) + most_used_ * kStep; }

 private:
  static constexpr std::size_t kStep = 8;
  static constexpr std::size_t kFewest = 1024;
  struct Head {
    NodeId number = 0;
    std::uint32_t size = 0;
    Id id;
  };
  struct Place {
    NodeId number = 0;  // 0 = free
    std::uint32_t at = 0;  // in steps
  };
  NodeCache(std::size_t most_places, std::size_t size) : most_places_(most_places), size_(size) {}
  // A record has some hundred bytes.
  static std::size_t places_for(std::size_t bytes) {
    auto places = kFewest;
    while (places * 2 * sizeof(Place) * 8 <= bytes) places *= 2;
    return places;
  }

  [[nodiscard]] std::size_t first_of(NodeId number) const { return (number * 0x9e3779b97f4a7c15u >> 20u) & (places_.size() - 1); }
  [[nodiscard]] std::size_t after(std::size_t at) const { return (at + 1) & (places_.size() - 1); }
  // Where it is, or a free one where it would be.
  [[nodiscard]] std::size_t place_of(NodeId number) const {
    auto at = first_of(number);
    while (!places_.empty() && places_[at].number != 0 && places_[at].number != number) at = after(at);
    return at;
  }
  void grow() {
    const auto before = std::exchange(places_, std::vector<Place>(std::max(kFewest, places_.size() * 2)));
    for (const auto& place : before) {
      if (place.number != 0) places_[place_of(place.number)] = place;
    }
  }
  // What lies longest in the ring; whether or not it is still what is known of the node.
  void forget_first() {
    Head head;
    std::memcpy(&head, ring_.get() + first_ * kStep, sizeof head);
    const auto at = place_of(head.number);
    if (places_[at].number != 0 && places_[at].at == first_) erase(head.number);
    --used_;
    first_ += (sizeof(Head) + head.size + kStep - 1) / kStep;
    if (first_ == end_) {
      first_ = 0;
      end_ = size_;
    }
  }

  std::size_t most_places_;
  std::size_t size_;  // of the ring, in steps, as all that follow
  std::unique_ptr<char[]> ring_;  // NOLINT(*-avoid-c-arrays): not written before it is needed
  std::vector<Place> places_;
  std::size_t known_ = 0;      // nodes
  std::size_t used_ = 0;       // records in the ring, old ones of a node among them
  std::size_t first_ = 0;      // the oldest
  std::size_t next_ = 0;       // where the next goes
  std::size_t end_ = size_;    // behind which nothing lies before the ring begins anew
  std::size_t most_used_ = 0;
};

}  // namespace entente::graph
