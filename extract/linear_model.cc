// SPDX-License-Identifier: Apache-2.0
#include "extract/linear_model.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <tuple>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#include "extract/network_parts.h"
#include "model/error.h"

namespace entente::extract {
namespace {

static_assert(std::endian::native == std::endian::little,
              "model files are read in place: the low byte comes first");

// The layout of a file. Fixed numbers: never change one, raise kFormat instead.
constexpr std::array<char, 8> kMagic{'E', 'N', 'T', 'L', 'I', 'N', 'M', '\x1a'};
constexpr std::uint32_t kFormat = 1;
constexpr std::size_t kHeaderSize = 32;  // magic, format, part count, file size, checksum
constexpr std::size_t kAlignment = 64;   // of each part in the file and of each array in a table
constexpr std::uint32_t kSectionPart = 0;
constexpr std::uint32_t kTablePart = 1;

// The head of a record: check bits of the key, shift of the weights, number of weights.
constexpr unsigned kCountBits = 7;
constexpr unsigned kShiftBits = 3;
constexpr std::uint32_t kDense = (1u << kCountBits) - 1;  // as a count: one weight for each label follows
constexpr std::uint32_t kMaxShift = (1u << kShiftBits) - 1;
constexpr std::uint32_t kCheckMask = (1u << (32 - kCountBits - kShiftBits)) - 1;
constexpr std::size_t kHeadSize = 4;
constexpr double kRange = 127.0 * (1 << kMaxShift);

template <typename T>
T read_as(const unsigned char* at) {
  T value;
  std::memcpy(&value, at, sizeof(value));
  return value;
}

template <typename T>
void append(std::string& out, T value) {
  std::array<char, sizeof(T)> bytes;
  std::memcpy(bytes.data(), &value, sizeof(T));
  out.append(bytes.data(), bytes.size());
}

void pad(std::string& out) { out.append((kAlignment - out.size() % kAlignment) % kAlignment, '\0'); }

// Four independent lanes, so that a file of some megabytes costs about a millisecond.
std::uint64_t checksum(const unsigned char* at, std::size_t size) {
  std::array<std::uint64_t, 4> lanes{1, 2, 3, 4};
  std::size_t i = 0;
  for (; i + 32 <= size; i += 32) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      lanes[lane] =
          std::rotl((lanes[lane] ^ read_as<std::uint64_t>(at + i + 8 * lane)) * 0x9e3779b97f4a7c15ULL, 29);
    }
  }
  std::uint64_t sum = size;
  for (const auto lane : lanes) sum = mix(sum, lane);
  for (; i < size; ++i) sum = hash_byte(sum, static_cast<char>(at[i]));
  return mix(sum, size);
}

struct Slot {
  std::uint64_t place;  // decides the bucket
  std::uint32_t check;
};

constexpr Slot slot_of(std::uint64_t key) {
  const std::uint64_t k = key * 0x9e3779b97f4a7c15ULL;
  return {k >> 32, static_cast<std::uint32_t>(k ^ (k >> 32)) & kCheckMask};
}

constexpr std::uint32_t bucket_of(std::uint64_t place, std::uint32_t buckets) {
  return static_cast<std::uint32_t>((place * buckets) >> 32);
}

bool is_dense(std::size_t weights, std::size_t labels) { return 2 * weights >= labels || weights >= kDense; }
std::size_t record_size(std::size_t weights, std::size_t labels) {
  return kHeadSize + (is_dense(weights, labels) ? labels : 2 * weights);
}

// Weights in order of label, none of them zero.
void append_record(std::string& out, std::uint32_t check, std::uint32_t shift,
                   const std::vector<std::pair<std::uint8_t, std::int8_t>>& weights, std::size_t labels) {
  const bool dense = is_dense(weights.size(), labels);
  const auto count = dense ? kDense : static_cast<std::uint32_t>(weights.size());
  append(out, (check << (kCountBits + kShiftBits)) | (shift << kCountBits) | count);
  if (dense) {
    const auto row = out.size();
    out.append(labels, '\0');
    for (const auto& [label, weight] : weights) out[row + label] = static_cast<char>(weight);
  } else {
    for (const auto& [label, weight] : weights) out.push_back(static_cast<char>(label));
    for (const auto& [label, weight] : weights) out.push_back(static_cast<char>(weight));
  }
}

