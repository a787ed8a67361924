// SPDX-License-Identifier: Apache-2.0
// Event classes between two marked actors. All sentences are invented for this test.
#include "extract/event_code.h"

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "extract/event_score.h"
#include "extract/pipeline.h"
#include "model/error.h"
#include "tests/support/temporary_directory.h"

namespace entente::extract {
namespace {

const Pipeline& pipeline() {
  static const auto loaded = Pipeline::load(ENTENTE_SEEDS_DIR);
  return loaded;
}

MarkedSentence marked(const std::string& sentence) {
  std::istringstream in("class\tsentence\nX\t" + sentence + "\n");
  auto read = read_marked_sentences(in, "test");
  REQUIRE(read.size() == 1);
  return read.front();
}

std::string class_of(std::string_view sentence) {
  const auto read = marked(std::string(sentence));
  return std::string(name_of(pipeline().code_event(read.text, read.source, read.target)));
}

struct Case {
  std::string_view event;
  std::string_view sentence;
};

TEST_CASE("a class from the predicate that joins source and target") {
  constexpr std::array<Case, 37> kCases{{
      {"AGREE", "<s>Norway</s> promised <t>Peru</t> new fishing rights."},
      {"AGREE", "<s>The Danish government</s> is willing to negotiate with <t>the union</t>."},
      {"CONSULT", "<s>The Chilean president</s> held talks with <t>his Kenyan counterpart</t> in Nairobi."},
      {"CONSULT", "<s>Maria Lopez</s> travelled to <t>Canada</t> on Tuesday."},
      {"SUPPORT", "<s>Iceland</s> praised <t>Ghana</t> for its handling of the flood."},
      {"SUPPORT", "<s>Oman</s> and <t>Tonga</t> signed a fisheries treaty on Monday."},
      {"CONCEDE", "<s>The Fijian government</s> yielded to <t>the teachers</t>."},
      {"CONCEDE", "<s>The prime minister of Malta</s> resigned under pressure from <t>the opposition</t>."},
      {"COOPERATE", "<s>Finland</s> shares intelligence with <t>Estonia</t>."},
      {"COOPERATE", "<s>Malaysia</s> held joint naval exercises with <t>Brunei</t>."},
      {"MOBILIZE", "<s>Malaysia</s> held naval exercises near <t>Brunei</t>."},
      {"PROTEST", "<s>Nurses</s> took to the streets to demand more pay from <t>the ministry</t>."},
      {"AID", "<s>Sweden</s> sent 40 tonnes of food to <t>Malawi</t>."},
      {"AID", "<s>Jordan</s> accepted 2,000 refugees from <t>Syria</t>."},
      {"RETREAT", "<s>The rebels</s> released <t>two Spanish engineers</t> on Friday."},
      {"RETREAT", "<s>Chad</s> withdrew its troops from <t>Niger</t>."},
      {"RETREAT", "<s>The museum</s> returned three bronze heads to <t>Benin</t>."},
      {"REQUEST", "<s>Portugal</s> urged <t>Angola</t> to open its archives."},
      {"REQUEST", "<s>Samoa</s> said <t>Australia</t> must cut its emissions."},
      {"ACCUSE", "<s>Zambia</s> accused <t>the mining company</t> of fraud."},
      {"ACCUSE", "<s>The Lima prosecutor</s> opened an investigation into <t>the governor</t>."},
      {"REJECT", "<s>Uruguay</s> rejected the offer of <t>Paraguay</t>."},
      {"REJECT", "<s>The Czech cabinet</s> refused to pay <t>the contractor</t>."},
      {"THREATEN", "<s>The junta</s> threatened to expel <t>the aid workers</t>."},
      {"THREATEN", "<s>Belize</s> warned <t>Guatemala</t> against crossing the river."},
      {"PROTEST", "<s>Thousands of farmers</s> demonstrated against <t>the Dutch government</t>."},
      {"PROTEST", "<s>The dockers</s> went on strike against <t>the port authority</t>."},
      {"SANCTION", "<s>Bolivia</s> broke off diplomatic relations with <t>Taiwan</t>."},
      {"SANCTION", "<s>Denmark</s> suspended aid to <t>Tanzania</t>."},
      {"SANCTION", "<s>Ecuador</s> expelled <t>two Belgian diplomats</t>."},
      {"MOBILIZE", "<s>Ethiopia</s> deployed troops along the border with <t>Eritrea</t>."},
      {"COERCE", "<s>Police</s> arrested <t>the mayor</t> at his home."},
      {"COERCE", "<s>The European Union</s> imposed sanctions on <t>Belarus</t>."},
      {"ASSAULT", "<s>Gunmen</s> killed <t>three villagers</t> near Gao."},
      {"ASSAULT", "<s>The air force</s> carried out strikes against <t>the militia</t>."},
      {"ASSAULT", "<s>Jets</s> struck <t>a depot of the militia</t>."},
      {"ASSAULT", "<t>The convoy</t> was attacked by <s>rebels</s> on Sunday."},
  }};
  for (const auto& test : kCases) {
    CAPTURE(test.sentence);
    CHECK(class_of(test.sentence) == test.event);
  }
}

TEST_CASE("words above a deed make another event of it") {
  constexpr std::array<std::pair<Case, Case>, 12> kTwins{{
      {{"AID", "<s>Germany</s> sent tanks to <t>Ukraine</t>."}, {"AGREE", "<s>Germany</s> promised to send tanks to <t>Ukraine</t>."}},
      {{"AID", "<s>Germany</s> sends tanks to <t>Ukraine</t>."}, {"REJECT", "<s>Germany</s> refused to send tanks to <t>Ukraine</t>."}},
      {{"AID", "<s>Japan</s> aided <t>Laos</t>."}, {"AGREE", "<s>Japan</s> will aid <t>Laos</t>."}},
      {{"AID", "<s>Japan</s> aided <t>Laos</t>."}, {"REJECT", "<s>Japan</s> will not aid <t>Laos</t>."}},
      {{"ASSAULT", "<s>Mali</s> attacked <t>the rebels</t>."}, {"THREATEN", "<s>Mali</s> would attack <t>the rebels</t>."}},
      {{"ASSAULT", "<s>Mali</s> attacked <t>the rebels</t>."}, {"ACCUSE", "<s>Mali</s> condemned <t>the rebels</t> for attacking a bus."}},
      {{"ASSAULT", "<s>The army</s> shelled <t>the town</t>."}, {"RETREAT", "<s>The army</s> stopped shelling <t>the town</t>."}},
      {{"COERCE", "<s>Spain</s> imposed an embargo on <t>Gabon</t>."}, {"CONCEDE", "<s>Spain</s> cancelled its embargo on <t>Gabon</t>."}},
      {{"CONSULT", "<s>Kenya</s> began talks with <t>Somalia</t>."}, {"SANCTION", "<s>Kenya</s> suspended talks with <t>Somalia</t>."}},
      {{"REQUEST", "<s>India</s> asked <t>Nepal</t> for help."}, {"SUPPORT", "<s>India</s> thanked <t>Nepal</t> for its help."}},
      {{"AID", "<s>Italy</s> sent experts to <t>Libya</t>."}, {"ACCUSE", "<s>Italy</s> sent experts to <t>Libya</t> to investigate the crash."}},
      {{"CONSULT", "<s>The king</s> called <t>the emir</t> on Friday."}, {"REQUEST", "<s>The king</s> called on <t>the emir</t> to resign."}},
  }};
  for (const auto& twins : kTwins) {
    CAPTURE(twins.first.sentence);
    CHECK(class_of(twins.first.sentence) == twins.first.event);
    CAPTURE(twins.second.sentence);
    CHECK(class_of(twins.second.sentence) == twins.second.event);
  }
}

TEST_CASE("of two verbs the one that the target hangs on") {
  CHECK(class_of("<s>Togo</s> praised Benin and attacked <t>Ghana</t>.") == "ASSAULT");
  CHECK(class_of("<s>Togo</s> praised <t>Benin</t> and attacked Ghana.") == "SUPPORT");
}

TEST_CASE("a sentence without a word of the table has no event") {
  CHECK(class_of("<s>Lima</s> is larger than <t>Cusco</t>.").empty());
  CHECK(pipeline().code_event("", {}, {}) == EventClass::kNone);
}

TEST_CASE("a faulty table is named with its line") {
  const entente::testing::TemporaryDirectory directory;
  const auto path = directory.path("events.tsv");
  const auto fault_of = [&](const std::string& row) {
    std::ofstream(path) << "# comment\nword\tkind\tneeds\twith\tclass\teffect\n" << row << "\n";
    try {
      (void)EventTable::load(path);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(fault_of("aid\tverb\t-\t-\tAID\t-").empty());
  CHECK(fault_of("aid\tverb\t-\t-\tHELP\t-").find("events.tsv:3: unknown class: HELP") != std::string::npos);
  CHECK(fault_of("aid\tverb\t-\t-\tAID\tundo").find("unknown effect: undo") != std::string::npos);
  CHECK(fault_of("aid\tadverb\t-\t-\tAID\t-").find("unknown kind: adverb") != std::string::npos);
  CHECK(fault_of("aid\tverb\t-\tAID\t-").find("needs 6 columns") != std::string::npos);
  CHECK(fault_of("aid\tverb\t-\t-\t-\t-").find("needs a class or an effect") != std::string::npos);
  CHECK(fault_of("aid\tverb\t@nothing\t-\tAID\t-").find("unknown group: @nothing") != std::string::npos);
  CHECK(fault_of("tank\tthing\t-\t-\tAID\t-").find("a thing belongs to a group") != std::string::npos);
  CHECK_THROWS_AS((void)EventTable::load(directory.path("absent")), Error);
}

TEST_CASE("marked sentences are read, and a faulty line is named") {
  const auto read = marked("<t>Benin</t> thanked <s>Togo</s>.");
  CHECK(read.text == "Benin thanked Togo.");
  CHECK(read.text.substr(read.source.begin, read.source.end - read.source.begin) == "Togo");
  CHECK(read.text.substr(read.target.begin, read.target.end - read.target.begin) == "Benin");
  std::istringstream no_columns("text\tclass\n");
  CHECK_THROWS_AS((void)read_marked_sentences(no_columns, "f"), Error);
  std::istringstream no_marks("sentence\tclass\nTogo thanked Benin.\tSUPPORT\n");
  CHECK_THROWS_WITH((void)read_marked_sentences(no_marks, "f"), "f:2: needs <s>source</s> or <t>target</t>");
}

TEST_CASE("scores by class") {
  const auto score = score_events({{"AID", EventClass::kAid}, {"AID", EventClass::kSupport}, {"SUPPORT", EventClass::kSupport}, {"YIELD", EventClass::kRetreat}, {"YIELD", EventClass::kNone}});
  CHECK(score.right == 3);
  CHECK(score.all == 5);
  CHECK(score.classes.at("AID").f1() == doctest::Approx(2.0 / 3));
  CHECK(score.classes.at("SUPPORT").f1() == doctest::Approx(2.0 / 3));
  CHECK(score.classes.at("YIELD").f1() == doctest::Approx(2.0 / 3));
  CHECK(score.macro_f1() == doctest::Approx(2.0 / 3));
  CHECK(score.confusions.at({"AID", "SUPPORT"}) == 1);
  CHECK(score_events({}).macro_f1() == 0.0);
}

}  // namespace
}  // namespace entente::extract
