// SPDX-License-Identifier: Apache-2.0
// The extractor against what careful readers wrote down.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <utility>

#include "cli/command.h"
#include "extract/event_score.h"
#include "extract/pipeline.h"
#include "model/error.h"

namespace entente::cli {
namespace {

struct Options {
  std::string gold;
  std::string texts;
  std::string events;
  Format format = Format::kText;
  bool errors = false;
};

int eval_events(const Options& options) {
  std::ifstream in(options.events);
  if (!in) throw Error(ErrorKind::kInput, options.events + ": cannot be read");
  const auto sentences = extract::read_marked_sentences(in, options.events);
  const auto pipeline = extract::Pipeline::load(extract::find_seeds());
  std::vector<std::pair<std::string, EventClass>> pairs;
  std::string out;
  for (const auto& sentence : sentences) {
    const auto event = pipeline.code_event(sentence.text, sentence.source, sentence.target);
    pairs.emplace_back(sentence.event, event);
    if (options.errors) out += fmt::format("{}\t{}\t{}\n", sentence.event, name_of(event).empty() ? "-" : name_of(event), sentence.text);
  }
  const auto score = extract::score_events(pairs);
  if (options.errors) print(out);
  print(fmt::format("{:<10} {:>5} {:>5} {:>5} {:>6}\n", "class", "gold", "said", "right", "F1"));
  for (const auto& [name, row] : score.classes) print(fmt::format("{:<10} {:>5} {:>5} {:>5} {:>6.3f}\n", name, row.gold, row.said, row.right, row.f1()));
  print(fmt::format("right {} of {}, macro F1 {:.3f}\n", score.right, score.all, score.macro_f1()));
  return kOk;
}

}  // namespace

void add_eval(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("eval", "The extractor against gold");
  command->add_option("--events", options->events, "marked sentences");
  command->add_flag("--errors", options->errors, "list");
  command->callback([options, &run] { run = [options] { return eval_events(*options); }; });
}

}  // namespace entente::cli
