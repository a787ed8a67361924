// SPDX-License-Identifier: Apache-2.0
#include "extract/train/train_network.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <numeric>
#include <unordered_map>

#include "extract/parser_network.h"
#include "extract/train/perceptron.h"
#include "extract/tree_decoder.h"

namespace entente::extract::train {
namespace {

using network::kArc;
using network::kDistances;
using network::kHalf;
using network::kKeys;
using network::kProjected;
using network::kRelation;
using network::kWidth;
constexpr std::size_t kLongestTrained = 200;  // words: what is longer is a list
constexpr std::size_t kLabels = 64;  // relations, filled up so that rows are even

typedef float Lane __attribute__((vector_size(64), aligned(4), may_alias));

// c[m x n] += a * b, where a(i, k) = a[i * a_row + k * a_col] and rows of b and c lie b_row and c_row apart. n in 32s.
void multiply(std::size_t m, std::size_t n, std::size_t depth, const float* a, std::size_t a_row, std::size_t a_col, const float* b,
              std::size_t b_row, float* c, std::size_t c_row) {
  for (std::size_t j = 0; j < n; j += 32) {
    std::size_t i = 0;
    for (; i + 4 <= m; i += 4) {
      Lane sums[4][2];
      for (std::size_t r = 0; r < 4; ++r) {
        for (std::size_t v = 0; v < 2; ++v) sums[r][v] = *reinterpret_cast<const Lane*>(c + (i + r) * c_row + j + 16 * v);
      }
      const float* at = a + i * a_row;
      const float* row = b + j;
      for (std::size_t k = 0; k < depth; ++k, at += a_col, row += b_row) {
        const auto b0 = *reinterpret_cast<const Lane*>(row);
        const auto b1 = *reinterpret_cast<const Lane*>(row + 16);
        for (std::size_t r = 0; r < 4; ++r) {
          const float x = at[r * a_row];
          sums[r][0] += x * b0;
          sums[r][1] += x * b1;
        }
      }
      for (std::size_t r = 0; r < 4; ++r) {
        for (std::size_t v = 0; v < 2; ++v) *reinterpret_cast<Lane*>(c + (i + r) * c_row + j + 16 * v) = sums[r][v];
      }
    }
    for (; i < m; ++i) {
      Lane s0 = *reinterpret_cast<const Lane*>(c + i * c_row + j), s1 = *reinterpret_cast<const Lane*>(c + i * c_row + j + 16);
      for (std::size_t k = 0; k < depth; ++k) {
        const float x = a[i * a_row + k * a_col];
        s0 += x * *reinterpret_cast<const Lane*>(b + k * b_row + j);
        s1 += x * *reinterpret_cast<const Lane*>(b + k * b_row + j + 16);
      }
      *reinterpret_cast<Lane*>(c + i * c_row + j) = s0;
      *reinterpret_cast<Lane*>(c + i * c_row + j + 16) = s1;
    }
  }
}

// A matrix that is learnt, with its slopes and what Adam remembers of them.
struct Floats {
  std::size_t rows = 0, columns = 0;
  std::vector<float> value, slope, mean, square;

