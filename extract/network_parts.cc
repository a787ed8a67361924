// SPDX-License-Identifier: Apache-2.0
#include "extract/network_parts.h"

#include <cstdlib>
#include <limits>

#include "model/error.h"

namespace entente::extract::network {
namespace {

constexpr unsigned kRowBits = 18;
constexpr std::uint32_t kRowMask = (1U << kRowBits) - 1;
constexpr std::uint32_t kFree = 0xffffffffU;

std::uint64_t scrambled(std::uint64_t key) {
  key *= 0x9e3779b97f4a7c15ULL;
  return key ^ (key >> 32);
}
std::uint32_t check_of(std::uint64_t scrambled_key) { return static_cast<std::uint32_t>(scrambled_key >> 46) & 0x3fffU; }

[[noreturn]] void fail(const LinearModel& model, const std::string& what) { throw Error(ErrorKind::kInput, model.path() + ": " + what); }

}  // namespace

std::uint64_t FeatureRows::expect(std::uint64_t key) const {
  key = scrambled(key);
  __builtin_prefetch(slots + (key & slot_mask));
  return key;
}

void FeatureRows::find(const std::vector<std::uint64_t>& expected, std::size_t each, Found& found) const {
  found.rows.resize(expected.size());
  found.ends.clear();
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < expected.size();) {
    for (const auto end = i + each; i < end; ++i) {
      const auto check = check_of(expected[i]);
      for (auto slot = expected[i] & slot_mask; slots[slot] != kFree; slot = (slot + 1) & slot_mask) {
        if (slots[slot] >> kRowBits != check) continue;
        const auto row = slots[slot] & kRowMask;
        const auto* at = rows + std::size_t{row} * width;
        for (std::size_t byte = 0; byte < width; byte += 64) __builtin_prefetch(at + byte);
        found.rows[count++] = row;
        break;
      }
    }
    found.ends.push_back(count);
  }
}

FeatureRows load_rows(const LinearModel& model, std::size_t width) {
  FeatureRows out;
  const auto keys = model.section("keys"), rows = model.section("rows");
  const auto slots = keys.size() / 4;
  if (slots == 0 || keys.size() % 4 != 0 || (slots & (slots - 1)) != 0) fail(model, "'keys' are not a table");
  out.slots = reinterpret_cast<const std::uint32_t*>(keys.data());
  out.slot_mask = slots - 1;
  out.rows = reinterpret_cast<const std::int8_t*>(rows.data());
  out.width = width;
  std::size_t free = 0;  // a search for a key ends at one of these
  for (std::size_t i = 0; i < slots; ++i) {
    if (out.slots[i] == kFree) ++free;
    else if (((out.slots[i] & kRowMask) + std::size_t{1}) * width > rows.size()) fail(model, "'rows' has no row for one of 'keys'");
  }
  if (free == 0) fail(model, "'keys' are full");
  return out;
}

Affine load_affine(const LinearModel& model, const std::string& name, std::size_t outputs, std::size_t depth) {
  const auto section = model.section(name);
  const auto weights = outputs * depth * sizeof(std::int16_t);  // sections start at multiples of 64, so that the biases are in their place
  if (section.size() != weights + outputs * sizeof(std::int32_t) || weights % sizeof(std::int32_t) != 0) fail(model, "'" + name + "' has not the size of this version");
  const Affine out{reinterpret_cast<const std::int16_t*>(section.data()), reinterpret_cast<const std::int32_t*>(section.data() + weights)};
  for (std::size_t o = 0; o < outputs; ++o) {
    std::int64_t sum = std::abs(std::int64_t{out.bias[o]});
    for (std::size_t k = 0; k < depth; ++k) sum += std::abs(std::int64_t{out.weights[weight_at(o, k, depth)]}) * kMost;
    if (sum > std::numeric_limits<std::int32_t>::max()) fail(model, "the weights of '" + name + "' are too large");
  }
  return out;
}

std::span<const std::int16_t> load_numbers(const LinearModel& model, const std::string& name, std::size_t count, std::int32_t most) {
  const auto section = model.section(name);
  if (section.size() != count * sizeof(std::int16_t)) fail(model, "'" + name + "' has not the size of this version");
  const std::span out(reinterpret_cast<const std::int16_t*>(section.data()), count);
  for (const auto number : out) {
    if (std::abs(number) > most) fail(model, "the weights of '" + name + "' are too large");
  }
  return out;
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

Registers fastest_registers() {
#if defined(__x86_64__) && defined(__GNUC__)
  static const auto fastest = [] {
    if (__builtin_cpu_supports("avx2") == 0) return Registers::kNarrow;
    const bool widest = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0;
    return widest ? Registers::kWidest : Registers::kWide;
  }();
  return fastest;
#else
  return Registers::kPlain;
#endif
}

}  // namespace entente::extract::network
