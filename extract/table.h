// SPDX-License-Identifier: Apache-2.0
// The tables of seeds/lexicon: lines of cells parted by tabs, the first line names the columns, lines that begin with # are
// remarks. Functions of their arguments, safe from any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "model/error.h"

namespace entente::extract {

struct TableRow {
  std::string file;
  std::size_t line = 0;
  std::vector<std::string> cells;
  // "file:line: what", kInput.
  [[nodiscard]] Error fault(const std::string& what) const;
};

// Calls `visit` for each row. Throws Error kInput: a file that is missing, a row with fewer than `columns` cells.
void for_each_row(const std::string& path, std::size_t columns, const std::function<void(const TableRow&)>& visit);

[[nodiscard]] std::vector<std::string> split(const std::string& text, char mark);
// A list cell; "-" is an empty one. Empty parts are left out.
[[nodiscard]] std::vector<std::string> list_of(const std::string& cell, char mark = ';');

}  // namespace entente::extract
