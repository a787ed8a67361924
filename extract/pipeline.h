// SPDX-License-Identifier: Apache-2.0
// Article -> Extraction: a pure function. The same article and seeds give the same bytes, on any number of threads.
#pragma once

#include <memory>
#include <string>

#include "extract/event_code.h"
#include "model/claim.h"

namespace entente::extract {

struct PipelineOptions {
  bool candidates = true;  // also say which pairs of entities made no claim, and why
};

class Pipeline {
 public:
  // Loads tables and models from SEEDS/lexicon and SEEDS/models. Throws Error kInput that names the faulty file.
  static Pipeline load(const std::string& seeds, PipelineOptions options = {});
  Pipeline(Pipeline&&) noexcept;
  Pipeline& operator=(Pipeline&&) noexcept;
  ~Pipeline();

  // Any thread. An article whose language is not read comes back without entities and claims.
  [[nodiscard]] Extraction run(Article article) const;

  // The class of the event that a sentence tells between two actors whose places in it are given. Any thread.
  [[nodiscard]] EventClass code_event(const std::string& sentence, ByteRange source, ByteRange target) const;

 private:
  struct Impl;
  explicit Pipeline(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

// Where the tables and models are: ENTENTE_SEEDS, else beside the program's source or installation.
[[nodiscard]] std::string find_seeds();

}  // namespace entente::extract
