// SPDX-License-Identifier: Apache-2.0
// cpp-httplib is included here alone. Version 0.11.4, which this was written for, reads header lines without
// a bound, takes Content-Length together with Transfer-Encoding, leaves the body of a GET on the connection,
// applies any number of byte ranges and compresses with brotli at its slowest level. So connections are read
// through a stream of our own that counts bytes and time, and requests are put right between their headers
// and their handling. Newer versions look after most of this themselves, and have other inner parts: with
// them the plain server is used.
#include "api/server.h"

#include <arpa/inet.h>
#include <httplib.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <ctime>
#include <deque>
#include <mutex>
#include <random>
#include <thread>
#include <utility>
#include <vector>

#include "api/http.h"
#include "api/routes.h"
#include "model/error.h"
#include "model/json.h"

#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#error \
    "the flags of pkg-config cpp-httplib are missing: classes of the library would have another size here than in it"
#endif
#ifdef CPPHTTPLIB_VERSION_NUM
#define ENTENTE_PLAIN_HTTPLIB 1
#endif

namespace entente::api {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kCompressFrom = 1400;  // less fits one packet anyway
constexpr std::size_t kMostDrained = 16u << 20u;
constexpr milliseconds kDrainTime{1000};
constexpr int kBacklog = 128;
constexpr std::size_t kFairShare = 32;  // requests after which a connection makes room for those that wait

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && !HeaderLess()(a, b) && !HeaderLess()(b, a);
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host == "[::1]" ||
         (host.find("127.") == 0 && host.find_first_not_of("0123456789.") == std::string::npos);
}

bool has_body_by_method(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE";
}

bool is_request_id(const std::string& text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

std::string now_in_utc() {
  const auto now = std::chrono::system_clock::now();
  const auto seconds = std::chrono::system_clock::to_time_t(now);
  const auto millis = std::chrono::duration_cast<milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  auto tail = std::to_string(millis);
  return std::string(text.data(), size) + "." + std::string(3 - tail.size(), '0') + tail + "Z";
}

// What is known of the request that a thread is at work on. The library's callbacks have no room for it.
struct Exchange {
  Clock::time_point start = Clock::now();
  std::string id;
  std::string note;
  std::size_t streamed = 0;
  int refused = 0;  // a status that is sent instead of asking the routes
  std::string reason;
  httplib::Request* request =
      nullptr;           // to be changed after the library has read it; not with newer versions
  bool close = false;    // the connection cannot be used again
  bool unread = false;   // a part of the request is still on its way
  bool overrun = false;  // more bytes came than headers or body may have
};
thread_local Exchange t_exchange;  // a thread is at work on one request at a time

struct ReaderGone {};

// Threads that take connections in order. Holds no more than `most` of them back: then accepting waits.
class Workers : public httplib::TaskQueue {
 public:
  Workers(std::size_t threads, std::size_t most, std::atomic<std::size_t>& waiting)
      : most_(most), waiting_(waiting) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }

#ifdef ENTENTE_PLAIN_HTTPLIB
  bool enqueue(std::function<void()> task) override {
    add(std::move(task));
    return true;
  }
#else
  void enqueue(std::function<void()> task) override { add(std::move(task)); }
#endif

  void shutdown() override {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
  }

 private:
  void add(std::function<void()> task) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return tasks_.size() < most_; });
    tasks_.push_back(std::move(task));
    waiting_ = tasks_.size();
    lock.unlock();
    changed_.notify_all();
  }

  void work() {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !tasks_.empty() || ending_; });
      if (tasks_.empty()) return;
      auto task = std::move(tasks_.front());
      tasks_.pop_front();
      waiting_ = tasks_.size();
      lock.unlock();
      changed_.notify_all();
      task();
    }
  }

  std::size_t most_;
  std::atomic<std::size_t>& waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  std::vector<std::thread> threads_;
  bool ending_ = false;
};

