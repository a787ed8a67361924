// SPDX-License-Identifier: Apache-2.0
// Which number each name of a store has, for its writer: most names of an article are new or seen before, and to ask the database whether one is there
// costs some microseconds. Eight bytes a place: the number and 32 bits of the id, so whoever is given a number must see whether the node is the one. Not
// safe from several threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "graph/layout.h"
#include "model/id.h"

namespace entente::graph {

class NameTable {
 public:
  void add(const Id& id, NodeId number) {
    if ((used_ + 1) * 4 > places_.size() * 3) grow();
    insert({mark_of(id), number});
  }
  void remove(const Id& id, NodeId number) {
    for (auto at = first_of(mark_of(id)); !places_.empty() && places_[at].number != 0; at = next(at)) {
      if (places_[at].number == number) places_[at].number = kGone;
    }
  }
  // The first for which is_it(number) holds among those that may have the id.
  template <class IsIt>
  [[nodiscard]] std::optional<NodeId> find(const Id& id, const IsIt& is_it) const {
    const auto mark = mark_of(id);
    for (auto at = first_of(mark); !places_.empty() && places_[at].number != 0; at = next(at)) {
      const auto place = places_[at];
      if (place.mark == mark && place.number != kGone && is_it(place.number)) return place.number;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::size_t bytes() const { return places_.size() * sizeof(Place); }
  // What it takes with so many names.
  [[nodiscard]] static std::size_t bytes_for(std::size_t names) {
    auto places = kFewest;
    while (names * 4 > places * 3) places *= 2;
    return places * sizeof(Place);
  }

 private:
  static constexpr std::size_t kFewest = 1024;
  static constexpr NodeId kGone = 0xffffffff;  // was there; what lies behind it is still found
  struct Place {
    std::uint32_t mark = 0;
    NodeId number = 0;  // 0 = free
  };
  // An id is a hash, so any bits of it do: they say where, and which.
  static std::uint32_t mark_of(const Id& id) {
    std::uint32_t value = 0;
    std::memcpy(&value, id.bytes.data(), sizeof value);
    return value;
  }
  [[nodiscard]] std::size_t first_of(std::uint32_t mark) const { return mark & (places_.size() - 1); }
  [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (places_.size() - 1); }
  void insert(const Place& place) {
    auto at = first_of(place.mark);
    while (places_[at].number != 0) at = next(at);
    places_[at] = place;
    ++used_;
  }
  void grow() {
    auto before = std::exchange(places_, {});
    used_ = 0;
    places_.resize(std::max(kFewest, before.size() * 2));
    for (const auto& place : before) {
      if (place.number != 0 && place.number != kGone) insert(place);
    }
  }

  std::vector<Place> places_;
  std::size_t used_ = 0;  // places that are not free
};

}  // namespace entente::graph