  void shape(std::size_t r, std::size_t c) {
    rows = r;
    columns = c;
    value.assign(r * c, 0);
    slope = mean = square = value;
  }
  void scatter(Random& random, float range) {
    for (auto& v : value) v = range * (static_cast<float>(random.below(20001)) / 10000.0F - 1.0F);
  }
  float* row(std::size_t i) { return value.data() + i * columns; }
  float* slope_row(std::size_t i) { return slope.data() + i * columns; }
};

struct Step {
  float rate, correct1, correct2, decay;
};

// Kingma and Ba 2015.
void descend(float* value, float* slope, float* mean, float* square, std::size_t n, const Step& step) {
  for (std::size_t i = 0; i < n; ++i) {
    const float g = slope[i];
    mean[i] = 0.9F * mean[i] + 0.1F * g;
    square[i] = 0.99F * square[i] + 0.01F * g * g;
    value[i] -= step.rate * ((mean[i] * step.correct1) / (std::sqrt(square[i] * step.correct2) + 1e-8F) + step.decay * value[i]);
    slope[i] = 0;
  }
}

void transpose(const Floats& m, std::vector<float>& out) {
  out.resize(m.value.size());
  for (std::size_t i = 0; i < m.rows; ++i) {
    for (std::size_t j = 0; j < m.columns; ++j) out[j * m.rows + i] = m.value[i * m.columns + j];
  }
}

struct Example {
  std::vector<std::int32_t> rows;  // kKeys a word; -1 = unknown
  std::vector<std::int32_t> heads;
  std::vector<std::uint8_t> deprels;
  [[nodiscard]] std::size_t size() const { return heads.size(); }
};

// A straight line from 0 to 1, which whole numbers do exactly; beyond its ends a little of the slope is kept, so that a
// gate can come back.
float gate(float a) { return std::min(1.0F, std::max(0.0F, 0.5F + 0.25F * a)); }
float gate_slope(float y) { return y > 0.0F && y < 1.0F ? 0.25F : 0.01F; }

// Forward and back by hand: embeddings, recurrent layers, arcs and relations, as extract/parser_network.cc runs them.
class Network {
 public:
  Network(std::size_t rows, std::size_t layers, std::uint64_t seed) : random_(seed), layers_(layers) {
    embeddings_.shape(rows, kWidth);
    embeddings_.scatter(random_, 0.1F);
    for (auto& layer : layers_) {
      layer.weights.shape(kWidth, 3 * kWidth);
      layer.weights.scatter(random_, std::sqrt(3.0F / kWidth));
      layer.bias.shape(1, 3 * kWidth);
    }
    project_.shape(kWidth, kProjected);
    project_.scatter(random_, std::sqrt(3.0F / kWidth));
    project_bias_.shape(1, kProjected);
    root_.shape(1, kArc + kRelation);
    root_.scatter(random_, 0.1F);
    distance_.shape(kDistances, kArc);
    distance_relation_.shape(kDistances, kRelation);
    relation_.shape(kRelation, kLabels);
    relation_.scatter(random_, std::sqrt(3.0F / kRelation));
    relation_bias_.shape(1, kLabels);
    touched_.assign(rows, 0);
  }

  struct Layer {
    Floats weights, bias;
    std::vector<float> in, out, sums, cells, transposed;  // in: after dropout; sums: z, f, r of each word
    std::vector<float> mask;
  };

  void drop(const std::vector<float>& from, std::vector<float>& mask, std::vector<float>& to, float rate) {
    to.resize(from.size());
    if (rate <= 0) {
      mask.clear();
      to = from;
      return;
    }
    mask.resize(from.size());
    const float keep = 1.0F / (1.0F - rate);
    const auto limit = static_cast<std::uint32_t>(static_cast<double>(rate) * 65536.0);
    for (std::size_t i = 0; i < from.size(); i += 4) {
      auto bits = random_.next();
      for (std::size_t k = 0; k < 4; ++k, bits >>= 16) {
        mask[i + k] = (bits & 0xffff) < limit ? 0.0F : keep;
        to[i + k] = from[i + k] * mask[i + k];
      }
    }
  }

