// SPDX-License-Identifier: Apache-2.0
// The explorer: one page with its script and its style, built into the program. It asks the API as any client does and
// nothing else; a strict Content-Security-Policy says so.
#pragma once

#include "api/routes.h"

namespace entente::api {

Response get_explorer_page(const Call& call);
Response get_explorer_script(const Call& call);
Response get_explorer_style(const Call& call);

}  // namespace entente::api
