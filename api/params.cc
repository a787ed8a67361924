// SPDX-License-Identifier: Apache-2.0
#include "api/params.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>

#include "model/date.h"
#include "model/vocabulary.h"

namespace entente::api {
namespace {

constexpr std::array<std::string_view, 6> kIncludeWords{"negative", "planned",   "conditional",
                                                        "possible", "requested", "undated"};

Error usage(const std::string& message) { return {ErrorKind::kUsage, message}; }

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string upper(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

template <class Words>
std::string joined(const Words& words) {
  std::string out;
  for (const auto& word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

void add_relation(graph::ClaimFilter& filter, const std::string& word) {
  if (const auto relation = find_relation(upper(word))) {
    filter.relations.set(static_cast<std::size_t>(*relation));
    return;
  }
  bool known = false;
  for (const auto& row : relations()) {
    if (row.group != word) continue;
    filter.relations.set(static_cast<std::size_t>(row.relation));
    known = true;
  }
  if (known) return;
  std::vector<std::string_view> groups;
  for (const auto& row : relations()) {
    if (std::find(groups.begin(), groups.end(), row.group) == groups.end()) groups.push_back(row.group);
  }
  throw usage("there is no relation " + quoted(word) +
              "; relations are names such as SIGNED or VISITS, or a group: " + joined(groups));
}

void add_type(graph::ClaimFilter& filter, const std::string& word) {
  for (const auto& row : entity_types()) {
    const auto same = word.size() == row.name.size() && std::equal(word.begin(), word.end(), row.name.begin(), [](char a, char b) {
      const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
      return small(a) == small(b);
    });
    if (!same) continue;
    filter.types.set(static_cast<std::size_t>(row.type));
    return;
  }
  std::vector<std::string_view> words;
  for (const auto& row : entity_types()) words.push_back(row.name);
  throw usage("types takes " + joined(words) + ", not " + quoted(word));
}

DayRange days_of(std::string_view name, const std::string& text) {
  const auto days = parse_date(text);
  if (!days)
    throw usage(std::string(name) + " is no date: " + quoted(text) + "; write 2026, 2026-03 or 2026-03-28");
  return *days;
}

std::string list_of(const std::vector<graph::SearchHit>& hits) {
  std::string out;
  for (const auto& hit : hits) out += "\n  " + graph::describe(hit.entity);
  return out;
}

}  // namespace

std::span<const std::string_view> include_words() { return kIncludeWords; }

std::vector<std::string> split_list(const std::vector<std::string>& values) {
  std::vector<std::string> out;
  for (const auto& value : values) {
    std::size_t at = 0;
    while (at <= value.size()) {
      const auto comma = std::min(value.find(',', at), value.size());
      auto first = at;
      auto last = comma;
      while (first < last && value[first] == ' ') ++first;
      while (last > first && value[last - 1] == ' ') --last;
      if (last > first) out.push_back(value.substr(first, last - first));
      at = comma + 1;
    }
  }
  return out;
}

double parse_share(std::string_view name, std::string_view text) {
  double value = -1;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= 0 && value <= 1)) {
    throw usage(std::string(name) + " must be a number from 0 to 1, not " + quoted(text));
  }
  return value;
}

std::uint64_t parse_count(std::string_view name, std::string_view text, std::uint64_t least,
                          std::uint64_t most) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    throw usage(std::string(name) + " must be a whole number from " + std::to_string(least) + " to " +
                std::to_string(most) + ", not " + quoted(text));
  }
  return value;
}

