// SPDX-License-Identifier: Apache-2.0
// The OpenAPI 3.1 description of the API: paths and parameters from the table of routes, shapes of answers
// from a table of JSON schemas beside it. Tests check that real answers fit the schemas.
#pragma once

#include <string>

#include "model/json.h"

namespace entente::api {

[[nodiscard]] Json describe_api(const std::string& version);

}  // namespace entente::api
