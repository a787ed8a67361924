// SPDX-License-Identifier: Apache-2.0
#include "extract/event_score.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "model/error.h"

namespace entente::extract {
namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (true) {
    const auto end = line.find('\t', at);
    out.push_back(line.substr(at, end == std::string::npos ? end : end - at));
    if (end == std::string::npos) return out;
    at = end + 1;
  }
}

}  // namespace

std::vector<MarkedSentence> read_marked_sentences(std::istream& in, const std::string& name) {
  std::vector<MarkedSentence> out;
  std::optional<std::size_t> sentence_column;
  std::optional<std::size_t> class_column;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const auto fault = [&](std::string_view what) {
      auto text = name;
      text.append(":").append(std::to_string(number)).append(": ").append(what);
      return Error(ErrorKind::kInput, text);
    };
    const auto cells = cells_of(line);
    if (!sentence_column) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i] == "sentence") sentence_column = i;
        if (cells[i] == "class") class_column = i;
      }
      if (!sentence_column || !class_column) throw fault("the first line must name the columns sentence and class");
      continue;
    }
    if (line.empty()) continue;
    if (cells.size() <= std::max(*sentence_column, *class_column)) throw fault("has too few columns");
    MarkedSentence marked;
    marked.event = cells[*class_column];
    const std::string_view text = cells[*sentence_column];
    for (std::size_t at = 0; at < text.size();) {
      const auto rest = text.substr(at);
      const auto take = [&](std::string_view mark, std::size_t& place) {
        if (rest.compare(0, mark.size(), mark) != 0) return false;
        place = marked.text.size();
        at += mark.size();
        return true;
      };
      if (take("<s>", marked.source.begin) || take("</s>", marked.source.end) || take("<t>", marked.target.begin) || take("</t>", marked.target.end)) continue;
      marked.text += text[at++];
    }
    if (marked.source.end <= marked.source.begin && marked.target.end <= marked.target.begin) throw fault("needs <s>source</s> or <t>target</t>");
    out.push_back(std::move(marked));
  }
  return out;
}

double ClassScore::f1() const { return said + gold == 0 ? 0.0 : 2.0 * right / (said + gold); }

double EventScore::macro_f1() const {
  if (classes.empty()) return 0.0;
  double sum = 0;
  for (const auto& entry : classes) sum += entry.second.f1();
  return sum / static_cast<double>(classes.size());
}

EventScore score_events(const std::vector<std::pair<std::string, EventClass>>& pairs) {
  EventScore out;
  bool yields = false;
  for (const auto& pair : pairs) {
    yields = yields || pair.first == "YIELD";
    ++out.classes[pair.first].gold;
  }
  for (const auto& [gold, event] : pairs) {
    auto said = std::string(name_of(event));
    if (yields && (event == EventClass::kConcede || event == EventClass::kRetreat)) said = "YIELD";
    if (said.empty()) said = "-";
    ++out.all;
    if (const auto known = out.classes.find(said); known != out.classes.end()) ++known->second.said;
    if (said == gold) {
      ++out.right;
      ++out.classes[gold].right;
    } else {
      ++out.confusions[{gold, said}];
    }
  }
  return out;
}

}  // namespace entente::extract