#ifndef ENTENTE_PLAIN_HTTPLIB
// One connection, read and written with limits of bytes and of time.
class Connection : public httplib::Stream {
 public:
  Connection(socket_t socket, const ServerOptions& options) : socket_(socket), options_(&options) {}

  // Waits for the first byte of a request. `give_up` is asked now and then.
  bool wait_for_request(milliseconds longest, const std::function<bool()>& give_up) {
    if (at_ < size_) return true;
    const auto end = Clock::now() + longest;
    constexpr milliseconds kSlice{50};
    while (true) {
      const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
      if (left.count() <= 0) return false;
      if (ready(POLLIN, std::min(left, kSlice))) return true;
      if (give_up()) return false;
    }
  }
  void begin_headers() {
    budget_ = options_->max_header_bytes;
    deadline_ = Clock::now() + options_->header_timeout;
  }
  void begin_body(std::size_t budget) {
    budget_ = budget;
    deadline_ = Clock::now() + options_->body_timeout;
  }

  // So that the answer arrives: a socket closed with unread bytes makes the peer's kernel throw the answer
  // away.
  void drain() {
    ::shutdown(socket_, SHUT_WR);
    const auto end = Clock::now() + kDrainTime;
    std::array<char, 16384> scrap{};
    for (std::size_t total = 0; total < kMostDrained;) {
      const auto left = std::chrono::duration_cast<milliseconds>(end - Clock::now());
      if (left.count() <= 0 || !ready(POLLIN, left)) return;
      const auto got = ::recv(socket_, scrap.data(), scrap.size(), 0);
      if (got <= 0) return;
      total += static_cast<std::size_t>(got);
    }
  }

  [[nodiscard]] bool is_readable() const override {
    return at_ < size_ || ready(POLLIN, options_->read_timeout);
  }
  [[nodiscard]] bool is_writable() const override { return ready(POLLOUT, options_->write_timeout); }