// Reads values one after another and refuses to pass the end.
class Cursor {
 public:
  Cursor(std::string_view bytes, const std::string& path) : bytes_(bytes), path_(path) {}

  template <typename T>
  T take() {
    return read_as<T>(reinterpret_cast<const unsigned char*>(take(sizeof(T)).data()));
  }
  std::string_view take(std::size_t size) {
    const auto part = slice(position_, size);
    position_ += size;
    return part;
  }
  [[nodiscard]] std::string_view slice(std::uint64_t offset, std::uint64_t size) const {
    if (offset > bytes_.size() || size > bytes_.size() - offset) fail();
    return bytes_.substr(offset, size);
  }
  [[noreturn]] void fail() const { throw Error(ErrorKind::kInput, path_ + ": damaged model file"); }

 private:
  std::string_view bytes_;
  const std::string& path_;
  std::size_t position_ = 0;
};

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

// ---- reading ----

namespace {

// An entry of the directory: the bucket's first row, and above it a bit for each of twelve kinds of checks that one of its rows has. Most keys that are asked for are not known,
// and nine in ten of those are told by the bit alone.
constexpr unsigned kRowBits = 20;
constexpr std::uint32_t kRowMask = (1u << kRowBits) - 1;
constexpr std::uint32_t kKinds = 32 - kRowBits;
constexpr std::uint32_t kind_bit(std::uint32_t check) { return 1u << (kRowBits + check % kKinds); }

// The last bytes of a row. The uppermost bit of the check has no room; checks that differ in it alone are of different kinds.
constexpr std::uint32_t kTailCheckMask = kCheckMask >> 1;
constexpr std::uint32_t tail_of(std::uint32_t check, std::uint32_t shift) { return (check & kTailCheckMask) << kShiftBits | shift; }
static_assert((kCheckMask / 2 + 1) % kKinds != 0 && kTailCheckMask << kShiftBits >> 24 == 0);

std::uint32_t tail_at(const std::int8_t* row, std::size_t pitch) { return read_as<std::uint32_t>(reinterpret_cast<const unsigned char*>(row + pitch - 4)) >> 8; }

}  // namespace

FeatureTable::Wanted FeatureTable::wanted_of(std::uint64_t key) const {
  const auto slot = slot_of(key);
  return {bucket_of(slot.place, bucket_count_), 0, slot.check};
}

bool FeatureTable::may_know(Wanted& wanted) const {
  const auto entry = directory_[wanted.first];
  wanted.last = directory_[wanted.first + 1] & kRowMask;
  wanted.first = entry & kRowMask;
  return (entry & kind_bit(wanted.check)) != 0;
}

const std::int8_t* FeatureTable::find(const Wanted& wanted) const {
  const auto step = pitch();
  for (auto row = wanted.first; row < wanted.last; ++row) {
    const auto* at = rows_.data() + row * step;
    if (tail_at(at, step) >> kShiftBits == (wanted.check & kTailCheckMask)) return at;
  }
  return nullptr;
}

const std::int8_t* FeatureTable::find(std::uint64_t key) const {
  auto wanted = wanted_of(key);
  return may_know(wanted) ? find(wanted) : nullptr;
}

void FeatureTable::add_row(const std::int8_t* row, std::int32_t* scores) const {
  const auto factor = std::int32_t{1} << (tail_at(row, pitch()) & kMaxShift);
  for (std::size_t i = 0; i < labels_.size(); ++i) scores[i] += row[i] * factor;
}

void FeatureTable::add(std::uint64_t key, std::int32_t* scores) const {
  if (const auto* row = find(key)) add_row(row, scores);
}

void FeatureTable::ask(std::span<const std::uint64_t> keys, std::vector<Wanted>& wanted) const {
  for (const auto key : keys) {
    wanted.push_back(wanted_of(key));
    __builtin_prefetch(directory_.data() + wanted.back().first);
  }
}