  // Runs a batch; with `learn`, adds the slopes. The predicted trees go to `heads` and `deprels` when wanted.
  float run(const std::vector<const Example*>& batch, bool learn, float key_dropout, float dropout,
            std::vector<std::vector<std::int32_t>>* heads, std::vector<std::vector<std::uint8_t>>* deprels) {
    std::size_t total = 0;
    for (const auto* example : batch) total += example->size();
    // Words.
    x_.assign(total * kWidth, 0);
    used_.assign(total * kKeys, -1);
    const auto limit = static_cast<std::uint64_t>(key_dropout * 65536.0F);
    std::size_t word = 0;
    for (const auto* example : batch) {
      for (std::size_t i = 0; i < example->size(); ++i, ++word) {
        auto* x = x_.data() + word * kWidth;
        for (std::size_t k = 0; k < kKeys; ++k) {
          const auto row = example->rows[i * kKeys + k];
          if (row < 0 || (learn && (random_.next() & 0xffff) < limit)) continue;
          used_[word * kKeys + k] = row;
          const auto* e = embeddings_.row(static_cast<std::size_t>(row));
          for (std::size_t j = 0; j < kWidth; ++j) x[j] += e[j];
        }
      }
    }
    // Layers.
    const auto* below = &x_;
    for (auto& layer : layers_) {
      drop(*below, layer.mask, layer.in, learn ? dropout : 0);
      layer.sums.resize(total * 3 * kWidth);
      for (std::size_t t = 0; t < total; ++t) std::copy_n(layer.bias.value.data(), 3 * kWidth, layer.sums.data() + t * 3 * kWidth);
      multiply(total, 3 * kWidth, kWidth, layer.in.data(), kWidth, 1, layer.weights.value.data(), 3 * kWidth, layer.sums.data(), 3 * kWidth);
      layer.out.resize(total * kWidth);
      layer.cells.resize(total * kWidth);
      std::size_t first = 0;
      for (const auto* example : batch) {
        scan(layer, *below, first, example->size());
        first += example->size();
      }
      below = &layer.out;
    }
    // Projections.
    const auto& top = *below;
    drop(top, top_mask_, top_in_, learn ? dropout : 0);
    p_.resize(total * kProjected);
    for (std::size_t t = 0; t < total; ++t) std::copy_n(project_bias_.value.data(), kProjected, p_.data() + t * kProjected);
    multiply(total, kProjected, kWidth, top_in_.data(), kWidth, 1, project_.value.data(), kProjected, p_.data(), kProjected);
    for (std::size_t t = 0; t < total; ++t) {
      auto* p = p_.data() + t * kProjected;
      for (std::size_t j = 0; j < kArc; ++j) p[j] = std::max(0.0F, p[j]);
      p[kArc - 1] = 1.0F;  // so that a head can be likely by itself
    }
    dp_.assign(total * kProjected, 0);
    float loss = 0;
    std::size_t first = 0;
    if (heads != nullptr) {
      heads->resize(batch.size());
      deprels->resize(batch.size());
    }
    for (std::size_t b = 0; b < batch.size(); ++b) {
      loss += arcs(*batch[b], first, learn, heads != nullptr ? &(*heads)[b] : nullptr, deprels != nullptr ? &(*deprels)[b] : nullptr);
      first += batch[b]->size();
    }
    if (!learn) return loss;
    // Back through the projections.
    for (std::size_t t = 0; t < total; ++t) {
      auto* d = dp_.data() + t * kProjected;
      const auto* p = p_.data() + t * kProjected;
      d[kArc - 1] = 0;
      for (std::size_t j = 0; j < kArc; ++j) d[j] = p[j] > 0 ? d[j] : 0;
      for (std::size_t j = 0; j < kProjected; ++j) project_bias_.slope[j] += d[j];
    }
    multiply(kWidth, kProjected, total, top_in_.data(), 1, kWidth, dp_.data(), kProjected, project_.slope.data(), kProjected);
    transpose(project_, transposed_);
    d_out_.assign(total * kWidth, 0);
    multiply(total, kWidth, kProjected, dp_.data(), kProjected, 1, transposed_.data(), kWidth, d_out_.data(), kWidth);
    if (!top_mask_.empty()) {
      for (std::size_t i = 0; i < d_out_.size(); ++i) d_out_[i] *= top_mask_[i];
    }
    for (std::size_t l = layers_.size(); l-- > 0;) {
      auto& layer = layers_[l];
      const auto& in = l == 0 ? x_ : layers_[l - 1].out;
      d_sums_.assign(total * 3 * kWidth, 0);
      d_in_.assign(total * kWidth, 0);
      first = 0;
      for (const auto* example : batch) {
        scan_back(layer, in, first, example->size());
        first += example->size();
      }
      for (std::size_t t = 0; t < total; ++t) {
        const auto* d = d_sums_.data() + t * 3 * kWidth;
        for (std::size_t j = 0; j < 3 * kWidth; ++j) layer.bias.slope[j] += d[j];
      }
      multiply(kWidth, 3 * kWidth, total, layer.in.data(), 1, kWidth, d_sums_.data(), 3 * kWidth, layer.weights.slope.data(), 3 * kWidth);
      transpose(layer.weights, transposed_);
      d_out_.assign(total * kWidth, 0);
      multiply(total, kWidth, 3 * kWidth, d_sums_.data(), 3 * kWidth, 1, transposed_.data(), kWidth, d_out_.data(), kWidth);
      if (layer.mask.empty()) {
        for (std::size_t i = 0; i < d_out_.size(); ++i) d_out_[i] += d_in_[i];
      } else {
        for (std::size_t i = 0; i < d_out_.size(); ++i) d_out_[i] = d_out_[i] * layer.mask[i] + d_in_[i];
      }
    }
    for (std::size_t t = 0; t < total; ++t) {
      const auto* d = d_out_.data() + t * kWidth;
      for (std::size_t k = 0; k < kKeys; ++k) {
        const auto row = used_[t * kKeys + k];
        if (row < 0) continue;
        const auto r = static_cast<std::size_t>(row);
        if (touched_[r] == 0) {
          touched_[r] = 1;
          touched_rows_.push_back(r);
        }
        auto* e = embeddings_.slope_row(r);
        for (std::size_t j = 0; j < kWidth; ++j) e[j] += d[j];
      }
    }
    return loss;
  }

