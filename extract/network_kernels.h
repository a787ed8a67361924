// SPDX-License-Identifier: Apache-2.0
// The loops of the networks, inlined into functions that are compiled twice: for any processor and for those with wide
// registers. They are of whole numbers, so that every order of adding gives the same sums. Private to the networks' sources.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#include "extract/network_parts.h"

namespace entente::extract::network {

inline constexpr int kGateBits = 14;
inline constexpr std::int32_t kOpen = 1 << kGateBits;
inline constexpr int kRowScale = 1 << (kActivationBits - kRowBitsOfUnit);
inline constexpr std::size_t kMostKeys = 32;  // of a word

#define ENTENTE_INLINE inline __attribute__((always_inline))

// The scores of every vector of `x` with every one of `y`: out[t * out_row + o] = the sum of x[t][k] * y[o][k].
template <std::size_t kDepth>
ENTENTE_INLINE void compare(const std::int16_t* x, std::size_t count, const std::int16_t* y, std::size_t outputs, std::int32_t* out, std::size_t out_row) {
  std::size_t t = 0;
  for (; t + 4 <= count; t += 4) {
    const auto* x0 = x + t * kDepth;
    const auto *x1 = x0 + kDepth, *x2 = x1 + kDepth, *x3 = x2 + kDepth;
    for (std::size_t o = 0; o < outputs; ++o) {
      const auto* w = y + o * kDepth;
      std::int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
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
      std::int32_t sum = 0;
      for (std::size_t k = 0; k < kDepth; ++k) sum += x[t * kDepth + k] * y[o * kDepth + k];
      out[t * out_row + o] = sum;
    }
  }
}

// Vectors as GCC and clang have them on any processor.
using Lanes = std::int32_t __attribute__((vector_size(16)));
using Halves = std::int16_t __attribute__((vector_size(16)));
using Bytes = std::int8_t __attribute__((vector_size(8)));

// A layer: out[t * outputs + o] = its bias and the sum of its weights with x[t]. The weights of kBlock outputs stand together, two
// inputs at a time, so that a wide register holds sums of different outputs and none has to be added up across.
struct Plain {
  template <std::size_t kDepth>
  static void multiply(const std::int16_t* x, std::size_t count, const Affine& layer, std::size_t outputs, std::int32_t* out) {
    static_assert(kDepth % 2 == 0);
    for (std::size_t block = 0; block < outputs; block += kBlock) {
      const auto* weights = layer.weights + block * kDepth;
      for (std::size_t t = 0; t < count; ++t) {
        std::array<Lanes, kBlock / 4> sums;
        std::memcpy(sums.data(), layer.bias + block, sizeof(sums));
        for (std::size_t k = 0; k < kDepth; k += 2) {
          const std::int32_t a = x[t * kDepth + k], b = x[t * kDepth + k + 1];
          for (std::size_t p = 0; p < sums.size(); ++p) {
            Lanes both;  // two weights of each output, the first in the lower half
            std::memcpy(&both, weights + k * kBlock + 8 * p, sizeof(both));
            sums[p] += a * (both << 16 >> 16) + b * (both >> 16);
          }
        }
        std::memcpy(out + t * outputs + block, sums.data(), sizeof(sums));
      }
    }
  }

