// SPDX-License-Identifier: Apache-2.0
#include "extract/train/train_network.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <numeric>
#include <unordered_map>

#include "extract/parser_network.h"
#include "extract/tagger_network.h"
#include "extract/train/random.h"
#include "extract/tree_decoder.h"

namespace entente::extract::train {
namespace {

using network::kArc;
using network::kDistances;
using network::kKeys;
using network::kProjected;
using network::kRelation;
using network::kWidth;
constexpr std::size_t kLongestTrained = 200;  // words: what is longer is a list
constexpr std::size_t kLabels = 64;    // relations, filled up so that rows are even
constexpr std::size_t kFineTags = 64;  // of Penn, some more than there are
constexpr std::size_t kTagOutputs = tag_network::kTags + kFineTags;

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
  float rate, correct1, correct2;
};

// Kingma and Ba 2015.
void descend(float* value, float* slope, float* mean, float* square, std::size_t n, const Step& step) {
  for (std::size_t i = 0; i < n; ++i) {
    const float g = slope[i];
    mean[i] = 0.9F * mean[i] + 0.1F * g;
    square[i] = 0.99F * square[i] + 0.01F * g * g;
    value[i] -= step.rate * ((mean[i] * step.correct1) / (std::sqrt(square[i] * step.correct2) + 1e-8F));
    slope[i] = 0;
  }
}

void transpose(const Floats& m, std::vector<float>& out) {
  out.resize(m.value.size());
  for (std::size_t i = 0; i < m.rows; ++i) {
    for (std::size_t j = 0; j < m.columns; ++j) out[j * m.rows + i] = m.value[i * m.columns + j];
  }
}

// A straight line from 0 to 1, which whole numbers do exactly; beyond its ends a little of the slope is kept, so that a
// gate can come back.
float gate(float a) { return std::min(1.0F, std::max(0.0F, 0.5F + 0.25F * a)); }
float gate_slope(float y) { return y > 0.0F && y < 1.0F ? 0.25F : 0.01F; }

// A step that every network takes with all its matrices.
void descend(const std::vector<Floats*>& all, const Step& step) {
  for (auto* m : all) descend(m->value.data(), m->slope.data(), m->mean.data(), m->square.data(), m->value.size(), step);
}

void drop(Random& random, const std::vector<float>& from, std::vector<float>& mask, std::vector<float>& to, float rate) {
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
    auto bits = random.next();
    for (std::size_t k = 0; k < 4; ++k, bits >>= 16) {
      mask[i + k] = (bits & 0xffff) < limit ? 0.0F : keep;
      to[i + k] = from[i + k] * mask[i + k];
    }
  }
}

template <typename T>
void append(std::string& out, float w, int unit) {
  const auto whole = static_cast<T>(std::lround(w * static_cast<float>(unit)));
  std::array<char, sizeof(T)> bytes;
  std::memcpy(bytes.data(), &whole, sizeof(T));
  out.append(bytes.data(), bytes.size());
}
std::string affine(const Floats& weights, const Floats& bias, std::size_t outputs) {
  std::vector<float> ordered(outputs * weights.rows);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t k = 0; k < weights.rows; ++k) ordered[network::weight_at(o, k, weights.rows)] = weights.value[k * weights.columns + o];
  }
  std::string out;
  for (const float w : ordered) append<std::int16_t>(out, w, 1 << network::kWeightBits);
  for (std::size_t o = 0; o < outputs; ++o) append<std::int32_t>(out, bias.value[o], 1 << (network::kWeightBits + network::kActivationBits));
  return out;
}

// A product that is learnt: of vectors of a width with a matrix, a bias added.
struct Product {
  Floats weights, bias;
  std::vector<float> in, mask, out, transposed;