  void step(float rate, float decay) {
    ++steps_;
    Step step{rate, 1.0F / (1.0F - std::pow(0.9F, static_cast<float>(steps_))), 1.0F / (1.0F - std::pow(0.99F, static_cast<float>(steps_))), decay};
    for (auto* m : dense()) descend(m->value.data(), m->slope.data(), m->mean.data(), m->square.data(), m->value.size(), step);
    for (const auto r : touched_rows_) {
      touched_[r] = 0;
      const auto at = r * kWidth;
      descend(embeddings_.value.data() + at, embeddings_.slope.data() + at, embeddings_.mean.data() + at, embeddings_.square.data() + at, kWidth, step);
      for (std::size_t j = 0; j < kWidth; ++j) embeddings_.value[at + j] = std::clamp(embeddings_.value[at + j], -1.98F, 1.98F);
    }
    touched_rows_.clear();
  }

  std::vector<Floats*> dense() {
    std::vector<Floats*> out{&project_, &project_bias_, &root_, &distance_, &distance_relation_, &relation_, &relation_bias_};
    for (auto& layer : layers_) {
      out.push_back(&layer.weights);
      out.push_back(&layer.bias);
    }
    return out;
  }

  // As whole numbers, in the units of parser_network.h.
  void write(const std::vector<std::uint64_t>& keys, const std::string& path) {
    LinearModelWriter writer("parser 4");
    writer.add_section("keys", network::write_keys(keys));
    std::string rows;
    for (const float e : embeddings_.value) rows.push_back(static_cast<char>(static_cast<std::int8_t>(std::clamp(std::lround(e * (1 << network::kRowBitsOfUnit)), -127L, 127L))));
    writer.add_section("rows", std::move(rows));
    for (std::size_t l = 0; l < layers_.size(); ++l) writer.add_section("layer" + std::to_string(l), affine(layers_[l].weights, layers_[l].bias, 3 * kWidth));
    writer.add_section("project", affine(project_, project_bias_, kProjected));
    writer.add_section("relation", affine(relation_, relation_bias_, kDeprelCount));
    std::string arcs;
    for (const auto* m : {&root_, &distance_, &distance_relation_}) {
      for (const float w : m->value) append<std::int16_t>(arcs, w, 1 << network::kActivationBits);
    }
    writer.add_section("arcs", std::move(arcs));
    writer.write(path);
  }

