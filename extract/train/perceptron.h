// SPDX-License-Identifier: Apache-2.0
// Weights while they are being learnt: an averaged perceptron over hashed features. All numbers are whole, so
// a run gives the same bytes on any processor.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "extract/linear_model.h"

namespace entente::extract::train {

// A small generator with a fixed rule: the standard library's shuffles differ between implementations.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::uint64_t state_;
};

class Perceptron {
 public:
  Perceptron() : slots_(std::size_t{1} << 20) {}

  // Adds the weights of the keys to `scores`.
  void add(std::span<const std::uint64_t> keys, std::int64_t* scores) const {
    for (const auto key : keys) __builtin_prefetch(&slots_[key & (slots_.size() - 1)]);
    std::array<const std::vector<Entry>*, 256> rows;
    std::size_t found = 0;
    for (const auto key : keys) {
      const auto row = find(key);
      if (row == kAbsent) continue;
      rows[found] = &rows_[row];
      __builtin_prefetch(rows[found]);
      ++found;
    }
    for (std::size_t i = 0; i < found; ++i) __builtin_prefetch(rows[i]->data());
    for (std::size_t i = 0; i < found; ++i) {
      for (const auto& entry : *rows[i]) scores[entry.label] += entry.weight;
    }
  }

  void tick() { ++now_; }  // one decision seen

  void update(std::span<const std::uint64_t> keys, std::uint8_t label, std::int32_t change) {
    for (const auto key : keys) {
      auto& row = rows_[find_or_make(key)];
      auto entry = std::find_if(row.begin(), row.end(), [&](const Entry& e) { return e.label == label; });
      if (entry == row.end()) {
        row.push_back({0, 0, now_, label});
        entry = row.end() - 1;
      }
      entry->total += std::int64_t{entry->weight} * (now_ - entry->stamp);
      entry->stamp = now_;
      entry->weight += change;
    }
  }

  // The averages; `into` sums several runs up, each with weight `share`.
  [[nodiscard]] std::vector<FeatureRow> averages() const {
    std::vector<FeatureRow> out;
    out.reserve(rows_.size());
    for (const auto& slot : slots_) {
      if (slot.row == kAbsent) continue;
      FeatureRow row{slot.key, {}};
      for (const auto& entry : rows_[slot.row]) {
        const auto total = entry.total + std::int64_t{entry.weight} * (now_ - entry.stamp);
        if (total != 0) {
          row.weights.emplace_back(
              entry.label, static_cast<float>(static_cast<double>(total) / static_cast<double>(now_)));
        }
      }
      if (!row.weights.empty()) out.push_back(std::move(row));
    }
    std::sort(out.begin(), out.end(), [](const FeatureRow& a, const FeatureRow& b) { return a.key < b.key; });
    return out;
  }
  [[nodiscard]] std::size_t feature_count() const { return rows_.size(); }

 private:
  static constexpr std::uint32_t kAbsent = 0xffffffff;
  struct Entry {
    std::int64_t total;
    std::int32_t weight;
    std::uint32_t stamp;
    std::uint8_t label;
  };
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t row = kAbsent;
  };

  [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
    for (std::size_t i = key & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].row == kAbsent || slots_[i].key == key) return slots_[i].row;
    }
  }
  std::uint32_t find_or_make(std::uint64_t key) {
    if (2 * rows_.size() >= slots_.size()) grow();
    for (std::size_t i = key & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].row == kAbsent) {
        slots_[i] = {key, static_cast<std::uint32_t>(rows_.size())};
        rows_.emplace_back();
      }
      if (slots_[i].key == key) return slots_[i].row;
    }
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& slot : old) {
      if (slot.row == kAbsent) continue;
      auto i = slot.key & (slots_.size() - 1);
      while (slots_[i].row != kAbsent) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::vector<std::vector<Entry>> rows_;
  std::uint32_t now_ = 1;
};

}  // namespace entente::extract::train
