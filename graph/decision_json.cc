// SPDX-License-Identifier: Apache-2.0
#include "graph/decision_json.h"

#include <string>
#include <vector>

#include "model/error.h"

namespace entente::graph {

Json to_json(const Decision& decision) {
  Json json{{"kind", "decision"}, {"id", to_string('d', decision.id)}, {"decision", name_of(decision.kind)}};
  auto keys = Json::array();
  for (const auto& key : decision.keys) keys.push_back(to_string('e', key));
  json["keys"] = std::move(keys);
  if (!decision.sources.empty()) json["sources"] = decision.sources;
  if (!decision.names.empty()) json["names"] = decision.names;
  json["author"] = decision.author;
  json["reason"] = decision.reason;
  if (!decision.when.empty()) json["time"] = decision.when;
  return json;
}

Decision decision_of(const Json& record) {
  const auto fault = [](const std::string& what) { return Error(ErrorKind::kInput, "decision: " + what); };
  const auto text = [&](const char* name) {
    const auto found = record.find(name);
    if (found == record.end()) return std::string();
    if (!found->is_string()) throw fault(std::string(name) + " must be a string");
    return found->get<std::string>();
  };
  const auto texts = [&](const char* name) {
    std::vector<std::string> out;
    const auto found = record.find(name);
    if (found == record.end()) return out;
    if (!found->is_array()) throw fault(std::string(name) + " must be a list of strings");
    for (const auto& item : *found) {
      if (!item.is_string()) throw fault(std::string(name) + " must be a list of strings");
      out.push_back(item.get<std::string>());
    }
    return out;
  };
  if (!record.is_object()) throw fault("a record must be a JSON object");
  Decision decision;
  const auto kind = find_decision_kind(text("decision"));
  if (!kind) throw fault("\"decision\" must be merge, never-merge or split");
  decision.kind = *kind;
  for (const auto& key : texts("keys")) {
    const auto id = parse_id('e', key);
    if (!id) throw fault("a key must be an entity id: " + key);
    decision.keys.push_back(*id);
  }
  decision.sources = texts("sources");
  decision.names = texts("names");
  decision.author = text("author");
  decision.reason = text("reason");
  decision.when = text("time");
  set_decision_id(decision);
  if (const auto wrong = find_fault(decision)) throw fault(*wrong);
  return decision;
}

}  // namespace entente::graph
