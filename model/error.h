// SPDX-License-Identifier: Apache-2.0
// The one way to say "cannot go on". What is merely absent is a std::optional, one bad article among many is a
// Reject (article.h), a mistake of our own is an assert. Only cli/main and the API's dispatch catch an Error.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace entente {

// kUsage: the caller asked for something that makes no sense.       exit 2, HTTP 400
// kInput: the material given cannot be used.                        exit 1, HTTP 422
// kNotFound: the thing asked for is not in the store.               exit 4, HTTP 404
// kAmbiguous: a name stands for several things; say which.          exit 4, HTTP 409
// kStore: the database cannot be opened, read or written.           exit 1, HTTP 503
// kLimit: a stated limit was passed before anything could be done.  exit 1, HTTP 413
// kSystem: the machine refuses something: a port that is taken.      exit 1, HTTP 503
// kInternal: a fault of the program.                                exit 1, HTTP 500
enum class ErrorKind { kUsage, kInput, kNotFound, kAmbiguous, kStore, kLimit, kSystem, kInternal };

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  [[nodiscard]] ErrorKind kind() const { return kind_; }

 private:
  ErrorKind kind_;
};

// The stable machine name of a kind ("not_found"), the process exit code and the HTTP status: one table.
struct ErrorKindInfo {
  const char* code;
  int exit_code;
  int http_status;
  const char* title;
};
[[nodiscard]] const ErrorKindInfo& info(ErrorKind kind);

}  // namespace entente