std::size_t FeatureTable::fetch(std::span<Wanted> wanted) const {
  std::size_t count = 0;
  const auto step = pitch();
  for (auto one : wanted) {
    // Whether it may be known no processor can guess: written in any case, kept or not.
    const bool known = may_know(one);
    __builtin_prefetch(rows_.data() + one.first * step);
    __builtin_prefetch(rows_.data() + (one.first + 1) * step - 1);  // a row may reach into the next line
    wanted[count] = one;
    count += known ? 1 : 0;
  }
  return count;
}

// Sums in registers: those of one label after another would each wait for the one before.
template <class Adder>
__attribute__((always_inline)) inline void FeatureTable::add_usual(std::span<const Wanted> wanted, std::int32_t* scores) const {
  Adder sums;
  for (const auto& one : wanted) {
    for (auto row = one.first; row < one.last; ++row) {
      const auto* at = rows_.data() + row * kUsualPitch;
      const auto tail = tail_at(at, kUsualPitch);
      if (tail >> kShiftBits != (one.check & kTailCheckMask)) continue;
      sums.add(at, tail & kMaxShift);
      break;
    }
  }
  std::array<std::int32_t, kUsualPitch> all;
  sums.store(all.data());
  for (std::size_t i = 0; i < labels_.size(); ++i) scores[i] += all[i];
}

namespace {

struct PlainAdder {
  std::array<std::int32_t, 24> sums{};
  void add(const std::int8_t* row, std::uint32_t shift) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += row[i] * (std::int32_t{1} << shift);
  }
  void store(std::int32_t* out) const { std::copy(sums.begin(), sums.end(), out); }
};

#if defined(__x86_64__) && defined(__GNUC__)
#define ENTENTE_WIDE __attribute__((target("avx2")))
struct WideAdder {
  ENTENTE_WIDE WideAdder() : low(_mm256_setzero_si256()), middle(low), high(low) {}
  ENTENTE_WIDE void add(const std::int8_t* row, std::uint32_t shift) {
    const auto by = _mm_cvtsi32_si128(static_cast<int>(shift));
    const auto eight = [&](std::size_t at) __attribute__((target("avx2"), always_inline)) {
      return _mm256_sll_epi32(_mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(row + at))), by);
    };
    low = _mm256_add_epi32(low, eight(0));
    middle = _mm256_add_epi32(middle, eight(8));
    high = _mm256_add_epi32(high, eight(16));
  }
  ENTENTE_WIDE void store(std::int32_t* out) const {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), low);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + 8), middle);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + 16), high);
  }
  __m256i low, middle, high;
};
#else
#define ENTENTE_WIDE
using WideAdder = PlainAdder;
#endif

}  // namespace

void FeatureTable::add_usual_plain(std::span<const Wanted> wanted, std::int32_t* scores) const { add_usual<PlainAdder>(wanted, scores); }
ENTENTE_WIDE void FeatureTable::add_usual_wide(std::span<const Wanted> wanted, std::int32_t* scores) const { add_usual<WideAdder>(wanted, scores); }

void FeatureTable::add(std::span<const Wanted> wanted, std::int32_t* scores) const {
  if (pitch() == kUsualPitch) {
    if (network::fastest_registers() >= network::Registers::kWide) add_usual_wide(wanted, scores);
    else add_usual_plain(wanted, scores);
    return;
  }
  for (const auto& one : wanted) {
    if (const auto* row = find(one)) add_row(row, scores);
  }
}

