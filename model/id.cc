// SPDX-License-Identifier: Apache-2.0
#include "model/id.h"

#include <openssl/evp.h>

#include <cstring>
#include <memory>

#include "model/error.h"

namespace entente {
namespace {

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";

using Lanes = std::array<std::uint64_t, 4>;

// Little-endian lanes by arithmetic, so that the value does not depend on the processor.
Lanes lanes_of(const std::uint8_t* bytes) {
  Lanes lanes{};
  for (std::size_t i = 0; i < 32; ++i) lanes[i / 8] |= std::uint64_t{bytes[i]} << (8 * (i % 8));
  return lanes;
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  Sha256 out{};
  // Asked for by name once: looking it up takes longer than the sum of a short text.
  static EVP_MD* const kind = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  unsigned size = 0;
  if (EVP_DigestInit_ex2(context.get(), kind, nullptr) != 1 || EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), out.data(), &size) != 1 || size != out.size()) {
    throw Error(ErrorKind::kInternal, "no SHA-256 in the cryptography library");
  }
  return out;
}

Id make_id(std::span<const std::string_view> parts) {
  std::string joined;
  std::size_t total = 0;
  for (auto part : parts) total += 8 + part.size();
  joined.reserve(total);
  for (auto part : parts) {
    auto size = static_cast<std::uint64_t>(part.size());
    for (int i = 0; i < 8; ++i) joined.push_back(static_cast<char>(size >> (8 * i) & 0xff));
    joined.append(part);
  }
  const auto full = sha256(joined);
  Id id;
  std::memcpy(id.bytes.data(), full.data(), Id::kSize);
  return id;
}

std::string to_base32(const Id& id) {
  std::string out;
  out.reserve(24);
  unsigned buffer = 0;
  int bits = 0;
  for (auto byte : id.bytes) {
    buffer = buffer << 8 | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out.push_back(kAlphabet[buffer >> bits & 31u]);
    }
  }
  return out;
}

std::string to_string(char kind, const Id& id) { return std::string{kind, ':'} + to_base32(id); }

std::optional<Id> parse_id(char kind, std::string_view text) {
  if (text.size() != 26 || text[0] != kind || (text[1] != ':' && text[1] != '.')) return std::nullopt;
  Id id;
  unsigned buffer = 0;
  int bits = 0;
  std::size_t out = 0;
  for (char c : text.substr(2)) {
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    buffer = buffer << 5 | static_cast<unsigned>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      id.bytes.at(out++) = static_cast<std::uint8_t>(buffer >> bits & 0xffu);
    }
  }
  return id;
}

void SetHash::add(const Sha256& hash) {
  const auto lanes = lanes_of(hash.data());
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto sum = lanes_[i] + lanes[i];
    const auto with_carry = sum + carry;
    carry = static_cast<std::uint64_t>(sum < lanes_[i]) + static_cast<std::uint64_t>(with_carry < sum);
    lanes_[i] = with_carry;
  }
}

void SetHash::remove(const Sha256& hash) {
  const auto lanes = lanes_of(hash.data());
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto before = lanes_[i];
    const auto difference = before - lanes[i];
    lanes_[i] = difference - borrow;
    borrow = static_cast<std::uint64_t>(before < lanes[i]) + static_cast<std::uint64_t>(difference < borrow);
  }
}

std::string SetHash::bytes() const {
  std::string out;
  for (auto lane : lanes_) {
    for (int i = 0; i < 8; ++i) out.push_back(static_cast<char>(lane >> (8 * i) & 0xff));
  }
  return out;
}

std::string SetHash::hex() const {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (char c : bytes()) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15u]);
  }
  return out;
}

SetHash SetHash::from_bytes(std::string_view bytes) {
  if (bytes.size() != 32) throw Error(ErrorKind::kStore, "a stored digest has the wrong size");
  SetHash hash;
  hash.lanes_ = lanes_of(reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return hash;
}

}  // namespace entente
