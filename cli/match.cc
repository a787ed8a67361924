// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <iostream>
#include <istream>
#include <optional>

#include "cli/command.h"
#include "extract/text.h"
#include "model/error.h"
#include "model/json.h"
#include "names/match.h"

namespace entente::cli {
namespace {

// One record of comma-separated values (RFC 4180): quoted fields may hold commas, doubled quotes and line ends.
struct CsvRecord {
  std::vector<std::string> fields;
  std::uint64_t line = 0;  // where it begins, from 1
  std::string fault;       // why it cannot be used
};

class CsvReader {
 public:
  explicit CsvReader(std::istream& in) : in_(in) {}

  // Nothing at the end. An open quote at the end of the file takes only its own line with it: reading goes on after it.
  std::optional<CsvRecord> next() {
    std::string text;
    if (!read_line(text)) return std::nullopt;
    CsvRecord record;
    record.line = line_;
    if (first_ && text.substr(0, 3) == "\xEF\xBB\xBF") text.erase(0, 3);
    first_ = false;
    std::string field;
    bool quoted = false;   // inside quotes
    bool closed = false;   // a quoted field has ended
    bool begun = false;    // the field has a character or a quote
    std::size_t at = 0;
    const auto end_field = [&] {
      record.fields.push_back(std::move(field));
      field.clear();
      closed = begun = false;
    };
    while (true) {
      if (at >= text.size()) {
        if (!quoted) break;
        std::string more;
        if (text.size() > kLongestRecord || !read_line(more)) {
          record.fault = "an opened quote is not closed";
          return record;
        }
        text += "\n" + more;
      }
      const char c = text[at++];
      if (quoted) {
        if (c != '"') {
          field.push_back(c);
        } else if (at < text.size() && text[at] == '"') {
          field.push_back('"');
          ++at;
        } else {
          quoted = false;
          closed = true;
        }
      } else if (c == ',') {
        end_field();
      } else if (c == '"' && !begun) {
        quoted = begun = true;
      } else if (closed || c == '"') {
        record.fault = closed ? "something follows a closing quote" : "a quote inside a field that is not quoted";
        return record;
      } else {
        begun = true;
        field.push_back(c);
      }
    }
    end_field();
    return record;
  }

 private:
  static constexpr std::size_t kLongestRecord = 65536;  // bytes; names, not files with a lost quote

  bool read_line(std::string& text) {
    if (!std::getline(in_, text)) return false;
    ++line_;
    if (!text.empty() && text.back() == '\r') text.pop_back();
    return true;
  }

  std::istream& in_;
  std::uint64_t line_ = 0;
  bool first_ = true;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

// Why the record is no pair of names; empty when it is one.
std::string fault_of(const CsvRecord& record) {
  if (!record.fault.empty()) return record.fault;
  if (record.fields.size() < 2 || record.fields.size() > 3) {
    return fmt::format("has {}, not name1,name2 or name1,name2,type", counted(record.fields.size(), "field"));
  }
  for (const auto& field : record.fields) {
    if (extract::find_bad_utf8(field)) return "is not UTF-8";
  }
  if (trimmed(record.fields[0]).empty() || trimmed(record.fields[1]).empty()) return "has an empty name";
  return {};
}

bool is_header(const CsvRecord& record) {
  return record.fields.size() >= 2 && record.fields[0] == "name1" && record.fields[1] == "name2";
}

std::string one_line(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  }
  return out;
}

std::string answer_line(const CsvRecord& record, Format format) {
  const auto name1 = trimmed(record.fields[0]);
  const auto name2 = trimmed(record.fields[1]);
  const auto type = record.fields.size() > 2 ? trimmed(record.fields[2]) : std::string_view();
  const auto found = names::match(name1, name2, names::name_kind(type));
  if (format == Format::kText) {
    return fmt::format("{:.2f}\t{}\t{}\t{}\t{}\n", found.score, found.same ? "same" : "other", one_line(name1), one_line(name2), found.reason);
  }
  Json json{{"line", record.line}, {"name1", name1}, {"name2", name2}};
  if (!type.empty()) json["type"] = type;
  json["score"] = std::round(found.score * 1000) / 1000;
  json["same"] = found.same;
  json["reason"] = found.reason;
  return write_line(json) + "\n";
}

int match_all(std::istream& in, const std::string& source, Format format) {
  constexpr std::size_t kFlush = 1 << 16;
  CsvReader reader(in);
  std::uint64_t set_aside = 0;
  std::string out;
  while (const auto record = reader.next()) {
    if (record->fields.size() == 1 && record->fields[0].empty() && record->fault.empty()) continue;  // a blank line
    if (record->line == 1 && is_header(*record)) continue;
    if (const auto fault = fault_of(*record); !fault.empty()) {
      ++set_aside;
      print(out);
      out.clear();
      std::cout.flush();
      std::cerr << "entente: set aside: " << source << ":" << record->line << " " << fault << "\n";
      continue;
    }
    out += answer_line(*record, format);
    if (out.size() >= kFlush) {
      print(out);
      out.clear();
    }
  }
  print(out);
  if (in.bad()) throw Error(ErrorKind::kInput, "cannot read " + source + " to its end");
  if (set_aside > 0) std::cerr << "entente: " << counted(set_aside, "line") << " set aside\n";
  return set_aside > 0 ? kSetAside : kOk;
}

}  // namespace

void add_match(CLI::App& app, Run& run) {
  struct Options {
    std::string path;
    Format format = Format::kText;
  };
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("match", "Whether two names can be one name, in any spelling or script; no store");
  command->add_option("FILE", options->path, "lines name1,name2[,type] in CSV; - for standard input")->required();
  add_format(*command, options->format);
  command->footer(fmt::format(
      "A line for each pair, in order: a score from 0 to 1, \"same\" at {:.1f} or above (else \"other\"), the names, the reason. Types:\n"
      "Person, Organization, Company, Country, Place, Vessel, Event, ...; without one it is guessed. Numbers are never fuzzy.\n"
      "Lines that are no pair are reported and counted; the exit code is then 3.\n"
      "Examples:\n  echo 'Kim Jong Un,김정은,Person' | entente match -\n  entente match --format json pairs.csv | jq 'select(.same)'\n",
      names::kSameThreshold));
  command->callback([options, &run] {
    run = [options] {
      if (options->path == "-") return match_all(std::cin, "standard input", options->format);
      std::ifstream file(options->path, std::ios::binary);
      if (!file) throw Error(ErrorKind::kInput, "cannot open " + options->path);
      return match_all(file, options->path, options->format);
    };
  });
}

}  // namespace entente::cli
