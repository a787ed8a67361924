// SPDX-License-Identifier: Apache-2.0
#include "api/explorer.h"

#include "doctest/doctest.h"
#include "fixture.h"
#include "model/vocabulary.h"

namespace entente::api {
namespace {

using testing::header;
using testing::World;

TEST_CASE("the explorer and its files are served with a policy that lets nothing else in") {
  World world;
  for (const auto& file : {std::pair{"/", "text/html; charset=utf-8"},
                           std::pair{"/explorer.js", "text/javascript; charset=utf-8"},
                           std::pair{"/explorer.css", "text/css; charset=utf-8"}}) {
    const std::string target = file.first;
    CAPTURE(target);
    const auto response = world.get(target);
    CHECK(response.status == 200);
    CHECK(response.content_type == file.second);
    CHECK(response.body.size() > 500);
    const auto policy = header(response, "Content-Security-Policy");
    CHECK(policy.find("default-src 'none'") == 0);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    const auto tag = header(response, "ETag");
    const auto again = world.get(target, {{"If-None-Match", tag}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
  }
}

TEST_CASE("the explorer holds nothing that its policy would block, and no markup made from data") {
  const std::string page(kExplorerPage);
  const std::string script(kExplorerScript);
  const std::string style(kExplorerStyle);
  for (const auto* text : {&page, &style}) CHECK(text->find("http") == std::string::npos);
  CHECK(script.find("https:") == std::string::npos);
  for (const auto* word : {"style=", "onclick=", "<style", "javascript:"})
    CHECK(page.find(word) == std::string::npos);
  for (const auto* word : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("}) {
    CHECK(script.find(word) == std::string::npos);
  }
  CHECK(style.find("url(") == std::string::npos);
}

TEST_CASE("the explorer gives every type its colour of the vocabulary, and asks only addresses that exist") {
  const std::string script(kExplorerScript);
  const std::string style(kExplorerStyle);
  for (const auto& row : entity_types()) {
    CHECK_MESSAGE(style.find("." + std::string(row.name) + " { --tone: " + std::string(row.colour) + "; }") !=
                      std::string::npos,
                  row.name);
  }
  World world;
  std::size_t asked = 0;
  for (auto at = script.find("ask(`v1/"); at != std::string::npos; at = script.find("ask(`v1/", at + 1))
    ++asked;
  CHECK(asked == 6);
  // What it asks, with its parameters.
  for (const auto* target :
       {"/v1/entities?limit=8&q=kim", "/v1/stats",
        "/v1/entities/Russia?links=100&include=negative,planned,conditional,possible,requested",
        "/v1/entities/Russia/neighborhood?max_nodes=40&max_links=400&quotes=0",
        "/v1/"
        "paths?from=Russia&to=China&max_hops=4&relation=interaction&since=2024&until=2026&include=undated",
        "/v1/articles?limit=50", "/v1/articles/wire%2F1"}) {
    CAPTURE(target);
    CHECK(world.get(target).status == 200);
    const std::string text(target);
    const auto options = text.find('?');
    if (options != std::string::npos && text.find("Russia") != std::string::npos &&
        text.find("paths") == std::string::npos) {
      CHECK(script.find(text.substr(options)) != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace entente::api