LinearModel LinearModel::load(const std::string& path, std::string_view kind) {
  LinearModel model;
  model.path_ = path;
  std::error_code error;
  const auto file_size = std::filesystem::file_size(path, error);
  if (error) throw Error(ErrorKind::kInput, path + ": cannot open the model file: " + error.message());
  model.bytes_.resize(file_size);
  std::ifstream stream(path, std::ios::binary);
  if (!stream.read(model.bytes_.data(), static_cast<std::streamsize>(file_size))) throw Error(ErrorKind::kInput, path + ": cannot read the model file");
  const std::string_view file(model.bytes_.data(), model.bytes_.size());

  Cursor in(file, path);
  if (file.size() < kHeaderSize || in.take(kMagic.size()) != std::string_view(kMagic.data(), kMagic.size())) {
    throw Error(ErrorKind::kInput, path + ": not a model file");
  }
  const auto format = in.take<std::uint32_t>();
  if (format > kFormat) {
    throw Error(ErrorKind::kInput, path + ": model format " + std::to_string(format) +
                                       " is newer than this program reads (" + std::to_string(kFormat) + ")");
  }
  const auto part_count = in.take<std::uint32_t>();
  const auto size = in.take<std::uint64_t>();
  const auto sum = in.take<std::uint64_t>();
  if (size != file.size()) throw Error(ErrorKind::kInput, path + ": model file is cut short or too long");
  if (checksum(raw(file) + kHeaderSize, file.size() - kHeaderSize) != sum) in.fail();

  const auto found_kind = in.take(in.take<std::uint32_t>());
  if (found_kind != kind) {
    throw Error(ErrorKind::kInput, path + ": a model of kind '" + std::string(found_kind) + "', but '" +
                                       std::string(kind) + "' is needed");
  }
  for (std::uint32_t i = 0; i < part_count; ++i) {
    const std::string name(in.take(in.take<std::uint32_t>()));
    const auto type = in.take<std::uint32_t>();
    const auto offset = in.take<std::uint64_t>();
    // Sections are looked at in place, as numbers of up to eight bytes.
    if (offset % kAlignment != 0) in.fail();
    const auto bytes = in.slice(offset, in.take<std::uint64_t>());
    if (type == kSectionPart) {
      model.sections_.emplace_back(name, bytes);
      continue;
    }
    if (type != kTablePart) in.fail();

    Cursor part(bytes, path);
    FeatureTable table;
    const auto label_count = part.take<std::uint32_t>();
    if (label_count == 0 || label_count > 255) part.fail();
    for (std::uint32_t label = 0; label < label_count; ++label) {
      table.labels_.emplace_back(part.take(part.take<std::uint8_t>()));
    }
    table.scale_ = part.take<double>();
    const auto feature_count = part.take<std::uint32_t>();
    table.feature_count_ = feature_count;
    table.bucket_count_ = part.take<std::uint32_t>();
    const auto directory_offset = part.take<std::uint64_t>();
    const auto records_offset = part.take<std::uint64_t>();
    const auto records_size = part.take<std::uint64_t>();
    if (table.bucket_count_ == 0 || feature_count > kRowMask) part.fail();
    const auto* directory = raw(part.slice(directory_offset, (std::uint64_t{table.bucket_count_} + 1) * 4));
    const auto* records = raw(part.slice(records_offset, records_size));

    // Every record, checked, to its row: after this, add() cannot leave the rows or the row of scores.
    const auto pitch = table.pitch();
    table.directory_.resize(std::size_t{table.bucket_count_} + 1);
    table.rows_.resize(pitch * feature_count);
    std::uint64_t at = 0;
    std::uint32_t count_of_rows = 0;
    for (std::uint32_t bucket = 0; bucket < table.bucket_count_; ++bucket) {
      if (read_as<std::uint32_t>(directory + std::size_t{4} * bucket) != at) part.fail();
      const auto end = read_as<std::uint32_t>(directory + std::size_t{4} * (bucket + std::size_t{1}));
      if (end > records_size || end < at) part.fail();
      auto& entry = table.directory_[bucket];
      entry = count_of_rows;
      while (at < end) {
        if (end - at < kHeadSize || count_of_rows == feature_count) part.fail();
        const auto* record = records + at;
        const auto head = read_as<std::uint32_t>(record);
        const auto count = head & kDense;
        const auto length = kHeadSize + (count == kDense ? label_count : std::size_t{2} * count);
        if (length > end - at) part.fail();
        auto* const row = table.rows_.data() + pitch * count_of_rows;
        const auto* weights = record + kHeadSize;
        if (count == kDense) {
          std::memcpy(row, weights, label_count);
        } else {
          for (std::uint32_t k = 0; k < count; ++k) {
            if (weights[k] >= label_count) part.fail();
            row[weights[k]] = static_cast<std::int8_t>(weights[count + k]);
          }
        }
        const auto check = head >> (kCountBits + kShiftBits);
        const auto tail = tail_of(check, head >> kCountBits & kMaxShift);
        std::memcpy(row + pitch - FeatureTable::kTailBytes, &tail, FeatureTable::kTailBytes);
        entry |= kind_bit(check);
        at += length;
        ++count_of_rows;
      }
    }
    if (at != records_size || count_of_rows != feature_count) part.fail();
    table.directory_.back() = count_of_rows;
    model.tables_.emplace_back(name, std::move(table));
  }
  return model;
}