 private:
  template <typename T>
  static void append(std::string& out, float w, int unit) {
    const auto whole = static_cast<T>(std::lround(w * static_cast<float>(unit)));
    std::array<char, sizeof(T)> bytes;
    std::memcpy(bytes.data(), &whole, sizeof(T));
    out.append(bytes.data(), bytes.size());
  }
  static std::string affine(const Floats& weights, const Floats& bias, std::size_t outputs) {
    std::string out;
    for (std::size_t o = 0; o < outputs; ++o) {
      for (std::size_t k = 0; k < weights.rows; ++k) append<std::int16_t>(out, weights.value[k * weights.columns + o], 1 << network::kWeightBits);
    }
    for (std::size_t o = 0; o < outputs; ++o) append<std::int32_t>(out, bias.value[o], 1 << (network::kWeightBits + network::kActivationBits));
    return out;
  }

  void scan(Layer& layer, const std::vector<float>& in, std::size_t first, std::size_t n) {
    for (std::size_t half = 0; half < 2; ++half) {
      std::array<float, kHalf> cell{};
      for (std::size_t s = 0; s < n; ++s) {
        const auto t = first + (half == 0 ? s : n - 1 - s);
        auto* u = layer.sums.data() + t * 3 * kWidth + half * kHalf;
        const auto* x = in.data() + t * kWidth + half * kHalf;
        auto* c = layer.cells.data() + t * kWidth + half * kHalf;
        auto* h = layer.out.data() + t * kWidth + half * kHalf;
        for (std::size_t j = 0; j < kHalf; ++j) {
          const float f = gate(u[kWidth + j]), r = gate(u[2 * kWidth + j]);
          u[kWidth + j] = f;
          u[2 * kWidth + j] = r;
          cell[j] = f * cell[j] + (1.0F - f) * u[j];
          c[j] = cell[j];
          h[j] = r * cell[j] + (1.0F - r) * x[j];
        }
      }
    }
  }

  void scan_back(Layer& layer, const std::vector<float>& in, std::size_t first, std::size_t n) {
    for (std::size_t half = 0; half < 2; ++half) {
      std::array<float, kHalf> d_cell{};
      for (std::size_t s = n; s-- > 0;) {
        const auto t = first + (half == 0 ? s : n - 1 - s);
        const auto before = first + (half == 0 ? s - 1 : n - s);
        const auto* u = layer.sums.data() + t * 3 * kWidth + half * kHalf;
        const auto* x = in.data() + t * kWidth + half * kHalf;
        const auto* c = layer.cells.data() + t * kWidth + half * kHalf;
        const auto* c_before = layer.cells.data() + before * kWidth + half * kHalf;
        const auto* dh = d_out_.data() + t * kWidth + half * kHalf;
        auto* dx = d_in_.data() + t * kWidth + half * kHalf;
        auto* du = d_sums_.data() + t * 3 * kWidth + half * kHalf;
        for (std::size_t j = 0; j < kHalf; ++j) {
          const float f = u[kWidth + j], r = u[2 * kWidth + j];
          const float prior = s == 0 ? 0.0F : c_before[j];
          const float dc = d_cell[j] + dh[j] * r;
          du[2 * kWidth + j] = dh[j] * (c[j] - x[j]) * gate_slope(r);
          dx[j] = dh[j] * (1.0F - r);
          du[j] = dc * (1.0F - f);
          du[kWidth + j] = dc * (prior - u[j]) * gate_slope(f);
          d_cell[j] = dc * f;
        }
      }
    }
  }

