// SPDX-License-Identifier: Apache-2.0
// Tables of words that are asked with a view of a text, without a copy of the word; most look-ups find nothing. WordTable maps a word to a value; Trie
// holds phrases, a word a step. Filled once, then read by any number of threads.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::extract {

struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};

template <class Value>
class WordTable {
 public:
  using Map = boost::unordered_flat_map<std::string, Value, WordHash, std::equal_to<>>;
  using Entry = typename Map::value_type;
  // Valid until the next insertion; nullptr when it is not there.
  [[nodiscard]] const Entry* find(std::string_view word) const {
    const auto found = map_.find(word);
    return found == map_.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool contains(std::string_view word) const { return map_.contains(word); }
  Value& operator[](std::string_view word) { return map_[std::string(word)]; }
  // Keeps the first value of a word.
  void emplace(std::string_view word, Value value) { map_.emplace(std::string(word), std::move(value)); }
  [[nodiscard]] std::size_t size() const { return map_.size(); }

 private:
  Map map_;
};

using WordSet = boost::unordered_flat_set<std::string, WordHash, std::equal_to<>>;

// Nodes are numbers; the root is 0.
template <class Value>
class Trie {
 public:
  static constexpr std::uint32_t kNone = 0xffffffffU;

  void add(const std::vector<std::string>& words, Value value) {
    std::uint32_t at = 0;
    for (const auto& word : words) {
      const auto next = static_cast<std::uint32_t>(values_.size());
      const auto [child, is_new] = children_.emplace(Step<std::string>{at, word}, next);
      if (is_new) values_.emplace_back();
      at = child->second;
    }
    values_[at].push_back(std::move(value));
  }
  [[nodiscard]] std::uint32_t next(std::uint32_t node, std::string_view word) const {
    const auto child = children_.find(Step<std::string_view>{node, word});
    return child == children_.end() ? kNone : child->second;
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
  template <class Word>
  struct Step {
    std::uint32_t node;
    Word word;
  };
  struct StepHash {
    using is_transparent = void;
    template <class Word>
    std::size_t operator()(const Step<Word>& step) const {
      return WordHash()(step.word) + step.node * std::size_t{0x9e3779b97f4a7c15ULL};
    }
  };
  struct SameStep {
    using is_transparent = void;
    template <class A, class B>
    bool operator()(const Step<A>& a, const Step<B>& b) const {
      return a.node == b.node && a.word == b.word;
    }
  };
  boost::unordered_flat_map<Step<std::string>, std::uint32_t, StepHash, SameStep> children_;
  std::vector<std::vector<Value>> values_ = std::vector<std::vector<Value>>(1);
};

}  // namespace entente::extract
