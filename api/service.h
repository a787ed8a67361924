// SPDX-License-Identifier: Apache-2.0
// What the handlers work on. One for the whole process; every thread that answers shares it. Set the fields
// before the first request, then leave them alone.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "graph/store.h"
#include "model/claim.h"
#include "model/json.h"

namespace entente::api {

// What the service counts and remembers while it runs. Safe from any thread.
class ServiceState {
 public:
  // The answer that belongs to this state of the store, made once; several threads that ask at once make it
  // once.
  Json statistics(const std::string& tag, const std::function<Json()>& make) {
    const std::lock_guard lock(mutex_);
    if (tag != tag_) {
      statistics_ = make();
      tag_ = tag;
    }
    return statistics_;
  }
  void count(int status) {
    if (status >= 100 && status < 600) ++answers_.at(static_cast<std::size_t>(status / 100));
  }
  [[nodiscard]] std::uint64_t answers(int status_class) const {
    return answers_.at(static_cast<std::size_t>(status_class));
  }

 private:
  std::mutex mutex_;
  std::string tag_;
  Json statistics_;
  std::array<std::atomic<std::uint64_t>, 6> answers_{};
};

struct Service {
  graph::Store& store;  // must outlive the service
  // Reads an article: what POST /v1/articles runs. Called by several threads at once; may throw Error. Empty
  // = the service only reads: nothing can be posted or deleted.
  std::function<Extraction(Article)> extract = {};
  std::string version = "0";               // of the program
  std::size_t max_body_bytes = 8u << 20u;  // larger bodies are refused with 413
  std::string token = {};                  // when set, every route but the open ones wants it as a bearer
  std::vector<std::string> allowed_origins = {};  // web pages of other origins that may call; none by default
  // Names by which the service may be called (Host header, without port). Empty = any. For a service without
  // a token on the loopback address it must be loopback_hosts(): else a web page could reach it under a name
  // of its own that resolves here (DNS rebinding).
  std::vector<std::string> allowed_hosts = {};

  ServiceState state = {};
};

[[nodiscard]] inline std::vector<std::string> loopback_hosts() { return {"localhost", "127.0.0.1", "[::1]"}; }

}  // namespace entente::api