  void shape(Random& random, std::size_t inputs, std::size_t outputs) {
    weights.shape(inputs, outputs);
    weights.scatter(random, std::sqrt(3.0F / static_cast<float>(inputs)));
    bias.shape(1, outputs);
  }
  void run(Random& random, const std::vector<float>& below, std::size_t total, float dropout) {
    drop(random, below, mask, in, dropout);
    const auto n = weights.columns;
    out.resize(total * n);
    for (std::size_t t = 0; t < total; ++t) std::copy_n(bias.value.data(), n, out.data() + t * n);
    multiply(total, n, weights.rows, in.data(), weights.rows, 1, weights.value.data(), n, out.data(), n);
  }
  // Slopes of the weights, and of what was below to `d_below`.
  void back(const std::vector<float>& d_out, std::size_t total, std::vector<float>& d_below) {
    const auto n = weights.columns;
    for (std::size_t t = 0; t < total; ++t) {
      for (std::size_t j = 0; j < n; ++j) bias.slope[j] += d_out[t * n + j];
    }
    multiply(weights.rows, n, total, in.data(), 1, weights.rows, d_out.data(), n, weights.slope.data(), n);
    transpose(weights, transposed);
    d_below.assign(total * weights.rows, 0);
    multiply(total, weights.rows, n, d_out.data(), n, 1, transposed.data(), weights.rows, d_below.data(), weights.rows);
    if (mask.empty()) return;
    for (std::size_t i = 0; i < d_below.size(); ++i) d_below[i] *= mask[i];
  }
};

// The rows of features of one sentence, a number of them a word; -1 = unknown.
struct Example {
  std::vector<std::int32_t> rows;
  std::vector<std::int32_t> heads;
  std::vector<std::uint8_t> deprels;
  std::vector<std::uint8_t> tags, fine_tags;
  [[nodiscard]] std::size_t size() const { return heads.size(); }
};
using Batch = std::vector<const Example*>;

// Words to vectors: rows of features summed, then recurrent layers. Forward and back by hand, as the program runs it.
class Encoder {
 public:
  Encoder(Random& random, std::size_t rows, std::size_t keys, std::size_t width, std::size_t layers) : random_(&random), keys_(keys), width_(width), layers_(layers) {
    embeddings_.shape(rows, width);
    embeddings_.scatter(random, 0.1F);
    for (auto& layer : layers_) layer.product.shape(random, width, 3 * width);
    touched_.assign(rows, 0);
  }

  const std::vector<float>& run(const Batch& batch, bool learn, float key_dropout, float dropout) {
    std::size_t total = 0;
    for (const auto* example : batch) total += example->size();
    x_.assign(total * width_, 0);
    used_.assign(total * keys_, -1);
    const auto limit = static_cast<std::uint64_t>(key_dropout * 65536.0F);
    std::size_t word = 0;
    for (const auto* example : batch) {
      for (std::size_t i = 0; i < example->size(); ++i, ++word) {
        auto* x = x_.data() + word * width_;
        for (std::size_t k = 0; k < keys_; ++k) {
          const auto row = example->rows[i * keys_ + k];
          if (row < 0 || (learn && (random_->next() & 0xffff) < limit)) continue;
          used_[word * keys_ + k] = row;
          const auto* e = embeddings_.row(static_cast<std::size_t>(row));
          for (std::size_t j = 0; j < width_; ++j) x[j] += e[j];
        }
      }
    }
    const auto* below = &x_;
    for (auto& layer : layers_) {
      layer.product.run(*random_, *below, total, learn ? dropout : 0);
      layer.out.resize(total * width_);
      layer.cells.resize(total * width_);
      std::size_t first = 0;
      for (const auto* example : batch) {
        scan(layer, *below, first, example->size());
        first += example->size();
      }
      below = &layer.out;
    }
    return *below;
  }

  // `d_out`: slopes of what run() gave; used up.
  void back(const Batch& batch, std::vector<float>& d_out) {
    const auto total = d_out.size() / width_;
    for (std::size_t l = layers_.size(); l-- > 0;) {
      auto& layer = layers_[l];
      const auto& in = l == 0 ? x_ : layers_[l - 1].out;
      d_sums_.assign(total * 3 * width_, 0);
      d_in_.assign(total * width_, 0);
      std::size_t first = 0;
      for (const auto* example : batch) {
        scan_back(layer, in, d_out, first, example->size());
        first += example->size();
      }
      layer.product.back(d_sums_, total, d_out);
      for (std::size_t i = 0; i < d_out.size(); ++i) d_out[i] += d_in_[i];
    }
    for (std::size_t t = 0; t < total; ++t) {
      const auto* d = d_out.data() + t * width_;
      for (std::size_t k = 0; k < keys_; ++k) {
        const auto row = used_[t * keys_ + k];
        if (row < 0) continue;
        const auto r = static_cast<std::size_t>(row);
        if (touched_[r] == 0) {
          touched_[r] = 1;
          touched_rows_.push_back(r);
        }
        auto* e = embeddings_.slope_row(r);
        for (std::size_t j = 0; j < width_; ++j) e[j] += d[j];
      }
    }
  }