const FeatureTable& LinearModel::table(std::string_view name) const {
  for (const auto& [key, table] : tables_) {
    if (key == name) return table;
  }
  throw Error(ErrorKind::kInput, path_ + ": the model has no table '" + std::string(name) + "'");
}

std::string_view LinearModel::section(std::string_view name) const {
  for (const auto& [key, bytes] : sections_) {
    if (key == name) return bytes;
  }
  throw Error(ErrorKind::kInput, path_ + ": the model has no section '" + std::string(name) + "'");
}

// ---- writing ----

float prune(std::vector<FeatureRow>& rows, std::size_t label_count, std::size_t budget) {
  const auto size_at = [&](float threshold) {
    std::size_t size = 0;
    for (const auto& row : rows) {
      std::size_t weights = 0;
      for (const auto& [label, weight] : row.weights) weights += std::abs(weight) > threshold ? 1 : 0;
      if (weights > 0) size += 4 + record_size(weights, label_count);
    }
    return size;
  };
  float low = 0, high = 0;
  if (size_at(low) > budget) {
    for (const auto& row : rows) {
      for (const auto& [label, weight] : row.weights) high = std::max(high, std::abs(weight));
    }
    for (int step = 0; step < 24; ++step) {
      const float middle = (low + high) / 2;
      (size_at(middle) > budget ? low : high) = middle;
    }
  }
  for (auto& row : rows) {
    std::erase_if(row.weights, [&](const auto& entry) { return !(std::abs(entry.second) > high); });
  }
  std::erase_if(rows, [](const FeatureRow& row) { return row.weights.empty(); });
  return high;
}

void LinearModelWriter::add_table(std::string name, const std::vector<std::string>& labels,
                                  std::vector<FeatureRow> rows) {
  if (labels.empty() || labels.size() > 255) {
    throw Error(ErrorKind::kInternal, "a feature table takes 1 to 255 labels");
  }
  float strongest = 0;
  for (const auto& row : rows) {
    for (const auto& [label, weight] : row.weights) strongest = std::max(strongest, std::abs(weight));
  }
  const double scale = strongest > 0 ? kRange / static_cast<double>(strongest) : 1.0;

  struct Packed {
    std::uint64_t place;
    std::uint64_t key;
    std::uint32_t check;
    std::string bytes;
  };
  std::vector<Packed> packed;
  packed.reserve(rows.size());
  for (auto& row : rows) {
    std::sort(row.weights.begin(), row.weights.end());
    double row_strongest = 0;
    for (const auto& [label, weight] : row.weights) {
      row_strongest = std::max(row_strongest, std::abs(static_cast<double>(weight)) * scale);
    }
    std::uint32_t shift = 0;
    while (shift < kMaxShift && row_strongest > 127.5 * (1 << shift)) ++shift;
    std::vector<std::pair<std::uint8_t, std::int8_t>> weights;
    for (const auto& [label, weight] : row.weights) {
      const double units = std::round(static_cast<double>(weight) * scale / (1 << shift));
      const auto whole = static_cast<std::int8_t>(std::clamp(units, -127.0, 127.0));
      if (whole != 0) weights.emplace_back(label, whole);
    }
    if (weights.empty()) continue;

    const auto slot = slot_of(row.key);
    std::string bytes;
    append_record(bytes, slot.check, shift, weights, labels.size());
    packed.push_back({slot.place, row.key, slot.check, std::move(bytes)});
  }
  std::sort(packed.begin(), packed.end(), [](const Packed& a, const Packed& b) {
    return std::tie(a.place, a.check, a.key) < std::tie(b.place, b.check, b.key);
  });

  const auto buckets = static_cast<std::uint32_t>(std::max<std::size_t>(1, packed.size()));
  std::string records;
  std::vector<std::uint32_t> directory(std::size_t{buckets} + 1, 0);
  std::uint32_t features = 0;
  std::uint32_t open_bucket = 0;
  std::vector<std::uint32_t> checks;  // of the bucket being filled: keys that look alike cannot both be kept
  for (const auto& item : packed) {
    const auto bucket = bucket_of(item.place, buckets);
    if (bucket != open_bucket) checks.clear();
    for (; open_bucket < bucket; ++open_bucket)
      directory[open_bucket + 1] = static_cast<std::uint32_t>(records.size());
    if (std::find(checks.begin(), checks.end(), item.check) != checks.end()) continue;
    checks.push_back(item.check);
    records += item.bytes;
    ++features;
  }
  for (; open_bucket < buckets; ++open_bucket)
    directory[open_bucket + 1] = static_cast<std::uint32_t>(records.size());

  add_packed(std::move(name), labels, scale, features, directory, records);
}

