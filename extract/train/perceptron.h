// SPDX-License-Identifier: Apache-2.0
// Weights while they are being learnt: an averaged perceptron over hashed features. All sums are of whole
// numbers, so a run learns the same weights on any processor.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
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
    std::array<std::pair<std::uint32_t, std::uint32_t>, 256> rows;  // first entry, number
    std::size_t found = 0;
    for (const auto key : keys) __builtin_prefetch(&slots_[key & (slots_.size() - 1)]);
    for (const auto key : keys) {
      const auto& slot = slots_[find(key)];
      if (slot.count == 0) continue;
      rows[found++] = {slot.first, slot.count};
      __builtin_prefetch(&weights_[slot.first]);
    }
    for (std::size_t i = 0; i < found; ++i) {
      const auto* entry = &weights_[rows[i].first];
      for (const auto* end = entry + rows[i].second; entry < end; ++entry)
        scores[entry->label] += entry->weight;
    }
  }

  void tick() { ++now_; }  // one decision seen

  void update(std::span<const std::uint64_t> keys, std::uint8_t label, std::int32_t change) {
    for (const auto key : keys) {
      auto place = find(key);
      if (slots_[place].capacity == 0) {
        if (2 * ++features_ >= slots_.size()) {
          grow();
          place = find(key);
        }
        slots_[place] = {key, make_room(2), 0, 2};
      }
      auto& slot = slots_[place];
      std::uint32_t i = slot.first;
      while (i < slot.first + slot.count && weights_[i].label != label) ++i;
      if (i == slot.first + slot.count) {
        if (slot.count == slot.capacity) {
          const auto wider = static_cast<std::uint8_t>(std::min(255, 2 * slot.capacity));
          const auto first = make_room(wider);
          std::copy_n(weights_.begin() + slot.first, slot.count, weights_.begin() + first);
          std::copy_n(sums_.begin() + slot.first, slot.count, sums_.begin() + first);
          slot.first = first;
          slot.capacity = wider;
        }
        i = slot.first + slot.count++;
        weights_[i] = {0, label};
        sums_[i] = {0, now_};
      }
      sums_[i].total += std::int64_t{weights_[i].weight} * (now_ - sums_[i].stamp);
      sums_[i].stamp = now_;
      weights_[i].weight += change;
    }
  }

  // The mean of each weight over all decisions, in order of key.
  [[nodiscard]] std::vector<FeatureRow> averages() const {
    std::vector<FeatureRow> out;
    out.reserve(features_);
    for (const auto& slot : slots_) {
      FeatureRow row{slot.key, {}};
      for (std::uint32_t i = slot.first; i < slot.first + slot.count; ++i) {
        const auto total = sums_[i].total + std::int64_t{weights_[i].weight} * (now_ - sums_[i].stamp);
        if (total != 0) {
          row.weights.emplace_back(
              weights_[i].label, static_cast<float>(static_cast<double>(total) / static_cast<double>(now_)));
        }
      }
      if (!row.weights.empty()) out.push_back(std::move(row));
    }
    std::sort(out.begin(), out.end(), [](const FeatureRow& a, const FeatureRow& b) { return a.key < b.key; });
    return out;
  }
  [[nodiscard]] std::size_t feature_count() const { return features_; }

 private:
  struct Weight {
    std::int32_t weight;
    std::uint8_t label;
  };
  struct Sum {
    std::int64_t total;
    std::uint32_t stamp;
  };
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t first = 0;
    std::uint8_t count = 0;
    std::uint8_t capacity = 0;  // 0 = a free slot
  };

  [[nodiscard]] std::size_t find(std::uint64_t key) const {
    auto i = key & (slots_.size() - 1);
    while (slots_[i].capacity != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
    return i;
  }
  std::uint32_t make_room(std::uint32_t size) {
    const auto first = static_cast<std::uint32_t>(weights_.size());
    weights_.resize(weights_.size() + size);
    sums_.resize(sums_.size() + size);
    return first;
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const auto& slot : old) {
      if (slot.capacity != 0) slots_[find(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::vector<Weight> weights_;  // parallel to sums_: what scoring reads stays dense
  std::vector<Sum> sums_;
  std::size_t features_ = 0;
  std::uint32_t now_ = 1;
};

}  // namespace entente::extract::train
