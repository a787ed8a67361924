// SPDX-License-Identifier: Apache-2.0
// The HTTP API: one table of routes, and the dispatch. docs/http_api.md documents every row; a test compares
// them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "api/params.h"
#include "api/service.h"
#include "graph/snapshot.h"

namespace entente::api {

// One request on its way through a handler.
struct Call {
  const Request& request;
  Service& service;
  std::shared_ptr<const graph::Snapshot>
      snapshot;  // shared: a streamed body keeps it after the handler has returned
  Params params;
  std::string id;   // the value of {id} in the pattern
  std::string tag;  // names the state of the store: equal tags, equal answers
};

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/v1/entities/{id}"; at most one {id}
  Response (*handler)(const Call& call);
  std::string_view name;  // operationId
  std::string_view help;  // one line
  ParamList params;
  std::string_view id_help;     // what {id} may be
  std::string_view body;        // schema of the JSON body, empty = none
  std::string_view text_body;   // media type of a body that is text, instead or as well; empty = none
  std::string_view answer;      // schema of the answer, empty = not JSON
  std::string_view media_type;  // of the answer
  int status = 200;             // of a plain success
  bool open = false;            // without token: tells nothing of the store
  bool tagged = false;          // the answer depends on the store alone and carries an ETag
};
[[nodiscard]] const std::vector<Route>& routes();

// Answers a request. Never throws: whatever goes wrong becomes application/problem+json (RFC 9457). Any
// thread.
[[nodiscard]] Response handle(const Request& request, Service& service);

// The one shape of an error: type, title, status, detail, instance, code. For those that a server meets
// before `handle`.
[[nodiscard]] Response make_problem(const Request& request, int status, std::string_view code,
                                    std::string_view title, const std::string& detail);

}  // namespace entente::api
