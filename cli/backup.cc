// SPDX-License-Identifier: Apache-2.0
// backup and restore.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include "api/json_views.h"
#include "cli/command.h"
#include "graph/rocks.h"
#include "model/error.h"

namespace entente::cli {
namespace {

struct Options {
  std::string db;
  std::string directory;
  std::uint32_t number = 0;
  bool list = false;
  Format format = Format::kText;
};

Json to_json(const graph::Rocks::Backup& backup) {
  return Json{{"number", backup.number}, {"time", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(backup.time))}, {"bytes", backup.bytes}};
}

int list_backups(const Options& options) {
  for (const auto& backup : graph::Rocks::list_backups(options.directory)) {
    if (options.format == Format::kJson) print(write_line(to_json(backup)) + "\n");
    else print(fmt::format("{:>4}  {:%Y-%m-%d %H:%M:%S} UTC  {}\n", backup.number, fmt::gmtime(backup.time), counted(backup.bytes, "byte")));
  }
  return kOk;
}

}  // namespace

void add_backup(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("backup", "Copy the store into a directory of backups; only what is new is copied");
  command->add_option("--db", options->db, "directory of the store")->envname("ENTENTE_DB")->option_text("DIR");
  command->add_option("BACKUPS", options->directory, "directory of the backups; made when it is not there")->required();
  command->add_flag("--list", options->list, "list the backups instead");
  add_format(*command, options->format);
  command->footer("Every backup is whole, is read back and compared with its checksums, and can be restored by its number.\n"
                  "Examples:\n  entente backup --db news backups\n  entente backup --list backups");
  command->callback([options, &run] {
    run = [options] {
      if (options->list) return list_backups(*options);
      if (options->db.empty()) throw Error(ErrorKind::kUsage, "--db is required, or --list");
      const auto store = graph::Store::open(options->db, graph::OpenMode::kWrite);
      const auto number = store->backup(options->directory);
      const auto digest = store->snapshot().digest();
      for (const auto& backup : graph::Rocks::list_backups(options->directory)) {
        if (backup.number != number) continue;
        auto json = to_json(backup);
        json["digest"] = digest;
        if (options->format == Format::kJson) print(write_line(json) + "\n");
        else print(fmt::format("backup {} in {}: {}, verified\n", number, options->directory, counted(backup.bytes, "byte")));
      }
      return kOk;
    };
  });
}

void add_restore(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("restore", "Make a store of a backup");
  command->add_option("--db", options->db, "directory of the new store; nothing may be there")->required()->option_text("DIR");
  command->add_option("BACKUPS", options->directory, "directory of the backups")->required();
  command->add_option("--number", options->number, "which; default: the newest");
  add_format(*command, options->format);
  command->footer("Example:\n  entente restore --db news-restored backups --number 3");
  command->callback([options, &run] {
    run = [options] {
      const auto backups = graph::Rocks::list_backups(options->directory);
      if (backups.empty()) throw Error(ErrorKind::kNotFound, options->directory + " has no backups");
      const auto number = options->number == 0 ? backups.back().number : options->number;
      const bool known = std::any_of(backups.begin(), backups.end(), [&](const auto& backup) { return backup.number == number; });
      if (!known) throw Error(ErrorKind::kNotFound, options->directory + " has no backup " + std::to_string(number) + "; see: entente backup --list");
      graph::Rocks::restore(options->directory, number, options->db);
      const auto store = open_to_read(options->db);
      const auto snapshot = store->snapshot();
      if (options->format == Format::kJson) {
        print(write_line(Json{{"number", number}, {"articles", snapshot.counts().articles}, {"digest", snapshot.digest()}}) + "\n");
      } else {
        print(fmt::format("restored backup {} to {}: {}\n", number, options->db, counted(snapshot.counts().articles, "article")));
      }
      return kOk;
    };
  });
}

}  // namespace entente::cli
