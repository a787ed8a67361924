// SPDX-License-Identifier: Apache-2.0
// docs/http_api.md says what the program does: every route, every parameter with its bounds, every code of an
// error, and every example, asked again.
#include <fstream>
#include <optional>
#include <sstream>

#include "api/openapi.h"
#include "doctest/doctest.h"
#include "fixture.h"

namespace entente::api {
namespace {

using testing::World;

constexpr std::string_view kLeftOut = "…";

std::string page() {
  std::ifstream file(ENTENTE_SOURCE_DIR "/docs/http_api.md", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  REQUIRE(text.str().size() > 1000);
  return text.str();
}

// What stands between a heading and the next of the same or a higher level.
std::string section(const std::string& text, const std::string& heading) {
  const auto at = text.find("\n" + heading + "\n");
  REQUIRE_MESSAGE(at != std::string::npos, heading);
  const auto level = heading.find(' ');
  auto end = at + 1;
  while ((end = text.find("\n#", end)) != std::string::npos) {
    const auto marks = text.find_first_not_of('#', end + 1) - end - 1;
    if (marks <= level) break;
    ++end;
  }
  return text.substr(at, end - at);
}

std::string row_of(const Param& param) {
  std::string takes;
  switch (param.kind) {
    case ParamKind::kText:
      takes = "text";
      break;
    case ParamKind::kCount:
      takes = std::to_string(param.least) + " to " + std::to_string(param.most);
      break;
    case ParamKind::kShare:
      takes = "0 to 1";
      break;
    case ParamKind::kDate:
      takes = "date";
      break;
    case ParamKind::kList:
      takes = "list";
      break;
    case ParamKind::kNames:
      takes = "names";
      break;
    case ParamKind::kTexts:
      takes = "texts";
      break;
  }
  if (!param.words.empty()) {
    takes.clear();
    for (const auto word : param.words) takes += (takes.empty() ? "" : ", ") + std::string(word);
  }
  return "| `" + std::string(param.name) + "` | " + takes + " | " +
         (param.required ? "required" : std::string(param.fallback)) + " | " + std::string(param.help) + " |";
}

// The first difference between what a page says and what is; "…" stands for anything, in a list for the rest
// of it, as a field for further fields.
std::optional<std::string> difference(const Json& said, const Json& is, const std::string& place = "$") {
  if (said == Json(kLeftOut)) return std::nullopt;
  if (said.is_object() && is.is_object()) {
    for (const auto& [name, value] : said.items()) {
      if (name == kLeftOut) continue;
      if (!is.contains(name)) return place + ": the page has " + name + ", the answer has not";
      if (auto found = difference(value, is.at(name), place + "." + name)) return found;
    }
    if (said.contains(std::string(kLeftOut))) return std::nullopt;
    for (const auto& [name, value] : is.items()) {
      if (!said.contains(name)) return place + ": the answer has " + name + ", the page has not";
    }
    return std::nullopt;
  }
  if (said.is_array() && is.is_array()) {
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (said.at(i) == Json(kLeftOut)) return std::nullopt;
      if (i >= is.size()) return place + ": the answer has fewer items";
      if (auto found = difference(said.at(i), is.at(i), place + "[" + std::to_string(i) + "]")) return found;
    }
    if (is.size() > said.size()) return place + ": the answer has more items";
    return std::nullopt;
  }
  if (said == is) return std::nullopt;
  return place + ": the page says " + said.dump() + ", the answer " + is.dump();
}

struct Example {
  std::string request;
  std::string answer;
};

std::vector<Example> examples(const std::string& text) {
  const std::string start = "\n```http\n";
  const std::string middle = "\n```\n```json\n";
  std::vector<Example> found;
  for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
    const auto between = text.find(middle, at);
    REQUIRE(between != std::string::npos);
    const auto end = text.find("\n```\n", between + middle.size());
    found.push_back({text.substr(at + start.size(), between - at - start.size()),
                     text.substr(between + middle.size(), end - between - middle.size())});
  }
  return found;
}

Request request_of(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  const auto blank = line.find(' ');
  auto request = make_request(line.substr(0, blank), line.substr(blank + 1));
  while (std::getline(lines, line) && !line.empty()) {
    request.headers.emplace(line.substr(0, line.find(": ")), line.substr(line.find(": ") + 2));
  }
  while (std::getline(lines, line)) request.body += line;
  return request;
}

TEST_CASE("the page documents every route, and every parameter with its values, default and meaning") {
  const auto text = page();
  const auto filters = section(text, "### Filters");
  const auto limits = section(text, "### Limits");
  const auto pages = section(text, "### Pages");
  for (const auto& route : routes()) {
    const auto part =
        section(text, "### `" + std::string(route.method) + " " + std::string(route.pattern) + "`");
    CHECK_MESSAGE(part.find(route.help) != std::string::npos, route.pattern);
    for (const auto& param : route.params) {
      const auto row = row_of(param);
      CAPTURE(route.pattern);
      CAPTURE(row);
      const auto by_link = [&](const std::string& shared, const char* link) {
        return shared.find(row) != std::string::npos && part.find(link) != std::string::npos;
      };
      CHECK((part.find(row) != std::string::npos || by_link(filters, "(#filters)") ||
             by_link(limits, "(#limits)") || by_link(pages, "(#pages)")));
    }
  }
}

TEST_CASE("the page documents nothing that is not there") {
  const auto text = page();
  for (auto at = text.find("\n### `"); at != std::string::npos; at = text.find("\n### `", at + 1)) {
    const auto name = text.substr(at + 6, text.find('`', at + 6) - at - 6);
    CHECK_MESSAGE(std::any_of(routes().begin(), routes().end(),
                              [&](const Route& route) {
                                return name == std::string(route.method) + " " + std::string(route.pattern);
                              }),
                  name);
  }
}

TEST_CASE("the page lists the codes of errors that the description has, and no others") {
  const auto part = section(page(), "### Errors");
  const auto description = describe_api("0");
  const auto& codes =
      description.at("components").at("schemas").at("Problem").at("properties").at("code").at("enum");
  for (const auto& code : codes)
    CHECK_MESSAGE(part.find("\n| `" + code.get<std::string>() + "` |") != std::string::npos, code);
  std::size_t rows = 0;
  for (auto at = part.find("\n| `"); at != std::string::npos; at = part.find("\n| `", at + 1)) ++rows;
  CHECK(rows == codes.size());
}

TEST_CASE("every example of the page is what the service answers") {
  const auto found = examples(page());
  CHECK(found.size() >= 14);
  for (const auto& example : found) {
    World world;
    CAPTURE(example.request);
    const auto said = Json::parse(example.answer, nullptr, false);
    REQUIRE_FALSE(said.is_discarded());
    const auto response = world.send(request_of(example.request));
    const auto fault = difference(said, Json::parse(response.body));
    CHECK_MESSAGE(!fault, fault.value_or(""));
  }
}

}  // namespace
}  // namespace entente::api
