// SPDX-License-Identifier: Apache-2.0
#include "cli/import.h"

#include <fstream>
#include <iostream>

#include "cli/command.h"
#include "graph/decision_json.h"
#include "model/error.h"
#include "model/json.h"
#include "names/names.h"

namespace entente::cli {
namespace {

class ClaimReader {
 public:
  ClaimReader(const std::function<void(const Extraction&)>& take, const std::function<void(const graph::Decision&)>& take_decision, ReadingTotals& totals)
      : take_(take), take_decision_(take_decision), totals_(totals) {}

  void read(std::istream& in, const std::string& path) {
    path_ = path;
    line_ = 0;
    std::string text;
    while (std::getline(in, text)) {
      ++line_;
      if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
      guarded([&] { take(Json::parse(text)); });
    }
    guarded([&] { hand_on(records_.finish()); });
    skipping_ = false;
  }

 private:
  void take(Json record) {
    const auto kind = record.is_object() ? record.value("kind", "") : std::string();
    if (kind == "article") {
      guarded([&] { hand_on(records_.finish()); });  // a fault of the one before does not touch this one
      skipping_ = false;
    }
    if (kind == "decision") return take_decision_(graph::decision_of(record));
    if (skipping_) return;
    if (kind == "entity" && !record.contains("keys")) {
      const auto name = record.value("name", "");
      record["keys"] = Json::array({Json{{"key", "name:" + names::fold(name)}, {"reason", name_of(KeyReason::kName)}}});
    }
    hand_on(records_.take(record));
  }

  void hand_on(const std::optional<Extraction>& extraction) {
    if (!extraction) return;
    ++totals_.articles;
    if (extraction->article.status == ArticleStatus::kLanguageNotRead) ++totals_.unread;
    try {
      take_(*extraction);
    } catch (const Error&) {
      --totals_.articles;
      throw;
    }
  }

  // What fails is set aside up to the next article.
  template <class Work>
  void guarded(const Work& work) {
    const auto set_aside = [&](const std::string& reason) {
      ++totals_.set_aside;
      skipping_ = true;
      records_ = {};
      report({path_, line_, reason});
    };
    try {
      work();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kInput && error.kind() != ErrorKind::kLimit) throw;
      set_aside(error.what());
    } catch (const Json::exception& error) {
      set_aside(std::string("is not a JSON record: ") + error.what());
    }
  }

  const std::function<void(const Extraction&)>& take_;
  const std::function<void(const graph::Decision&)>& take_decision_;
  ReadingTotals& totals_;
  ExtractionReader records_;
  std::string path_;
  std::uint64_t line_ = 0;
  bool skipping_ = false;
};

}  // namespace

ReadingTotals read_claims(const std::vector<std::string>& paths, const std::function<void(const Extraction&)>& take,
                          const std::function<void(const graph::Decision&)>& take_decision) {
  ReadingTotals totals;
  ClaimReader reader(take, take_decision, totals);
  for (const auto& path : paths) {
    if (path == "-") {
      reader.read(std::cin, path);
      continue;
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      ++totals.set_aside;
      report({path, 0, "cannot be read"});
      continue;
    }
    reader.read(in, path);
  }
  return totals;
}

}  // namespace entente::cli
