// SPDX-License-Identifier: Apache-2.0
// The written form of the nouns: the NDJSON contract of `entente extract` and of the jsonl export. One object a
// line, keys in a fixed order, UTF-8 as is. The same value always gives the same bytes. The only place
// that knows the JSON library besides api/ and cli/.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "model/claim.h"

namespace entente {

using Json = nlohmann::ordered_json;

// `with_text`: the article record carries the text even when it is the file as given.
[[nodiscard]] Json to_json(const Article& article, bool with_text);
[[nodiscard]] Json to_json(const Id& article, const Entity& entity);
[[nodiscard]] Json to_json(const Id& article, const Claim& claim);
[[nodiscard]] Json to_json(const Id& article, const Candidate& candidate);
[[nodiscard]] Json to_json(const Quote& quote);

// One line without its newline. Text that is not UTF-8 cannot occur here; should it, it is replaced, never thrown.
[[nodiscard]] std::string write_line(const Json& json);
// For people: indented.
[[nodiscard]] std::string write_pretty(const Json& json);

struct WriteOptions {
  bool with_text = false;
  bool with_candidates = false;
};
// All records of one article, each line with its newline.
[[nodiscard]] std::string to_ndjson(const Extraction& extraction, WriteOptions options);

// Collects records back into extractions; throws Error kInput that names the record's fault. Records of one
// article must stand together, the article first and with its text.
class ExtractionReader {
 public:
  // Takes one record. Returns the finished previous extraction when a new article begins.
  std::optional<Extraction> take(const Json& record);
  // The last one.
  std::optional<Extraction> finish();

 private:
  std::optional<Extraction> current_;
};

}  // namespace entente
