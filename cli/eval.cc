// SPDX-License-Identifier: Apache-2.0
// The extractor against what careful readers wrote down: claims of whole articles, or events of marked sentences.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "cli/command.h"
#include "cli/reading.h"
#include "extract/claim_score.h"
#include "extract/event_score.h"
#include "extract/pipeline.h"
#include "model/error.h"
#include "model/json.h"

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string gold;
  std::vector<std::string> texts;
  std::string events;
  extract::ArticleDefaults defaults;
  Format format = Format::kText;
  bool errors = false;
  unsigned jobs = 1;
};

// --- gold files

std::string text_of(const Json& record, const char* key, const std::string& otherwise = {}) {
  const auto found = record.find(key);
  return found == record.end() || found->is_null() ? otherwise : found->get<std::string>();
}

std::vector<std::string> list_of(const Json& record, const char* key) {
  const auto found = record.find(key);
  return found == record.end() || found->is_null() ? std::vector<std::string>{} : found->get<std::vector<std::string>>();
}

extract::GoldArticle gold_of(const Json& record) {
  extract::GoldArticle gold;
  gold.doc = record.at("doc").get<std::string>();
  std::map<std::string, bool> known;
  for (const auto& item : record.at("entities")) {
    extract::GoldEntity entity{item.at("id").get<std::string>(), item.at("type").get<std::string>(), item.at("name").get<std::string>(), list_of(item, "names"), item.value("required", true)};
    if (!find_entity_type(entity.type)) throw Error(ErrorKind::kInput, "unknown entity type: " + entity.type);
    known[entity.id] = true;
    gold.entities.push_back(std::move(entity));
  }
  for (const auto& item : record.at("claims")) {
    extract::GoldClaim claim;
    claim.subject = item.at("subject").get<std::string>();
    claim.relation = item.at("relation").get<std::string>();
    claim.object = item.at("object").get<std::string>();
    if (!find_relation(claim.relation)) throw Error(ErrorKind::kInput, "unknown relation: " + claim.relation);
    if (!known.contains(claim.subject) || !known.contains(claim.object)) throw Error(ErrorKind::kInput, "a claim names an entity that is not in the file: " + claim.subject + " " + claim.relation + " " + claim.object);
    claim.polarity = text_of(item, "polarity", "positive");
    claim.modality = text_of(item, "modality", "actual");
    claim.also_polarity = text_of(item, "also_polarity");
    claim.also_modality = text_of(item, "also_modality");
    claim.attribution = list_of(item, "attribution");
    claim.date = text_of(item, "date");
    claim.also_date = text_of(item, "also_date");
    claim.quote = text_of(item, "quote");
    claim.required = item.value("required", true);
    gold.claims.push_back(std::move(claim));
  }
  return gold;
}

std::vector<extract::GoldArticle> read_gold(const std::string& path) {
  std::vector<std::string> files;
  std::error_code failed;
  if (fs::is_directory(path, failed)) {
    for (const auto& entry : fs::directory_iterator(path)) {
      if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
  } else {
    files.push_back(path);
  }
  if (files.empty()) throw Error(ErrorKind::kInput, path + ": holds no .json file; see docs/quality.md for the form of gold");
  std::vector<extract::GoldArticle> out;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorKind::kInput, file + ": cannot be read");
    try {
      out.push_back(gold_of(Json::parse(in)));
    } catch (const Json::exception& error) {
      throw Error(ErrorKind::kInput, file + ": is no gold article: " + error.what());
    } catch (const Error& error) {
      throw Error(ErrorKind::kInput, file + ": " + error.what());
    }
  }
  return out;
}

// --- claims

struct Evaluation {
  extract::ClaimScore score;
  std::vector<std::string> missing;  // gold without a text
};

Evaluation evaluate(const Options& options) {
  const auto gold = read_gold(options.gold);
  const auto pipeline = extract::Pipeline::load(extract::find_seeds());
  std::map<std::string, extract::ClaimScore> scores;
  (void)read_and_extract(options.texts, options.defaults, pipeline, options.jobs, [&](const Extraction& extraction) {
    const auto doc = fs::path(extraction.article.source).stem().string();
    for (const auto& article : gold) {
      if (article.doc == doc) scores[doc] = extract::score_claims(article, extraction);
    }
  });
  Evaluation out;
  for (const auto& article : gold) {
    const auto found = scores.find(article.doc);
    if (found == scores.end()) out.missing.push_back(article.doc);
    out.score.add(found == scores.end() ? extract::score_claims(article, {}) : found->second);
  }
  return out;
}

double rounded(double value) { return std::round(value * 10000) / 10000; }

Json json_of(const extract::Tally& tally) {
  return Json{{"precision", rounded(tally.precision())}, {"recall", rounded(tally.recall())}, {"f1", rounded(tally.f1())},
              {"predicted", tally.right + tally.wrong},  {"required", tally.required}};
}
Json json_of(const extract::Share& share) { return Json{{"correct", share.right}, {"of", share.of}}; }
Json with_interval(const extract::Share& share) {
  const auto interval = extract::wilson(share);
  return Json{{"correct", share.right}, {"of", share.of}, {"low", rounded(interval.low)}, {"high", rounded(interval.high)}};
}