  void step(const Step& step) {
    for (auto& layer : layers_) descend({&layer.product.weights, &layer.product.bias}, step);
    for (const auto r : touched_rows_) {
      touched_[r] = 0;
      const auto at = r * width_;
      descend(embeddings_.value.data() + at, embeddings_.slope.data() + at, embeddings_.mean.data() + at, embeddings_.square.data() + at, width_, step);
      for (std::size_t j = 0; j < width_; ++j) embeddings_.value[at + j] = std::clamp(embeddings_.value[at + j], -1.98F, 1.98F);
    }
    touched_rows_.clear();
  }

  // As whole numbers, in the units of network_parts.h.
  void write(const std::vector<std::uint64_t>& keys, LinearModelWriter& writer) const {
    writer.add_section("keys", network::write_keys(keys));
    std::string rows;
    for (const float e : embeddings_.value) rows.push_back(static_cast<char>(static_cast<std::int8_t>(std::clamp(std::lround(e * (1 << network::kRowBitsOfUnit)), -127L, 127L))));
    writer.add_section("rows", std::move(rows));
    for (std::size_t l = 0; l < layers_.size(); ++l) writer.add_section("layer" + std::to_string(l), affine(layers_[l].product.weights, layers_[l].product.bias, 3 * width_));
  }

 private:
  struct Layer {
    Product product;  // its results: z, f, r of each word
    std::vector<float> out, cells;
  };

  void scan(Layer& layer, const std::vector<float>& in, std::size_t first, std::size_t n) {
    const auto half_width = width_ / 2;
    for (std::size_t half = 0; half < 2; ++half) {
      cell_.assign(half_width, 0.0F);
      auto* cell = cell_.data();
      for (std::size_t s = 0; s < n; ++s) {
        const auto t = first + (half == 0 ? s : n - 1 - s);
        auto* u = layer.product.out.data() + t * 3 * width_ + half * half_width;
        const auto* x = in.data() + t * width_ + half * half_width;
        auto* c = layer.cells.data() + t * width_ + half * half_width;
        auto* h = layer.out.data() + t * width_ + half * half_width;
        for (std::size_t j = 0; j < half_width; ++j) {
          const float f = gate(u[width_ + j]), r = gate(u[2 * width_ + j]);
          u[width_ + j] = f;
          u[2 * width_ + j] = r;
          cell[j] = f * cell[j] + (1.0F - f) * u[j];
          c[j] = cell[j];
          h[j] = r * cell[j] + (1.0F - r) * x[j];
        }
      }
    }
  }

  void scan_back(Layer& layer, const std::vector<float>& in, const std::vector<float>& d_out, std::size_t first, std::size_t n) {
    const auto half_width = width_ / 2;
    for (std::size_t half = 0; half < 2; ++half) {
      cell_.assign(half_width, 0.0F);
      auto* d_cell = cell_.data();
      for (std::size_t s = n; s-- > 0;) {
        const auto t = first + (half == 0 ? s : n - 1 - s);
        const auto before = first + (half == 0 ? s - 1 : n - s);
        const auto* u = layer.product.out.data() + t * 3 * width_ + half * half_width;
        const auto* x = in.data() + t * width_ + half * half_width;
        const auto* c = layer.cells.data() + t * width_ + half * half_width;
        const auto* c_before = layer.cells.data() + before * width_ + half * half_width;
        const auto* dh = d_out.data() + t * width_ + half * half_width;
        auto* dx = d_in_.data() + t * width_ + half * half_width;
        auto* du = d_sums_.data() + t * 3 * width_ + half * half_width;
        for (std::size_t j = 0; j < half_width; ++j) {
          const float f = u[width_ + j], r = u[2 * width_ + j];
          const float prior = s == 0 ? 0.0F : c_before[j];
          const float dc = d_cell[j] + dh[j] * r;
          du[2 * width_ + j] = dh[j] * (c[j] - x[j]) * gate_slope(r);
          dx[j] = dh[j] * (1.0F - r);
          du[j] = dc * (1.0F - f);
          du[width_ + j] = dc * (prior - u[j]) * gate_slope(f);
          d_cell[j] = dc * f;
        }
      }
    }
  }

