// SPDX-License-Identifier: Apache-2.0
#include "extract/table.h"

#include <fstream>
#include <utility>

namespace entente::extract {

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (true) {
    const auto end = text.find(mark, at);
    out.push_back(text.substr(at, end == std::string::npos ? end : end - at));
    if (end == std::string::npos) return out;
    at = end + 1;
  }
}

std::vector<std::string> list_of(const std::string& cell, char mark) {
  if (cell.empty() || cell == "-") return {};
  auto parts = split(cell, mark);
  std::erase(parts, std::string());
  return parts;
}

Error TableRow::fault(const std::string& what) const { return {ErrorKind::kInput, file + ":" + std::to_string(line) + ": " + what}; }

void for_each_row(const std::string& path, std::size_t columns, const std::function<void(const TableRow&)>& visit) {
  std::ifstream in(path);
  if (!in) throw Error(ErrorKind::kInput, path + " is missing; the seeds directory is incomplete");
  std::string line;
  std::size_t number = 0;
  bool head = true;
  while (std::getline(in, line)) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (std::exchange(head, false)) continue;
    const TableRow row{path, number, split(line, '\t')};
    if (row.cells.size() < columns) throw row.fault("needs " + std::to_string(columns) + " columns");
    visit(row);
  }
}

}  // namespace entente::extract