Json json_of(const Evaluation& evaluation, bool errors) {
  const auto& score = evaluation.score;
  Json out{{"entities", json_of(score.entities)},       {"typed_entities", json_of(score.typed_entities)},
           {"links", json_of(score.links)},             {"claims", json_of(score.claims)},
           {"strict_claims", json_of(score.strict_claims)}, {"polarity", json_of(score.polarity)},
           {"modality", json_of(score.modality)},       {"date", json_of(score.date)},
           {"attribution", json_of(score.attribution)}, {"evidence", json_of(score.evidence)},
           {"kinds", json_of(score.kinds)},             {"exact_spans", json_of(score.exact_spans)},
           {"articles", score.articles},                {"articles_missing", evaluation.missing}};
  auto relations = Json::object();
  for (const auto& [name, tally] : score.by_relation) {
    relations[name] = Json{{"required", tally.required}, {"found", tally.found}, {"right", tally.right}, {"false", tally.wrong}};
  }
  out["by_relation"] = std::move(relations);
  auto bins = Json::object();
  for (std::size_t i = 0; i < score.confidence.size(); ++i) {
    auto bin = with_interval(score.confidence.at(i));
    if (score.confidence.at(i).of > 0) bin["mean"] = rounded(score.confidence_sum.at(i) / score.confidence.at(i).of);
    bins[std::string(extract::name_of_confidence_bin(i))] = std::move(bin);
  }
  out["confidence"] = std::move(bins);
  auto kept = Json::object();
  for (std::size_t i = 0; i < score.at_least.size(); ++i) kept[fmt::format("{}", extract::kThresholds.at(i))] = json_of(score.at_least.at(i));
  out["min_confidence"] = std::move(kept);
  auto families = Json::object();
  for (const auto& [name, share] : score.by_family) families[name] = with_interval(share);
  out["families"] = std::move(families);
  if (!errors) return out;
  auto list = Json::array();
  for (const auto& error : score.errors) {
    list.push_back(Json{{"error", error.missed ? "missed" : "false"}, {"doc", error.doc}, {"subject", error.subject}, {"relation", error.relation}, {"object", error.object}, {"text", error.words}});
  }
  out["errors"] = std::move(list);
  return out;
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

std::string row_of(std::string_view name, const extract::Tally& tally) {
  return fmt::format("{:<26} {:>6.3f} {:>6.3f} {:>6.3f} {:>6} {:>6}\n", name, tally.precision(), tally.recall(), tally.f1(), tally.right + tally.wrong, tally.required);
}
std::string row_of(std::string_view name, const extract::Share& share) { return fmt::format("{:<26} {} of {}\n", name, share.right, share.of); }
// `sum`: of the confidence that the claims carry, where there is one.
std::string row_with_interval(std::string_view name, const extract::Share& share, std::optional<double> sum = std::nullopt) {
  if (share.of == 0) return fmt::format("{:<26} {:>6} {:>6}\n", name, "", 0);
  const auto interval = extract::wilson(share);
  const auto mean = sum ? fmt::format("{:.3f}", *sum / share.of) : std::string();
  return fmt::format("{:<26} {:>6} {:>6} {:>6} {:>6.3f}  {:.3f} to {:.3f}\n", name, mean, share.of, share.right, static_cast<double>(share.right) / share.of, interval.low, interval.high);
}

std::string render(const Evaluation& evaluation, bool errors) {
  const auto& score = evaluation.score;
  std::string out;
  if (errors) {
    for (const auto& error : score.errors) out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", error.missed ? "missed" : "false", error.doc, error.subject, error.relation, error.object, one_line(error.words));
    out += '\n';
  }
  out += counted(score.articles, "article");
  for (const auto& doc : evaluation.missing) out += fmt::format("; no text for {}", doc);
  out += fmt::format("\n\n{:<26} {:>6} {:>6} {:>6} {:>6} {:>6}\n", "", "prec.", "recall", "F1", "said", "gold");
  out += row_of("entities", score.entities) + row_of("typed entities", score.typed_entities) + row_of("links", score.links) + row_of("claims", score.claims) +
         row_of("claims, kind right", score.strict_claims) + row_of("denied, planned, …", score.kinds);
  out += "\nof the right claims\n";
  out += row_of("polarity", score.polarity) + row_of("modality", score.modality) + row_of("date", score.date) + row_of("first speaker", score.attribution) + row_of("evidence", score.evidence);
  out += row_of("spans that are exact", score.exact_spans);
  out += fmt::format("\n{:<26} {:>6} {:>6} {:>6}\n", "relation", "gold", "found", "false");
  for (const auto& [name, tally] : score.by_relation) out += fmt::format("{:<26} {:>6} {:>6} {:>6}\n", name, tally.required, tally.found, tally.wrong);
  out += fmt::format("\n{:<26} {:>6} {:>6} {:>6} {:>6}  {}\n", "confidence", "mean", "said", "right", "share", "95 % interval");
  for (std::size_t i = 0; i < score.confidence.size(); ++i) out += row_with_interval(extract::name_of_confidence_bin(i), score.confidence.at(i), score.confidence_sum.at(i));
  for (const auto& [name, share] : score.by_family) out += row_with_interval("by " + name, share);
  out += fmt::format("\n{:<26} {:>6} {:>6} {:>6} {:>6} {:>6}\n", "claims of confidence", "prec.", "recall", "F1", "said", "gold");
  for (std::size_t i = 0; i < score.at_least.size(); ++i) out += row_of(fmt::format("{} and more", extract::kThresholds.at(i)), score.at_least.at(i));
  return out;
}

int eval_claims(const Options& options) {
  const auto evaluation = evaluate(options);
  print(options.format == Format::kJson ? write_pretty(json_of(evaluation, options.errors)) + "\n" : render(evaluation, options.errors));
  return evaluation.missing.empty() ? kOk : kSetAside;
}

// --- events

int eval_events(const Options& options) {
  std::ifstream in(options.events);
  if (!in) throw Error(ErrorKind::kInput, options.events + ": cannot be read");
  const auto sentences = extract::read_marked_sentences(in, options.events);
  const auto pipeline = extract::Pipeline::load(extract::find_seeds());
  std::vector<std::pair<std::string, EventClass>> pairs;
  std::string wrong;
  auto errors = Json::array();
  for (const auto& sentence : sentences) {
    const auto event = pipeline.code_event(sentence.text, sentence.source, sentence.target);
    pairs.emplace_back(sentence.event, event);
    const auto said = name_of(event).empty() ? std::string("-") : std::string(name_of(event));
    if (said == sentence.event || !options.errors) continue;
    wrong += fmt::format("{}\t{}\t{}\n", sentence.event, said, sentence.text);
    errors.push_back(Json{{"class", sentence.event}, {"said", said}, {"text", sentence.text}});
  }
  const auto score = extract::score_events(pairs);
  if (options.format == Format::kJson) {
    Json out{{"correct", score.right}, {"of", score.all}, {"macro_f1", rounded(score.macro_f1())}};
    auto classes = Json::object();
    for (const auto& [name, row] : score.classes) classes[name] = Json{{"gold", row.gold}, {"said", row.said}, {"right", row.right}, {"f1", rounded(row.f1())}};
    out["classes"] = std::move(classes);
    if (options.errors) out["errors"] = std::move(errors);
    print(write_pretty(out) + "\n");
    return kOk;
  }
  auto out = wrong.empty() ? std::string() : wrong + "\n";
  out += fmt::format("{:<10} {:>5} {:>5} {:>5} {:>6}\n", "class", "gold", "said", "right", "F1");
  for (const auto& [name, row] : score.classes) out += fmt::format("{:<10} {:>5} {:>5} {:>5} {:>6.3f}\n", name, row.gold, row.said, row.right, row.f1());
  out += fmt::format("right {} of {}, macro F1 {:.3f}\n", score.right, score.all, score.macro_f1());
  print(out);
  return kOk;
}

}  // namespace