graph::ClaimFilter parse_filter(const FilterWords& words) {
  graph::ClaimFilter filter;
  for (const auto& word : split_list(words.relations)) add_relation(filter, word);
  if (!words.since.empty()) filter.since = days_of("since", words.since).first;
  if (!words.until.empty()) filter.until = days_of("until", words.until).last;
  if (filter.since && filter.until && *filter.since > *filter.until) {
    throw usage("since (" + words.since + ") is later than until (" + words.until + ")");
  }
  if (!words.min_confidence.empty()) {
    filter.min_confidence =
        static_cast<std::uint16_t>(std::lround(parse_share("min_confidence", words.min_confidence) * 1000));
  }
  for (const auto& word : split_list(words.include)) {
    if (word == "negative")
      filter.negative = true;
    else if (word == "planned")
      filter.planned = true;
    else if (word == "conditional")
      filter.conditional = true;
    else if (word == "possible")
      filter.possible = true;
    else if (word == "requested")
      filter.requested = true;
    else if (word == "undated")
      filter.undated = true;
    else
      throw usage("include takes " + joined(kIncludeWords) + ", not " + quoted(word));
  }
  if (words.direction == "along") filter.direction = graph::Direction::kAlong;
  else if (words.direction == "against") filter.direction = graph::Direction::kAgainst;
  else if (!words.direction.empty() && words.direction != "any") throw usage("direction takes any, along, against, not " + quoted(words.direction));
  filter.sources = words.sources;
  for (const auto& word : split_list(words.types)) add_type(filter, word);
  if (!words.known_at.empty()) filter.published_until = days_of("known_at", words.known_at).last;
  if (!words.as_of.empty()) filter.as_of = days_of("as_of", words.as_of).last;
  return filter;
}

graph::ClaimFilter parse_filter(const graph::Snapshot& snapshot, const FilterWords& words) {
  auto filter = parse_filter(words);
  filter.speakers = require_entities(snapshot, words.speakers);
  filter.avoid = require_entities(snapshot, words.avoid);
  return filter;
}

std::vector<graph::VertexId> require_entities(const graph::Snapshot& snapshot, const std::vector<std::string>& names) {
  std::vector<graph::VertexId> out;
  out.reserve(names.size());
  for (const auto& name : names) out.push_back(require_entity(snapshot, name));
  return out;
}

graph::VertexId require_entity(const graph::Snapshot& snapshot, std::string_view name_or_id) {
  auto found = snapshot.resolve(name_or_id);
  if (found.vertex) return *found.vertex;
  const auto list = list_of(found.candidates);
  if (found.ambiguous) {
    throw NameError(ErrorKind::kAmbiguous,
                    quoted(name_or_id) + " stands for several; name one by its id:" + list,
                    std::move(found.candidates));
  }
  throw NameError(ErrorKind::kNotFound,
                  "nothing is called " + quoted(name_or_id) + " here" +
                      (list.empty() ? list : "; the nearest names are:" + list),
                  std::move(found.candidates));
}

Params::Params(const ParamList& list, const std::multimap<std::string, std::string>& query) : list_(&list) {
  for (const auto& item : query) {
    const auto& name = item.first;
    const auto known =
        std::find_if(list.begin(), list.end(), [&](const Param& param) { return param.name == name; });
    if (known == list.end()) {
      std::vector<std::string_view> names;
      for (const auto& param : list) names.push_back(param.name);
      throw usage("there is no parameter " + quoted(name) +
                  (names.empty() ? "; none is taken here" : "; there are: " + joined(names)));
    }
    auto& values = values_[name];
    values.push_back(item.second);
    if (!takes_several(known->kind) && values.size() > 1) throw usage(name + " is given twice");
  }
  for (const auto& item : list) {
    const std::string name(item.name);
    const auto found = values_.find(name);
    if (found == values_.end()) {
      if (item.required) throw usage(name + " is required: " + std::string(item.help));
      continue;
    }
    auto& values = found->second;
    if (takes_several(item.kind)) values = split_list(values);
    for (const auto& value : values) {
      if (value.empty()) throw usage(name + " is empty; leave it out or give it a value");
      if (item.kind == ParamKind::kCount) (void)parse_count(name, value, item.least, item.most);
      if (item.kind == ParamKind::kShare) (void)parse_share(name, value);
      if (item.kind == ParamKind::kDate) (void)days_of(name, value);
      if (!item.words.empty() && std::find(item.words.begin(), item.words.end(), value) == item.words.end()) {
        throw usage(name + " takes " + joined(item.words) + ", not " + quoted(value));
      }
    }
    if (values.empty()) throw usage(name + " is empty; leave it out or give it a value");
  }
}

const Param& Params::param(std::string_view name) const {
  const auto found =
      std::find_if(list_->begin(), list_->end(), [&](const Param& item) { return item.name == name; });
  assert(found != list_->end());
  return *found;
}

bool Params::has(std::string_view name) const { return values_.contains(name); }

