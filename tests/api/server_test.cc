// SPDX-License-Identifier: Apache-2.0
#include "api/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <mutex>
#include <thread>

#include "doctest/doctest.h"
#include "fixture.h"

namespace entente::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::World;

// A server at work on a world of its own, with a log that tests can read.
class Running {
 public:
  explicit Running(ServerOptions options = {}, const std::function<void(Service&)>& change = {}) {
    if (change) change(world_.service());
    options.log = [this](std::string_view line) {
      const std::lock_guard lock(mutex_);
      log_.emplace_back(line);
    };
    server_ = std::make_unique<Server>(world_.service(), std::move(options));
    port_ = server_->bind();
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Running() {
    server_->stop();
    thread_.join();
  }
  [[nodiscard]] int port() const { return port_; }
  World& world() { return world_; }
  // The log once it has so many lines: a line is written when its answer has been sent.
  std::vector<std::string> log(std::size_t lines) {
    for (int i = 0; i < 2000; ++i) {
      {
        const std::lock_guard lock(mutex_);
        if (log_.size() >= lines) return log_;
      }
      std::this_thread::sleep_for(milliseconds(1));
    }
    return {};
  }

 private:
  World world_;
  std::unique_ptr<Server> server_;
  int port_ = 0;
  std::thread thread_;
  std::mutex mutex_;
  std::vector<std::string> log_;
};

struct Answer {
  int status = 0;
  std::string head;
  std::string body;
  [[nodiscard]] bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

// A client that sends bytes as they are, right or wrong.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  // Whether the server has closed its side, within the time.
  bool closed(milliseconds longest = milliseconds(5000)) {
    const auto end = steady_clock::now() + longest;
    while (steady_clock::now() < end) {
      if (!more(std::chrono::duration_cast<milliseconds>(end - steady_clock::now()))) return ended_;
    }
    return ended_;
  }
  Answer read(bool head_only = false) {
    Answer answer;
    const auto end = take_until("\r\n\r\n");
    if (end == std::string::npos) return answer;
    answer.head = waiting_.substr(0, end + 2);
    waiting_.erase(0, end + 4);
    answer.status = std::stoi(answer.head.substr(9, 3));
    if (head_only || answer.status == 204 || answer.status == 304) return answer;
    if (answer.has("Transfer-Encoding: chunked")) {
      while (true) {
        const auto line = take_until("\r\n");
        if (line == std::string::npos) {
          answer.status = -1;  // broken off
          return answer;
        }
        const auto size = std::stoul(waiting_.substr(0, line), nullptr, 16);
        waiting_.erase(0, line + 2);
        while (waiting_.size() < size + 2 && more(milliseconds(5000))) {
        }
        if (waiting_.size() < size + 2) {
          answer.status = -1;
          return answer;
        }
        answer.body += waiting_.substr(0, size);
        waiting_.erase(0, size + 2);
        if (size == 0) return answer;
      }
    }
    const auto at = answer.head.find("Content-Length: ");
    const auto size = at == std::string::npos ? 0 : std::stoul(answer.head.substr(at + 16));
    while (waiting_.size() < size && more(milliseconds(5000))) {
    }
    answer.body = waiting_.substr(0, size);
    waiting_.erase(0, size);
    return answer;
  }
  Answer call(std::string_view bytes) {
    send(bytes);
    return read(bytes.substr(0, 5) == "HEAD ");
  }

 private:
  bool more(milliseconds longest) {
    pollfd item{socket_, POLLIN, 0};
    if (ended_ || ::poll(&item, 1, static_cast<int>(longest.count())) <= 0) return false;
    std::array<char, 65536> bytes{};
    const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (got <= 0) {
      ended_ = true;
      return false;
    }
    waiting_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
  }
  std::size_t take_until(std::string_view mark) {
    while (waiting_.find(mark) == std::string::npos) {
      if (!more(milliseconds(5000))) return std::string::npos;
    }
    return waiting_.find(mark);
  }

