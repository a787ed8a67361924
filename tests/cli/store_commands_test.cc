// SPDX-License-Identifier: Apache-2.0
// The commands that change, keep and mend a store, run as a user runs them.
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "model/json.h"
#include "tests/support/temporary_directory.h"

using entente::Json;
using entente::testing::TemporaryDirectory;

namespace {

struct Ran {
  int code = -1;
  std::string out;  // both streams
};

Ran run(const std::string& arguments) {
  Ran ran;
  auto* const pipe = popen((std::string(ENTENTE_BINARY) + " " + arguments + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) ran.out.append(buffer, n);
  const auto status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

std::string ok(const std::string& arguments) {
  const auto ran = run(arguments);
  CAPTURE(arguments);
  REQUIRE_MESSAGE(ran.code == 0, ran.out);
  return ran.out;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

struct World {
  TemporaryDirectory directory;
  std::string db = directory.path("db");
  World() {
    write(directory.path("a.txt"),
          "Title: Envoys meet\nPublished: 2026-03-31\n\nOlga Petrova, the foreign minister of Finland, visited Norway on Monday. She met Lars Hansen, the prime minister of Norway, in Oslo.\n");
    write(directory.path("b.txt"), "Title: A call\nPublished: 2026-04-02\n\nLars Hansen spoke by phone with Pablo Ruiz, the president of Chile, on Wednesday.\n");
    ok("ingest --db " + db + " " + directory.path("a.txt") + " " + directory.path("b.txt"));
  }
  [[nodiscard]] std::string digest() const { return ok("digest --db " + db); }
};

}  // namespace

TEST_CASE("a merge is made, listed, refused when contradicted, exported, imported and undone") {
  const World world;
  const auto before = world.digest();
  const auto on = " --db " + world.db;
  const auto made = ok("merge" + on + " 'Olga Petrova' 'Pablo Ruiz' --author desk --reason 'a test' --format json");
  const auto id = Json::parse(made).at("id").get<std::string>();
  CHECK(contains(ok("merge" + on + " 'Pablo Ruiz' 'Olga Petrova'"), "already decided"));
  CHECK(contains(ok("decisions" + on), "by desk"));
  CHECK(contains(ok("decisions" + on), "a test"));
  CHECK(contains(ok("show" + on + " 'Pablo Ruiz'"), "Olga Petrova"));
  const auto refused = run("never-merge" + on + " 'Olga Petrova' 'Pablo Ruiz'");
  CHECK(refused.code == 1);
  CHECK(contains(refused.out, id));
  const auto copy = world.directory.path("copy");
  ok("export" + on + " --format jsonl > " + world.directory.path("all.jsonl"));
  CHECK(contains(ok("ingest --claims --db " + copy + " " + world.directory.path("all.jsonl")), "1 decision"));
  CHECK(ok("digest --db " + copy) == world.digest());
  CHECK(contains(ok("check --db " + copy), "sound"));
  ok("undo" + on + " " + id + " --reason 'enough'");
  CHECK(world.digest() == before);
  CHECK(contains(ok("decisions" + on + " --all"), "undone: merge"));
  CHECK(run("undo" + on + " " + id).code == 4);
  CHECK(run("undo" + on + " nonsense").code == 2);
  CHECK(run("merge" + on + " 'Nobody At All' 'Pablo Ruiz'").code == 4);
}

TEST_CASE("a split gives an article its own entity, and never-merge keeps names apart") {
  const World world;
  const auto on = " --db " + world.db;
  const auto before = world.digest();
  const auto split = Json::parse(ok("split" + on + " 'Lars Hansen' " + world.directory.path("b.txt") + " --format json"));
  const auto found = run("show" + on + " 'Lars Hansen'");
  CHECK(found.code == 4);  // two of the name now: ambiguous
  CHECK(contains(found.out, "stands for several"));
  ok("undo" + on + " " + split.at("id").get<std::string>());
  CHECK(world.digest() == before);
  CHECK(run("split" + on + " 'Olga Petrova' " + world.directory.path("b.txt")).code == 4);  // it does not mention her
  ok("never-merge" + on + " 'Lars Hansen' 'Pablo Ruiz'");
  CHECK(run("merge" + on + " 'Lars Hansen' 'Pablo Ruiz'").code == 1);
}

TEST_CASE("a new version is compared with the old one; reading again changes nothing") {
  const World world;
  const auto on = " --db " + world.db;
  CHECK(run("diff" + on + " " + world.directory.path("b.txt")).code == 4);
  write(world.directory.path("b.txt"), "Title: A call\nPublished: 2026-04-02\n\nLars Hansen met Pablo Ruiz, the president of Chile, on Wednesday.\n");
  ok("ingest" + on + " " + world.directory.path("b.txt"));
  const auto changes = Json::parse(ok("diff" + on + " " + world.directory.path("b.txt") + " --format json")).at("changes");
  bool added = false;
  bool removed = false;
  for (const auto& change : changes) {
    added |= change.at("change") == "added" && change.at("relation") == "MEETS_WITH" && contains(change.at("after").at("evidence").at("text"), "met Pablo Ruiz");
    removed |= change.at("change") == "removed" && contains(change.at("before").at("evidence").at("text"), "spoke by phone");
  }
  CHECK(added);
  CHECK(removed);
  CHECK(contains(ok("diff" + on + " " + world.directory.path("b.txt")), "MEETS_WITH"));
  const auto digest = world.digest();
  CHECK(contains(ok("re-extract" + on), "0 articles of 2 read otherwise"));
  CHECK(world.digest() == digest);
}

TEST_CASE("re-extract reads what another extractor had posted") {
  const World world;
  const auto digest = world.digest();
  const auto other = world.directory.path("other");
  ok("extract --text " + world.directory.path("a.txt") + " | grep -v '\"kind\":\"claim\"' > " + world.directory.path("bare.jsonl"));
  ok("ingest --claims --db " + other + " " + world.directory.path("bare.jsonl"));
  const auto told = ok("re-extract --dry-run --db " + other);
  CHECK(contains(told, "1 article of 1 would be read otherwise"));
  CHECK(contains(told, "added"));
  ok("re-extract --db " + other);
  ok("ingest --db " + other + " " + world.directory.path("b.txt"));
  CHECK(ok("digest --db " + other) == digest);
}

TEST_CASE("faulty claims are set aside with line and reason, the others are kept") {
  const World world;
  const auto good = ok("extract --text " + world.directory.path("a.txt") + " " + world.directory.path("b.txt"));
  const auto second = good.find("{\"kind\":\"article\"", 1);
  auto first_article = good.substr(0, second);
  first_article.replace(first_article.find("\"relation\":\""), 12, "\"relation\":\"X");  // no such relation
  write(world.directory.path("mixed.jsonl"), first_article + "nonsense\n" + good.substr(second));
  const auto other = world.directory.path("other");
  const auto ran = run("ingest --claims --db " + other + " " + world.directory.path("mixed.jsonl"));
  CHECK(ran.code == 3);
  CHECK(contains(ran.out, "mixed.jsonl:"));
  CHECK(contains(ran.out, "1 article added"));
  CHECK(contains(ran.out, "set aside"));
  CHECK(run("ingest --claims --db " + other + " " + world.directory.path("absent.jsonl")).code == 3);
}

TEST_CASE("a backup is restored, and a damaged store is mended from its articles") {
  const World world;
  const auto on = " --db " + world.db;
  const auto digest = world.digest();
  const auto backups = world.directory.path("backups");
  CHECK(contains(ok("backup" + on + " " + backups), "verified"));
  CHECK(Json::parse(ok("backup" + on + " " + backups + " --format json")).at("number") == 2);
  CHECK(contains(ok("backup --list " + backups), "UTC"));
  ok("retract" + on + " " + world.directory.path("b.txt"));
  const auto restored = world.directory.path("restored");
  CHECK(contains(ok("restore --db " + restored + " " + backups), "2 articles"));
  CHECK(ok("digest --db " + restored) == digest);
  CHECK(run("restore --db " + restored + " " + backups).code == 1);  // something is there
  CHECK(run("restore --db " + world.directory.path("x") + " " + backups + " --number 9").code == 4);
  CHECK(run("restore --db " + world.directory.path("x") + " " + world.directory.path("none")).code == 1);
  CHECK(contains(ok("check --rebuild --db " + restored), "sound"));
  CHECK(ok("digest --db " + restored) == digest);
}
