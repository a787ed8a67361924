// SPDX-License-Identifier: Apache-2.0
// Requests and answers as plain values, so that every route is a function that a test calls without a socket.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::api {

// Header names are compared without regard to case.
struct HeaderLess {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};
using Headers = std::multimap<std::string, std::string, HeaderLess>;
using Query = std::multimap<std::string, std::string>;

struct Request {
  std::string method = "GET";
  std::string path = "/";  // as sent, percent-encoded: a name in it may hold "%2F"
  Query query;             // decoded
  Headers headers;
  std::string body;
  std::string remote;  // the peer's address, from the socket
  std::string id;      // for the log and for "instance" in errors; may be empty
};

// Where a streamed body goes. Throws when nobody reads any more; let that pass through.
using BodySink = std::function<void(std::string_view)>;

struct Response {
  int status = 200;
  std::string content_type;
  Headers headers;
  std::string body;
  // When set, the body comes from here, once, instead of `body`. It owns all that it needs.
  std::function<void(const BodySink&)> stream;
  std::string note;  // for the log alone, never sent: what went wrong inside
};

// Reads "/v1/paths?from=a&to=b". Throws Error kUsage: broken percent-encoding, text that is not UTF-8, a zero
// byte.
[[nodiscard]] Request make_request(std::string_view method, std::string_view target);

// The parts of a path between its slashes, decoded; throws as make_request does. "/v1/a%2Fb" = {"v1", "a/b"}.
[[nodiscard]] std::vector<std::string> split_path(std::string_view path);

// Everything but letters, digits and -._~ becomes %XX.
[[nodiscard]] std::string percent_encode(std::string_view text);

// The first value of a header.
[[nodiscard]] std::optional<std::string> find_header(const Headers& headers, std::string_view name);
// "text/plain; charset=utf-8" = "text/plain", in lower case.
[[nodiscard]] std::string media_type_of(std::string_view content_type);

// Strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

// Takes the same time wherever the two differ; their lengths do not show either.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace entente::api