  // The sum of each word's rows.
  template <std::size_t kWidth>
  static void read_words(const FeatureRows& features, const FeatureRows::Found& found, std::int16_t* x) {
    std::size_t next = 0;
    for (const auto end : found.ends) {
      std::array<Halves, kWidth / 8> sum{};  // within its range, scaled too: at most kMostKeys rows of 8 bits
      for (; next < end; ++next) {
        const auto* row = features.rows + std::size_t{found.rows[next]} * kWidth;
        for (std::size_t p = 0; p < sum.size(); ++p) {
          Bytes bytes;
          std::memcpy(&bytes, row + 8 * p, sizeof(bytes));
          sum[p] += __builtin_convertvector(bytes, Halves);
        }
      }
      for (std::size_t j = 0; j < kWidth; ++j) x[j] = static_cast<std::int16_t>(std::clamp(sum[j / 8][j % 8] * kRowScale, -kMost, kMost));
      x += kWidth;
    }
  }
};

#if defined(__x86_64__) && defined(__GNUC__)
// What every processor of this kind has.
struct Narrow {
  template <std::size_t kDepth>
  static void multiply(const std::int16_t* x, std::size_t count, const Affine& layer, std::size_t outputs, std::int32_t* out) {
    static_assert(kBlock == 16);
    for (std::size_t block = 0; block < outputs; block += kBlock) {
      const auto* weights = layer.weights + block * kDepth;
      const auto* bias = layer.bias + block;
      std::size_t t = 0;
      for (; t + 2 <= count; t += 2) multiply_some<kDepth, 2>(x + t * kDepth, weights, bias, outputs, out + t * outputs + block);
      if (t < count) multiply_some<kDepth, 1>(x + t * kDepth, weights, bias, outputs, out + t * outputs + block);
    }
  }
  template <std::size_t kDepth, std::size_t kWords>
  static void multiply_some(const std::int16_t* x, const std::int16_t* weights, const std::int32_t* bias, std::size_t outputs, std::int32_t* out) {
    __m128i sums[kWords][4];
    for (std::size_t t = 0; t < kWords; ++t) {
      for (std::size_t p = 0; p < 4; ++p) sums[t][p] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bias + 4 * p));
    }
    for (std::size_t k = 0; k < kDepth; k += 2) {
      __m128i both[kWords];
      for (std::size_t t = 0; t < kWords; ++t) {
        std::int32_t two;
        std::memcpy(&two, x + t * kDepth + k, sizeof(two));
        both[t] = _mm_set1_epi32(two);
      }
      for (std::size_t p = 0; p < 4; ++p) {
        const auto w = _mm_loadu_si128(reinterpret_cast<const __m128i*>(weights + k * kBlock + 8 * p));
        for (std::size_t t = 0; t < kWords; ++t) sums[t][p] = _mm_add_epi32(sums[t][p], _mm_madd_epi16(w, both[t]));
      }
    }
    for (std::size_t t = 0; t < kWords; ++t) {
      for (std::size_t p = 0; p < 4; ++p) _mm_storeu_si128(reinterpret_cast<__m128i*>(out + t * outputs + 4 * p), sums[t][p]);
    }
  }

  template <std::size_t kWidth>
  static void read_words(const FeatureRows& features, const FeatureRows::Found& found, std::int16_t* x) {
    static_assert(kWidth % 8 == 0);
    constexpr std::size_t kParts = kWidth / 8;
    const auto most = _mm_set1_epi16(kMost), least = _mm_set1_epi16(-kMost);
    std::size_t next = 0;
    for (const auto end : found.ends) {
      __m128i sum[kParts];
      for (std::size_t p = 0; p < kParts; ++p) sum[p] = _mm_setzero_si128();
      for (; next < end; ++next) {
        const auto* row = features.rows + std::size_t{found.rows[next]} * kWidth;
        for (std::size_t p = 0; p < kParts; ++p) {
          const auto bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(row + 8 * p));
          sum[p] = _mm_add_epi16(sum[p], _mm_srai_epi16(_mm_unpacklo_epi8(bytes, bytes), 8));
        }
      }
      for (std::size_t p = 0; p < kParts; ++p) {
        const auto scaled = _mm_mullo_epi16(sum[p], _mm_set1_epi16(kRowScale));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(x + 8 * p), _mm_max_epi16(_mm_min_epi16(scaled, most), least));
      }
      x += kWidth;
    }
  }
};

#define ENTENTE_WIDE __attribute__((target("avx2")))
struct Wide {
  // kWords words at once, so that the weights are read once for all of them; more than four do not fit the registers.
  template <std::size_t kDepth, std::size_t kWords>
  ENTENTE_WIDE static void multiply_some(const std::int16_t* x, const std::int16_t* weights, const std::int32_t* bias, std::size_t outputs, std::int32_t* out) {
    static_assert(kBlock == 16);
    __m256i low[kWords], high[kWords];
    for (std::size_t t = 0; t < kWords; ++t) {
      low[t] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bias));
      high[t] = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bias + 8));
    }
    for (std::size_t k = 0; k < kDepth; k += 2) {
      const auto w0 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + k * kBlock));
      const auto w1 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + k * kBlock + 16));
      for (std::size_t t = 0; t < kWords; ++t) {
        std::int32_t two;
        std::memcpy(&two, x + t * kDepth + k, sizeof(two));
        const auto both = _mm256_set1_epi32(two);
        low[t] = _mm256_add_epi32(low[t], _mm256_madd_epi16(w0, both));
        high[t] = _mm256_add_epi32(high[t], _mm256_madd_epi16(w1, both));
      }
    }
    for (std::size_t t = 0; t < kWords; ++t) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + t * outputs), low[t]);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + t * outputs + 8), high[t]);
    }
  }
  template <std::size_t kDepth>
  ENTENTE_WIDE static void multiply(const std::int16_t* x, std::size_t count, const Affine& layer, std::size_t outputs, std::int32_t* out) {
    for (std::size_t block = 0; block < outputs; block += kBlock) {
      const auto* weights = layer.weights + block * kDepth;
      const auto* bias = layer.bias + block;
      std::size_t t = 0;
      for (; t + 4 <= count; t += 4) multiply_some<kDepth, 4>(x + t * kDepth, weights, bias, outputs, out + t * outputs + block);
      for (; t + 2 <= count; t += 2) multiply_some<kDepth, 2>(x + t * kDepth, weights, bias, outputs, out + t * outputs + block);
      if (t < count) multiply_some<kDepth, 1>(x + t * kDepth, weights, bias, outputs, out + t * outputs + block);
    }
  }

  template <std::size_t kWidth>
  ENTENTE_WIDE static void read_words(const FeatureRows& features, const FeatureRows::Found& found, std::int16_t* x) {
    static_assert(kWidth % 16 == 0);
    constexpr std::size_t kParts = kWidth / 16;
    const auto most = _mm256_set1_epi16(kMost), least = _mm256_set1_epi16(-kMost);
    std::size_t next = 0;
    for (const auto end : found.ends) {
      __m256i sum[kParts];
      for (std::size_t p = 0; p < kParts; ++p) sum[p] = _mm256_setzero_si256();
      for (; next < end; ++next) {
        const auto* row = features.rows + std::size_t{found.rows[next]} * kWidth;
        for (std::size_t p = 0; p < kParts; ++p) sum[p] = _mm256_add_epi16(sum[p], _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row + 16 * p))));
      }
      for (std::size_t p = 0; p < kParts; ++p) {
        const auto scaled = _mm256_mullo_epi16(sum[p], _mm256_set1_epi16(kRowScale));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(x + 16 * p), _mm256_max_epi16(_mm256_min_epi16(scaled, most), least));
      }
      x += kWidth;
    }
  }
};

