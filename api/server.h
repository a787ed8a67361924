// SPDX-License-Identifier: Apache-2.0
// The HTTP server in front of the routes: sockets, threads, limits, the access log. It speaks plain HTTP/1.1;
// for use by others than this machine put a reverse proxy with TLS before it (docs/http_api.md says what the
// proxy should limit).
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "api/service.h"

namespace entente::api {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 0;                   // 0 = any free one
  std::size_t threads = 16;       // one a request at work, or a connection that sends or waits
  std::size_t max_waiting = 256;  // accepted connections without a thread; no more are accepted then
  std::size_t max_header_bytes = 32u << 10u;  // request line and headers together
  std::size_t max_headers = 100;
  std::chrono::milliseconds keep_alive{2000};    // an idle connection is kept so long; less when others wait
  std::size_t keep_alive_requests = 1000;        // then the connection is closed
  std::chrono::milliseconds read_timeout{5000};  // for the next bytes of a request
  std::chrono::milliseconds header_timeout{10000};  // for all headers of a request
  std::chrono::milliseconds body_timeout{60000};    // for the whole body of a request
  std::chrono::milliseconds write_timeout{10000};   // for the next bytes of an answer
  // Gets one JSON object a request, without a newline, one call at a time: time, id, remote, method, path,
  // status, bytes, ms and, when something failed inside, error. Queries, headers and bodies are not logged.
  std::function<void(std::string_view)> log = {};
  bool log_errors_only = false;  // only requests at which something failed inside
};

// bind() once, then run() in one thread; stop() from any other thread, not from a signal handler.
class Server {
 public:
  // The service must outlive the server. Without a token only a loopback host is taken, and the service then
  // answers to loopback names alone unless it has names of its own. Throws Error kUsage otherwise, or for a
  // token that no client could send.
  Server(Service& service, ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Takes the port and returns its number. Throws Error kUsage when it cannot be had.
  int bind();  // the port; throws Error kSystem when it is taken
  // Answers until stop(); what is being answered then is finished, streams are broken off.
  void run();
  // Returns at once; run() returns soon after. Calling it before run(), or again, is fine.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente::api