  float arcs(const Example& example, std::size_t first, bool learn, std::vector<std::int32_t>* heads, std::vector<std::uint8_t>* deprels) {
    const auto n = example.size();
    const auto width = n + 1;
    float loss = 0;
    if (heads != nullptr) integers_.assign(n * width, 0);
    scores_.resize(width);
    d_scores_.resize(width);
    const auto head_vector = [&](std::size_t j) { return j == n ? root_.value.data() : p_.data() + (first + j) * kProjected + kArc; };
    const auto head_slope = [&](std::size_t j) { return j == n ? root_.slope.data() : dp_.data() + (first + j) * kProjected + kArc; };
    for (std::size_t i = 0; i < n; ++i) {
      const auto* dep = p_.data() + (first + i) * kProjected;
      auto* d_dep = dp_.data() + (first + i) * kProjected;
      std::array<float, kDistances> by_distance{};
      for (std::size_t d = 0; d < kDistances; ++d) {
        const auto* w = distance_.row(d);
        float sum = 0;
        for (std::size_t k = 0; k < kArc; ++k) sum += dep[k] * w[k];
        by_distance[d] = sum;
      }
      float most = -1e30F;
      for (std::size_t j = 0; j < width; ++j) {
        if (j == i) continue;
        const auto* q = head_vector(j);
        float sum = 0;
        for (std::size_t k = 0; k < kArc; ++k) sum += dep[k] * q[k];
        scores_[j] = sum + by_distance[network::distance_class(i, j, n)];
        most = std::max(most, scores_[j]);
        if (heads != nullptr) integers_[i * width + j] = static_cast<std::int32_t>(std::lround(scores_[j] * 65536.0F));
      }
      if (!learn) continue;
      const auto gold = static_cast<std::size_t>(example.heads[i]);
      float whole = 0;
      for (std::size_t j = 0; j < width; ++j) {
        d_scores_[j] = j == i ? 0.0F : std::exp(scores_[j] - most);
        whole += d_scores_[j];
      }
      loss += std::log(whole) + most - scores_[gold];
      std::array<float, kDistances> d_distance{};
      for (std::size_t j = 0; j < width; ++j) {
        if (j == i) continue;
        const float g = (d_scores_[j] / whole - (j == gold ? 1.0F : 0.0F)) * scale_;
        if (std::fabs(g) < 1e-9F) continue;
        d_distance[network::distance_class(i, j, n)] += g;
        const auto* q = head_vector(j);
        auto* d_q = head_slope(j);
        for (std::size_t k = 0; k < kArc; ++k) {
          d_dep[k] += g * q[k];
          d_q[k] += g * dep[k];
        }
      }
      for (std::size_t d = 0; d < kDistances; ++d) {
        if (d_distance[d] == 0.0F) continue;
        const auto* w = distance_.row(d);
        auto* d_w = distance_.slope_row(d);
        for (std::size_t k = 0; k < kArc; ++k) {
          d_dep[k] += d_distance[d] * w[k];
          d_w[k] += d_distance[d] * dep[k];
        }
      }
    }
    if (heads != nullptr) decoder_.run(integers_, n, *heads);
    const auto& chosen = heads != nullptr ? *heads : example.heads;
    if (deprels != nullptr) deprels->resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const auto j = static_cast<std::size_t>(chosen[i]);
      const auto d = network::distance_class(i, j, n);
      const auto* a = p_.data() + (first + i) * kProjected + 2 * kArc;
      const auto* b = j == n ? root_.value.data() + kArc : p_.data() + (first + j) * kProjected + 2 * kArc + kRelation;
      const auto* w = distance_relation_.row(d);
      std::array<float, kRelation> hidden;
      std::array<float, kLabels> out;
      for (std::size_t k = 0; k < kRelation; ++k) hidden[k] = std::max(0.0F, a[k] + b[k] + w[k]);
      std::copy_n(relation_bias_.value.data(), kLabels, out.data());
      for (std::size_t k = 0; k < kRelation; ++k) {
        const auto* row = relation_.row(k);
        const float x = hidden[k];
        for (std::size_t l = 0; l < kLabels; ++l) out[l] += x * row[l];
      }
      const auto most = std::max_element(out.begin(), out.begin() + kDeprelCount);
      if (deprels != nullptr) {
        auto best = most;
        if (j == n) best = out.begin() + static_cast<std::size_t>(Deprel::kRoot);
        else if (best == out.begin() + static_cast<std::size_t>(Deprel::kRoot)) {
          out[static_cast<std::size_t>(Deprel::kRoot)] = -1e30F;
          best = std::max_element(out.begin(), out.begin() + kDeprelCount);
        }
        (*deprels)[i] = static_cast<std::uint8_t>(best - out.begin());
      }
      if (!learn) continue;
      const auto gold = example.deprels[i];
      const float top = *most;
      float whole = 0;
      const float gold_score = out[gold];
      for (std::size_t l = 0; l < kLabels; ++l) {
        out[l] = l < kDeprelCount ? std::exp(out[l] - top) : 0.0F;
        whole += out[l];
      }
      loss += std::log(whole) + top - gold_score;
      for (auto& o : out) o = o / whole * scale_;
      out[gold] -= scale_;
      auto* d_a = dp_.data() + (first + i) * kProjected + 2 * kArc;
      auto* d_b = j == n ? root_.slope.data() + kArc : dp_.data() + (first + j) * kProjected + 2 * kArc + kRelation;
      auto* d_w = distance_relation_.slope_row(d);
      for (std::size_t l = 0; l < kLabels; ++l) relation_bias_.slope[l] += out[l];
      for (std::size_t k = 0; k < kRelation; ++k) {
        if (hidden[k] <= 0.0F) continue;
        const auto* row = relation_.row(k);
        auto* d_row = relation_.slope_row(k);
        float sum = 0;
        for (std::size_t l = 0; l < kLabels; ++l) {
          sum += out[l] * row[l];
          d_row[l] += out[l] * hidden[k];
        }
        d_a[k] += sum;
        d_b[k] += sum;
        d_w[k] += sum;
      }
    }
    return loss;
  }