  int socket_;
  std::string waiting_;
  bool ended_ = false;
};

std::string request(const std::string& method, const std::string& target, const std::string& headers = "",
                    const std::string& body = "") {
  std::string out = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
  if (!body.empty()) out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return out + "\r\n" + body;
}

Json problem_of(const Answer& answer) {
  CAPTURE(answer.head);
  CHECK(answer.has("Content-Type: application/problem+json"));
  const auto json = Json::parse(answer.body, nullptr, false);
  REQUIRE(json.is_object());
  CHECK(json.at("status") == answer.status);
  return json;
}

TEST_CASE("one connection carries many requests, and each answer says whose it is") {
  Running running;
  Client client(running.port());
  for (int i = 0; i < 5; ++i) {
    const auto answer = client.call(request("GET", "/v1/entities/Russia"));
    CHECK(answer.status == 200);
    CHECK(Json::parse(answer.body).at("name") == "Russia");
    CHECK(answer.has("X-Request-Id: "));
    CHECK(answer.has("Connection: ") == false);
  }
  const auto named = client.call(request("GET", "/v1/nowhere", "X-Request-Id: my-1\r\n"));
  CHECK(named.has("X-Request-Id: my-1"));
  CHECK(problem_of(named).at("request_id") == "my-1");
  const auto unsound = client.call(request("GET", "/healthz", "X-Request-Id: a%0d%0ab: c\r\n"));
  CHECK(unsound.status == 200);
  CHECK_FALSE(unsound.has("\r\nb: c"));
}

TEST_CASE("requests sent at once are answered in order") {
  Running running;
  Client client(running.port());
  client.send(request("GET", "/healthz") + request("GET", "/v1/nowhere") + request("GET", "/readyz"));
  CHECK(client.read().status == 200);
  CHECK(client.read().status == 404);
  CHECK(client.read().status == 200);
}

TEST_CASE("a name with a slash in it arrives whole") {
  Running running;
  Client client(running.port());
  CHECK(Json::parse(client.call(request("GET", "/v1/entities/AC%2FDC")).body).at("name") == "AC/DC");
  CHECK(Json::parse(client.call(request("GET", "/v1/articles/wire%2F1")).body).at("source") == "wire/1");
  CHECK(problem_of(client.call(request("GET", "/v1/entities/%zz"))).at("code") == "usage");
  CHECK(client.call(request("GET", "/healthz")).status == 200);
}

TEST_CASE(
    "posting, reading and deleting work over a socket, with a length, in chunks, and after asking first") {
  Running running;
  Client client(running.port());
  const auto posted =
      client.call(request("POST", "/v1/articles", "Content-Type: text/plain\r\n", "Georgia met Russia."));
  CHECK(posted.status == 201);
  const auto place = "/v1/articles/" + Json::parse(posted.body).at("id").get<std::string>();
  CHECK(posted.has("Location: " + place));
  CHECK(client.call(request("GET", place)).status == 200);
  CHECK(client.call(request("DELETE", place)).status == 200);
  CHECK(client.call(request("DELETE", place)).status == 404);

  const auto chunked = client.call(
      request("POST", "/v1/articles", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n") +
      "8\r\nGeorgia \r\nb\r\nmet Russia.\r\n0\r\n\r\n");
  CHECK(chunked.status == 201);
  CHECK(Json::parse(chunked.body).at("claims") == 1);

  client.send(
      "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nExpect: "
      "100-continue\r\nContent-Length: 18\r\n\r\n");
  CHECK(client.read(true).status == 100);
  CHECK(client.call("Georgia met China.").status == 201);
  CHECK(problem_of(
            client.call(request("POST", "/v1/articles", "Content-Type: application/json\r\n", "{\"text\":")))
            .at("code") == "usage");
  CHECK(client.call(request("GET", "/healthz")).status == 200);
}

TEST_CASE("a body that is too large is refused with 413, whether its length is told or not") {
  Running running({}, [](Service& service) { service.max_body_bytes = 100000; });
  {
    Client client(running.port());
    const auto answer = client.call(
        request("POST", "/v1/articles", "Content-Type: text/plain\r\n", std::string(3000000, 'a')));
    CHECK(answer.status == 413);
    CHECK(problem_of(answer).at("code") == "limit");
    CHECK(client.closed());
  }
  {
    Client client(running.port());  // waits for leave, and is told no at once
    client.send(
        "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
        "99999999999\r\n\r\n");
    CHECK(client.read().status == 413);
  }
  {
    Client client(running.port());
    client.send(
        request("POST", "/v1/articles", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"));
    const auto chunk = "10000\r\n" + std::string(65536, 'a') + "\r\n";
    for (int i = 0; i < 40 && client.send(chunk); ++i) {
    }
    client.send("0\r\n\r\n");
    CHECK(client.read().status == 413);
    CHECK(client.closed());
  }
  Client client(running.port());
  CHECK(client.call(request("GET", "/healthz")).status == 200);
}

TEST_CASE("a token is asked for over a socket too") {
  Running running({}, [](Service& service) { service.token = "abc.DEF-1"; });
  Client client(running.port());
  CHECK(problem_of(client.call(request("GET", "/v1/stats"))).at("code") == "unauthorized");
  CHECK(client.call(request("GET", "/v1/stats", "Authorization: Bearer abc.DEF-1\r\n")).status == 200);
  CHECK(client.call(request("GET", "/v1/stats", "Authorization: Bearer abc.DEF-2\r\n")).status == 401);
  CHECK(client.call(request("GET", "/healthz")).status == 200);
  CHECK(problem_of(client.call(request("POST", "/v1/articles", "Content-Type: text/plain\r\n",
                                       "Georgia met Russia.")))
            .at("code") == "unauthorized");
}

TEST_CASE("a server for others needs a token, and a token needs characters that can be sent") {
  World world;
  CHECK_THROWS_AS(Server(world.service(), {.host = "0.0.0.0"}), Error);
  CHECK_THROWS_AS(Server(world.service(), {.host = "::"}), Error);
  CHECK_THROWS_AS(Server(world.service(), {.host = "127.0.0.1.example.org"}), Error);
  world.service().token = "with blank";
  CHECK_THROWS_AS(Server(world.service(), {.host = "127.0.0.1"}), Error);
  world.service().token = "good";
  CHECK_NOTHROW(Server(world.service(), {.host = "0.0.0.0"}));
}

TEST_CASE("a service on this machine does not answer to names of others") {
  Running running;
  Client client(running.port());
  CHECK(problem_of(client.call("GET /v1/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n")).at("code") == "host");
  CHECK(client.call("GET /v1/stats HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n").status == 200);
}

TEST_CASE("a port that is taken is an error, not a share") {
  Running running;
  World world;
  Server second(world.service(), {.port = running.port()});
  CHECK_THROWS_AS(second.bind(), Error);
}

TEST_CASE("HEAD, OPTIONS, 304 and wrong methods keep the connection in step") {
  Running running;
  Client client(running.port());
  const auto get = client.call(request("GET", "/v1/articles"));
  const auto head = client.call(request("HEAD", "/v1/articles"));
  CHECK(head.status == 200);
  CHECK(head.has("Content-Length: " + std::to_string(get.body.size())));
  const auto tag = get.head.substr(get.head.find("W/\""),
                                   get.head.find("\r\n", get.head.find("W/\"")) - get.head.find("W/\""));
  const auto known = client.call(request("GET", "/v1/articles", "If-None-Match: " + tag + "\r\n"));
  CHECK(known.status == 304);
  CHECK_FALSE(known.has("Content-Length"));
  const auto options = client.call(request("OPTIONS", "/v1/articles"));
  CHECK(options.status == 204);
  CHECK(options.has("Allow: GET, HEAD, POST, OPTIONS"));
  CHECK_FALSE(options.has("Content-Length"));
  CHECK(client.call(request("HEAD", "/v1/export?format=jsonl")).status == 200);
  CHECK(problem_of(client.call(request("PUT", "/v1/articles", "", "x"))).at("code") == "method");
  CHECK(problem_of(client.call(request("DELETE", "/v1/paths"))).at("code") == "method");
  CHECK(client.call(request("GET", "/healthz")).status == 200);
}

TEST_CASE("an export is streamed in chunks, and whole for a reader of HTTP/1.0") {
  Running running;
  Client client(running.port());
  const auto answer = client.call(request("GET", "/v1/export?format=jsonl"));
  CHECK(answer.status == 200);
  CHECK(answer.has("Transfer-Encoding: chunked"));
  CHECK(answer.body.find("\"kind\":\"claim\"") != std::string::npos);
  CHECK(client.call(request("GET", "/healthz")).status == 200);
  Client old(running.port());
  const auto whole = old.call("GET /v1/export?format=jsonl HTTP/1.0\r\nHost: localhost\r\n\r\n");
  CHECK(whole.status == 200);
  CHECK_FALSE(whole.has("chunked"));
  CHECK(whole.body == answer.body);
  CHECK(old.closed());
}

TEST_CASE("long answers are compressed when the client reads gzip, and never with anything else") {
  Running running;
  Client client(running.port());
  const auto zipped = client.call(request("GET", "/openapi.json", "Accept-Encoding: br, gzip\r\n"));
  CHECK(zipped.has("Content-Encoding: gzip"));
  CHECK(zipped.has("Vary: Accept-Encoding"));
  CHECK(zipped.body.substr(0, 2) == "\x1f\x8b");
  CHECK_FALSE(
      client.call(request("GET", "/openapi.json", "Accept-Encoding: br\r\n")).has("Content-Encoding"));
  CHECK_FALSE(client.call(request("GET", "/healthz", "Accept-Encoding: gzip\r\n")).has("Content-Encoding"));
}

TEST_CASE("byte ranges are not for generated answers") {
  Running running;
  Client client(running.port());
  std::string ranges = "Range: bytes=0-9";
  for (int i = 0; i < 40; ++i) ranges += ",0-999";
  const auto answer = client.call(request("GET", "/openapi.json", ranges + "\r\n"));
  CHECK(answer.status == 200);
  CHECK(Json::accept(answer.body));
}

TEST_CASE("bodies that could be taken for a second request are not") {
  Running running;
  const auto smuggled = request("GET", "/v1/stats");
  {
    Client client(running.port());  // a GET with a body: answered, then closed
    const auto answer = client.call(request("GET", "/healthz", "", smuggled));
    CHECK(answer.status == 200);
    CHECK(answer.has("Connection: close"));
    CHECK(client.closed());
    CHECK(client.read().status == 0);
  }
  for (const std::string headers :
       {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: -5\r\n", "Content-Length: 0x5\r\n", "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"}) {
    CAPTURE(headers);
    Client client(running.port());
    const auto answer =
        client.call("POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n" +
                    headers + "\r\n0\r\n\r\n" + smuggled);
    CHECK(answer.status == 400);
    CHECK(problem_of(answer).at("code") == "bad_request");
    CHECK(client.closed());
    CHECK(client.read().status == 0);
  }
  CHECK(running.log(8).size() == 8);
}

TEST_CASE("headers without end, and too many of them, are refused") {
  Running running({.max_header_bytes = 16384});
  {
    Client client(running.port());
    client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
    const std::string piece(8192, 'a');
    for (int i = 0; i < 1000 && client.send(piece); ++i) {
    }
    CHECK(client.closed());
  }
  {
    Client client(running.port());
    std::string many;
    for (int i = 0; i < 150; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
    const auto answer = client.call(request("GET", "/healthz", many));
    CHECK(answer.status == 431);
    CHECK(problem_of(answer).at("code") == "headers");
  }
  {
    Client client(running.port());
    const auto answer =
        client.call("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(answer.status == 414);
    CHECK(problem_of(answer).at("code") == "too_long");
  }
  {
    Client client(running.port());
    CHECK(client.call("NONSENSE\r\n\r\n").status == 400);
    CHECK(client.closed());
  }
  Client client(running.port());
  CHECK(client.call(request("GET", "/healthz")).status == 200);
}

TEST_CASE("a client cannot pass for another by a header") {
  Running running;
  Client client(running.port());
  CHECK(client.call(request("GET", "/healthz", "REMOTE_ADDR: 1.2.3.4\r\n")).status == 200);
  const auto line = Json::parse(running.log(1).at(0));
  CHECK(line.at("remote") == "127.0.0.1");
}

TEST_CASE("the log has one JSON line a request, without queries, and with what went wrong inside") {
  Running running({}, [](Service& service) {
    service.extract = [](const Article&) -> Extraction { throw std::runtime_error("the reader fell over"); };
  });
  Client client(running.port());
  CHECK(client.call(request("GET", "/v1/entities?q=secret")).status == 200);
  CHECK(client.call(request("POST", "/v1/articles", "Content-Type: text/plain\r\n", "Georgia.")).status ==
        500);
  CHECK(client.call(request("GET", "/v1/export?format=dot")).status == 200);
  CHECK(client.call(request("GET", "/healthz")).status == 200);
  const auto lines = running.log(4);
  REQUIRE(lines.size() == 4);
  const auto first = Json::parse(lines[0]);
  CHECK(first.at("method") == "GET");
  CHECK(first.at("path") == "/v1/entities");
  CHECK(first.at("status") == 200);
  CHECK(first.at("ms").get<double>() >= 0);
  CHECK(first.at("time").get<std::string>().size() == 24);
  CHECK(lines[0].find("secret") == std::string::npos);
  CHECK(Json::parse(lines[1]).at("error") == "the reader fell over");
  CHECK(Json::parse(lines[2]).at("bytes").get<int>() > 100);
}

TEST_CASE("idle connections do not keep others waiting") {
  Running running({.threads = 4});
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 8; ++i) {
    idle.push_back(std::make_unique<Client>(running.port()));
    if (i < 4) CHECK(idle.back()->call(request("GET", "/healthz")).status == 200);
  }
  const auto start = steady_clock::now();
  Client client(running.port());
  // Four have said nothing yet: they hold the threads until the idle ones before them gave way, then for
  // their time.
  idle.erase(idle.begin() + 4, idle.end());
  CHECK(client.call(request("GET", "/healthz")).status == 200);
  CHECK(steady_clock::now() - start < milliseconds(1000));
}

TEST_CASE("a busy connection makes room for those that wait") {
  Running running({.threads = 1});
  Client busy(running.port());
  CHECK(busy.call(request("GET", "/healthz")).status == 200);
  Client other(running.port());
  other.send(request("GET", "/healthz"));
  std::this_thread::sleep_for(milliseconds(20));
  int answered = 0;
  for (int i = 0; i < 500; ++i) {
    const auto answer = busy.call(request("GET", "/healthz"));
    if (answer.status != 200) break;
    ++answered;
    if (answer.has("Connection: close")) break;
  }
  CHECK(answered <= 40);
  CHECK(other.read().status == 200);
}

TEST_CASE("a client that sends its headers drop by drop is cut off") {
  Running running({.header_timeout = milliseconds(300)});
  Client client(running.port());
  const auto start = steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    if (!client.send("X") || client.closed(milliseconds(20))) break;
  }
  CHECK(client.closed());
  CHECK(steady_clock::now() - start < milliseconds(2000));
}

TEST_CASE("requests from many clients at once are all answered, while articles come and go") {
  Running running({.threads = 8});
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      Client client(running.port());
      for (int k = 0; k < 25; ++k) {
        if (i == 0) {
          const auto body = "Georgia met Russia. " + std::to_string(k);
          good += client.call(request("POST", "/v1/articles?source=s", "Content-Type: text/plain\r\n", body))
                      .status == 201;
        } else {
          good += client
                      .call(request("GET",
                                    i % 2 ? "/v1/paths?from=Russia&to=China&include=negative" : "/v1/stats"))
                      .status == 200;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(good == 200);
}

TEST_CASE("stopping is quick with connections open, and may come before running or twice") {
  {
    auto running = std::make_unique<Running>();
    Client idle(running->port());
    Client used(running->port());
    CHECK(used.call(request("GET", "/healthz")).status == 200);
    const auto start = steady_clock::now();
    running.reset();
    CHECK(steady_clock::now() - start < milliseconds(1500));
  }
  World world;
  Server server(world.service(), {});
  server.bind();
  server.stop();
  server.stop();
  server.run();
  Server never(world.service(), {});
  never.stop();
}

}  // namespace
}  // namespace entente::api
