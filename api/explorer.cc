// SPDX-License-Identifier: Apache-2.0
#include "api/explorer.h"

namespace entente::api {

Response get_explorer_page(const Call& /*call*/) { return {}; }
Response get_explorer_script(const Call& /*call*/) { return {}; }
Response get_explorer_style(const Call& /*call*/) { return {}; }

}  // namespace entente::api
