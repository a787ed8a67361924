// SPDX-License-Identifier: Apache-2.0
// The tables of seeds/lexicon in memory: who is a country, what a title means, what a verb says. Loaded once, read by
// any number of threads. A faulty line stops the loading with its file and number: a table that is half
// read would change results silently.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "model/vocabulary.h"

namespace entente::extract {

// What a known name stands for.
enum class NameKind : std::uint8_t { kCountry, kDemonym, kCapital, kSeat, kMedia, kBody, kPlace, kPerson };
struct NameEntry {
  NameKind kind = NameKind::kCountry;
  EntityType type = EntityType::kCountry;
  std::string canonical;  // the first form of its row
  std::string iso2;       // of the country it is, or belongs to; empty when none
};

// How a title ties its holder to the body or country named with it.
enum class TitleScope : std::uint8_t { kState, kMinistry, kBody, kEnvoy, kMember, kStaff, kHonorific };
struct TitleEntry {
  std::string title;
  std::optional<Relation> relation;  // none for honorifics
  TitleScope scope = TitleScope::kHonorific;
};
enum class TitleEffect : std::uint8_t { kSame, kDeputy, kFormer };

enum class HeadKind : std::uint8_t { kType, kProxy };
struct HeadEntry {
  HeadKind kind = HeadKind::kType;
  EntityType type = EntityType::kOrganization;
  bool proxy = false;  // a country acts by it: "Russian police", whether or not it has a type of its own
};

struct VerbReading {
  std::vector<std::string> needs;
  std::vector<std::pair<std::string, std::string>> through;  // preposition and noun that must stand behind the verb: "took to the streets against"
  std::vector<std::string> slots;
  Relation relation = Relation::kSupports;
  bool inverse = false;
  bool passive_only = false;
  bool forces = false;
  bool planned = false;
  bool needs_act = false;
  bool needs_phone = false;
  bool needs_as = false;
  bool needs_low = false;
  bool persons = false;
  bool no_persons = false;
  bool actors = false;
  bool things = false;
  std::string particle;  // "took over", "turned down": right behind the verb
  bool post = false;
  bool firms = false;
  bool outlets = false;
  bool envoys = false;
  bool counterpart = false;
};

struct NounReading {
  std::vector<std::string> subject;
  std::vector<std::string> object;
  Relation relation = Relation::kSupports;
  bool inverse = false;
  Modality modality = Modality::kActual;  // "accession to" is planned, "candidacy for" is requested
  std::string needs_adjective;
  bool arms = false;    // "the delivery of tanks to"
  bool forces = false;  // "the dispatch of soldiers to"
  std::string preposition;  // that must stand before the noun: "is in talks with", "is at the helm of"
};

enum class ReportEffect : std::uint8_t { kAsserted, kDoubtful, kDenied, kPlanned, kRequested };
struct ReportEntry {
  ReportEffect effect = ReportEffect::kAsserted;
};

// What a verb, adjective or noun makes of the clause below it; a set.
struct Stance {
  bool planned = false;
  bool requested = false;
  bool denied = false;
  bool doubtful = false;
  bool conditional = false;  // nouns alone: "in the event of"
  [[nodiscard]] bool any() const { return planned || requested || denied || doubtful || conditional; }
};

// Praise or blame in a word.
enum class Evaluation : std::uint8_t { kNone, kGood, kBad };

class Lexicon {
 public:
  // Reads DIRECTORY/*.tsv. Throws Error kInput with file and line.
  static Lexicon load(const std::string& directory);
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;
  ~Lexicon();

  struct NameMatch {
    std::size_t last = 0;  // one past the last token
    std::vector<const NameEntry*> entries;
  };
  // The longest known name that begins at the token, written with a capital; nothing when none does.
  [[nodiscard]] std::optional<NameMatch> find_name(const std::vector<Token>& tokens, std::size_t first) const;
  // The entries of a name given as text ("TASS").
  [[nodiscard]] std::vector<const NameEntry*> find_name(std::string_view name) const;
  [[nodiscard]] std::string_view country_name(std::string_view iso2) const;  // "Russia"

  struct TitleMatch {
    std::size_t first = 0;  // of the modifiers, when there are any
    std::size_t last = 0;
    const TitleEntry* title = nullptr;
    TitleEffect effect = TitleEffect::kSame;
    bool planned = false;       // not yet in office: "incoming president", "president-elect"
    bool called_so = false;     // by a suffix that is part of the title: "prime minister-designate"
  };
  // The longest title that begins at the token, its modifiers before it and its suffix included.
  [[nodiscard]] std::optional<TitleMatch> find_title(const std::vector<Token>& tokens, std::size_t first) const;

  // The post that stands right before a name which begins at token `end`: "Foreign Minister", "Minister of Energy and Natural
  // Resources", "Ambassador to Peru", "President-elect". The earliest, longest one.
  struct Post {
    TitleMatch title;       // the title itself
    bool field = false;     // words between the title and the name say what of, or where to
    bool envoy = false;     // "to": the country that follows is where, not whose
  };
  void take_field(const std::vector<Token>& tokens, TitleMatch& match) const;
  [[nodiscard]] std::optional<Post> find_post_before(const std::vector<Token>& tokens, std::size_t end) const;

  [[nodiscard]] const HeadEntry* find_head(std::string_view lower) const;
  [[nodiscard]] const std::vector<VerbReading>* find_verb(std::string_view lemma) const;
  [[nodiscard]] const std::vector<NounReading>* find_event_noun(std::string_view lower) const;
  [[nodiscard]] const ReportEntry* find_report(std::string_view lemma) const;
  [[nodiscard]] Stance stance(std::string_view lemma) const;  // all false for a word that says nothing
  [[nodiscard]] Evaluation evaluation(std::string_view lower) const;
  [[nodiscard]] Stance noun_stance(std::string_view lower) const;  // of a noun, singular or plural
  // A phrase that names a source and begins at the token ("according to", "citing"): one past its last token, 0 for none. `inner`:
  // the source stands behind the one who reports ("KBS, citing TASS, said").
  [[nodiscard]] std::size_t find_source_phrase(const std::vector<Token>& tokens, std::size_t first, bool& inner) const;
  // The confidence of a claim by what its rule scored and how often the rule's family is right (calibration.tsv). `extractor`: "verbs/sign@1".
  [[nodiscard]] double calibrated(std::string_view extractor, double score) const;
  enum class CompanyWord : std::uint8_t { kNone, kPlain, kLegal };
  // A word that ends the name of a company and of no person ("Technologies"); kLegal for the legal forms ("Inc.").
  [[nodiscard]] CompanyWord company_word(std::string_view lower) const;
  [[nodiscard]] bool is_given_name(std::string_view lower) const;
  [[nodiscard]] bool is_surname_first(std::string_view lower) const;  // Korean and Chinese surnames

  // The base form of a verb's form, by the irregular table and then by rule among the verbs that the tables know.
  [[nodiscard]] std::string verb_lemma(std::string_view lower) const;
  // The singular of a noun by rule.
  [[nodiscard]] static std::string noun_lemma(std::string_view lower);

 private:
  Lexicon();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entente::extract
