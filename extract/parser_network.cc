// SPDX-License-Identifier: Apache-2.0
#include "extract/parser_network.h"

#include <limits>

#include "extract/network_kernels.h"

namespace entente::extract::network {
namespace {

constexpr std::int32_t kMostArc = 4095;  // what a product of two of them, 64 times, leaves room for

static_assert(kWidth % 32 == 0 && kArc % 16 == 0 && kKeys <= kMostKeys);

template <class Way>
ENTENTE_INLINE void think(const Network& net, Work& work, std::size_t n) {
  read_in_context<Way, kWidth>(net.features, work.found, net.layers, work.x, work.sums);
  work.sums.resize(n * kProjected);
  Way::template multiply<kWidth>(work.x.data(), n, net.project, kProjected, work.sums.data());
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
  compare<kArc>(work.dependents.data(), n, work.heads.data(), n + 1, work.scores.data(), n + 1);
  work.by_distance.resize(n * kDistances);
  compare<kArc>(work.dependents.data(), n, net.distance, kDistances, work.by_distance.data(), kDistances);
  for (std::size_t i = 0; i < n; ++i) {
    auto* row = work.scores.data() + i * (n + 1);
    const auto* d = work.by_distance.data() + i * kDistances;
    for (std::size_t j = 0; j <= n; ++j) {
      if (j != i) row[j] += d[distance_class(i, j, n)];
    }
  }
}

template <class Way>
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
  Way::template multiply<kRelation>(work.hidden.data(), n, net.relation, kDeprelCount, work.sums.data());
}

void think_plain(const Network& net, Work& work, std::size_t n) { think<Plain>(net, work, n); }
void name_plain(const Network& net, Work& work, std::size_t n) { name_relations<Plain>(net, work, n); }
void think_narrow(const Network& net, Work& work, std::size_t n) { think<Narrow>(net, work, n); }
void name_narrow(const Network& net, Work& work, std::size_t n) { name_relations<Narrow>(net, work, n); }
ENTENTE_WIDE void think_wide(const Network& net, Work& work, std::size_t n) { think<Wide>(net, work, n); }
ENTENTE_WIDE void name_wide(const Network& net, Work& work, std::size_t n) { name_relations<Wide>(net, work, n); }
ENTENTE_WIDEST void think_widest(const Network& net, Work& work, std::size_t n) { think<Widest>(net, work, n); }
ENTENTE_WIDEST void name_widest(const Network& net, Work& work, std::size_t n) { name_relations<Widest>(net, work, n); }

}  // namespace

Network load(const LinearModel& model) {
  Network net;
  net.features = load_rows(model, kWidth);
  for (std::size_t i = 0; i < kLayers; ++i) net.layers[i] = load_affine(model, "layer" + std::to_string(i), 3 * kWidth, kWidth);
  net.project = load_affine(model, "project", kProjected, kWidth);
  net.relation = load_affine(model, "relation", kDeprelCount, kRelation);
  // A score is a product with a head and one with a distance, 64 terms each of at most kMostArc^2: just within 32 bits.
  static_assert(std::int64_t{2} * kArc * kMostArc * kMostArc <= std::numeric_limits<std::int32_t>::max());
  const auto arcs = load_numbers(model, "arcs", (1 + kDistances) * (kArc + kRelation), kMostArc);
  net.root = arcs.data();
  net.distance = net.root + kArc + kRelation;
  net.distance_relation = net.distance + kDistances * kArc;
  return net;
}

void find_tree(const Network& net, std::span<const syntax::Word> words, std::span<const Token> tokens, Work& work) {
  const auto n = words.size();
  Keys keys;
  work.keys.resize(n * kKeys);
  for (std::size_t i = 0; i < n; ++i) {
    keys_of(words, tokens, i, keys);
    for (std::size_t k = 0; k < kKeys; ++k) work.keys[i * kKeys + k] = net.features.expect(keys[k]);
  }
  net.features.find(work.keys, kKeys, work.found);
  using Step = void (*)(const Network&, Work&, std::size_t);
  constexpr std::array<Step, 4> kThink{think_plain, think_narrow, think_wide, think_widest}, kName{name_plain, name_narrow, name_wide, name_widest};
  const auto way = static_cast<std::size_t>(work.registers);
  kThink[way](net, work, n);
  work.decoder.run(work.scores, n, work.tree);
  kName[way](net, work, n);
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