// Registers of 512 bits that multiply and add at once: the weights of a block for two inputs fill one.
#define ENTENTE_WIDEST __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vnni")))
struct Widest {
  template <std::size_t kDepth, std::size_t kWords>
  ENTENTE_WIDEST static void some(const std::int16_t* x, std::size_t first, const std::int16_t* weights, const std::int32_t* bias, std::size_t outputs, std::int32_t* out) {
    static_assert(kBlock == 16);
    x += first * kDepth;
    out += first * outputs;
    __m512i sums[kWords];
    for (std::size_t t = 0; t < kWords; ++t) sums[t] = _mm512_loadu_si512(bias);
    for (std::size_t k = 0; k < kDepth; k += 2) {
      const auto both = _mm512_loadu_si512(weights + k * kBlock);
      for (std::size_t t = 0; t < kWords; ++t) {
        std::int32_t two;
        std::memcpy(&two, x + t * kDepth + k, sizeof(two));
        sums[t] = _mm512_dpwssd_epi32(sums[t], both, _mm512_set1_epi32(two));
      }
    }
    for (std::size_t t = 0; t < kWords; ++t) _mm512_storeu_si512(out + t * outputs, sums[t]);
  }
  template <std::size_t kDepth>
  ENTENTE_WIDEST static void multiply(const std::int16_t* x, std::size_t count, const Affine& layer, std::size_t outputs, std::int32_t* out) {
    for (std::size_t block = 0; block < outputs; block += kBlock) {
      const auto* weights = layer.weights + block * kDepth;
      const auto* bias = layer.bias + block;
      // Sums of one word alone would each wait for the one before: what is left over at the end is reckoned together with words that were.
      if (count >= 8) {
        for (std::size_t t = 0; t < count; t += 8) some<kDepth, 8>(x, std::min(t, count - 8), weights, bias, outputs, out + block);
      } else if (count >= 4) {
        for (std::size_t t = 0; t < count; t += 4) some<kDepth, 4>(x, std::min(t, count - 4), weights, bias, outputs, out + block);
      } else {
        for (std::size_t t = 0; t < count; ++t) some<kDepth, 1>(x, t, weights, bias, outputs, out + block);
      }
    }
  }
  template <std::size_t kWidth>
  ENTENTE_WIDEST static void read_words(const FeatureRows& features, const FeatureRows::Found& found, std::int16_t* x) {
    Wide::read_words<kWidth>(features, found, x);
  }
};
#else
#define ENTENTE_WIDE
#define ENTENTE_WIDEST
using Narrow = Plain;
using Wide = Plain;
using Widest = Plain;
#endif

// A bidirectional simple recurrent unit (Lei et al. 2018): what is carried from word to word is mixed by gates alone.
template <std::size_t kWidth>
ENTENTE_INLINE void scan(const std::int32_t* sums, std::size_t n, std::int16_t* x) {
  constexpr std::size_t kHalf = kWidth / 2;
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

// The words in their context: the sum of the rows that were found of each, through the layers. `x` holds them afterwards, `sums` is scratch.
template <class Way, std::size_t kWidth, class Layers>
ENTENTE_INLINE void read_in_context(const FeatureRows& features, const FeatureRows::Found& found, const Layers& layers, std::vector<std::int16_t>& x, std::vector<std::int32_t>& sums) {
  const auto n = found.ends.size();
  x.resize(n * kWidth);
  Way::template read_words<kWidth>(features, found, x.data());
  sums.resize(n * 3 * kWidth);
  for (const auto& layer : layers) {
    Way::template multiply<kWidth>(x.data(), n, layer, 3 * kWidth, sums.data());
    scan<kWidth>(sums.data(), n, x.data());
  }
}

}  // namespace entente::extract::network