  Random* random_;
  std::size_t keys_, width_;
  Floats embeddings_;
  std::vector<Layer> layers_;
  std::vector<std::uint8_t> touched_;
  std::vector<std::size_t> touched_rows_;
  std::vector<float> x_, d_in_, d_sums_, cell_;
  std::vector<std::int32_t> used_;
};

// The rate rises over the first words, then falls in a straight line.
class Schedule {
 public:
  Schedule(float rate, std::size_t words) : rate_(rate), words_(static_cast<float>(words)) {}
  Step next(std::size_t seen) {
    ++steps_;
    const float done = static_cast<float>(seen) / words_;
    const float warm = std::min(1.0F, static_cast<float>(seen) / 50000.0F);
    const auto n = static_cast<float>(steps_);
    return {rate_ * warm * std::max(0.02F, 1.0F - done), 1.0F / (1.0F - std::pow(0.9F, n)), 1.0F / (1.0F - std::pow(0.99F, n))};
  }

 private:
  float rate_, words_;
  std::size_t steps_ = 0;
};

// Arcs and relations over an encoder, as extract/parser_network.cc runs them.
class ParserNetwork {
 public:
  ParserNetwork(std::size_t rows, std::uint64_t seed) : random_(seed), encoder_(random_, rows, kKeys, kWidth, network::kLayers) {
    project_.shape(random_, kWidth, kProjected);
    root_.shape(1, kArc + kRelation);
    root_.scatter(random_, 0.1F);
    distance_.shape(kDistances, kArc);
    distance_relation_.shape(kDistances, kRelation);
    relation_.shape(kRelation, kLabels);
    relation_.scatter(random_, std::sqrt(3.0F / kRelation));
    relation_bias_.shape(1, kLabels);
  }

  // Runs a batch; with `learn`, adds the slopes. The predicted trees go to `heads` and `deprels` when wanted.
  float run(const Batch& batch, bool learn, float key_dropout, float dropout,
            std::vector<std::vector<std::int32_t>>* heads, std::vector<std::vector<std::uint8_t>>* deprels) {
    const auto& top = encoder_.run(batch, learn, key_dropout, dropout);
    const auto total = top.size() / kWidth;
    scale_ = 1.0F / static_cast<float>(total);
    project_.run(random_, top, total, learn ? dropout : 0);
    auto& p_ = project_.out;
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
    for (std::size_t t = 0; t < total; ++t) {
      auto* d = dp_.data() + t * kProjected;
      const auto* p = p_.data() + t * kProjected;
      d[kArc - 1] = 0;
      for (std::size_t j = 0; j < kArc; ++j) d[j] = p[j] > 0 ? d[j] : 0;
    }
    project_.back(dp_, total, d_out_);
    encoder_.back(batch, d_out_);
    return loss;
  }

  void step(const Step& step) {
    descend({&project_.weights, &project_.bias, &root_, &distance_, &distance_relation_, &relation_, &relation_bias_}, step);
    encoder_.step(step);
  }

  void write(const std::vector<std::uint64_t>& keys, const std::string& path) const {
    LinearModelWriter writer{std::string(network::kModelKind)};
    encoder_.write(keys, writer);
    writer.add_section("project", affine(project_.weights, project_.bias, kProjected));
    writer.add_section("relation", affine(relation_, relation_bias_, kDeprelCount));
    std::string arcs;
    for (const auto* m : {&root_, &distance_, &distance_relation_}) {
      for (const float w : m->value) append<std::int16_t>(arcs, w, 1 << network::kActivationBits);
    }
    writer.add_section("arcs", std::move(arcs));
    writer.write(path);
  }

