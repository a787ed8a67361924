// SPDX-License-Identifier: Apache-2.0
// Content-derived identifiers. An Id is the first 120 bits of a SHA-256 over length-prefixed parts, so equal
// content gives equal ids on every machine, in any order, on any number of threads; no counter exists.
// With a thousand million ids the chance of one clash is about 4 in 10^19.
//
// Written form: a kind letter, a colon and 24 characters of RFC 4648 base32 in lower case ("a:…" article,
// "e:…" entity, "c:…" claim, "d:…" decision). The letter is for people and never part of the hash.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

struct Id {
  static constexpr std::size_t kSize = 15;
  std::array<std::uint8_t, kSize> bytes{};

  auto operator<=>(const Id&) const = default;
  [[nodiscard]] bool empty() const { return *this == Id{}; }
};

// The SHA-256 of the bytes.
using Sha256 = std::array<std::uint8_t, 32>;
[[nodiscard]] Sha256 sha256(std::string_view bytes);

// Hash of the parts, each preceded by its length, so that ("ab","c") and ("a","bc") differ.
[[nodiscard]] Id make_id(std::span<const std::string_view> parts);
[[nodiscard]] inline Id make_id(std::initializer_list<std::string_view> parts) { return make_id(std::span(parts.begin(), parts.size())); }

// "e:mzxw6ytb…". `kind` is 'a', 'c', 'd' or 'e'.
[[nodiscard]] std::string to_string(char kind, const Id& id);
// The 24 characters alone.
[[nodiscard]] std::string to_base32(const Id& id);
// Reads "e:…" or "e.…" (the form used where ':' is not allowed); nothing when the text is not of this form.
[[nodiscard]] std::optional<Id> parse_id(char kind, std::string_view text);
// The raw bytes, for hashing one id into another and for keys.
[[nodiscard]] inline std::string_view bytes_of(const Id& id) {
  return {reinterpret_cast<const char*>(id.bytes.data()), Id::kSize};
}

// Where ids stand in a list; one piece of memory.
class IdIndex {
 public:
  // Item i of the list has the id id_at(i).
  template <class IdAt>
  IdIndex(std::size_t count, const IdAt& id_at) {
    places_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) places_.emplace_back(id_at(i), i);
    std::sort(places_.begin(), places_.end());
  }
  // Of several equal ones the first; nothing when it does not stand there.
  [[nodiscard]] std::optional<std::size_t> find(const Id& id) const {
    const auto found = std::lower_bound(places_.begin(), places_.end(), id, [](const auto& place, const Id& wanted) { return place.first < wanted; });
    return found != places_.end() && found->first == id ? std::optional(found->second) : std::nullopt;
  }
  // The place of the first item whose id stood there before it.
  [[nodiscard]] std::optional<std::size_t> find_repeated() const {
    std::optional<std::size_t> out;
    for (std::size_t i = 1; i < places_.size(); ++i) {
      if (places_[i - 1].first == places_[i].first && (!out || places_[i].second < *out)) out = places_[i].second;
    }
    return out;
  }

 private:
  std::vector<std::pair<Id, std::size_t>> places_;
};

// A set hash: the sum modulo 2^256 of the SHA-256 of every member. Adding and taking away in any order gives the
// same value as computing it afresh (Bellare and Micciancio's AdHash), so the store keeps its digest up to date
// at the cost of what changes. Members must be distinct.
class SetHash {
 public:
  void add(std::string_view member) { add(sha256(member)); }
  void remove(std::string_view member) { remove(sha256(member)); }
  // By the member's SHA-256, for whoever has it.
  void add(const Sha256& hash);
  void remove(const Sha256& hash);
  [[nodiscard]] std::string hex() const;
  [[nodiscard]] std::string bytes() const;
  static SetHash from_bytes(std::string_view bytes);  // 32 bytes; throws Error kStore otherwise
  bool operator==(const SetHash&) const = default;

 private:
  std::array<std::uint64_t, 4> lanes_{};
};

}  // namespace entente

template <>
struct std::hash<entente::Id> {
  std::size_t operator()(const entente::Id& id) const noexcept {
    std::size_t value = 0;  // the bytes are already a hash: take eight of them
    for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | id.bytes[i];
    return value;
  }
};