 public:
  float scale_ = 1.0F / 256;

 private:
  Random random_;
  Floats embeddings_;
  std::vector<Layer> layers_;
  Floats project_, project_bias_, root_, distance_, distance_relation_, relation_, relation_bias_;
  std::vector<std::uint8_t> touched_;
  std::vector<std::size_t> touched_rows_;
  std::size_t steps_ = 0;
  std::vector<float> x_, p_, dp_, top_in_, top_mask_, d_out_, d_in_, d_sums_, transposed_, scores_, d_scores_;
  std::vector<std::int32_t> used_, integers_;
  TreeDecoder decoder_;
};

}  // namespace

void train_network(const std::vector<Tree>& trees, const std::vector<Tree>& held_out, const std::map<std::string, std::string>& options,
                   const std::string& path) {
  const auto number = [&](const std::string& name, double otherwise) {
    const auto found = options.find(name);
    return found == options.end() ? otherwise : std::stod(found->second);
  };
  // Rows for what was seen often enough.
  std::unordered_map<std::uint64_t, std::uint32_t> counts;
  std::vector<syntax::Word> words;
  network::Keys keys;
  const auto each_key = [&](const Tree& tree, auto visit) {
    syntax::words_of(tree.sentence, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      network::keys_of(words, tree.sentence.tokens, i, keys);
      for (std::size_t k = 0; k < kKeys; ++k) visit(k, keys[k]);
    }
  };
  const auto least = static_cast<std::uint32_t>(number("least", 3));
  const auto least_pair = static_cast<std::uint32_t>(number("least-pair", 5));
  const auto least_form = static_cast<std::uint32_t>(number("least-form", 2));
  std::unordered_map<std::uint64_t, std::int32_t> row_of;
  std::array<std::size_t, kKeys> rows_of_template{};
  for (const auto& tree : trees) each_key(tree, [&](std::size_t, std::uint64_t key) { ++counts[key]; });
  for (const auto& tree : trees) {
    each_key(tree, [&](std::size_t k, std::uint64_t key) {
      if (counts[key] >= (k == 0 ? least_form : k >= kKeys - 2 ? least_pair : least) && row_of.emplace(key, static_cast<std::int32_t>(row_of.size())).second) ++rows_of_template[k];
    });
  }
  for (std::size_t k = 0; k < kKeys; ++k) std::printf("%zu:%zu ", k, rows_of_template[k]);
  std::printf("= %zu rows\n", row_of.size());
  const auto example_of = [&](const Tree& tree) {
    Example example;
    each_key(tree, [&](std::size_t, std::uint64_t key) {
      const auto found = row_of.find(key);
      example.rows.push_back(found == row_of.end() ? -1 : found->second);
    });
    for (const auto& token : tree.sentence.tokens) {
      example.heads.push_back(token.head < 0 ? static_cast<std::int32_t>(tree.sentence.tokens.size()) : token.head);
      example.deprels.push_back(static_cast<std::uint8_t>(token.deprel));
    }
    return example;
  };
  std::vector<Example> examples, tests;
  for (const auto& tree : trees) examples.push_back(example_of(tree));
  for (const auto& tree : held_out) tests.push_back(example_of(tree));

  Network net(row_of.size(), network::kLayers, static_cast<std::uint64_t>(number("seed", 1)));
  Random random(static_cast<std::uint64_t>(number("seed", 1)) + 77);
  const auto epochs = static_cast<std::size_t>(number("epochs", 14));
  const auto batch_words = static_cast<std::size_t>(number("batch", 400));
  const auto rate = static_cast<float>(number("rate", 0.003));
  const auto key_dropout = static_cast<float>(number("key-dropout", 0.25));
  const auto dropout = static_cast<float>(number("dropout", 0.3));
  const auto decay = static_cast<float>(number("decay", 0));
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::size_t all_words = 0;
  for (const auto& example : examples) all_words += example.size();
  std::vector<std::uint64_t> row_keys(row_of.size());
  for (const auto& [key, row] : row_of) row_keys[static_cast<std::size_t>(row)] = key;
  std::size_t seen = 0;
  const auto plain = [](std::uint8_t deprel) {
    const auto name = name_of(static_cast<Deprel>(deprel));
    return name.substr(0, name.find(':'));
  };
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    const auto start = std::clock();
    random.shuffle(order);
    double loss = 0;
    for (std::size_t at = 0; at < order.size();) {
      std::vector<const Example*> batch;
      std::size_t n = 0;
      while (at < order.size() && n < batch_words) {
        const auto& example = examples[order[at++]];
        if (example.size() == 0 || example.size() > kLongestTrained) continue;
        batch.push_back(&example);
        n += example.size();
      }
      if (n == 0) continue;
      net.scale_ = 1.0F / static_cast<float>(n);
      loss += static_cast<double>(net.run(batch, true, key_dropout, dropout, nullptr, nullptr));
      seen += n;
      const auto done = static_cast<float>(seen) / static_cast<float>(all_words * epochs);
      const float warm = std::min(1.0F, static_cast<float>(seen) / 50000.0F);
      net.step(rate * warm * std::max(0.02F, 1.0F - done), decay);
    }
    std::size_t total = 0, heads_right = 0, right = 0;
    for (const auto& test : tests) {
      if (test.size() > TreeDecoder::kLongest) continue;
      std::vector<std::vector<std::int32_t>> heads;
      std::vector<std::vector<std::uint8_t>> deprels;
      net.run({&test}, false, 0, 0, &heads, &deprels);
      for (std::size_t i = 0; i < test.size(); ++i) {
        ++total;
        if (heads[0][i] != test.heads[i]) continue;
        ++heads_right;
        right += plain(deprels[0][i]) == plain(test.deprels[i]) ? 1 : 0;
      }
    }
    std::printf("epoch %zu: loss %.4f, UAS %.2f LAS %.2f, %.1f s\n", epoch + 1, loss / static_cast<double>(all_words),
                100.0 * static_cast<double>(heads_right) / static_cast<double>(total), 100.0 * static_cast<double>(right) / static_cast<double>(total),
                static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    std::fflush(stdout);
    net.write(row_keys, path);
  }
}

}  // namespace entente::extract::train
