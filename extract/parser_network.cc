// SPDX-License-Identifier: Apache-2.0
#include "extract/parser_network.h"

#include <cstdlib>
#include <limits>

#include "model/error.h"

namespace entente::extract::network {
namespace {

constexpr std::int32_t kMost = 8191;     // of an activation: 16 in units of 1 / 512
constexpr std::int32_t kMostArc = 4095;  // what a product of two of them, 64 times, leaves room for
constexpr int kGateBits = 14;
constexpr std::int32_t kOpen = 1 << kGateBits;
constexpr unsigned kRowBits = 18;
constexpr std::uint32_t kFree = 0xffffffffU;

static_assert(kWidth % 16 == 0 && kArc % 16 == 0);

std::uint64_t scrambled(std::uint64_t key) {
  key *= 0x9e3779b97f4a7c15ULL;
  return key ^ (key >> 32);
}
std::uint32_t check_of(std::uint64_t scrambled_key) { return static_cast<std::uint32_t>(scrambled_key >> 46) & 0x3fffU; }

// What follows is compiled twice, into a function for any processor and one for those with wide registers.
#define ENTENTE_INLINE inline __attribute__((always_inline))

// out[t * out_row + o] = bias[o] + the sum of x[t * x_row + k] * weights[o * depth + k].
template <std::size_t kDepth>
ENTENTE_INLINE void multiply(const std::int16_t* x, std::size_t x_row, std::size_t count, const std::int16_t* weights, const std::int32_t* bias,
                             std::size_t outputs, std::int32_t* out, std::size_t out_row) {
  std::size_t t = 0;
  for (; t + 4 <= count; t += 4) {
    const auto* x0 = x + t * x_row;
    const auto *x1 = x0 + x_row, *x2 = x1 + x_row, *x3 = x2 + x_row;
    for (std::size_t o = 0; o < outputs; ++o) {
      const auto* w = weights + o * kDepth;
      std::int32_t s0 = bias == nullptr ? 0 : bias[o], s1 = s0, s2 = s0, s3 = s0;
      for (std::size_t k = 0; k < kDepth; ++k) {
        s0 += x0[k] * w[k];
        s1 += x1[k] * w[k];
        s2 += x2[k] * w[k];
        s3 += x3[k] * w[k];
      }
      auto* at = out + t * out_row + o;
      at[0] = s0;
      at[out_row] = s1;
      at[2 * out_row] = s2;
      at[3 * out_row] = s3;
    }
  }
  for (; t < count; ++t) {
    for (std::size_t o = 0; o < outputs; ++o) {
      std::int32_t sum = bias == nullptr ? 0 : bias[o];
      for (std::size_t k = 0; k < kDepth; ++k) sum += x[t * x_row + k] * weights[o * kDepth + k];
      out[t * out_row + o] = sum;
    }
  }
}

// A bidirectional simple recurrent unit (Lei et al. 2018): what is carried from word to word is mixed by gates alone.
ENTENTE_INLINE void scan(const std::int32_t* sums, std::size_t n, std::int16_t* x) {
  for (std::size_t half = 0; half < 2; ++half) {
    std::array<std::int32_t, kHalf> cell{};
    for (std::size_t s = 0; s < n; ++s) {
      const auto t = half == 0 ? s : n - 1 - s;
      const auto* u = sums + t * 3 * kWidth + half * kHalf;
      auto* h = x + t * kWidth + half * kHalf;
      for (std::size_t j = 0; j < kHalf; ++j) {
        const auto z = std::clamp(u[j] >> kWeightBits, -kMost, kMost);
        // A gate is a half and a quarter of the sum, within 0 and 1.
        constexpr int kShift = kActivationBits + kWeightBits + 2 - kGateBits;
        const auto f = std::clamp((u[kWidth + j] >> kShift) + kOpen / 2, 0, kOpen);
        const auto r = std::clamp((u[2 * kWidth + j] >> kShift) + kOpen / 2, 0, kOpen);
        cell[j] = (f * cell[j] + (kOpen - f) * z + kOpen / 2) >> kGateBits;
        h[j] = static_cast<std::int16_t>((r * cell[j] + (kOpen - r) * h[j] + kOpen / 2) >> kGateBits);
      }
    }
  }
}

ENTENTE_INLINE void read_words(const Network& net, Work& work, std::size_t n) {
  work.x.resize(n * kWidth);
  for (std::size_t i = 0; i < n; ++i) {
    std::array<std::int16_t, kWidth> sum{};  // far from its range: kKeys rows of 8 bits
    for (std::size_t k = 0; k < kKeys; ++k) {
      const auto row = work.rows[i * kKeys + k];
      if (row == kFree) continue;
      const auto* e = net.rows + std::size_t{row} * kWidth;
      for (std::size_t j = 0; j < kWidth; ++j) sum[j] = static_cast<std::int16_t>(sum[j] + e[j]);
    }
    auto* x = work.x.data() + i * kWidth;
    constexpr int kScale = 1 << (kActivationBits - kRowBitsOfUnit);
    for (std::size_t j = 0; j < kWidth; ++j) x[j] = static_cast<std::int16_t>(std::clamp(sum[j] * kScale, -kMost, kMost));
  }
}

ENTENTE_INLINE void think(const Network& net, Work& work, std::size_t n) {
  read_words(net, work, n);
  work.sums.resize(n * 3 * kWidth);
  for (const auto& layer : net.layers) {
    multiply<kWidth>(work.x.data(), kWidth, n, layer.weights, layer.bias, 3 * kWidth, work.sums.data(), 3 * kWidth);
    scan(work.sums.data(), n, work.x.data());
  }
  multiply<kWidth>(work.x.data(), kWidth, n, net.project.weights, net.project.bias, kProjected, work.sums.data(), kProjected);
  work.dependents.resize(n * kArc);
  work.heads.resize((n + 1) * kArc);
  work.relations.resize(n * 2 * kRelation);
  for (std::size_t i = 0; i < n; ++i) {
    const auto* p = work.sums.data() + i * kProjected;
    const auto at = [&](std::size_t j, std::int32_t least) { return static_cast<std::int16_t>(std::clamp(p[j] >> kWeightBits, least, kMostArc)); };
    for (std::size_t j = 0; j < kArc; ++j) work.dependents[i * kArc + j] = at(j, 0);
    work.dependents[i * kArc + kArc - 1] = 1 << kActivationBits;
    for (std::size_t j = 0; j < kArc; ++j) work.heads[i * kArc + j] = at(kArc + j, -kMostArc);
    for (std::size_t j = 0; j < 2 * kRelation; ++j) work.relations[i * 2 * kRelation + j] = at(2 * kArc + j, -kMostArc);
  }
  std::copy_n(net.root, kArc, work.heads.data() + n * kArc);
  work.scores.resize(n * (n + 1));
  multiply<kArc>(work.dependents.data(), kArc, n, work.heads.data(), nullptr, n + 1, work.scores.data(), n + 1);
  work.by_distance.resize(n * kDistances);
  multiply<kArc>(work.dependents.data(), kArc, n, net.distance, nullptr, kDistances, work.by_distance.data(), kDistances);
  for (std::size_t i = 0; i < n; ++i) {
    auto* row = work.scores.data() + i * (n + 1);
    const auto* d = work.by_distance.data() + i * kDistances;
    for (std::size_t j = 0; j <= n; ++j) {
      if (j != i) row[j] += d[distance_class(i, j, n)];
    }
  }
}

ENTENTE_INLINE void name_relations(const Network& net, Work& work, std::size_t n) {
  work.hidden.resize(n * kRelation);
  for (std::size_t i = 0; i < n; ++i) {
    const auto j = static_cast<std::size_t>(work.tree[i]);
    const auto* a = work.relations.data() + i * 2 * kRelation;
    const auto* b = j == n ? net.root + kArc : work.relations.data() + j * 2 * kRelation + kRelation;
    const auto* d = net.distance_relation + distance_class(i, j, n) * kRelation;
    for (std::size_t k = 0; k < kRelation; ++k) work.hidden[i * kRelation + k] = static_cast<std::int16_t>(std::clamp(a[k] + b[k] + d[k], 0, kMost));
  }
  work.sums.resize(n * kDeprelCount);
  multiply<kRelation>(work.hidden.data(), kRelation, n, net.relation.weights, net.relation.bias, kDeprelCount, work.sums.data(), kDeprelCount);
}

void think_plain(const Network& net, Work& work, std::size_t n) { think(net, work, n); }
void name_plain(const Network& net, Work& work, std::size_t n) { name_relations(net, work, n); }
#if defined(__x86_64__) && defined(__GNUC__)
// The same whole numbers, sixteen at a time: every order of adding them gives the same sums.
__attribute__((target("avx2"))) void think_wide(const Network& net, Work& work, std::size_t n) { think(net, work, n); }
__attribute__((target("avx2"))) void name_wide(const Network& net, Work& work, std::size_t n) { name_relations(net, work, n); }
bool is_wide() {
  static const bool wide = __builtin_cpu_supports("avx2") != 0;
  return wide;
}
#else
void think_wide(const Network& net, Work& work, std::size_t n) { think(net, work, n); }
void name_wide(const Network& net, Work& work, std::size_t n) { name_relations(net, work, n); }
bool is_wide() { return false; }
#endif

// The next numbers of a section. Sections start at multiples of 64, so that what is a multiple of its size is in its place.
template <typename T>
const T* view(const LinearModel& model, const std::string& name, std::size_t& at, std::size_t count) {
  const auto section = model.section(name);
  if (section.size() < at + count * sizeof(T) || at % alignof(T) != 0) throw Error(ErrorKind::kInput, model.path() + ": '" + name + "' is too short");
  const auto* begin = section.data() + at;
  at += count * sizeof(T);
  return reinterpret_cast<const T*>(begin);
}

Affine affine_of(const LinearModel& model, const std::string& name, std::size_t outputs, std::size_t depth) {
  std::size_t at = 0;
  Affine out{view<std::int16_t>(model, name, at, outputs * depth), view<std::int32_t>(model, name, at, outputs)};
  for (std::size_t o = 0; o < outputs; ++o) {
    std::int64_t sum = std::abs(std::int64_t{out.bias[o]});
    for (std::size_t k = 0; k < depth; ++k) sum += std::abs(std::int64_t{out.weights[o * depth + k]}) * kMost;
    if (sum > std::numeric_limits<std::int32_t>::max()) throw Error(ErrorKind::kInput, model.path() + ": the weights of '" + name + "' are too large");
  }
  return out;
}

}  // namespace

Network load(const LinearModel& model) {
  Network net;
  const auto keys = model.section("keys"), rows = model.section("rows");
  const auto slots = keys.size() / 4;
  if (slots == 0 || (slots & (slots - 1)) != 0) throw Error(ErrorKind::kInput, model.path() + ": the keys are not a table");
  net.slots = reinterpret_cast<const std::uint32_t*>(keys.data());
  net.slot_mask = slots - 1;
  net.rows = reinterpret_cast<const std::int8_t*>(rows.data());
  std::size_t free = 0;  // a search for a key ends at one of these
  for (std::size_t i = 0; i < slots; ++i) {
    if (net.slots[i] == kFree) ++free;
    else if (((net.slots[i] & ((1U << kRowBits) - 1)) + std::size_t{1}) * kWidth > rows.size()) throw Error(ErrorKind::kInput, model.path() + ": a key without a row");
  }
  if (free == 0) throw Error(ErrorKind::kInput, model.path() + ": the keys are full");
  for (std::size_t i = 0; i < kLayers; ++i) net.layers[i] = affine_of(model, "layer" + std::to_string(i), 3 * kWidth, kWidth);
  net.project = affine_of(model, "project", kProjected, kWidth);
  net.relation = affine_of(model, "relation", kDeprelCount, kRelation);
  std::size_t at = 0;
  net.root = view<std::int16_t>(model, "arcs", at, kArc + kRelation);
  net.distance = view<std::int16_t>(model, "arcs", at, kDistances * kArc);
  net.distance_relation = view<std::int16_t>(model, "arcs", at, kDistances * kRelation);
  // A score is a product with a head and one with a distance, 64 terms each of at most kMostArc^2: just within 32 bits.
  static_assert(std::int64_t{2} * kArc * kMostArc * kMostArc <= std::numeric_limits<std::int32_t>::max());
  for (const auto weight : std::span(net.root, at / sizeof(std::int16_t))) {  // all three, which stand in one row
    if (std::abs(weight) > kMostArc) throw Error(ErrorKind::kInput, model.path() + ": the weights of 'arcs' are too large");
  }
  return net;
}

std::string write_keys(const std::vector<std::uint64_t>& keys) {
  std::size_t slots = 64;
  while (slots < 2 * keys.size()) slots *= 2;
  if (keys.size() >= std::size_t{1} << kRowBits) throw Error(ErrorKind::kInput, "more rows than a key can name");
  std::vector<std::uint32_t> table(slots, kFree);
  for (std::size_t row = 0; row < keys.size(); ++row) {
    const auto h = scrambled(keys[row]);
    auto slot = h & (slots - 1);
    while (table[slot] != kFree) slot = (slot + 1) & (slots - 1);
    table[slot] = static_cast<std::uint32_t>(row) | check_of(h) << kRowBits;
  }
  return {reinterpret_cast<const char*>(table.data()), slots * 4};
}

void find_tree(const Network& net, std::span<const syntax::Word> words, std::span<const Token> tokens, Work& work) {
  const auto n = words.size();
  Keys keys;
  work.keys.resize(n * kKeys);
  work.rows.resize(n * kKeys);
  for (std::size_t i = 0; i < n; ++i) {
    keys_of(words, tokens, i, keys);
    for (std::size_t k = 0; k < kKeys; ++k) {
      work.keys[i * kKeys + k] = scrambled(keys[k]);
      __builtin_prefetch(net.slots + (work.keys[i * kKeys + k] & net.slot_mask));
    }
  }
  for (std::size_t i = 0; i < n * kKeys; ++i) {
    const auto h = work.keys[i];
    auto slot = h & net.slot_mask;
    auto row = kFree;
    for (; net.slots[slot] != kFree; slot = (slot + 1) & net.slot_mask) {
      if (net.slots[slot] >> kRowBits != check_of(h)) continue;
      row = net.slots[slot] & ((1U << kRowBits) - 1);
      const auto* at = net.rows + std::size_t{row} * kWidth;
      __builtin_prefetch(at);
      __builtin_prefetch(at + 64);
      break;
    }
    work.rows[i] = row;
  }
  const bool wide = is_wide() && !work.plain;
  wide ? think_wide(net, work, n) : think_plain(net, work, n);
  work.decoder.run(work.scores, n, work.tree);
  wide ? name_wide(net, work, n) : name_plain(net, work, n);
  work.deprels.resize(n);
  constexpr auto kRoot = static_cast<std::size_t>(Deprel::kRoot);
  for (std::size_t i = 0; i < n; ++i) {
    auto* scores = work.sums.data() + i * kDeprelCount;
    const bool root = work.tree[i] == static_cast<std::int32_t>(n);
    scores[kRoot] = root ? std::numeric_limits<std::int32_t>::max() : std::numeric_limits<std::int32_t>::min();
    work.deprels[i] = static_cast<std::uint8_t>(std::max_element(scores, scores + kDeprelCount) - scores);
  }
}

}  // namespace entente::extract::network