void LinearModelWriter::add_packed(std::string name, const std::vector<std::string>& labels, double scale,
                                   std::uint32_t features, const std::vector<std::uint32_t>& directory,
                                   const std::string& records) {
  Part part{std::move(name), kTablePart, {}};
  auto& out = part.bytes;
  append(out, static_cast<std::uint32_t>(labels.size()));
  for (const auto& label : labels) {
    append(out, static_cast<std::uint8_t>(label.size()));
    out += label;
  }
  append(out, scale);
  append(out, features);
  append(out, static_cast<std::uint32_t>(directory.size() - 1));
  const std::size_t here = out.size() + 3 * sizeof(std::uint64_t);
  const std::size_t directory_offset = (here + kAlignment - 1) / kAlignment * kAlignment;
  const std::size_t directory_size = directory.size() * sizeof(std::uint32_t);
  const std::size_t records_offset =
      (directory_offset + directory_size + kAlignment - 1) / kAlignment * kAlignment;
  append(out, std::uint64_t{directory_offset});
  append(out, std::uint64_t{records_offset});
  append(out, std::uint64_t{records.size()});
  pad(out);
  out.append(reinterpret_cast<const char*>(directory.data()), directory_size);
  pad(out);
  out += records;
  parts_.push_back(std::move(part));
}

void LinearModelWriter::add_section(std::string name, std::string bytes) {
  parts_.push_back({std::move(name), kSectionPart, std::move(bytes)});
}

void LinearModelWriter::write(const std::string& path) const {
  std::map<std::string, const Part*> ordered;
  for (const auto& part : parts_) ordered[part.name] = &part;

  std::size_t offset = kHeaderSize + sizeof(std::uint32_t) + kind_.size();
  for (const auto& [name, part] : ordered)
    offset += 2 * sizeof(std::uint32_t) + name.size() + 2 * sizeof(std::uint64_t);

  std::string body;
  append(body, static_cast<std::uint32_t>(kind_.size()));
  body += kind_;
  std::vector<std::size_t> places;
  for (const auto& [name, part] : ordered) {
    offset = (offset + kAlignment - 1) / kAlignment * kAlignment;
    append(body, static_cast<std::uint32_t>(name.size()));
    body += name;
    append(body, part->type);
    append(body, std::uint64_t{offset});
    append(body, std::uint64_t{part->bytes.size()});
    places.push_back(offset);
    offset += part->bytes.size();
  }
  std::size_t next = 0;
  for (const auto& [name, part] : ordered) {
    body.resize(places[next++] - kHeaderSize, '\0');
    body += part->bytes;
  }

  std::string head(kMagic.data(), kMagic.size());
  append(head, kFormat);
  append(head, static_cast<std::uint32_t>(ordered.size()));
  append(head, std::uint64_t{kHeaderSize + body.size()});
  append(head, checksum(raw(body), body.size()));
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << head << body;
  out.close();
  if (!out) throw Error(ErrorKind::kInput, path + ": cannot write the model file");
}

}  // namespace entente::extract