  ssize_t read(char* bytes, std::size_t size) override {
    if (budget_ == 0) {
      t_exchange.overrun = true;
      return -1;
    }
    if (at_ == size_) {
      const auto left = std::chrono::duration_cast<milliseconds>(deadline_ - Clock::now());
      if (left.count() <= 0 || !ready(POLLIN, std::min(left, options_->read_timeout))) return -1;
      ssize_t got = 0;
      do got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
      while (got < 0 && errno == EINTR);
      if (got <= 0) return got;
      at_ = 0;
      size_ = static_cast<std::size_t>(got);
    }
    const auto count = std::min({size, size_ - at_, budget_});
    std::memcpy(bytes, buffer_.data() + at_, count);
    at_ += count;
    budget_ -= count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* bytes, std::size_t size) override {
    // The library gives every answer without a body this header; these two may not have it (RFC 9110, 8.6).
    const std::string_view head(bytes, size);
    if (head.find("HTTP/1.1 204 ") == 0 || head.find("HTTP/1.1 304 ") == 0) {
      constexpr std::string_view kHeader = "Content-Length: 0\r\n";
      if (const auto at = head.find(kHeader); at != std::string_view::npos) {
        const auto rest = std::string(head.substr(0, at)) + std::string(head.substr(at + kHeader.size()));
        return write_all(rest.data(), rest.size()) ? static_cast<ssize_t>(size) : -1;
      }
    }
    return write_all(bytes, size) ? static_cast<ssize_t>(size) : -1;
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override { name(::getpeername, ip, port); }
  void get_local_ip_and_port(std::string& ip, int& port) const override { name(::getsockname, ip, port); }
  // Asked for only to refuse what select() could not wait for. This class polls, and a store with many files
  // open makes large numbers.
  [[nodiscard]] socket_t socket() const override { return 0; }

 private:
  [[nodiscard]] bool ready(short what, milliseconds longest) const {
    pollfd item{socket_, what, 0};
    int got = 0;
    do got = ::poll(&item, 1, static_cast<int>(std::max<long>(longest.count(), 0)));
    while (got < 0 && errno == EINTR);
    return got > 0;
  }

  bool write_all(const char* bytes, std::size_t size) {
    while (size > 0) {
      if (!is_writable()) return false;
      const auto sent = ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (sent <= 0) return false;
      bytes += sent;
      size -= static_cast<std::size_t>(sent);
    }
    return true;
  }

  template <class Ask>
  void name(Ask ask, std::string& ip, int& port) const {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    if (ask(socket_, reinterpret_cast<sockaddr*>(&address), &length) != 0) return;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (address.ss_family == AF_INET) {
      const auto* four = reinterpret_cast<const sockaddr_in*>(&address);
      inet_ntop(AF_INET, &four->sin_addr, text.data(), text.size());
      port = ntohs(four->sin_port);
    } else if (address.ss_family == AF_INET6) {
      const auto* six = reinterpret_cast<const sockaddr_in6*>(&address);
      inet_ntop(AF_INET6, &six->sin6_addr, text.data(), text.size());
      port = ntohs(six->sin6_port);
    }
    ip = text.data();
  }

  socket_t socket_;
  const ServerOptions* options_;
  std::array<char, 8192> buffer_{};
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::size_t budget_ = 0;
  Clock::time_point deadline_;
};
#endif

void refuse(Exchange& exchange, int status, std::string reason) {
  if (exchange.refused != 0) return;
  exchange.refused = status;
  exchange.reason = std::move(reason);
  exchange.close = true;
  exchange.unread = true;
}

std::string_view code_of(int status) {
  switch (status) {
    case 413:
      return "limit";
    case 414:
      return "too_long";
    case 431:
      return "headers";
    default:
      return "bad_request";
  }
}

std::string_view title_of(int status) {
  switch (status) {
    case 413:
      return "A limit was passed";
    case 414:
      return "The address is too long";
    case 431:
      return "The headers are too large";
    default:
      return "The request cannot be read";
  }
}

}  // namespace

class Server::Impl : public httplib::Server {
 public:
  Impl(Service& service, ServerOptions options) : service_(service), options_(std::move(options)) {
    std::random_device random;
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (int i = 0; i < 8; ++i) id_prefix_.push_back(kDigits[random() % 16]);
    new_task_queue = [this] { return new Workers(options_.threads, options_.max_waiting, waiting_); };
    set_tcp_nodelay(true);
    // The library's own choice lets two servers share a port without a word.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      (void)::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_payload_max_length(service_.max_body_bytes);
    set_keep_alive_max_count(options_.keep_alive_requests);
    set_keep_alive_timeout(std::max<time_t>(1, options_.keep_alive.count() / 1000));
    set_read_timeout(options_.read_timeout);
    set_write_timeout(options_.write_timeout);
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
#ifdef ENTENTE_PLAIN_HTTPLIB
      t_exchange = Exchange();
      name_request(request);
      if (request.headers.size() > options_.max_headers) refuse(t_exchange, 431, "too many headers");
#endif
      // The body has not been read yet: those that have one come back through the handlers below.
      if (t_exchange.refused == 0 && has_body_by_method(request.method)) return HandlerResponse::Unhandled;
      respond(request, response);
      return HandlerResponse::Handled;
    });
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
      respond(request, response);
    };
    constexpr const char* kAny = R"([\s\S]*)";
    Post(kAny, handler);
    Put(kAny, handler);
    Patch(kAny, handler);
    Delete(kAny, handler);
    set_exception_handler(
        [](const httplib::Request& /*request*/, httplib::Response& response, std::exception_ptr what) {
          response.status = 500;
          try {
            std::rethrow_exception(std::move(what));
          } catch (const std::exception& error) {
            t_exchange.note = error.what();
          } catch (...) {
            t_exchange.note = "an exception of no known kind";
          }
        });
    set_error_handler(HandlerWithResponse([this](const httplib::Request& request,
                                                 httplib::Response& response) {
      if (!response.body.empty() || request.method == "HEAD") return HandlerResponse::Unhandled;
      // The library itself has refused the request, and may have left a part of it unread.
      t_exchange.close = true;
      t_exchange.unread = true;
      if (t_exchange.request != nullptr) t_exchange.request->headers.emplace("Connection", "close");
      problem(request, response, response.status, "the request breaks HTTP/1.1 or a limit of this server");
      return HandlerResponse::Handled;
    }));
    set_logger([this](const httplib::Request& request, const httplib::Response& response) {
      log(request, response);
    });
  }

  int bind() {
    const auto wanted = options_.port;
    if (options_.port == 0) {
      options_.port = bind_to_any_port(options_.host);
    } else if (!bind_to_port(options_.host, options_.port)) {
      options_.port = -1;
    }
    if (options_.port <= 0) {
      throw Error(ErrorKind::kSystem,
                  "cannot listen on " + options_.host + (wanted == 0 ? "" : ", port " + std::to_string(wanted)) +
                      ": the port is taken, or the address is not of this machine; --port 0 takes any free one");
    }
    (void)::listen(svr_sock_, kBacklog);  // the library's own backlog is five
    return options_.port;
  }

  void run() {
    entered_ = true;
    if (!stopping_) listen_after_bind();
    finished_ = true;
  }

  void end() {
    if (stopping_.exchange(true)) return;
    // Between entering run() and accepting, the library would not hear.
    while (entered_ && !finished_ && !is_running()) std::this_thread::sleep_for(milliseconds(1));
    if (!finished_) httplib::Server::stop();
  }

 private:
