// SPDX-License-Identifier: Apache-2.0
#include "api/explorer.h"

#include "model/id.h"

namespace entente::api {
namespace {

// The files change with the program alone: their tag is their hash.
Response file(const Call& call, std::string_view content, std::string_view type) {
  Response response;
  const auto tag = "\"" + to_base32(make_id({"explorer", content})) + "\"";
  response.headers.emplace("ETag", tag);
  response.headers.emplace("Cache-Control", "no-cache");
  response.headers.emplace(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  if (find_header(call.request.headers, "If-None-Match").value_or("").find(tag) != std::string::npos) {
    response.status = 304;
    return response;
  }
  response.content_type = type;
  response.body = content;
  return response;
}

}  // namespace

Response get_explorer_page(const Call& call) { return file(call, kExplorerPage, "text/html; charset=utf-8"); }
Response get_explorer_script(const Call& call) {
  return file(call, kExplorerScript, "text/javascript; charset=utf-8");
}
Response get_explorer_style(const Call& call) {
  return file(call, kExplorerStyle, "text/css; charset=utf-8");
}

}  // namespace entente::api
