// SPDX-License-Identifier: Apache-2.0
#include "model/error.h"

namespace entente {

const ErrorKindInfo& info(ErrorKind kind) {
  static constexpr ErrorKindInfo kUsage{"usage", 2, 400, "The request cannot be understood"};
  static constexpr ErrorKindInfo kInput{"input", 1, 422, "The material cannot be used"};
  static constexpr ErrorKindInfo kNotFound{"not_found", 4, 404, "Not found"};
  static constexpr ErrorKindInfo kAmbiguous{"ambiguous", 4, 409, "The name stands for several things"};
  static constexpr ErrorKindInfo kStore{"store", 1, 503, "The store cannot answer"};
  static constexpr ErrorKindInfo kLimit{"limit", 1, 413, "A limit was passed"};
  static constexpr ErrorKindInfo kSystem{"system", 1, 503, "The machine refuses"};
  static constexpr ErrorKindInfo kInternal{"internal", 1, 500, "Internal error"};
  switch (kind) {
    case ErrorKind::kUsage: return kUsage;
    case ErrorKind::kInput: return kInput;
    case ErrorKind::kNotFound: return kNotFound;
    case ErrorKind::kAmbiguous: return kAmbiguous;
    case ErrorKind::kStore: return kStore;
    case ErrorKind::kLimit: return kLimit;
    case ErrorKind::kSystem: return kSystem;
    case ErrorKind::kInternal: break;
  }
  return kInternal;
}

}  // namespace entente