#ifndef ENTENTE_PLAIN_HTTPLIB
  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, options_);
    try {
      serve(connection);
    } catch (const std::exception&) {  // out of memory: the connection is given up
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return true;
  }

  void serve(Connection& connection) {
    for (std::size_t served = 0; served < options_.keep_alive_requests; ++served) {
      // A connection that says nothing gives its thread to one that has something to say.
      const bool first = served == 0;
      const auto give_up = [&] { return stopping_ || (!first && waiting_ > 0); };
      if (!connection.wait_for_request(first ? options_.read_timeout : options_.keep_alive, give_up)) return;
      t_exchange = Exchange();
      connection.begin_headers();
      const bool others_wait = served + 1 >= kFairShare && waiting_ > 0;
      const bool last = stopping_ || others_wait || served + 1 == options_.keep_alive_requests;
      bool closed = last;
      const bool good = process_request(connection, last, closed, [&](httplib::Request& request) {
        t_exchange.request = &request;
        put_right(request);
        closed = closed || t_exchange.close;
        connection.begin_body(service_.max_body_bytes + service_.max_body_bytes / 2 + (64u << 10u));
      });
      t_exchange.request = nullptr;
      if (t_exchange.unread) connection.drain();
      if (!good || closed || t_exchange.close) return;
    }
  }

  // Between the headers and everything else.
  void put_right(httplib::Request& request) {
    auto& exchange = t_exchange;
    name_request(request);
    request.ranges.clear();
    request.headers.erase("Range");
    // gzip alone: the library would take brotli at its slowest level.
    const bool gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
    request.headers.erase("Accept-Encoding");
    if (gzip) request.headers.emplace("Accept-Encoding", "gzip");

    if (request.headers.size() > options_.max_headers + 4) {  // the library has added four of its own
      refuse(exchange, 431, "more than " + std::to_string(options_.max_headers) + " headers");
    }
    const auto lengths = request.headers.count("Content-Length");
    const auto encodings = request.headers.count("Transfer-Encoding");
    const auto length = request.get_header_value("Content-Length");
    const auto encoding = request.get_header_value("Transfer-Encoding");
    if (lengths + encodings > 1) refuse(exchange, 400, "the length of the body is given twice");
    if (encodings == 1 && !same_word(encoding, "chunked"))
      refuse(exchange, 400, "a transfer encoding other than chunked");
    std::uint64_t size = 0;
    if (lengths == 1) {
      const bool digits = !length.empty() && length.size() < 19 &&
                          length.find_first_not_of("0123456789") == std::string::npos;
      if (digits)
        size = std::stoull(length);
      else
        refuse(exchange, 400, "Content-Length is no number");
    }
    if (size > service_.max_body_bytes) {
      refuse(exchange, 413, "the body has more than " + std::to_string(service_.max_body_bytes) + " bytes");
    }
    if (request.headers.count("Host") > 1) refuse(exchange, 400, "Host is given twice");
    if (request.is_multipart_form_data()) refuse(exchange, 415, "send application/json or text/plain");
    if (has_body_by_method(request.method)) {
      // Else the library reads on until the connection ends.
      if (lengths + encodings == 0) request.headers.emplace("Content-Length", "0");
    } else if (size > 0 || encodings > 0) {
      exchange.close = true;  // else the body, which stays unread, would be taken for the next request
      exchange.unread = true;
    }
    if (same_word(request.get_header_value("Connection"), "close")) exchange.close = true;
    if (exchange.refused != 0) request.headers.erase("Expect");
    if (exchange.close) {
      request.headers.erase("Connection");
      request.headers.emplace("Connection", "close");
    }
  }