 private:
  float arcs(const Example& example, std::size_t first, bool learn, std::vector<std::int32_t>* heads, std::vector<std::uint8_t>* deprels) {
    const auto n = example.size();
    const auto width = n + 1;
    float loss = 0;
    if (heads != nullptr) integers_.assign(n * width, 0);
    scores_.resize(width);
    d_scores_.resize(width);
    const auto head_vector = [&](std::size_t j) { return j == n ? root_.value.data() : project_.out.data() + (first + j) * kProjected + kArc; };
    const auto head_slope = [&](std::size_t j) { return j == n ? root_.slope.data() : dp_.data() + (first + j) * kProjected + kArc; };
    for (std::size_t i = 0; i < n; ++i) {
      const auto* dep = project_.out.data() + (first + i) * kProjected;
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
      const auto* a = project_.out.data() + (first + i) * kProjected + 2 * kArc;
      const auto* b = j == n ? root_.value.data() + kArc : project_.out.data() + (first + j) * kProjected + 2 * kArc + kRelation;
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

  Random random_;
  Encoder encoder_;
  Product project_;
  Floats root_, distance_, distance_relation_, relation_, relation_bias_;
  float scale_ = 1;
  std::vector<float> dp_, d_out_, scores_, d_scores_;
  std::vector<std::int32_t> integers_;
  TreeDecoder decoder_;
};

// Tags over an encoder, as extract/tagger_network.cc runs them. Penn's finer tags are learnt beside, since what tells them apart helps; they
// are not stored.
class TaggerNetwork {
 public:
  TaggerNetwork(std::size_t rows, std::uint64_t seed) : random_(seed), encoder_(random_, rows, tag_network::kKeys, tag_network::kWidth, tag_network::kLayers) {
    tags_.shape(random_, tag_network::kWidth, kTagOutputs);
  }

  float run(const Batch& batch, bool learn, float key_dropout, float dropout, std::vector<std::uint8_t>* predicted) {
    const auto& top = encoder_.run(batch, learn, key_dropout, dropout);
    const auto total = top.size() / tag_network::kWidth;
    tags_.run(random_, top, total, learn ? dropout : 0);
    d_tags_.assign(total * kTagOutputs, 0);
    if (predicted != nullptr) predicted->clear();
    float loss = 0;
    std::size_t t = 0;
    for (const auto* example : batch) {
      for (std::size_t i = 0; i < example->size(); ++i, ++t) {
        auto* out = tags_.out.data() + t * kTagOutputs;
        if (predicted != nullptr) predicted->push_back(static_cast<std::uint8_t>(std::max_element(out, out + kUposCount) - out));
        if (!learn) continue;
        auto* d = d_tags_.data() + t * kTagOutputs;
        const float scale = 1.0F / static_cast<float>(total);
        loss += choose(out, d, kUposCount, example->tags[i], scale);
        if (example->fine_tags[i] < kFineTags) choose(out + tag_network::kTags, d + tag_network::kTags, kFineTags, example->fine_tags[i], kFineShare * scale);
      }
    }
    if (!learn) return 0;
    tags_.back(d_tags_, total, d_out_);
    encoder_.back(batch, d_out_);
    return loss;
  }

  void step(const Step& step) {
    descend({&tags_.weights, &tags_.bias}, step);
    encoder_.step(step);
  }

  void write(const std::vector<std::uint64_t>& keys, const std::string& path) const {
    LinearModelWriter writer{std::string(tag_network::kModelKind)};
    encoder_.write(keys, writer);
    auto weights = tags_.weights, bias = tags_.bias;
    for (std::size_t o = kUposCount; o < tag_network::kTags; ++o) {  // what fills up the row was not learnt
      for (std::size_t k = 0; k < weights.rows; ++k) weights.value[k * kTagOutputs + o] = 0;
      bias.value[o] = 0;
    }
    writer.add_section("tags", affine(weights, bias, tag_network::kTags));
    writer.write(path);
  }

 private:
  static constexpr float kFineShare = 0.5F;

  static float choose(const float* scores, float* slopes, std::size_t n, std::size_t gold, float scale) {
    const float most = *std::max_element(scores, scores + n);
    float whole = 0;
    for (std::size_t i = 0; i < n; ++i) whole += slopes[i] = std::exp(scores[i] - most);
    for (std::size_t i = 0; i < n; ++i) slopes[i] *= scale / whole;
    slopes[gold] -= scale;
    return std::log(whole) + most - scores[gold];
  }

  Random random_;
  Encoder encoder_;
  Product tags_;
  std::vector<float> d_tags_, d_out_;
};

using Options = std::map<std::string, std::string>;
double number(const Options& options, const std::string& name, double otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : std::stod(found->second);
}

// Rows for what was seen often enough: `least_of(k)` times for the feature of number k of a word.
class Rows {
 public:
  template <typename EachKey, typename Least>
  Rows(const std::vector<const Tree*>& trees, EachKey each_key, Least least_of, std::size_t keys, bool loud) {
    std::unordered_map<std::uint64_t, std::uint32_t> counts;
    for (const auto* tree : trees) each_key(*tree, [&](std::size_t, std::uint64_t key) { ++counts[key]; });
    std::vector<std::size_t> of_feature(keys, 0);
    for (const auto* tree : trees) {
      each_key(*tree, [&](std::size_t k, std::uint64_t key) {
        if (counts[key] < least_of(k) || !row_of_.emplace(key, static_cast<std::int32_t>(keys_.size())).second) return;
        keys_.push_back(key);
        ++of_feature[k];
      });
    }
    if (!loud) return;
    for (std::size_t k = 0; k < keys; ++k) std::printf("%zu:%zu ", k, of_feature[k]);
    std::printf("= %zu rows\n", keys_.size());
  }
  [[nodiscard]] std::int32_t find(std::uint64_t key) const {
    const auto found = row_of_.find(key);
    return found == row_of_.end() ? -1 : found->second;
  }
  [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }

 private:
  std::unordered_map<std::uint64_t, std::int32_t> row_of_;
  std::vector<std::uint64_t> keys_;
};

// All rounds: batches of whole sentences in a new order each round. `after` is told after each.
template <typename Net, typename Run, typename After>
void learn(Net& net, const std::vector<Example>& examples, const Options& options, std::size_t otherwise_rounds, Run run, After after) {
  const auto rounds = static_cast<std::size_t>(number(options, "epochs", static_cast<double>(otherwise_rounds)));
  const auto batch_words = static_cast<std::size_t>(number(options, "batch", 400));
  Random random(mix(static_cast<std::uint64_t>(number(options, "seed", 1)), 77));
  std::vector<std::size_t> order(examples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::size_t all_words = 0;
  for (const auto& example : examples) all_words += example.size();
  Schedule schedule(static_cast<float>(number(options, "rate", 0.003)), all_words * rounds);
  std::size_t seen = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto start = std::clock();
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    double loss = 0;
    for (std::size_t at = 0; at < order.size();) {
      Batch batch;
      std::size_t n = 0;
      while (at < order.size() && n < batch_words) {
        const auto& example = examples[order[at++]];
        if (example.size() == 0 || example.size() > kLongestTrained) continue;
        batch.push_back(&example);
        n += example.size();
      }
      if (n == 0) continue;
      loss += static_cast<double>(run(batch));
      seen += n;
      net.step(schedule.next(seen));
    }
    after(round + 1, loss / static_cast<double>(all_words), static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
}

double percent(std::size_t part, std::size_t whole) { return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole); }

}  // namespace

void train_tagger(const std::vector<const Tree*>& trees, const std::vector<Tree>& held_out, const Options& options, const std::string& path, bool loud) {
  std::vector<syntax::Word> words;
  tag_network::Keys keys;
  const auto each_key = [&](const Tree& tree, auto visit) {
    syntax::words_of(tree.sentence, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      tag_network::keys_of(words, i, keys);
      for (std::size_t k = 0; k < tag_network::kKeys; ++k) visit(k, keys[k]);
    }
  };
  const auto least = number(options, "least", 3), least_pair = number(options, "least-pair", 6), least_form = number(options, "least-form", 2);
  const auto& pairs = tag_network::kPairs;
  const Rows rows(trees, each_key, [&](std::size_t k) { return k == 0 ? least_form : std::find(pairs.begin(), pairs.end(), k) != pairs.end() ? least_pair : least; }, tag_network::kKeys, loud);
  std::map<std::string, std::size_t> fine;
  for (const auto* tree : trees) {
    for (const auto& tag : tree->xpos) fine.emplace(tag, fine.size());
  }
  const auto example_of = [&](const Tree& tree) {
    Example example;
    each_key(tree, [&](std::size_t, std::uint64_t key) { example.rows.push_back(rows.find(key)); });
    for (std::size_t i = 0; i < tree.sentence.tokens.size(); ++i) {
      example.heads.push_back(0);
      example.tags.push_back(static_cast<std::uint8_t>(tree.sentence.tokens[i].upos));
      const auto found = fine.find(tree.xpos[i]);
      example.fine_tags.push_back(static_cast<std::uint8_t>(found == fine.end() ? kFineTags : std::min(found->second, kFineTags)));
    }
    return example;
  };
  std::vector<Example> examples, tests;
  for (const auto* tree : trees) examples.push_back(example_of(*tree));
  for (const auto& tree : held_out) tests.push_back(example_of(tree));
  TaggerNetwork net(rows.keys().size(), mix(static_cast<std::uint64_t>(number(options, "seed", 1)), 5));
  const auto key_dropout = static_cast<float>(number(options, "key-dropout", 0.3)), dropout = static_cast<float>(number(options, "dropout", 0.25));
  learn(net, examples, options, 14, [&](const Batch& batch) { return net.run(batch, true, key_dropout, dropout, nullptr); },
        [&](std::size_t round, double loss, double seconds) {
          if (!loud) return;
          std::size_t total = 0, right = 0;
          std::vector<std::uint8_t> predicted;
          for (const auto& test : tests) {
            net.run({&test}, false, 0, 0, &predicted);
            total += test.size();
            for (std::size_t i = 0; i < test.size(); ++i) right += predicted[i] == test.tags[i] ? 1 : 0;
          }
          std::printf("tagger round %zu: loss %.4f, UPOS %.2f, %.1f s\n", round, loss, percent(right, total), seconds);
          std::fflush(stdout);
        });
  net.write(rows.keys(), path);
}

void train_parser(const std::vector<Tree>& trees, const std::vector<Tree>& held_out, const Options& options, const std::string& path) {
  std::vector<syntax::Word> words;
  network::Keys keys;
  const auto each_key = [&](const Tree& tree, auto visit) {
    syntax::words_of(tree.sentence, words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      network::keys_of(words, tree.sentence.tokens, i, keys);
      for (std::size_t k = 0; k < kKeys; ++k) visit(k, keys[k]);
    }
  };
  const auto least = number(options, "least", 3), least_pair = number(options, "least-pair", 5), least_form = number(options, "least-form", 2);
  std::vector<const Tree*> all;
  for (const auto& tree : trees) all.push_back(&tree);
  const Rows rows(all, each_key, [&](std::size_t k) { return k == 0 ? least_form : k >= kKeys - 2 ? least_pair : least; }, kKeys, true);
  const auto example_of = [&](const Tree& tree) {
    Example example;
    each_key(tree, [&](std::size_t, std::uint64_t key) { example.rows.push_back(rows.find(key)); });
    for (const auto& token : tree.sentence.tokens) {
      example.heads.push_back(token.head < 0 ? static_cast<std::int32_t>(tree.sentence.tokens.size()) : token.head);
      example.deprels.push_back(static_cast<std::uint8_t>(token.deprel));
    }
    return example;
  };
  std::vector<Example> examples, tests;
  for (const auto& tree : trees) examples.push_back(example_of(tree));
  for (const auto& tree : held_out) tests.push_back(example_of(tree));
  const auto plain = [](std::uint8_t deprel) {
    const auto name = name_of(static_cast<Deprel>(deprel));
    return name.substr(0, name.find(':'));
  };
  ParserNetwork net(rows.keys().size(), mix(static_cast<std::uint64_t>(number(options, "seed", 1)), 3));
  const auto key_dropout = static_cast<float>(number(options, "key-dropout", 0.25)), dropout = static_cast<float>(number(options, "dropout", 0.3));
  learn(net, examples, options, 20, [&](const Batch& batch) { return net.run(batch, true, key_dropout, dropout, nullptr, nullptr); },
        [&](std::size_t round, double loss, double seconds) {
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
          std::printf("parser round %zu: loss %.4f, UAS %.2f LAS %.2f, %.1f s\n", round, loss, percent(heads_right, total), percent(right, total), seconds);
          std::fflush(stdout);
        });
  net.write(rows.keys(), path);
}

}  // namespace entente::extract::train
