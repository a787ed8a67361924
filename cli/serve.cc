// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <csignal>
#include <ctime>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <pthread.h>
#include <thread>

#include "api/server.h"
#include "api/service.h"
#include "cli/command.h"
#include "extract/pipeline.h"
#include "model/error.h"

namespace entente::cli {

void add_serve(CLI::App& app, Run& run) {
  struct Options {
    std::string db;
    api::ServerOptions server;
    std::string token_file;
    std::vector<std::string> origins;
    std::vector<std::string> hosts;
    graph::RocksOptions rocks;
    bool read_only = false;
    bool log = false;
  };
  auto options = std::make_shared<Options>();
  options->server.port = 8080;
  auto* command = app.add_subcommand("serve", "The HTTP API: questions, articles in and out, exports");
  add_db(*command, options->db);
  command->add_option("--port", options->server.port, "port; 0 takes any free one")->check(CLI::Range(0, 65535))->capture_default_str();
  command->add_option("--host", options->server.host, "address; anything but this machine needs a token")->capture_default_str();
  command->add_option("--threads", options->server.threads, "requests answered at once")->check(CLI::Range(1, 1024))->capture_default_str();
  command->add_option("--token-file", options->token_file, "file with the bearer token that every request must carry; or the environment variable ENTENTE_TOKEN");
  command->add_option("--allow-origin", options->origins, "web pages of this origin may call, e.g. https://example.org");
  command->add_option("--allow-host", options->hosts, "a name by which the service may be called, besides those of this machine, e.g. news.example.org");
  add_cache(*command, options->rocks);
  command->add_flag("--read-only", options->read_only, "take no articles; another process may write the store");
  command->add_flag("--log", options->log, "one JSON line a request on standard error; without it only requests at which something failed inside");
  command->footer("Answers under /v1/…; /openapi.json describes all of it; / is a page to explore with. Ends cleanly on SIGINT and SIGTERM.\n"
                  "Examples:\n  entente serve --db news\n  curl 'http://127.0.0.1:8080/v1/paths?from=Putin&to=KCNA'");
  command->callback([options, &run] {
    run = [options] {
      // The signals are waited for by one thread; blocked before any other is made, so that all inherit it.
      sigset_t signals;
      sigemptyset(&signals);
      sigaddset(&signals, SIGINT);
      sigaddset(&signals, SIGTERM);
      pthread_sigmask(SIG_BLOCK, &signals, nullptr);

      const auto store = graph::Store::open(options->db, options->read_only ? graph::OpenMode::kRead : graph::OpenMode::kWrite, options->rocks);
      store->keep_in_memory();  // questions are answered from memory, and from the store while a change is worked in
      std::optional<extract::Pipeline> pipeline;
      api::Service service{*store};
      service.version = ENTENTE_VERSION;
      service.allowed_origins = options->origins;
      if (!options->hosts.empty()) {
        service.allowed_hosts = api::loopback_hosts();
        for (auto host : options->hosts) service.allowed_hosts.push_back(CLI::detail::to_lower(std::move(host)));
      }
      if (!options->read_only) {
        pipeline.emplace(extract::Pipeline::load(extract::find_seeds()));
        service.extract = [&pipeline](Article article) {
          // The same checks as for a file: encoding, size, language.
          extract::ArticleDefaults defaults;
          defaults.title = article.title;
          defaults.published = article.published;
          defaults.language = article.language;
          auto made = extract::make_article(std::move(article.text), article.source, defaults);
          if (const auto* reject = std::get_if<Reject>(&made)) throw Error(ErrorKind::kInput, "the text " + reject->reason);
          auto& read = std::get<Article>(made);
          if (!article.url.empty()) read.url = article.url;
          read.derived_text = true;
          return pipeline->run(std::move(read));
        };
      }
      if (!options->token_file.empty()) {
        std::ifstream in(options->token_file);
        std::getline(in, service.token);
        if (service.token.empty()) throw Error(ErrorKind::kUsage, options->token_file + " holds no token in its first line");
      } else if (const char* token = std::getenv("ENTENTE_TOKEN"); token != nullptr) {
        service.token = token;
      }
      options->server.log = [](std::string_view line) { std::cerr << line << "\n"; };
      options->server.log_errors_only = !options->log;

      api::Server server(service, options->server);
      const auto port = server.bind();
      std::cerr << "entente: serving " << options->db << " on http://" << options->server.host << ":" << port << " (Ctrl-C ends)\n";
      std::atomic<bool> ended = false;
      std::jthread waiter([&] {
        // Looks up twice a second, so that it ends, too, when run() ends by itself.
        const timespec pause{0, 500'000'000};
        while (!ended) {
          if (sigtimedwait(&signals, nullptr, &pause) > 0) {
            server.stop();
            return;
          }
        }
      });
      server.run();
      ended = true;
      return kOk;
    };
  });
}

}  // namespace entente::cli
