// SPDX-License-Identifier: Apache-2.0
// The explorer: one page with its script and its style (api/explorer/), built into the program. It asks the
// API as any client does and nothing else; a strict Content-Security-Policy says so.
#pragma once

#include <string_view>

#include "api/routes.h"

namespace entente::api {

extern const std::string_view kExplorerPage;
extern const std::string_view kExplorerScript;
extern const std::string_view kExplorerStyle;

Response get_explorer_page(const Call& call);
Response get_explorer_script(const Call& call);
Response get_explorer_style(const Call& call);

}  // namespace entente::api
