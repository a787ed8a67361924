// SPDX-License-Identifier: Apache-2.0
#include "graph/claim_records.h"

#include <optional>

#include "graph/decision_json.h"
#include "model/error.h"
#include "model/json.h"
#include "names/names.h"

namespace entente::graph {
namespace {

class RecordReader {
 public:
  explicit RecordReader(const ClaimRecordsSink& sink) : sink_(sink) {}

  void read(std::istream& in) {
    std::string text;
    while (std::getline(in, text)) {
      ++line_;
      if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
      guarded([&] { take(Json::parse(text)); });
    }
    guarded([&] { hand_on(records_.finish()); });
  }

 private:
  void take(Json record) {
    const auto kind = record.is_object() ? record.value("kind", "") : std::string();
    if (kind == "article") {
      guarded([&] { hand_on(records_.finish()); });  // a fault of the one before does not touch this one
      skipping_ = false;
    }
    if (kind == "decision") return sink_.decide(decision_of(record));
    if (skipping_) return;
    if (kind == "entity" && !record.contains("keys")) {
      const auto name = record.value("name", "");
      record["keys"] = Json::array({Json{{"key", "name:" + names::fold(name)}, {"reason", name_of(KeyReason::kName)}}});
    }
    hand_on(records_.take(record));
  }

  void hand_on(const std::optional<Extraction>& extraction) {
    if (extraction) sink_.take(*extraction);
  }

  // What fails is set aside up to the next article.
  template <class Work>
  void guarded(const Work& work) {
    const auto set_aside = [&](const std::string& reason) {
      skipping_ = true;
      records_ = {};
      sink_.set_aside(line_, reason);
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

  const ClaimRecordsSink& sink_;
  ExtractionReader records_;
  std::uint64_t line_ = 0;
  bool skipping_ = false;
};

}  // namespace

void read_claim_records(std::istream& in, const ClaimRecordsSink& sink) { RecordReader(sink).read(in); }

}  // namespace entente::graph