void add_eval(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("eval", "The extractor's claims against gold that you wrote: F1, kinds, spans, reliability of confidence");
  command->add_option("GOLD", options->gold, "a gold file, or a folder of them");
  command->add_option("TEXTS", options->texts, "the texts: files or directories; a file's name without its ending is the \"doc\" of its gold");
  command->add_option("--events", options->events, "instead: a table with the columns sentence and class; <s>source</s> and <t>target</t> are marked in the sentence");
  command->add_flag("--errors", options->errors, "also every missed and every false claim with its sentence");
  add_format(*command, options->format);
  command->add_option("--language", options->defaults.language, "language (en), where detection would err");
  command->add_option("--jobs", options->jobs, "threads; the figures are the same with any number")->check(CLI::Range(1, 256))->capture_default_str();
  command->footer("A gold file is one JSON object an article: doc, entities (id, type, name, names, required), claims (subject, relation,\n"
                  "object, polarity, modality, attribution, date, quote, required); docs/quality.md says how it is compared.\n"
                  "Events are classes of PLOVER. Exit code 3: gold whose text was not there, counted as missed.\n"
                  "Examples:\n  entente eval gold/ texts/\n  entente eval --errors --format json gold/one.json texts/one.txt\n  entente eval --events sentences.tsv");
  command->callback([options, &run] {
    run = [options] {
      const bool events = !options->events.empty();
      if (events && !options->gold.empty()) throw Error(ErrorKind::kUsage, "--events takes no GOLD and TEXTS beside it");
      if (!events && options->texts.empty()) throw Error(ErrorKind::kUsage, "needs GOLD and TEXTS, or --events FILE; see entente eval --help");
      return events ? eval_events(*options) : eval_claims(*options);
    };
  });
}

}  // namespace entente::cli
