// SPDX-License-Identifier: Apache-2.0
// Trained models in one file format: named tables of features with a row of weights each, and named
// sections of free bytes beside them. The name tagger stores what it learnt as tables, the networks of
// tagger and parser as sections.
//
// A feature is any 64-bit key, usually hash_bytes() of a word combined with a template number by mix(). A
// table maps a key to one whole number for each label; the score of a label is the sum over the keys seen.
// All sums are of integers: every compiler and processor decides alike. Weights are 8 bits wide with a shift
// for each row, so a row is exact to one part in 127 of its strongest weight.
//
// A file is read into memory at once. Sections are used as they lie there; the rows of a table, which the file packs by the labels they have, are laid out side by
// side for adding up. load() checks a checksum and every offset, so that a damaged
// file is an Error{kInput} and never a crash later. What was loaded is immutable: any number of threads may
// use it.
//
// Limits: 255 labels and 1,048,575 features a table, 2 GiB a file, processors with the low byte first. The layout is in
// docs/models.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/large_pages.h"

namespace entente::extract {

// Stable for ever: keys are stored in model files.
inline constexpr std::uint64_t kHashSeed = 0xcbf29ce484222325ULL;

[[nodiscard]] constexpr std::uint64_t hash_byte(std::uint64_t state, char c) {
  return (state ^ static_cast<unsigned char>(c)) * 0x00000100000001b3ULL;
}
[[nodiscard]] constexpr std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t state = kHashSeed) {
  for (const char c : bytes) state = hash_byte(state, c);
  return state;
}
// Joins two values into a key, in order: mix(a, b) and mix(b, a) differ. mix(template, word),
// mix(mix(template, a), b) ...
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = (a ^ (b + 0x9e3779b97f4a7c15ULL + (a << 6) + (a >> 2))) * 0xd6e8feb86659fd93ULL;
  return h ^ (h >> 32);
}

// A read-only view into a loaded model; valid as long as the LinearModel it came from.
class FeatureTable {
 public:
  [[nodiscard]] std::size_t label_count() const { return labels_.size(); }
  [[nodiscard]] std::size_t feature_count() const { return feature_count_; }
  [[nodiscard]] const std::vector<std::string>& labels() const { return labels_; }
  // Integer units for one unit of the trainer's weights: score / scale() is the trained score.
  [[nodiscard]] double scale() const { return scale_; }

  // Adds the row of the key to `scores`, which has at least label_count() places. An unknown key adds nothing.
  void add(std::uint64_t key, std::int32_t* scores) const;

  // The same for many keys, in three steps over all keys of a sentence, so that the look-ups wait for memory together: ask() for
  // each decision, fetch() for each soon before it is needed, which moves those that the table may know to the front and says how many, and add() with these.
  struct Wanted {
    std::uint32_t first = 0, last = 0;  // the rows to look through; before fetch() `first` is the bucket
    std::uint32_t check = 0;
  };
  void ask(std::span<const std::uint64_t> keys, std::vector<Wanted>& wanted) const;
  [[nodiscard]] std::size_t fetch(std::span<Wanted> wanted) const;
  void add(std::span<const Wanted> wanted, std::int32_t* scores) const;

  [[nodiscard]] bool contains(std::uint64_t key) const { return find(key) != nullptr; }

 private:
  friend class LinearModel;
  // Of a row: a weight of 8 bits for each label, zeros, and in the last three bytes how far the weights are shifted and 21 bits of the key.
  static constexpr std::size_t kTailBytes = 3;
  static constexpr std::size_t kUsualPitch = 24;  // what the name tagger's rows take; for these there is a loop of its own
  [[nodiscard]] std::size_t pitch() const { return (labels_.size() + kTailBytes + 7) / 8 * 8; }
  [[nodiscard]] const std::int8_t* find(std::uint64_t key) const;
  [[nodiscard]] const std::int8_t* find(const Wanted& wanted) const;
  [[nodiscard]] Wanted wanted_of(std::uint64_t key) const;
  [[nodiscard]] bool may_know(Wanted& wanted) const;
  void add_row(const std::int8_t* row, std::int32_t* scores) const;
  template <class Adder>
  void add_usual(std::span<const Wanted> wanted, std::int32_t* scores) const;
  void add_usual_plain(std::span<const Wanted> wanted, std::int32_t* scores) const;
  void add_usual_wide(std::span<const Wanted> wanted, std::int32_t* scores) const;

  std::vector<std::string> labels_;
  std::size_t feature_count_ = 0;
  double scale_ = 1;
  std::uint32_t bucket_count_ = 0;
  std::vector<std::uint32_t, LargePages<std::uint32_t>> directory_;  // of each bucket, and one past the last: its first row and, above, which checks it may hold
  std::vector<std::int8_t, LargePages<std::int8_t>> rows_;
};

class LinearModel {
 public:
  // Throws Error{kInput} when the file is absent, damaged, of another kind ("tagger") or of a newer format.
  [[nodiscard]] static LinearModel load(const std::string& path, std::string_view kind);

  // Both throw Error{kInput} when the file has no such part.
  [[nodiscard]] const FeatureTable& table(std::string_view name) const;
  [[nodiscard]] std::string_view section(std::string_view name) const;
  [[nodiscard]] const std::string& path() const { return path_; }

  LinearModel(LinearModel&&) = default;
  LinearModel& operator=(LinearModel&&) = default;

 private:
  LinearModel() = default;
  std::string path_;
  // The file, in pages as large as the system has: a look-up goes anywhere in a table of megabytes, and with small pages it would wait for their
  // addresses too. The parts are views of it, which a move leaves in place.
  std::vector<char, LargePages<char>> bytes_;
  std::vector<std::pair<std::string, std::string_view>> sections_;
  std::vector<std::pair<std::string, FeatureTable>> tables_;
};

// What a trainer hands over. Weights of labels not named are zero.
struct FeatureRow {
  std::uint64_t key = 0;
  std::vector<std::pair<std::uint8_t, float>> weights;  // label number, weight
};

// Drops the weakest weights (by size) until the table takes at most `budget` bytes; returns the threshold
// used.
float prune(std::vector<FeatureRow>& rows, std::size_t label_count, std::size_t budget);

class LinearModelWriter {
 public:
  explicit LinearModelWriter(std::string kind) : kind_(std::move(kind)) {}

  // Quantises the rows. The order of rows does not matter: the same rows give the same bytes.
  void add_table(std::string name, const std::vector<std::string>& labels, std::vector<FeatureRow> rows);
  void add_section(std::string name, std::string bytes);

  // Parts are written in order of name. Throws Error{kInput} when the file cannot be written.
  void write(const std::string& path) const;

 private:
  void add_packed(std::string name, const std::vector<std::string>& labels, double scale,
                  std::uint32_t features, const std::vector<std::uint32_t>& directory,
                  const std::string& records);
  struct Part {
    std::string name;
    std::uint32_t type = 0;
    std::string bytes;
  };
  std::string kind_;
  std::vector<Part> parts_;
};

}  // namespace entente::extract
