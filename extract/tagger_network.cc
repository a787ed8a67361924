// SPDX-License-Identifier: Apache-2.0
#include "extract/tagger_network.h"

#include <algorithm>
#include <string>

#include "extract/network_kernels.h"

namespace entente::extract::tag_network {
namespace {

static_assert(kKeys <= network::kMostKeys);

template <class Way>
ENTENTE_INLINE void think(const Network& net, Work& work, std::size_t n) {
  network::read_in_context<Way, kWidth>(net.features, work.found, net.layers, work.x, work.sums);
  work.sums.resize(n * kTags);
  Way::template multiply<kWidth>(work.x.data(), n, net.tags, kTags, work.sums.data());
}

void think_plain(const Network& net, Work& work, std::size_t n) { think<network::Plain>(net, work, n); }
void think_narrow(const Network& net, Work& work, std::size_t n) { think<network::Narrow>(net, work, n); }
ENTENTE_WIDE void think_wide(const Network& net, Work& work, std::size_t n) { think<network::Wide>(net, work, n); }
ENTENTE_WIDEST void think_widest(const Network& net, Work& work, std::size_t n) { think<network::Widest>(net, work, n); }

}  // namespace

Network load(const LinearModel& model) {
  Network net;
  net.features = network::load_rows(model, kWidth);
  for (std::size_t i = 0; i < kLayers; ++i) net.layers[i] = network::load_affine(model, "layer" + std::to_string(i), 3 * kWidth, kWidth);
  net.tags = network::load_affine(model, "tags", kTags, kWidth);
  return net;
}

void score_tags(const Network& net, std::span<const syntax::Word> words, Work& work) {
  const auto n = words.size();
  Keys keys;
  work.keys.resize(n * kKeys);
  for (std::size_t i = 0; i < n; ++i) {
    keys_of(words, i, keys);
    for (std::size_t k = 0; k < kKeys; ++k) work.keys[i * kKeys + k] = net.features.expect(keys[k]);
  }
  net.features.find(work.keys, kKeys, work.found);
  using Step = void (*)(const Network&, Work&, std::size_t);
  constexpr std::array<Step, 4> kThink{think_plain, think_narrow, think_wide, think_widest};
  kThink[static_cast<std::size_t>(work.registers)](net, work, n);
}

}  // namespace entente::extract::tag_network