#endif

  void name_request(const httplib::Request& request) {
    t_exchange.id = request.get_header_value("X-Request-Id");
    if (!is_request_id(t_exchange.id)) t_exchange.id = id_prefix_ + "-" + std::to_string(++requests_);
  }

  void problem(const httplib::Request& from, httplib::Response& response, int status,
               const std::string& reason) {
    Request request;
    request.method = from.method;
    request.path = from.target.substr(0, from.target.find('?'));
    if (!is_utf8(request.path) || request.path.size() > 1000) request.path = "/";
    request.id = t_exchange.id;
    if (status == 400 && t_exchange.overrun) status = t_exchange.request == nullptr ? 431 : 413;
    auto made =
        status == 415
            ? make_problem(request, status, "media_type", "The body is of a kind that is not read", reason)
        : status == 500
            ? make_problem(request, status, "internal", "Internal error", "the log of the service says why")
            : make_problem(request, status, code_of(status), title_of(status), reason);
    if (!request.id.empty()) made.headers.emplace("X-Request-Id", request.id);
    service_.state.count(status);
    copy(std::move(made), response);
  }

  static void copy(Response&& from, httplib::Response& to) {
    to.status = from.status;
    for (const auto& [name, value] : from.headers) to.headers.emplace(name, value);
    to.body = std::move(from.body);
    if (!from.content_type.empty()) to.set_header("Content-Type", from.content_type);
  }

  void respond(const httplib::Request& from, httplib::Response& to) {
    if (t_exchange.refused != 0) {
      problem(from, to, t_exchange.refused, t_exchange.reason);
      return;
    }
    Response response;
    Request request;
    try {
      request = make_request(from.method, from.target);
    } catch (const Error& error) {
      request.method = from.method;
      request.id = t_exchange.id;
      response = make_problem(request, 400, "usage", info(ErrorKind::kUsage).title, error.what());
      service_.state.count(400);
      copy(std::move(response), to);
      return;
    }
    request.id = t_exchange.id;
    request.remote = from.remote_addr;
    request.body = from.body;
    for (const auto& [name, value] : from.headers) {
      // Put among the headers by the library, after those that a client may have sent by these names.
      if (same_word(name, "REMOTE_ADDR") || same_word(name, "REMOTE_PORT") || same_word(name, "LOCAL_ADDR") ||
          same_word(name, "LOCAL_PORT")) {
        continue;
      }
      request.headers.emplace(name, value);
    }
    response = handle(request, service_);
    t_exchange.note = response.note;
    if (response.stream && request.method != "HEAD") {
      stream(from, to, std::move(response));
      return;
    }
    if (response.body.size() >= kCompressFrom) {
      response.headers.emplace("Vary", "Accept-Encoding");
    } else if (t_exchange.request != nullptr) {
      t_exchange.request->headers.erase("Accept-Encoding");
    }
    copy(std::move(response), to);
  }

  void stream(const httplib::Request& from, httplib::Response& to, Response&& response) {
    auto body = std::move(response.stream);
    const auto type = response.content_type;
    copy(std::move(response), to);
    if (from.version == "HTTP/1.0") {  // knows no chunks
      body([&to](std::string_view piece) { to.body += piece; });
      return;
    }
    to.headers.erase("Content-Type");
    to.set_chunked_content_provider(
        type, [this, body = std::move(body)](std::size_t /*offset*/, httplib::DataSink& sink) {
          // An error now cannot become a status: the connection is broken off, so that nobody takes a part
          // for the whole.
          try {
            body([&](std::string_view piece) {
              if (stopping_ || !sink.write(piece.data(), piece.size())) throw ReaderGone();
              t_exchange.streamed += piece.size();
            });
            sink.done();
            return true;
          } catch (const ReaderGone&) {
            t_exchange.note = "the reader went away, or the server was stopped";
          } catch (const std::exception& error) {
            t_exchange.note = error.what();
          }
          return false;
        });
  }

  void log(const httplib::Request& request, const httplib::Response& response) {
    if (!options_.log || (options_.log_errors_only && t_exchange.note.empty())) return;
    const std::chrono::duration<double, std::milli> spent = Clock::now() - t_exchange.start;
    Json line{{"time", now_in_utc()},
              {"id", t_exchange.id},
              {"remote", request.remote_addr},
              {"method", request.method},
              {"path", request.target.substr(0, std::min<std::size_t>(request.target.find('?'), 1000))},
              {"status", response.status},
              {"bytes", t_exchange.streamed > 0 ? t_exchange.streamed : response.body.size()},
              {"ms", static_cast<double>(static_cast<long>(spent.count() * 1000)) / 1000}};
    if (!t_exchange.note.empty()) line["error"] = t_exchange.note;
    const auto text = write_line(line);
    const std::lock_guard lock(log_mutex_);
    options_.log(text);
  }

  Service& service_;
  ServerOptions options_;
  std::string id_prefix_;
  std::atomic<std::uint64_t> requests_ = 0;
  std::atomic<std::size_t> waiting_ = 0;
  std::atomic<bool> entered_ = false;
  std::atomic<bool> finished_ = false;
  std::atomic<bool> stopping_ = false;
  std::mutex log_mutex_;
};

Server::Server(Service& service, ServerOptions options) {
  const bool loopback = is_loopback(options.host);
  if (!loopback && service.token.empty()) {
    throw Error(ErrorKind::kUsage,
                "to listen on " + options.host +
                    " a token is needed: whoever reaches it could read and change the store");
  }
  constexpr std::string_view kTokenCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=";
  if (service.token.find_first_not_of(kTokenCharacters) != std::string::npos) {
    throw Error(ErrorKind::kUsage, "a token is made of letters, digits and -._~+/= alone (RFC 6750)");
  }
  if (options.threads == 0 || options.max_waiting == 0)
    throw Error(ErrorKind::kUsage, "a server needs at least one thread");
  if (service.token.empty() && service.allowed_hosts.empty()) service.allowed_hosts = loopback_hosts();
  impl_ = std::make_unique<Impl>(service, std::move(options));
}

Server::~Server() = default;

int Server::bind() { return impl_->bind(); }
void Server::run() { impl_->run(); }
void Server::stop() { impl_->end(); }

}  // namespace entente::api