std::string Params::text(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string(param(name).fallback) : found->second.front();
}

std::uint64_t Params::count(std::string_view name) const {
  const auto& item = param(name);
  return parse_count(name, text(name), item.least, item.most);
}

std::vector<std::string> Params::list(std::string_view name) const {
  const auto found = values_.find(name);
  if (found != values_.end()) return found->second;
  return split_list({std::string(param(name).fallback)});
}

ParamList filter_params() {
  return {
      {.name = "relation",
       .kind = ParamKind::kList,
       .help = "only these relations, or these groups of relations (role, agreement, interaction, pressure)"},
      {.name = "since",
       .kind = ParamKind::kDate,
       .help = "only what may have held or happened on or after this date"},
      {.name = "until",
       .kind = ParamKind::kDate,
       .help = "only what may have held or happened on or before this date"},
      {.name = "min_confidence",
       .kind = ParamKind::kShare,
       .help = "only claims of at least this confidence",
       .fallback = "0"},
      {.name = "include",
       .kind = ParamKind::kList,
       .help = "beyond positive and actual claims; undated: with since or until, claims without a date too",
       .words = {kIncludeWords.begin(), kIncludeWords.end()}},
  };
}

ParamList walk_params() {
  std::vector<std::string_view> types;
  for (const auto& row : entity_types()) types.push_back(row.name);
  return {
      {.name = "direction",
       .help = "along: only from the subject of a claim to its object; against: the other way; symmetric relations go both ways",
       .fallback = "any",
       .words = {"any", "along", "against"}},
      {.name = "source", .kind = ParamKind::kTexts, .help = "only claims of articles whose source or URL contains one of these"},
      {.name = "speaker", .kind = ParamKind::kNames, .help = "only claims that one of these says: ids or names"},
      {.name = "avoid", .kind = ParamKind::kNames, .help = "do not walk through these: ids or names"},
      {.name = "types", .kind = ParamKind::kList, .help = "walk only through entities of these types; the ends may be any", .words = types},
      {.name = "known_at", .kind = ParamKind::kDate, .help = "only claims of articles published on or before this date"},
      {.name = "as_of",
       .kind = ParamKind::kDate,
       .help = "only what held or had happened by this date; a claim without a date counts when its article was published by then"},
  };
}

ParamList budget_params() {
  return {
      {.name = "timeout_ms",
       .kind = ParamKind::kCount,
       .help = "give up after this time and answer with what was found",
       .fallback = "2000",
       .least = 1,
       .most = 30000},
      {.name = "max_rows",
       .kind = ParamKind::kCount,
       .help = "give up after looking at this many claims",
       .fallback = "5000000",
       .least = 1,
       .most = 50000000},
      {.name = "skip_degree",
       .kind = ParamKind::kCount,
       .help = "do not walk through entities with more claims than this; 0 = walk through all",
       .fallback = "0",
       .least = 0,
       .most = 1000000000},
      {.name = "quotes",
       .kind = ParamKind::kCount,
       .help = "quoted claims a link at most",
       .fallback = "3",
       .least = 0,
       .most = 50},
  };
}

namespace {

FilterWords words_of(const Params& params) {
  FilterWords words;
  words.relations = params.list("relation");
  words.since = params.text("since");
  words.until = params.text("until");
  words.min_confidence = params.text("min_confidence");
  words.include = params.list("include");
  return words;
}

}  // namespace

graph::ClaimFilter filter_of(const Params& params) { return parse_filter(words_of(params)); }

graph::QueryOptions query_of(const graph::Snapshot& snapshot, const Params& params) {
  auto words = words_of(params);
  words.direction = params.text("direction");
  words.sources = params.list("source");
  words.speakers = params.list("speaker");
  words.avoid = params.list("avoid");
  words.types = params.list("types");
  words.known_at = params.text("known_at");
  words.as_of = params.text("as_of");
  graph::QueryOptions options;
  options.filter = parse_filter(snapshot, words);
  options.budget.time = std::chrono::milliseconds(params.count("timeout_ms"));
  options.budget.rows = params.count("max_rows");
  options.budget.skip_degree = params.count("skip_degree");
  options.quotes = params.count("quotes");
  return options;
}

}  // namespace entente::api
