// SPDX-License-Identifier: Apache-2.0
#include "api/params.h"

#include "doctest/doctest.h"
#include "model/date.h"

namespace entente::api {
namespace {

std::string fault_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::kUsage);
    return error.what();
  }
  return {};
}

TEST_CASE("filter words become a filter, and each word does one thing") {
  const auto filter = parse_filter({.relations = {"signed,VISITS", "PART_OF"},
                                    .since = "2024",
                                    .until = "2024-06",
                                    .min_confidence = "0.725",
                                    .include = {"negative, undated"}});
  CHECK(filter.relations.count() == 3);
  CHECK(filter.relations.test(static_cast<std::size_t>(Relation::kVisits)));
  CHECK(filter.since == to_days(2024, 1, 1));
  CHECK(filter.until == to_days(2024, 6, 30));
  CHECK(filter.min_confidence == 725);
  CHECK(filter.negative);
  CHECK(filter.undated);
  CHECK_FALSE(filter.planned);
  CHECK_FALSE(filter.conditional);
  CHECK_FALSE(filter.possible);
  CHECK_FALSE(filter.requested);
}

TEST_CASE("a group of relations stands for all of them") {
  const auto filter = parse_filter(
      {.relations = {"agreement"}, .since = {}, .until = {}, .min_confidence = {}, .include = {}});
  for (const auto& row : relations()) {
    CHECK(filter.relations.test(static_cast<std::size_t>(row.relation)) == (row.group == "agreement"));
  }
}

TEST_CASE("what a filter cannot understand is named in the error") {
  CHECK(fault_of([] { (void)parse_filter({.relations = {"LOVES"}}); }).find("LOVES") != std::string::npos);
  CHECK(fault_of([] { (void)parse_filter({.since = "yesterday"}); }).find("since") != std::string::npos);
  CHECK(fault_of([] { (void)parse_filter({.until = "2024-02-30"}); }).find("until") != std::string::npos);
  CHECK(fault_of([] { (void)parse_filter({.since = "2025", .until = "2024"}); }).find("later") !=
        std::string::npos);
  CHECK(fault_of([] { (void)parse_filter({.include = {"all"}}); }).find("planned") != std::string::npos);
  for (const char* text : {"1.1", "-0.1", "nan", "inf", "0,5", "1e-1", "", " 0.5", "0.5x"}) {
    CAPTURE(text);
    CHECK_FALSE(fault_of([&] { (void)parse_share("min_confidence", text); }).empty());
  }
  for (const char* text : {"0", "-1", "+1", "11", "1.0", "", "99999999999999999999999", "1 "}) {
    CAPTURE(text);
    CHECK_FALSE(fault_of([&] { (void)parse_count("k", text, 1, 10); }).empty());
  }
  CHECK(parse_count("k", "10", 1, 10) == 10);
}

TEST_CASE("lists are cut at commas and lose their blanks") {
  CHECK(split_list({"a, b ,,c", "", "d"}) == std::vector<std::string>{"a", "b", "c", "d"});
  CHECK(split_list({}).empty());
}

TEST_CASE("parameters of a request are checked against the list of their route") {
  const ParamList list{{.name = "from", .help = "who", .required = true},
                       {.name = "k", .kind = ParamKind::kCount, .fallback = "3", .least = 1, .most = 9},
                       {.name = "relation", .kind = ParamKind::kList},
                       {.name = "since", .kind = ParamKind::kDate},
                       {.name = "profile", .fallback = "gephi", .words = {"gephi", "strict"}}};
  const Params good(list, {{"from", "a,b"}, {"relation", "X,Y"}, {"relation", "Z"}});
  CHECK(good.text("from") == "a,b");
  CHECK(good.count("k") == 3);
  CHECK_FALSE(good.has("k"));
  CHECK(good.list("relation") == std::vector<std::string>{"X", "Y", "Z"});
  CHECK(good.text("profile") == "gephi");
  CHECK(good.text("since").empty());

  using Query = std::multimap<std::string, std::string>;
  const auto fault = [&list](const Query& query) {
    return fault_of([&] { const Params params(list, query); });
  };
  CHECK(fault({}).find("from is required") != std::string::npos);
  CHECK(fault({{"from", "a"}, {"hops", "1"}}).find("\"hops\"") != std::string::npos);
  CHECK(fault({{"from", "a"}, {"from", "b"}}).find("twice") != std::string::npos);
  CHECK(fault({{"from", ""}}).find("empty") != std::string::npos);
  CHECK(fault({{"from", "a"}, {"k", "10"}}).find("1 to 9") != std::string::npos);
  CHECK(fault({{"from", "a"}, {"relation", " , "}}).find("empty") != std::string::npos);
  CHECK(fault({{"from", "a"}, {"since", "June"}}).find("date") != std::string::npos);
  CHECK(fault({{"from", "a"}, {"profile", "loose"}}).find("gephi, strict") != std::string::npos);
}

}  // namespace
}  // namespace entente::api
