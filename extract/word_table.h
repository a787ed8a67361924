// SPDX-License-Identifier: Apache-2.0
// Tables of words for look-ups that mostly find nothing: one flat array of half hashes, so that a word that is not there costs
// one place of memory and no comparison. WordTable maps a word, within a context where there is one, to a value; Trie holds
// phrases, a word a step. Filled once, then read by any number of threads. Values stay where they are only until the next insertion.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::extract {

// Of this process only: never stored.
[[nodiscard]] inline std::uint64_t word_hash(std::string_view word, std::uint64_t state = 0) {
  const auto stir = [](std::uint64_t h) {
    h *= 0x9e3779b97f4a7c15ULL;
    return h ^ (h >> 29);
  };
  state = stir(state + word.size() + 1);
  const char* at = word.data();
  auto left = word.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t part;
    std::memcpy(&part, at, 8);
    state = stir(state ^ part);
  }
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < left; ++i) rest = rest << 8 | static_cast<unsigned char>(at[i]);
  state = stir(state ^ rest);
  return state ^ (state >> 32);
}

template <class Value>
class WordTable {
 public:
  struct Entry {
    std::string word;
    std::uint32_t context;
    Value second;
  };

  [[nodiscard]] const Entry* find(std::string_view word, std::uint32_t context = 0) const {
    if (entries_.empty()) return nullptr;
    const auto hash = word_hash(word, context);
    for (auto slot = hash & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
      if (slots_[slot] >> 32 != hash >> 32) continue;
      const auto& entry = entries_[(slots_[slot] & 0xffffffffU) - 1];
      if (entry.word == word && entry.context == context) return &entry;
    }
    return nullptr;
  }
  [[nodiscard]] bool contains(std::string_view word) const { return find(word) != nullptr; }

  // The word's value, made when it is new.
  Value& at(std::string_view word, std::uint32_t context = 0) {
    if (const auto* known = find(word, context)) return const_cast<Entry*>(known)->second;
    entries_.push_back({std::string(word), context, Value()});
    if (2 * entries_.size() > slots_.size()) grow();
    else place(entries_.size() - 1);
    return entries_.back().second;
  }
  Value& operator[](std::string_view word) { return at(word); }
  // Keeps the first value of a word.
  void emplace(std::string_view word, Value value) {
    if (find(word) == nullptr) at(word) = std::move(value);
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  void place(std::size_t number) {
    const auto hash = word_hash(entries_[number].word, entries_[number].context);
    auto slot = hash & mask_;
    while (slots_[slot] != 0) slot = (slot + 1) & mask_;
    slots_[slot] = (hash >> 32 << 32) | (number + 1);
  }
  void grow() {
    slots_.assign(slots_.empty() ? 64 : 2 * slots_.size(), 0);
    mask_ = slots_.size() - 1;
    for (std::size_t i = 0; i < entries_.size(); ++i) place(i);
  }

  std::vector<std::uint64_t> slots_;  // upper half of the hash above the number of the entry, from 1; 0 = free
  std::uint64_t mask_ = 0;
  std::vector<Entry> entries_;
};

class WordSet {
 public:
  void insert(std::string_view word) { words_.at(word) = 1; }
  [[nodiscard]] bool contains(std::string_view word) const { return words_.contains(word); }

 private:
  WordTable<char> words_;
};

// Nodes are numbers; the root is 0.
template <class Value>
class Trie {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  void add(const std::vector<std::string>& words, Value value) {
    std::uint32_t at = 0;
    for (const auto& word : words) {
      auto& child = children_.at(word, at);  // 0 when new: the root is nobody's child
      if (child == 0) {
        child = static_cast<std::uint32_t>(values_.size());
        values_.emplace_back();
      }
      at = child;
    }
    values_[at].push_back(std::move(value));
  }
  [[nodiscard]] std::uint32_t next(std::uint32_t node, std::string_view word) const {
    const auto* child = children_.find(word, node);
    return child == nullptr ? kNone : child->second;
  }
  [[nodiscard]] const std::vector<Value>& values(std::uint32_t node) const { return values_[node]; }
  [[nodiscard]] std::vector<Value> find(const std::vector<std::string>& words) const {
    std::uint32_t at = 0;
    for (const auto& word : words) {
      at = next(at, word);
      if (at == kNone) return {};
    }
    return values_[at];
  }

 private:
  WordTable<std::uint32_t> children_;
  std::vector<std::vector<Value>> values_ = std::vector<std::vector<Value>>(1);
};

}  // namespace entente::extract
