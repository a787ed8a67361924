// SPDX-License-Identifier: Apache-2.0
// The handlers of the routes: each checks nothing but meaning (the dispatch has checked names and bounds),
// asks the graph once and writes the answer. Errors are thrown.
#pragma once

#include "api/routes.h"
#include "model/error.h"

namespace entente::api {

// An error that HTTP has a word for and the rest of the program has not.
class HttpError : public Error {
 public:
  HttpError(int status, std::string code, std::string title, const std::string& detail, Headers headers = {})
      : Error(ErrorKind::kUsage, detail),
        status_(status),
        code_(std::move(code)),
        title_(std::move(title)),
        headers_(std::move(headers)) {}
  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const std::string& code() const { return code_; }
  [[nodiscard]] const std::string& title() const { return title_; }
  [[nodiscard]] const Headers& headers() const { return headers_; }

 private:
  int status_;
  std::string code_;
  std::string title_;
  Headers headers_;
};

Response list_entities(const Call& call);
Response get_entity(const Call& call);
Response get_neighborhood(const Call& call);
Response find_paths(const Call& call);
Response find_common(const Call& call);
Response find_rings(const Call& call);
Response find_connections(const Call& call);
Response why_not(const Call& call);
Response get_measures(const Call& call);
Response list_articles(const Call& call);
Response post_article(const Call& call);
Response post_claims(const Call& call);
Response get_article(const Call& call);
Response delete_article(const Call& call);
Response get_diff(const Call& call);
Response list_decisions(const Call& call);
Response post_decision(const Call& call);
Response delete_decision(const Call& call);
Response list_claims(const Call& call);
Response export_graph(const Call& call);
Response get_stats(const Call& call);
Response get_health(const Call& call);
Response get_readiness(const Call& call);
Response get_metrics(const Call& call);
Response get_openapi(const Call& call);

// A page may hold fewer items than asked for although more follow: next_cursor alone says whether there is
// more.
inline constexpr std::size_t kMaxLimit = 1000;
// A search answers with its best hits, so its pages end: after this many, or after kMaxLimit when `limit` is
// larger.
inline constexpr std::size_t kSearchWindow = 200;

}  // namespace entente::api
