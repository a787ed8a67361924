// SPDX-License-Identifier: Apache-2.0
// The list of commands and the one catch.
#include <CLI/CLI.hpp>
#include <array>
#include <clocale>
#include <csignal>
#include <exception>
#include <iostream>

#include "cli/command.h"
#include "model/error.h"

namespace {

constexpr std::array<entente::cli::AddCommand, 28> kCommands{
    entente::cli::add_extract,  entente::cli::add_ingest, entente::cli::add_path,    entente::cli::add_why_not, entente::cli::add_neighborhood,
    entente::cli::add_common,   entente::cli::add_connect, entente::cli::add_rings,  entente::cli::add_show,    entente::cli::add_search,
    entente::cli::add_match,    entente::cli::add_measures, entente::cli::add_stats, entente::cli::add_digest,  entente::cli::add_export,
    entente::cli::add_retract,  entente::cli::add_diff,    entente::cli::add_re_extract, entente::cli::add_merge, entente::cli::add_never_merge,
    entente::cli::add_split,    entente::cli::add_undo,    entente::cli::add_decisions,  entente::cli::add_backup, entente::cli::add_restore,
    entente::cli::add_check,    entente::cli::add_eval,    entente::cli::add_serve};

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // `entente … | head` ends quietly
  std::ios::sync_with_stdio(false);
  CLI::App app{
      "Entente reads news articles and tells who is linked to whom, with the sentence that says so.\n\n"
      "  entente ingest --db news articles/        read articles into a store\n"
      "  entente path --db news 'Kim Jong Un' TASS the links between two names, quoted\n"
      "  entente serve --db news --port 8080       the same over HTTP"};
  app.name("entente");
  app.set_version_flag("--version", ENTENTE_VERSION);
  app.require_subcommand(1);
  app.footer("Exit codes: 0 ok, 1 failed, 2 usage, 3 some articles set aside, 4 not found.\n"
             "entente COMMAND --help explains a command with examples.");
  entente::cli::Run run;
  for (const auto add : kCommands) add(app, run);
  try {
    app.parse(argc, argv);
    const auto code = run();
    std::cout.flush();
    return code;
  } catch (const CLI::Success& success) {  // --help, --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    app.exit(error);
    return entente::cli::kUsage;
  } catch (const entente::Error& error) {
    std::cout.flush();
    std::cerr << "entente: " << error.what() << "\n";
    return info(error.kind()).exit_code;
  } catch (const std::exception& error) {
    std::cout.flush();
    std::cerr << "entente: " << error.what() << "\n";
    return entente::cli::kFailed;
  }
}
