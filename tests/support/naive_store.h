// SPDX-License-Identifier: Apache-2.0
// What a store must answer, worked out the slow and obvious way from the articles that are there now: no
// numbers, no batches, nothing kept between questions. The real store is compared with it as text.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/decisions.h"
#include "graph/graph_view.h"
#include "graph/snapshot.h"
#include "graph/store.h"
#include "model/claim.h"

namespace entente::testing {

class NaiveStore {
 public:
  graph::PutOutcome put(const Extraction& extraction);
  void retract(const std::string& source) { articles_.erase(source); }
  void decide(const graph::Decision& decision) { decisions_[decision.id] = decision; }
  void undo(const Id& id) { decisions_.erase(id); }
  [[nodiscard]] const std::map<Id, graph::Decision>& decisions() const { return decisions_; }
  [[nodiscard]] const std::map<std::string, Extraction>& articles() const { return articles_; }  // by source

  // Every entity with all that is known of it, sorted by id, then every edge of the claims that pass the
  // filter.
  [[nodiscard]] std::string picture(const graph::ClaimFilter& filter) const;
  // "e:…", "ambiguous e:… e:…" or "nothing".
  [[nodiscard]] std::string resolve(const std::string& name) const;

 private:
  std::map<std::string, Extraction> articles_;
  std::map<Id, graph::Decision> decisions_;
};

// The same texts from a real store.
[[nodiscard]] std::string picture(const graph::Snapshot& snapshot, const graph::ClaimFilter& filter);
[[nodiscard]] std::string resolve(const graph::Snapshot& snapshot, const std::string& name);

// Every claim, whatever its kind.
[[nodiscard]] graph::ClaimFilter every_claim();

}  // namespace entente::testing
