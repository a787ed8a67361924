// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "graph/coding.h"
#include "model/error.h"

using namespace entente;         // NOLINT(google-build-using-namespace)
using namespace entente::graph;  // NOLINT(google-build-using-namespace)

TEST_CASE("a number survives writing at every place where its length changes") {
  std::vector<std::uint64_t> values{0, 1, std::numeric_limits<std::uint64_t>::max()};
  for (unsigned bits = 1; bits < 64; ++bits) {
    for (const std::uint64_t near : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}}) {
      values.push_back((std::uint64_t{1} << bits) - 1 + near);
    }
  }
  for (const auto value : values) {
    CAPTURE(value);
    Writer out;
    out.varint(value);
    std::size_t length = 1;
    for (auto rest = value >> 7; rest > 0; rest >>= 7) ++length;
    CHECK(out.bytes().size() == length);
    Reader in(out.bytes());
    CHECK(in.varint() == value);
    CHECK(in.done());
    Reader narrow(out.bytes());
    if (value <= std::numeric_limits<std::uint32_t>::max())
      CHECK(narrow.varint32() == value);
    else
      CHECK_THROWS_AS((void)narrow.varint32(), Error);
  }
}

TEST_CASE("numbers of fixed width have the byte order their name says") {
  Writer out;
  out.big16(0x0102);
  out.big32(0x03040506);
  out.little16(0x0102);
  out.little32(0x03040506);
  CHECK(out.bytes() == std::string("\x01\x02\x03\x04\x05\x06\x02\x01\x06\x05\x04\x03"));
  Reader in(out.bytes());
  CHECK(in.big16() == 0x0102);
  CHECK(in.big32() == 0x03040506);
  CHECK(in.little16() == 0x0102);
  CHECK(in.little32() == 0x03040506);
  CHECK(in.done());
}

TEST_CASE("big endian numbers sort as bytes as they do as numbers") {
  std::string before;
  for (const std::uint32_t value :
       {0u, 1u, 255u, 256u, 65535u, 65536u, 0x7fffffffu, 0x80000000u, 0xffffffffu}) {
    Writer out;
    out.big32(value);
    CHECK(before < out.bytes());
    before = out.take();
  }
}

TEST_CASE("texts and ids of any bytes survive writing") {
  const auto id = make_id({"x"});
  for (const std::size_t size : {0u, 1u, 127u, 128u, 16383u, 16384u}) {
    const std::string text(size, '\0');
    Writer out;
    out.text(text);
    out.id(id);
    out.raw("tail");
    Reader in(out.bytes());
    CHECK(in.text() == text);
    CHECK(in.id() == id);
    CHECK(in.left() == 4);
    CHECK(in.rest() == "tail");
    CHECK(in.done());
  }
}

TEST_CASE("reading past the end is an error that names the store, never a crash") {
  const auto throws = [](std::string_view bytes, const auto& read) {
    Reader in(bytes);
    try {
      read(in);
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::kStore);
      CHECK(std::string(error.what()).find("damaged") != std::string::npos);
    }
  };
  throws("", [](Reader& in) { (void)in.byte(); });
  throws("\x80", [](Reader& in) { (void)in.varint(); });
  throws(std::string(10, '\xff'), [](Reader& in) { (void)in.varint(); });
  throws("\x05three", [](Reader& in) {
    (void)in.text();
    (void)in.byte();
  });
  throws("\x05thr", [](Reader& in) { (void)in.text(); });
  throws("\xff\xff\xff\xff\xff\xff\xff\xff\x7f", [](Reader& in) { (void)in.text(); });
  throws("12345678901234", [](Reader& in) { (void)in.id(); });
  throws("1", [](Reader& in) { (void)in.big16(); });
  throws("123", [](Reader& in) { (void)in.big32(); });
  throws("1", [](Reader& in) { (void)in.little16(); });
  throws("123", [](Reader& in) { (void)in.little32(); });
}
