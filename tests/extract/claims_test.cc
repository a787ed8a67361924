// SPDX-License-Identifier: Apache-2.0
// From sentences to claims: what must be found, what must not, and what holds for every article.
#include "extract/claims.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "doctest/doctest.h"
#include "extract/article_reader.h"
#include "extract/pipeline.h"
#include "model/claim.h"
#include "model/json.h"

namespace entente::extract {
namespace {

const Pipeline& pipeline() {
  static const auto loaded = Pipeline::load(ENTENTE_SEEDS_DIR);
  return loaded;
}

Article article_with(const std::string& text, const std::string& published = "2026-03-31") {
  ArticleDefaults defaults;
  defaults.published = published;
  defaults.language = "en";
  auto made = make_article(text, "test", defaults);
  REQUIRE(std::holds_alternative<Article>(made));
  return std::get<Article>(std::move(made));
}

// --- claims as text

const Entity* entity_of(const Extraction& extraction, const Id& id) {
  for (const auto& entity : extraction.entities) {
    if (entity.id == id) return &entity;
  }
  return nullptr;
}

std::string kind_of(const Claim& claim) {
  if (claim.polarity == Polarity::kNegative) return "negative";
  return std::string(name_of(claim.modality));
}

std::vector<std::string> speakers_of(const Extraction& extraction, const Claim& claim) {
  std::vector<std::string> out;
  for (const auto& speaker : claim.attribution) {
    const auto* entity = speaker.entity ? entity_of(extraction, *speaker.entity) : nullptr;
    out.push_back(entity == nullptr ? speaker.words.text : entity->name);
  }
  return out;
}

std::string write(const Extraction& extraction, const Claim& claim) {
  auto out = entity_of(extraction, claim.subject)->name + " " + std::string(name_of(claim.relation)) + " " +
             entity_of(extraction, claim.object)->name + " (" + kind_of(claim) + ")";
  for (const auto& speaker : speakers_of(extraction, claim)) out += " ~" + speaker;
  if (!claim.date.empty()) out += " @" + claim.date;
  return out;
}

// "Kim Jong Un MEETS_WITH Vladimir Putin", after it in this order and each only where it matters: "(planned)"
// for a claim that is not affirmed and actual, "~KCNA" for who says it, "@2019-04" for when. "<Agreement>" is
// any of that type.
struct Pattern {
  std::string subject;
  Relation relation = Relation::kSigned;
  std::string object;
  std::string kind = "actual";
  std::string speaker;
  std::string date;
};

Pattern parse_pattern(std::string text) {
  Pattern out;
  const auto cut_after = [&](const std::string& mark) {
    const auto at = text.rfind(mark);
    if (at == std::string::npos) return std::string();
    auto part = text.substr(at + mark.size());
    text.resize(at);
    return part;
  };
  out.date = cut_after(" @");
  out.speaker = cut_after(" ~");
  if (text.back() == ')') {
    out.kind = cut_after(" (");
    out.kind.pop_back();
  }
  std::istringstream words(text);
  bool found = false;
  for (std::string word; words >> word;) {
    const auto relation = found ? std::nullopt : find_relation(word);
    if (relation && word.size() > 3) {
      out.relation = *relation;
      found = true;
    } else {
      auto& side = found ? out.object : out.subject;
      side += (side.empty() ? "" : " ") + word;
    }
  }
  REQUIRE_MESSAGE((found && !out.subject.empty() && !out.object.empty()), text);
  return out;
}

bool stands_for(const std::string& pattern, const Entity& entity) {
  return pattern == entity.name || pattern == "<" + std::string(name_of(entity.type)) + ">";
}

bool matches(const Extraction& extraction, const Claim& claim, const Pattern& pattern) {
  if (claim.relation != pattern.relation || kind_of(claim) != pattern.kind) return false;
  const auto& subject = *entity_of(extraction, claim.subject);
  const auto& object = *entity_of(extraction, claim.object);
  const bool straight = stands_for(pattern.subject, subject) && stands_for(pattern.object, object);
  const bool crossed = info(claim.relation).symmetric && stands_for(pattern.subject, object) &&
                       stands_for(pattern.object, subject);
  if (!straight && !crossed) return false;
  if (!pattern.date.empty() && claim.date != pattern.date) return false;
  const auto speakers = speakers_of(extraction, claim);
  return pattern.speaker.empty() ||
         std::find(speakers.begin(), speakers.end(), pattern.speaker) != speakers.end();
}

struct Case {
  std::string text;
  std::vector<std::string> there;
  std::vector<std::string> never;
};

// Sentences that the tagger and parser of this model take apart wrongly, so that a claim is missed; each model has some. They must be wrong
// still: what a new model reads well is taken off the list, and what it does not is a fault to look at first. None may assert what is not so.
bool is_misread(std::string_view text) {
  constexpr std::array kMisread{
      std::string_view("Norway's foreign ministry denied reports that Norwegian troops had been sent to Peru."),
      std::string_view("Prime Minister Lars Hansen of Norway flew to Oslo. Brazil and Chile are next on the prime minister's itinerary."),
      std::string_view("Peter Novak met with long-ruling President Lars Hansen."),
      std::string_view("In Chad Minister Ana Ruiz met Peter Novak."),
      std::string_view("Greenpeace chemist Lars Hansen laughed."),
  };
  return std::find(kMisread.begin(), kMisread.end(), text) != kMisread.end();
}

void check(const std::vector<Case>& cases) {
  for (const auto& row : cases) {
    CAPTURE(row.text);
    REQUIRE((!row.there.empty() || !row.never.empty()));
    const auto extraction = pipeline().run(article_with(row.text));
    CHECK(find_fault(extraction) == std::nullopt);
    std::string found;
    for (const auto& claim : extraction.claims) found += "\n  " + write(extraction, claim);
    CAPTURE(found);
    const auto any = [&](const std::string& text) {
      const auto pattern = parse_pattern(text);
      return std::any_of(extraction.claims.begin(), extraction.claims.end(),
                         [&](const Claim& claim) { return matches(extraction, claim, pattern); });
    };
    if (is_misread(row.text)) CHECK_MESSAGE(!std::all_of(row.there.begin(), row.there.end(), any), "read well now: take it off the list");
    else for (const auto& pattern : row.there) CHECK_MESSAGE(any(pattern), pattern);
    for (const auto& pattern : row.never) CHECK_MESSAGE(!any(pattern), pattern);
  }
}

TEST_CASE("titles before a name tell who holds what for whom") {
  check({
      {"Foreign Minister Choe Son Hui of North Korea arrived in Moscow on Monday.",
       {"Choe Son Hui HOLDS_POSITION Foreign Minister", "Choe Son Hui VISITS Moscow @2026-03-30"},
       {}},
      {"Norwegian Prime Minister Lars Hansen spoke in Oslo.",
       {"Lars Hansen HEADS Norway"},
       {"Lars Hansen VISITS Norway"}},
      {"Finnish Foreign Minister Olga Petrova met Norwegian Prime Minister Lars Hansen in Oslo on Monday.",
       {"Olga Petrova MEETS_WITH Lars Hansen", "Lars Hansen HEADS Norway"},
       {}},
      {"Kremlin spokesman Dmitry Peskov declined to comment.", {"Dmitry Peskov REPRESENTS Russia"}, {}},
      {"Reuters reporter Anna Novak was detained in Minsk.", {"Anna Novak EMPLOYED_BY Reuters"}, {}},
  });
}

TEST_CASE("appositions and clauses tell roles") {
  check({
      {"Lars Hansen, the prime minister of Norway, visited Finland on Tuesday.",
       {"Lars Hansen HEADS Norway", "Lars Hansen VISITS Finland"},
       {}},
      {"Kim Pyong Ho, president of KCNA, praised the agreement.", {"Kim Pyong Ho HEADS KCNA"}, {}},
      {"Ana Ruiz, a spokeswoman for the World Bank, said so.", {"Ana Ruiz REPRESENTS World Bank"}, {}},
      {"Peter Novak, head of the European Central Bank, met Ana Ruiz in Frankfurt.",
       {"Peter Novak HEADS European Central Bank", "Peter Novak MEETS_WITH Ana Ruiz"},
       {}},
      {"Maria Kovacs, the Hungarian ambassador to Canada, spoke in Ottawa.",
       {"Maria Kovacs REPRESENTS Hungary"},
       {}},
      {"TASS is owned by the Russian state and is based in Moscow.", {"TASS BASED_IN Moscow"}, {}},
      {"Ursula von der Leyen is president of the European Commission.",
       {"Ursula von der Leyen HEADS European Commission"},
       {}},
  });
}

TEST_CASE("visits, said with verbs and with nouns") {
  check({
      {"Vladimir Putin visited North Korea in June 2024.",
       {"Vladimir Putin VISITS North Korea @2024-06"},
       {}},
      {"Vladimir Putin arrived in Pyongyang on June 19, 2024.",
       {"Vladimir Putin VISITS Pyongyang @2024-06-19"},
       {}},
      {"Vladimir Putin's visit to North Korea ended on Wednesday.",
       {"Vladimir Putin VISITS North Korea"},
       {}},
      {"Xi Jinping travelled to Serbia and Hungary in May 2024.",
       {"Xi Jinping VISITS Serbia", "Xi Jinping VISITS Hungary"},
       {}},
      {"North Korea was visited by Vladimir Putin in 2024.", {"Vladimir Putin VISITS North Korea"}, {}},
      {"Sergei Lavrov flew to Pyongyang and met Kim Jong Un there.",
       {"Sergei Lavrov VISITS Pyongyang", "Sergei Lavrov MEETS_WITH Kim Jong Un"},
       {}},
      {"Sergei Lavrov paid a visit to Wonsan in July 2025.", {"Sergei Lavrov VISITS Wonsan"}, {}},
      {"U.S. Secretary of State Antony Blinken visited Israel, Jordan and Egypt in 2023.",
       {"Antony Blinken VISITS Israel", "Antony Blinken VISITS Jordan", "Antony Blinken VISITS Egypt @2023"},
       {}},
  });
}

TEST_CASE("meetings, active, passive and as nouns") {
  check({
      {"Kim Jong Un and Vladimir Putin met in Vladivostok in April 2019.",
       {"Kim Jong Un MEETS_WITH Vladimir Putin @2019-04"},
       {}},
      {"Kim Jong Un met with Vladimir Putin in Beijing on September 3, 2025.",
       {"Kim Jong Un MEETS_WITH Vladimir Putin @2025-09-03"},
       {}},
      {"Emmanuel Macron held talks with Olaf Scholz in Berlin.",
       {"Emmanuel Macron MEETS_WITH Olaf Scholz"},
       {}},
      {"Choe Son Hui was received by Sergei Lavrov in Moscow.", {"Sergei Lavrov HOSTS Choe Son Hui"}, {}},
      {"Talks between Sergei Lavrov and Choe Son Hui lasted two hours.",
       {"Sergei Lavrov MEETS_WITH Choe Son Hui"},
       {}},
      {"The meeting between Joe Biden and Xi Jinping took place in Lima.",
       {"Joe Biden MEETS_WITH Xi Jinping"},
       {}},
      {"Xi Jinping hosted Kim Jong Un in Beijing.", {"Xi Jinping HOSTS Kim Jong Un"}, {}},
      {"Angela Merkel spoke with Emmanuel Macron by phone on Friday.",
       {"Angela Merkel CONTACTS Emmanuel Macron"},
       {}},
      {"Kim Jong Un sent a letter to Vladimir Putin.", {"Kim Jong Un CONTACTS Vladimir Putin"}, {}},
      {"Antony Blinken met his Chinese counterpart, Qin Gang, in Beijing.",
       {"Antony Blinken MEETS_WITH Qin Gang"},
       {}},
      {"German Chancellor Olaf Scholz and French President Emmanuel Macron met in Paris on Monday.",
       {"Olaf Scholz HEADS Germany", "Emmanuel Macron HEADS France"},
       {}},
      {"Japan's Prime Minister Shigeru Ishiba spoke with President Lee Jae Myung of South Korea.",
       {"Shigeru Ishiba HEADS Japan"},
       {}},
      {"Tim Cook, chief executive of Apple, met Narendra Modi in New Delhi.",
       {"Tim Cook HEADS Apple", "Tim Cook MEETS_WITH Narendra Modi"},
       {}},
      {"Mohammed bin Salman received Ahmed al-Sharaa in Riyadh.",
       {"Mohammed bin Salman HOSTS Ahmed al-Sharaa"},
       {}},
      {"Ahmed al-Sharaa was welcomed by Emmanuel Macron in Paris.",
       {"Emmanuel Macron HOSTS Ahmed al-Sharaa"},
       {}},
      {"Kim Jong Un met Vladimir Putin on Tuesday. He praised Russia.", {"Kim Jong Un SUPPORTS Russia"}, {}},
      {"Olga Petrova visited Oslo. She met Lars Hansen there.", {"Olga Petrova MEETS_WITH Lars Hansen"}, {}},
  });
}

TEST_CASE("who signed, ratified, left and broke which agreement") {
  check({
      {"TASS and KCNA signed a cooperation agreement on March 28, 2026.",
       {"TASS SIGNED <Agreement>", "KCNA SIGNED <Agreement>"},
       {}},
      {"Russia and North Korea signed the Comprehensive Strategic Partnership Treaty in 2024.",
       {"Russia SIGNED <Agreement>", "North Korea SIGNED <Agreement>"},
       {}},
      {"Russia withdrew from the Black Sea grain deal in 2023.", {"Russia WITHDRAWS_FROM <Agreement>"}, {}},
      {"The United States withdrew from the Paris Agreement.",
       {"United States WITHDRAWS_FROM <Agreement>"},
       {}},
      {"The agreement between Norway and Finland was signed in Oslo.", {"Norway SIGNED <Agreement>"}, {}},
      {"Moscow and Pyongyang signed a mutual defence treaty in June 2024.",
       {"Russia SIGNED mutual defence treaty", "North Korea SIGNED mutual defence treaty"},
       {}},
      {"The European Union and Mercosur concluded a trade agreement in 2024.",
       {"European Union SIGNED trade agreement", "Mercosur SIGNED trade agreement"},
       {}},
  });
}

TEST_CASE("aid, arms, troops and attacks") {
  check({
      {"Japan sent food aid to Sudan.", {"Japan AIDS Sudan"}, {}},
      {"North Korea supplied artillery shells to Russia.", {"North Korea SUPPLIES_ARMS_TO Russia"}, {}},
      {"North Korea sent troops to Russia.",
       {"North Korea DEPLOYS_FORCES_TO Russia"},
       {"North Korea AIDS Russia"}},
      {"North Korean soldiers were deployed to Kursk.", {"North Korea DEPLOYS_FORCES_TO Kursk"}, {}},
      {"France gave Lebanon financial assistance.", {"France AIDS Lebanon"}, {}},
      {"Russia's invasion of Ukraine began in February 2022.", {"Russia ATTACKS Ukraine"}, {}},
      {"Russia invaded Ukraine in 2022.", {"Russia ATTACKS Ukraine @2022"}, {}},
      {"China and Russia traded with North Korea.", {"China TRADES_WITH North Korea"}, {}},
      {"Turkey condemned Israel's attack on Iran.", {"Israel ATTACKS Iran"}, {}},
      {"Russian troops captured Bakhmut in 2023.", {"Russia SEIZES_OR_BLOCKADES Bakhmut"}, {}},
      {"Russia annexed Crimea in 2014.", {"Russia SEIZES_OR_BLOCKADES Crimea @2014"}, {}},
  });
}

TEST_CASE("sanctions and their end") {
  check({
      {"The European Union imposed sanctions on Belarus.", {"European Union SANCTIONS Belarus"}, {}},
      {"Sanctions were imposed on Belarus by the European Union.", {"European Union SANCTIONS Belarus"}, {}},
      {"The United States sanctioned Bank Rossiya.", {"United States SANCTIONS Bank Rossiya"}, {}},
      {"US sanctions against Iran hurt the economy.", {"United States SANCTIONS Iran"}, {}},
      {"The UN Security Council lifted sanctions on Eritrea.",
       {"UN Security Council CONCEDES_OR_EASES Eritrea"},
       {}},
      {"The United States and Britain imposed sanctions on Iran on Thursday.",
       {"United States SANCTIONS Iran", "United Kingdom SANCTIONS Iran"},
       {}},
  });
}

TEST_CASE("accusations make no deed of what is said") {
  check({
      {"South Korea condemned North Korea for the launch.",
       {"South Korea CRITICISES_OR_ACCUSES North Korea"},
       {}},
      {"Ukraine accused Russia of attacking the port.",
       {"Ukraine CRITICISES_OR_ACCUSES Russia"},
       {"Russia ATTACKS Ukraine"}},
      {"Iran was accused by Israel of financing Hezbollah.",
       {"Israel CRITICISES_OR_ACCUSES Iran"},
       {"Israel FUNDS Hezbollah"}},
      {"Seoul blamed Pyongyang for the cyberattack.", {"South Korea CRITICISES_OR_ACCUSES North Korea"}, {}},
      {"Poland expelled three Russian diplomats.", {"Poland EXPELS Russia"}, {}},
      {"Belarus arrested Ana Novak in Minsk.", {"Belarus DETAINS_OR_CHARGES Ana Novak"}, {}},
      {"North Korea threatened South Korea.", {"North Korea THREATENS South Korea"}, {}},
      {"Israel accused Iran of financing Hezbollah.",
       {"Israel CRITICISES_OR_ACCUSES Iran"},
       {"Iran FUNDS Hezbollah"}},
      {"Marco Rubio, the US secretary of state, condemned Hamas.",
       {"Marco Rubio CRITICISES_OR_ACCUSES Hamas"},
       {}},
      {"Israel's attack on Iran was condemned by Turkey.", {"Israel ATTACKS Iran"}, {}},
      {"The International Criminal Court indicted Vladimir Putin.",
       {"International Criminal Court DETAINS_OR_CHARGES Vladimir Putin"},
       {}},
  });
}

TEST_CASE("what is denied or did not happen is no affirmed claim") {
  check({
      {"North Korea did not sign the treaty.", {}, {"North Korea SIGNED <Agreement>"}},
      {"Vladimir Putin did not visit Armenia.",
       {"Vladimir Putin VISITS Armenia (negative)"},
       {"Vladimir Putin VISITS Armenia"}},
      {"Olga Petrova never met Lars Hansen.",
       {"Olga Petrova MEETS_WITH Lars Hansen (negative)"},
       {"Olga Petrova MEETS_WITH Lars Hansen"}},
      {"North Korea denied supplying weapons to Russia.",
       {"North Korea SUPPLIES_ARMS_TO Russia (negative)"},
       {"North Korea SUPPLIES_ARMS_TO Russia"}},
      {"Pyongyang has denied sending troops to Ukraine.",
       {"North Korea DEPLOYS_FORCES_TO Ukraine (negative)"},
       {"North Korea DEPLOYS_FORCES_TO Ukraine"}},
      {"Lars Hansen refused to meet Olga Petrova.",
       {"Lars Hansen MEETS_WITH Olga Petrova (negative)"},
       {"Lars Hansen MEETS_WITH Olga Petrova"}},
      {"Lars Hansen failed to meet Olga Petrova.",
       {"Lars Hansen MEETS_WITH Olga Petrova (negative)"},
       {"Lars Hansen MEETS_WITH Olga Petrova"}},
      {"Lars Hansen left without meeting Olga Petrova.", {}, {"Lars Hansen MEETS_WITH Olga Petrova"}},
      {"No North Korean troops were sent to Ukraine.", {}, {"North Korea DEPLOYS_FORCES_TO Ukraine"}},
      {"Sergei Lavrov cancelled a visit to Armenia.", {}, {"Sergei Lavrov VISITS Armenia"}},
      {"Sergei Lavrov ruled out a meeting with Volodymyr Zelenskyy.",
       {},
       {"Sergei Lavrov MEETS_WITH Volodymyr Zelenskyy"}},
      {"There were no talks between Vladimir Putin and Volodymyr Zelenskyy.",
       {"Vladimir Putin MEETS_WITH Volodymyr Zelenskyy (negative)"},
       {"Vladimir Putin MEETS_WITH Volodymyr Zelenskyy"}},
      {"Germany has not decided whether to send tanks to Ukraine.", {}, {"Germany SUPPLIES_ARMS_TO Ukraine"}},
      {"It is not true that North Korea sent troops to Ukraine.",
       {"North Korea DEPLOYS_FORCES_TO Ukraine (negative)"},
       {"North Korea DEPLOYS_FORCES_TO Ukraine"}},
      {"\"We will never meet Kim Jong Un,\" Olga Petrova said.", {}, {"Olga Petrova MEETS_WITH Kim Jong Un"}},
      {"Norway no longer supports Belarus.", {}, {"Norway SUPPORTS Belarus"}},
      {"Norway is not supporting Belarus.",
       {"Norway SUPPORTS Belarus (negative)"},
       {"Norway SUPPORTS Belarus"}},
      {"Norway isn't a member of the European Union.", {}, {"Norway MEMBER_OF European Union"}},
  });
}

TEST_CASE("what is planned is no fact") {
  check({
      {"Vladimir Putin plans to visit India in December.", {}, {"Vladimir Putin VISITS India"}},
      {"Vladimir Putin will visit India next month.", {}, {"Vladimir Putin VISITS India"}},
      {"Emmanuel Macron is expected to visit China.",
       {"Emmanuel Macron VISITS China (planned)"},
       {"Emmanuel Macron VISITS China"}},
      {"Germany promised to send tanks to Ukraine.",
       {"Germany SUPPLIES_ARMS_TO Ukraine (planned)"},
       {"Germany SUPPLIES_ARMS_TO Ukraine"}},
      {"Donald Trump said he wants to meet Kim Jong Un.", {}, {"Donald Trump MEETS_WITH Kim Jong Un"}},
      {"Kim Jong Un's planned visit to Russia drew criticism.", {}, {"Kim Jong Un VISITS Russia"}},
      {"Sergei Lavrov postponed his visit to Armenia.", {}, {"Sergei Lavrov VISITS Armenia"}},
      {"Sergei Lavrov hopes to visit Armenia.",
       {"Sergei Lavrov VISITS Armenia (planned)"},
       {"Sergei Lavrov VISITS Armenia"}},
      {"Sergei Lavrov was invited to visit Armenia.",
       {"Sergei Lavrov VISITS Armenia (requested)"},
       {"Sergei Lavrov VISITS Armenia"}},
      {"Nikol Pashinyan invited Sergei Lavrov to visit Armenia.",
       {"Sergei Lavrov VISITS Armenia (requested)"},
       {"Sergei Lavrov VISITS Armenia"}},
      {"Germany agreed to send tanks to Ukraine.",
       {"Germany SUPPLIES_ARMS_TO Ukraine (planned)"},
       {"Germany SUPPLIES_ARMS_TO Ukraine"}},
      {"Ukraine wants to join the European Union.", {}, {"Ukraine MEMBER_OF European Union"}},
      {"North Korea is preparing to send troops to Russia, South Korea's intelligence agency said.",
       {"North Korea DEPLOYS_FORCES_TO Russia (planned)"},
       {"North Korea DEPLOYS_FORCES_TO Russia"}},
      {"The plan to deploy French troops to Ukraine was rejected.",
       {"France DEPLOYS_FORCES_TO Ukraine (planned)"},
       {"France DEPLOYS_FORCES_TO Ukraine"}},
      {"Emmanuel Macron proposed sending French troops to Ukraine.",
       {},
       {"France DEPLOYS_FORCES_TO Ukraine"}},
  });
}

TEST_CASE("conditions, questions and wishes are no facts") {
  check({
      {"If Russia attacks Poland, NATO will respond.",
       {"Russia ATTACKS Poland (conditional)"},
       {"Russia ATTACKS Poland"}},
      {"Japan would impose sanctions on North Korea if it tested a bomb.",
       {"Japan SANCTIONS North Korea (conditional)"},
       {"Japan SANCTIONS North Korea"}},
      {"Unless Iran agrees, the European Union will impose sanctions on Iran.",
       {"European Union SANCTIONS Iran (conditional)"},
       {"European Union SANCTIONS Iran"}},
      {"Could Russia attack Poland?", {"Russia ATTACKS Poland (possible)"}, {"Russia ATTACKS Poland"}},
      {"Olga Petrova said Norway should impose sanctions on Belarus.",
       {"Norway SANCTIONS Belarus (requested)"},
       {"Norway SANCTIONS Belarus"}},
      {"If elected, Donald Trump would meet Kim Jong Un.",
       {"Donald Trump MEETS_WITH Kim Jong Un (conditional)"},
       {"Donald Trump MEETS_WITH Kim Jong Un"}},
      {"Russia should not attack Poland, the Kremlin critic said.", {}, {"Russia ATTACKS Poland"}},
  });
}

TEST_CASE("what somebody is asked to do is not done") {
  check({
      {"Antonio Guterres called on Israel to release Ana Novak.", {}, {"Israel CONCEDES_OR_EASES Ana Novak"}},
      {"The United Nations asked Japan to send aid to Haiti.",
       {"Japan AIDS Haiti (requested)"},
       {"Japan AIDS Haiti"}},
      {"Ukraine demanded that Germany supply tanks to Ukraine.", {}, {"Germany SUPPLIES_ARMS_TO Ukraine"}},
      {"Ukraine called on Germany to send tanks.", {"Ukraine REQUESTS Germany"}, {}},
      {"Norway must release Ana Novak, Olga Petrova said.",
       {"Norway CONCEDES_OR_EASES Ana Novak (requested)"},
       {"Norway CONCEDES_OR_EASES Ana Novak"}},
  });
}

TEST_CASE("what may be is no fact") {
  check({
      {"North Korea may send troops to Ukraine.",
       {"North Korea DEPLOYS_FORCES_TO Ukraine (possible)"},
       {"North Korea DEPLOYS_FORCES_TO Ukraine"}},
      {"Vladimir Putin could visit Turkey this year.",
       {"Vladimir Putin VISITS Turkey (possible)"},
       {"Vladimir Putin VISITS Turkey"}},
      {"North Korea has allegedly sent weapons to Russia.",
       {"North Korea SUPPLIES_ARMS_TO Russia (possible)"},
       {"North Korea SUPPLIES_ARMS_TO Russia"}},
      {"North Korea might have supplied missiles to Russia.",
       {"North Korea SUPPLIES_ARMS_TO Russia (possible)"},
       {"North Korea SUPPLIES_ARMS_TO Russia"}},
      {"Poland fears that Russia will attack Poland.", {}, {"Russia ATTACKS Poland"}},
      {"Western officials believe Iran has supplied missiles to Russia.",
       {"Iran SUPPLIES_ARMS_TO Russia (possible)"},
       {"Iran SUPPLIES_ARMS_TO Russia"}},
      {"North Korea reportedly supplied missiles to Russia.",
       {"North Korea SUPPLIES_ARMS_TO Russia (possible)"},
       {"North Korea SUPPLIES_ARMS_TO Russia"}},
      {"It is unclear whether North Korea supplied missiles to Russia.",
       {"North Korea SUPPLIES_ARMS_TO Russia (possible)"},
       {"North Korea SUPPLIES_ARMS_TO Russia"}},
  });
}

TEST_CASE("reported speech keeps its speakers") {
  check({
      {"Dmitry Peskov said that Vladimir Putin had met Kim Jong Un.",
       {"Vladimir Putin MEETS_WITH Kim Jong Un ~Dmitry Peskov"},
       {}},
      {"According to KCNA, Kim Jong Un met Sergei Lavrov in Wonsan.",
       {"Kim Jong Un MEETS_WITH Sergei Lavrov ~KCNA"},
       {}},
      {"\"Germany sent tanks to Ukraine,\" Olaf Scholz said.",
       {"Germany SUPPLIES_ARMS_TO Ukraine ~Olaf Scholz"},
       {}},
      {"Ukraine claims that North Korea sent troops to Russia.",
       {"North Korea DEPLOYS_FORCES_TO Russia (possible) ~Ukraine"},
       {}},
      {"South Korea's spy agency said North Korea had sent weapons to Russia.",
       {"North Korea SUPPLIES_ARMS_TO Russia ~South Korea's spy agency"},
       {}},
      {"According to South Korean officials, North Korea sent 10,000 troops to Russia in October 2024.",
       {"North Korea DEPLOYS_FORCES_TO Russia @2024-10"},
       {}},
  });
}

TEST_CASE("two names in a sentence are no link") {
  check({
      {"Kim Jong Un and Vladimir Putin are mentioned in the report.",
       {},
       {"Kim Jong Un MEETS_WITH Vladimir Putin"}},
      {"Norway plays Finland in the final on Sunday.", {}, {"Norway ATTACKS Finland"}},
      {"The ambassador of Norway spoke about Finland.", {}, {"Norway MEETS_WITH Finland"}},
      {"Hungary blocked EU aid to Ukraine.", {}, {"Hungary AIDS Ukraine"}},
      {"The minister met Olga Petrova. Norway is in Europe.", {}, {"Norway MEETS_WITH Olga Petrova"}},
  });
}

TEST_CASE("alliances, families, posts, memberships, property") {
  check({
      {"China is an ally of North Korea.", {"China ALLIED_WITH North Korea"}, {}},
      {"Kim Jong Un appointed Choe Son Hui as foreign minister in 2022.",
       {"Choe Son Hui APPOINTED_BY Kim Jong Un"},
       {}},
      {"Norway joined NATO in 1949.", {"Norway MEMBER_OF NATO"}, {}},
      {"Emmanuel Macron praised Ukraine and thanked Poland.",
       {"Emmanuel Macron SUPPORTS Ukraine", "Emmanuel Macron SUPPORTS Poland"},
       {}},
      {"Russia cooperates with China in space.", {"Russia COOPERATES_WITH China"}, {}},
      {"Elon Musk bought Twitter in 2022.", {"Elon Musk OWNS Twitter"}, {}},
      {"Angela Merkel was born in Hamburg in 1954.", {"Angela Merkel BORN_IN Hamburg"}, {}},
      {"Rishi Sunak succeeded Liz Truss.", {"Rishi Sunak SUCCEEDS Liz Truss"}, {}},
      {"The Kremlin praised Donald Trump.", {"Russia SUPPORTS Donald Trump"}, {}},
      {"Israel attacked Iran in June 2025.", {"Israel ATTACKS Iran @2025-06"}, {}},
      {"Iran was attacked by Israel.", {"Israel ATTACKS Iran"}, {}},
      {"Hamas released Noa Argamani.", {"Hamas CONCEDES_OR_EASES Noa Argamani"}, {}},
      {"Kim Jong Un expressed support for Russia.", {"Kim Jong Un SUPPORTS Russia"}, {}},
      {"North Korea's support for Russia grew.", {"North Korea SUPPORTS Russia"}, {}},
      {"Finland joined NATO in April 2023.", {"Finland MEMBER_OF NATO @2023-04"}, {}},
      {"Joe Biden pardoned Hunter Biden.", {"Joe Biden CONCEDES_OR_EASES Hunter Biden"}, {}},
  });
}

TEST_CASE("sentences that were misread once") {
  check({
      {"President Emmanuel Macron of France visited Japan.",
       {"Emmanuel Macron HEADS France", "Emmanuel Macron VISITS Japan"},
       {}},
      {"Former US President Barack Obama visited Kenya.", {"Barack Obama VISITS Kenya"}, {}},
      {"The Russian ambassador to North Korea, Alexander Matsegora, praised the treaty.",
       {"Alexander Matsegora REPRESENTS Russia"},
       {}},
      {"Reporters Without Borders, based in Paris, criticised North Korea.",
       {"Reporters Without Borders BASED_IN Paris",
        "Reporters Without Borders CRITICISES_OR_ACCUSES North Korea"},
       {}},
      {"The director general of TASS, Andrei Kondrashov, travelled to Pyongyang.",
       {"Andrei Kondrashov HEADS TASS"},
       {}},
      {"Joe Biden's meeting with Xi Jinping took place in Lima.", {"Joe Biden MEETS_WITH Xi Jinping"}, {}},
      {"The treaty was signed by Vladimir Putin and Kim Jong Un in Pyongyang.",
       {"Vladimir Putin SIGNED <Agreement>", "Kim Jong Un SIGNED <Agreement>"},
       {}},
      {"North Korea ratified the treaty in November 2024.", {"North Korea RATIFIED <Agreement>"}, {}},
      {"Dmitry Peskov dismissed reports that Russia had attacked Poland.", {}, {"Russia ATTACKS Poland"}},
      {"Washington blacklisted Huawei in 2019.", {"United States SANCTIONS Huawei"}, {}},
      {"Russia denied that it had attacked Poland.", {}, {"Russia ATTACKS Poland"}},
      {"Neither Norway nor Finland signed the agreement.",
       {},
       {"Norway SIGNED <Agreement>", "Finland SIGNED <Agreement>"}},
      {"Emmanuel Macron is scheduled to meet Xi Jinping on Friday.",
       {"Emmanuel Macron MEETS_WITH Xi Jinping (planned)"},
       {"Emmanuel Macron MEETS_WITH Xi Jinping"}},
      {"A meeting between Vladimir Putin and Volodymyr Zelenskyy is planned for May.",
       {},
       {"Vladimir Putin MEETS_WITH Volodymyr Zelenskyy"}},
      {"Germany is considering sending tanks to Ukraine.", {}, {"Germany SUPPLIES_ARMS_TO Ukraine"}},
      {"Had Russia attacked Poland, NATO would have responded.", {}, {"Russia ATTACKS Poland"}},
      {"South Korea urged China to sanction North Korea.",
       {"South Korea REQUESTS China"},
       {"China SANCTIONS North Korea"}},
      {"Volodymyr Zelenskyy asked Joe Biden for weapons.", {"Volodymyr Zelenskyy REQUESTS Joe Biden"}, {}},
      {"Kim Yo Jong, the sister of Kim Jong Un, criticised South Korea.",
       {"Kim Yo Jong FAMILY_OF Kim Jong Un"},
       {}},
      {"Sergei Lavrov attended the summit in Johannesburg.", {"Sergei Lavrov PARTICIPATES_IN <Event>"}, {}},
      {"Foreign Minister Sergei Lavrov was scheduled to travel to Pyongyang on Friday.",
       {"Sergei Lavrov VISITS Pyongyang (planned)"},
       {"Sergei Lavrov VISITS Pyongyang"}},
      {"Germany stopped sending tanks to Ukraine.",
       {"Germany SUPPLIES_ARMS_TO Ukraine (negative)"},
       {"Germany SUPPLIES_ARMS_TO Ukraine"}},
      {"Norway stopped short of condemning Israel.",
       {"Norway CRITICISES_OR_ACCUSES Israel (negative)"},
       {"Norway CRITICISES_OR_ACCUSES Israel"}},
  });
}

TEST_CASE("what the article says itself has no speaker, and one sentence makes one claim of a kind") {
  const auto extraction = pipeline().run(article_with("Vladimir Putin visited North Korea in June 2024."));
  std::size_t visits = 0;
  for (const auto& claim : extraction.claims) {
    if (claim.relation != Relation::kVisits) continue;
    ++visits;
    CHECK(claim.attribution.empty());
    CHECK(claim.trigger.text == "visited");
    CHECK(claim.subject_mention.text == "Vladimir Putin");
    CHECK(claim.object_mention.text == "North Korea");
    CHECK(claim.evidence.text == "Vladimir Putin visited North Korea in June 2024.");
    CHECK(claim.evidence.span == Span{0, 48});
    REQUIRE(claim.cues.size() == 1);
    CHECK(claim.cues[0].kind == CueKind::kDate);
    CHECK(claim.cues[0].quote.text == "June 2024");
  }
  CHECK(visits == 1);
}

// --- what holds for every article

std::vector<Article> seed_articles() {
  std::vector<Article> out;
  std::istringstream nothing;
  read_articles({ENTENTE_SEEDS_DIR "/articles"}, {}, nothing, [&](ReadResult result) {
    REQUIRE(std::holds_alternative<Article>(result));
    out.push_back(std::get<Article>(std::move(result)));
    return true;
  });
  REQUIRE(out.size() == 12);
  return out;
}

std::string ndjson_of(const Extraction& extraction) {
  return to_ndjson(extraction, {.with_text = true, .with_candidates = true});
}

TEST_CASE("every seed article keeps the contract") {
  std::size_t claims = 0;
  for (const auto& article : seed_articles()) {
    CAPTURE(article.source);
    const auto extraction = pipeline().run(article);
    CHECK(find_fault(extraction) == std::nullopt);
    CHECK(extraction.article.text == article.text);
    CHECK(extraction.claims.size() >= 3);
    CHECK(extraction.candidates.size() <= kMaxCandidatesPerArticle);
    claims += extraction.claims.size();
    std::set<std::string> ids;
    for (const auto& entity : extraction.entities) {
      CAPTURE(entity.name);
      CHECK(ids.insert(to_string('e', entity.id)).second);
      CHECK(entity.id == make_entity_id(article.id, entity));
      CHECK_FALSE(entity.name.empty());
      CHECK(std::is_sorted(entity.mentions.begin(), entity.mentions.end()));
      CHECK(std::is_sorted(entity.keys.begin(), entity.keys.end()));
      for (const auto& mention : entity.mentions)
        CHECK(slice(article.text, mention.quote.span) == mention.quote.text);
    }
    for (const auto& claim : extraction.claims) {
      const auto written = write(extraction, claim);
      CAPTURE(written);
      CHECK(ids.insert(to_string('c', claim.id)).second);
      CHECK(claim.id == make_claim_id(article.id, claim));
      CHECK(slice(article.text, claim.evidence.span) == claim.evidence.text);
      CHECK_FALSE(claim.trigger.empty());
      CHECK(claim.trigger.span.start >= claim.evidence.span.start);
      // Whom "the two leaders" or "its" stand for is quoted where it is named: here or before.
      for (const auto* part : {&claim.trigger, &claim.subject_mention, &claim.object_mention}) {
        CHECK(part->span.end <= claim.evidence.span.end);
        CHECK(slice(article.text, part->span) == part->text);
      }
      CHECK(claim.evidence.span.start >= article.body_start);
      CHECK(claim.confidence > 0);
      CHECK(claim.confidence < 1);
      CHECK(claim.extractor.find('@') != std::string::npos);
      if (claim.polarity == Polarity::kNegative) {
        CHECK(std::any_of(claim.cues.begin(), claim.cues.end(),
                          [](const Cue& cue) { return cue.kind == CueKind::kNegation; }));
      }
    }
  }
  CHECK(claims > 60);
}

TEST_CASE("the same article gives the same bytes, on one thread and on four") {
  const auto articles = seed_articles();
  std::vector<std::string> first;
  for (const auto& article : articles) first.push_back(ndjson_of(pipeline().run(article)));
  std::vector<std::string> again(articles.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        // Each in another order, so that no article depends on the one before it.
        for (std::size_t i = 0; i < articles.size(); ++i) {
          const auto at = t % 2 == 0 ? i : articles.size() - 1 - i;
          if (at % 4 == t) again[at] = ndjson_of(pipeline().run(articles[at]));
        }
      });
    }
  }
  for (std::size_t i = 0; i < articles.size(); ++i) {
    CAPTURE(articles[i].source);
    CHECK(again[i] == first[i]);
  }
  const auto other = Pipeline::load(ENTENTE_SEEDS_DIR);
  CHECK(ndjson_of(other.run(articles[0])) == first[0]);
}

TEST_CASE("extractions come back whole from their written form") {
  ExtractionReader reader;
  std::vector<std::string> written;
  std::vector<std::string> back;
  for (const auto& article : seed_articles()) {
    written.push_back(ndjson_of(pipeline().run(article)));
    std::istringstream lines(written.back());
    for (std::string line; std::getline(lines, line);) {
      if (auto finished = reader.take(Json::parse(line))) back.push_back(ndjson_of(*finished));
    }
  }
  if (auto finished = reader.finish()) back.push_back(ndjson_of(*finished));
  REQUIRE(back.size() == written.size());
  for (std::size_t i = 0; i < written.size(); ++i) CHECK(back[i] == written[i]);
}

TEST_CASE("an article in a language that is not read has neither entities nor claims") {
  auto article = article_with("Vladimir Putin met Kim Jong Un in Moscow.");
  CHECK_FALSE(pipeline().run(article).claims.empty());
  article.status = ArticleStatus::kLanguageNotRead;
  const auto extraction = pipeline().run(article);
  CHECK(extraction.entities.empty());
  CHECK(extraction.claims.empty());
  CHECK(extraction.candidates.empty());
  CHECK(extraction.article.id == article.id);
}

TEST_CASE("pairs without a claim are told with the reason") {
  const auto denied = pipeline().run(article_with("Vladimir Putin did not visit Armenia."));
  REQUIRE(denied.candidates.size() == 1);
  CHECK(denied.candidates[0].reason == CandidateReason::kNegated);
  const auto planned = pipeline().run(article_with("Vladimir Putin will visit Armenia."));
  REQUIRE(planned.candidates.size() == 1);
  CHECK(planned.candidates[0].reason == CandidateReason::kNotActual);
  CHECK(planned.candidates[0].evidence.text == "Vladimir Putin will visit Armenia.");
  const auto said = pipeline().run(article_with("Vladimir Putin visited Armenia."));
  CHECK(said.candidates.empty());
  const auto silent = Pipeline::load(ENTENTE_SEEDS_DIR, {.candidates = false})
                          .run(article_with("Vladimir Putin will visit Armenia."));
  CHECK(silent.candidates.empty());
}

TEST_CASE("texts of odd form are extracted without a fault") {
  const std::string long_line(40000, 'x');
  std::string enumeration = "Norway";
  for (int i = 0; i < 400; ++i) enumeration += ", Finland, Kim Jong Un, the U.N. and Russia's president";
  for (const auto& text : {std::string("."), std::string("? ! ..."), std::string("\xE2\x80\x9C\xE2\x80\x9D"),
                           long_line, enumeration + " met.", std::string("Putin"),
                           std::string("PUTIN MET KIM\n\nPUTIN MET KIM"), std::string("- \n- \n-"),
                           std::string("Title: x\n\n\xF0\x9F\x98\x80 Vladimir Putin\xF0\x9F\x98\x80 "
                                       "met\xC2\xA0Kim Jong Un\xE2\x80\xA6")}) {
    const auto shown = text.substr(0, 60);
    CAPTURE(shown);
    CHECK(find_fault(pipeline().run(article_with(text))) == std::nullopt);
  }
}

TEST_CASE("who says it, in every place where news names its source") {
  check({
      {"Kim Jong Un met Sergei Lavrov in Wonsan, KCNA reported on Sunday.",
       {"Kim Jong Un MEETS_WITH Sergei Lavrov ~KCNA"},
       {}},
      {"Kim Jong Un told Vladimir Putin that North Korea supports Russia.",
       {"North Korea SUPPORTS Russia ~Kim Jong Un"},
       {}},
      {"KBS, citing TASS, reported that Kim Jong Un met Vladimir Putin.",
       {"Kim Jong Un MEETS_WITH Vladimir Putin ~TASS", "Kim Jong Un MEETS_WITH Vladimir Putin ~KBS"},
       {}},
      {"According to Reuters, Norway recognised Kosovo.", {"Norway SUPPORTS Kosovo ~Reuters"}, {}},
      {"South Korea urged China to sanction North Korea.",
       {"South Korea REQUESTS China", "China SANCTIONS North Korea (requested) ~South Korea"},
       {}},
      {"Russia denied that it had attacked Poland.", {"Russia ATTACKS Poland (negative) ~Russia"}, {}},
  });
}

TEST_CASE("members, state agencies, proxies, gifts with, numbered resolutions") {
  check({
      {"Norway is a member of NATO.", {"Norway MEMBER_OF NATO"}, {}},
      {"KCNA, North Korea's state news agency, reported the visit.", {"KCNA PART_OF North Korea"}, {}},
      {"Anna Novak was detained by Russian police in Moscow.", {"Russia DETAINS_OR_CHARGES Anna Novak"}, {}},
      {"Germany provided Ukraine with tanks.", {"Germany SUPPLIES_ARMS_TO Ukraine"}, {}},
      {"Russia violated Resolution 1718.", {"Russia VIOLATES Resolution 1718"}, {}},
      {"Vladimir Putin signed a treaty with Kim Jong Un.", {"Vladimir Putin SIGNED treaty", "Kim Jong Un SIGNED treaty"}, {}},
      {"Sergei Lavrov received Choe Son Hui in Moscow on Monday. The meeting lasted two hours.",
       {"Choe Son Hui PARTICIPATES_IN <Event>", "Sergei Lavrov PARTICIPATES_IN <Event>"},
       {}},
      {"Norway condemned the attack on Ukraine.", {}, {"Ukraine PARTICIPATES_IN <Event>"}},
      {"Former US President Barack Obama visited Kenya.", {"Barack Obama VISITS Kenya"}, {"Barack Obama HEADS United States"}},
  });
}

TEST_CASE("nouns, treaties and idioms tell what kind of claim it is") {
  check({
      {"Kenya voiced its readiness to impose sanctions on Eritrea.", {"Kenya SANCTIONS Eritrea (planned)"}, {}},
      {"Kenya's refusal to sanction Eritrea angered Sudan.", {"Kenya SANCTIONS Eritrea (negative)"}, {}},
      {"Kenya lacks the power to sanction Eritrea.", {"Kenya SANCTIONS Eritrea (possible)"}, {}},
      {"Kenya is under pressure to sanction Eritrea.", {"Kenya SANCTIONS Eritrea (requested)"}, {}},
      {"Kenya is far from sanctioning Eritrea.", {"Kenya SANCTIONS Eritrea (negative)"}, {}},
      {"The treaty obliges Poland to aid Lithuania if war breaks out.", {"Poland AIDS Lithuania (conditional)"}, {}},
      {"The treaty obliges Poland to aid Lithuania.", {"Poland AIDS Lithuania (planned)"}, {}},
      {"In the event of a visit by Lars Hansen to Portugal, roads will be closed.", {"Lars Hansen VISITS Portugal (conditional)"}, {}},
      {"Roads were closed ahead of Lars Hansen's visit to Portugal.", {"Lars Hansen VISITS Portugal (planned)"}, {}},
      {"Officials hinted at a visit by Lars Hansen to Portugal.", {"Lars Hansen VISITS Portugal (possible)"}, {}},
      {"A clause in the treaty commits Poland to sending weapons to Lithuania in case of war.", {"Poland SUPPLIES_ARMS_TO Lithuania (conditional)"}, {}},
      {"Ana Ruiz was not on the phone call between Lars Hansen and Olga Petrova.", {"Lars Hansen CONTACTS Olga Petrova"}, {}},
      // A clause of its own is denied by itself alone.
      {"The promise has not been kept; Spain has not sent weapons to Morocco.", {"Spain SUPPLIES_ARMS_TO Morocco (negative)"}, {}},
      {"Hopes on the future of the treaty between Norway and Peru are high.", {"Norway PARTY_TO <Agreement>"}, {}},
  });
}

TEST_CASE("whose act is asked for, sought, cancelled, denied or nominated") {
  check({
      {"The United States has called on Norway to stop supplying weapons to Peru.",
       {"Norway SUPPLIES_ARMS_TO Peru (negative)"},
       {"United States SUPPLIES_ARMS_TO Peru (negative)"}},
      {"Norway's foreign ministry denied reports that Norwegian troops had been sent to Peru.", {"Norway DEPLOYS_FORCES_TO Peru (negative)"}, {}},
      {"Norway sought Peru's support for its bid to join the Security Council.", {"Peru SUPPORTS Norway (planned)"}, {"Peru SUPPORTS Norway"}},
      {"Norway wants to buy gas from Peru.", {"Norway TRADES_WITH Peru (planned)"}, {"Norway TRADES_WITH Peru"}},
      {"Lars Hansen cancelled a planned trip to Chile.", {"Lars Hansen VISITS Chile (negative)"}, {"Lars Hansen VISITS Chile"}},
      {"Lars Hansen announced a trip to Chile.", {"Lars Hansen VISITS Chile (planned)"}, {"Lars Hansen VISITS Chile"}},
      {"Ana Ruiz was nominated to head the World Bank.", {"Ana Ruiz HEADS World Bank (planned)"}, {"Ana Ruiz HEADS World Bank"}},
      {"Lars Hansen is to attend the summit in Lima.", {"Lars Hansen PARTICIPATES_IN <Event> (planned)"}, {"Lars Hansen PARTICIPATES_IN <Event>"}},
  });
}

TEST_CASE("itineraries, invitations and willingness tell who will go where, and what is wanted") {
  check({
      {"Prime Minister Lars Hansen of Norway flew to Oslo. Brazil and Chile are next on the prime minister's itinerary.",
       {"Lars Hansen VISITS Brazil (planned)", "Lars Hansen VISITS Chile (planned)"},
       {}},
      {"The itinerary of Foreign Minister Lars Hansen includes a stop in Chile.", {"Lars Hansen VISITS Chile (planned)"}, {}},
      {"Lars Hansen's tour will take him to Chile and Peru.", {"Lars Hansen VISITS Peru (planned)"}, {"Lars Hansen VISITS Peru"}},
      {"Lars Hansen's tour took him to Chile and Peru.", {"Lars Hansen VISITS Chile", "Lars Hansen VISITS Peru"}, {}},
      {"The next stop on Lars Hansen's tour is Chile.", {"Lars Hansen VISITS Chile (planned)"}, {}},
      {"Lars Hansen is expected in Chile on Friday.", {"Lars Hansen VISITS Chile (planned)"}, {}},
      {"Lars Hansen invited Ana Ruiz to Norway.", {"Ana Ruiz VISITS Norway (requested)"}, {"Ana Ruiz VISITS Norway"}},
      {"Ana Ruiz voiced Norway's keenness to cooperate with Finland.",
       {"Norway COOPERATES_WITH Finland (planned)"},
       {"Ana Ruiz COOPERATES_WITH Finland (planned)"}},
      {"Ana Ruiz underlined the willingness of Peru's government to receive Prime Minister Lars Hansen.",
       {"Peru HOSTS Lars Hansen (possible)"},
       {"Ana Ruiz HOSTS Lars Hansen", "Ana Ruiz HOSTS Lars Hansen (possible)"}},
      {"Ana Ruiz reiterated Norway's interest in receiving aid from Japan.", {"Japan AIDS Norway (planned)"}, {"Japan AIDS Norway"}},
      {"Norway received economic aid from Japan.", {"Japan AIDS Norway"}, {}},
      {"Norway plans to expand its export controls to Russia.", {"Norway SANCTIONS Russia (planned)"}, {}},
  });
}

TEST_CASE("what an agreement provides for between its two parties is planned or conditional") {
  check({
      {"The treaty signed by Norway and Peru includes a clause that mandates military assistance if either nation is attacked.",
       {"Norway AIDS Peru (conditional)", "Peru AIDS Norway (conditional)"},
       {"Norway AIDS Peru", "Peru AIDS Norway"}},
      {"The agreement between Reuters and TASS provides for the exchange of news.",
       {"Reuters SHARES_INFORMATION_WITH TASS (planned)", "TASS SHARES_INFORMATION_WITH Reuters (planned)"},
       {"Reuters SHARES_INFORMATION_WITH TASS"}},
      // Who of three is obliged to whom is not told; and what a newspaper covers it does not provide for.
      {"The treaty between Norway, Peru and Chile provides for military assistance.", {}, {"Norway AIDS Peru (planned)"}},
      {"Reuters covers exchanges of information between Norway and Peru.", {}, {"Norway SHARES_INFORMATION_WITH Peru (planned)"}},
  });
}

TEST_CASE("marks of quotation do not hide who does what") {
  check({
      {"KCNA said Kim Jong Un \"warmly congratulated\" Vladimir Putin.", {"Kim Jong Un CONTACTS Vladimir Putin ~KCNA"}, {}},
      {"\xE2\x80\x9CNorway supports Peru,\xE2\x80\x9D said Ana Ruiz.", {"Norway SUPPORTS Peru ~Ana Ruiz"}, {}},
      {"Lars Hansen praised the \"heroic people of Peru\".", {"Lars Hansen SUPPORTS Peru"}, {}},
  });
}

TEST_CASE("the one who speaks is found across marks of quotation, objects, sources and sentences") {
  check({
      {"\xE2\x80\x9CNorway supports Ukraine,\xE2\x80\x9D Lars Hansen said, \xE2\x80\x9C"
       "and Norway condemns Russia.\xE2\x80\x9D",
       {"Norway SUPPORTS Ukraine ~Lars Hansen", "Norway CRITICISES_OR_ACCUSES Russia ~Lars Hansen"},
       {}},
      {"Lars Hansen spoke in Oslo. \"Norway supports Ukraine,\" he said. \"Norway condemns Russia.\" He added that Peru attacked Chile.",
       {"Norway CRITICISES_OR_ACCUSES Russia ~Lars Hansen", "Peru ATTACKS Chile ~Lars Hansen"},
       {}},
      {"Speaking in Lima, Lars Hansen said: \"It was a long day. Norway supports Peru.\"", {"Norway SUPPORTS Peru ~Lars Hansen"}, {}},
      // The quotation is over: the article's own voice.
      {"\"It was a long day,\" Lars Hansen said. Norway supports Peru.", {"Norway SUPPORTS Peru"}, {"Norway SUPPORTS Peru ~Lars Hansen"}},
      {"Lars Hansen confirmed Norway's support for Ukraine.", {"Norway SUPPORTS Ukraine ~Lars Hansen"}, {}},
      {"Norway confirmed its support for Ukraine.", {"Norway SUPPORTS Ukraine"}, {"Norway SUPPORTS Ukraine ~Norway"}},
      {"Reuters highlighted accusations from Norwegian officials that Peru supplied Chile with missiles.",
       {"Peru SUPPLIES_ARMS_TO Chile (possible) ~Reuters", "Peru SUPPLIES_ARMS_TO Chile (possible) ~Norway"},
       {}},
      {"In a statement carried by KCNA, Lars Hansen condemned Norway.", {"Lars Hansen CRITICISES_OR_ACCUSES Norway ~KCNA"}, {}},
      {"According to a report by Reuters, Norway supports Ukraine.", {"Norway SUPPORTS Ukraine ~Reuters"}, {}},
      {"As Reuters reported, Norway supports Ukraine.", {"Norway SUPPORTS Ukraine ~Reuters"}, {}},
      {"Lars Hansen was quoted by TASS as saying that Norway supports Peru.",
       {"Norway SUPPORTS Peru ~TASS", "Norway SUPPORTS Peru ~Lars Hansen"},
       {}},
      {"Lars Hansen was sworn in as president of Chile, according to TASS.", {"Lars Hansen HEADS Chile ~TASS"}, {}},
      {"Chilean President Lars Hansen met Ana Ruiz, TASS said.", {"Lars Hansen HEADS Chile", "Lars Hansen MEETS_WITH Ana Ruiz ~TASS"}, {"Lars Hansen HEADS Chile ~TASS"}},
      {"Lars Hansen visited Chile, according to the prime minister's office.", {"Lars Hansen VISITS Chile ~prime minister's office"}, {}},
      {"Ukrainian media reported that Russia attacked Poland.", {"Russia ATTACKS Poland ~Ukrainian media"}, {"Russia ATTACKS Poland ~Ukraine"}},
  });
}

// The article is of Tuesday, 2026-03-31.
TEST_CASE("when it was: what is to come, what is counted, what lasts, and no date from elsewhere") {
  check({
      {"Lars Hansen will visit Chile on Friday.", {"Lars Hansen VISITS Chile (planned) @2026-04-03"}, {}},
      {"Lars Hansen visited Chile on Friday.", {"Lars Hansen VISITS Chile @2026-03-27"}, {}},
      {"Lars Hansen is likely to visit Chile in January.", {"Lars Hansen VISITS Chile (possible) @2027-01"}, {}},
      {"On March 5, Reuters signed an agreement with TASS aimed at regular information exchanges.",
       {"Reuters SHARES_INFORMATION_WITH TASS (planned) @2026-03-05"},
       {}},
      {"Lars Hansen met Ana Ruiz on March 5. A day later, Lars Hansen visited Chile.", {"Lars Hansen VISITS Chile @2026-03-06"}, {}},
      {"In 2019, Lars Hansen met Ana Ruiz. The previous year, Lars Hansen visited Chile.", {"Lars Hansen VISITS Chile @2018"}, {}},
      {"Norway has supported Ukraine since 2022.", {"Norway SUPPORTS Ukraine @2022"}, {}},
      {"Lars Hansen visited Chile on the 12th of March.", {"Lars Hansen VISITS Chile @2026-03-12"}, {}},
      {"Ana Ruiz received Lars Hansen, the foreign ministry said on Monday.", {"Ana Ruiz HOSTS Lars Hansen @2026-03"}, {"Ana Ruiz HOSTS Lars Hansen @2026-03-30"}},
  });
  const auto date = [](const std::string& text, Relation relation) {
    const auto extraction = pipeline().run(article_with(text));
    for (const auto& claim : extraction.claims) {
      if (claim.relation == relation) return claim.date;
    }
    return std::string("no claim");
  };
  CHECK(date("Lars Hansen visited Chile a day earlier.", Relation::kVisits).empty());
  CHECK(date("Norway agreed in January to send weapons to Peru.", Relation::kSuppliesArmsTo).empty());
  CHECK(date("Lars Hansen attended the summit in June 2024, two months after Norway joined NATO.", Relation::kMemberOf).empty());
  CHECK(date("Ana Ruiz had received Lars Hansen, the foreign ministry said on Monday.", Relation::kHosts).empty());
  CHECK(date("Norway supports Peru, the foreign ministry said on Monday.", Relation::kSupports).empty());
  CHECK(date("Lars Hansen made his first visit to Chile since 2000.", Relation::kVisits).empty());
}

TEST_CASE("praise and blame in a speaker's own words are his") {
  check({
      {"\"We support Ukraine and condemn Russia,\" Lars Hansen said.",
       {"Lars Hansen SUPPORTS Ukraine", "Lars Hansen CRITICISES_OR_ACCUSES Russia"},
       {}},
      {"Lars Hansen said: \"I met Ana Ruiz in Lima. We stand with Peru. We sent weapons to Peru.\"",
       {"Lars Hansen MEETS_WITH Ana Ruiz", "Lars Hansen SUPPORTS Peru"},
       {"Lars Hansen SUPPLIES_ARMS_TO Peru"}},  // "we" are more than he
      {"\"Norway's attack on Peru is unjustifiable,\" Lars Hansen said.", {"Lars Hansen CRITICISES_OR_ACCUSES Norway"}, {"Lars Hansen CRITICISES_OR_ACCUSES Peru"}},
      {"\"The unjustified invasion of Peru by Norway must end,\" said Lars Hansen.",
       {"Lars Hansen CRITICISES_OR_ACCUSES Norway"},
       {"Lars Hansen CRITICISES_OR_ACCUSES Peru"}},
      {"Lars Hansen described Norway's policy as a disgrace.", {"Lars Hansen CRITICISES_OR_ACCUSES Norway"}, {}},
      {"Lars Hansen called Norway a reliable partner.", {"Lars Hansen SUPPORTS Norway"}, {}},
      {"Lars Hansen spoke highly of Norway's help.", {"Lars Hansen SUPPORTS Norway"}, {}},
      // The article's own words are nobody's praise.
      {"Norway's attack on Peru is unjustifiable. Lars Hansen spoke in Lima.", {"Norway ATTACKS Peru"}, {"Lars Hansen CRITICISES_OR_ACCUSES Norway"}},
      {"Lars Hansen described Norway to friends.", {}, {"Lars Hansen SUPPORTS Norway"}},
      {"Lars Hansen called the president of Norway.", {}, {"Lars Hansen CRITICISES_OR_ACCUSES Norway", "Lars Hansen SUPPORTS Norway"}},
      {"\"My visit to Chile was a success,\" Lars Hansen said.", {"Lars Hansen VISITS Chile"}, {"Lars Hansen SUPPORTS <Event>"}},
  });
}

TEST_CASE("a statement made twice is shown by the first sentence that makes it") {
  const auto extraction = pipeline().run(article_with("Talks between Norway and Peru on oil opened.\n\nNorway, backed by Chile, supports Peru.\n\nNorway supports Peru."));
  const Claim* best = nullptr;
  for (const auto& claim : extraction.claims) {
    if (claim.relation == Relation::kSupports && entity_of(extraction, claim.subject)->name == "Norway" && (best == nullptr || claim.confidence > best->confidence)) best = &claim;
  }
  REQUIRE(best != nullptr);
  CHECK(best->evidence.text == "Norway, backed by Chile, supports Peru.");
}

TEST_CASE("what somebody is, told by a noun phrase") {
  check({
      {"Ana Ruiz is a lawyer and the founder of the Hansen Institute.", {"Ana Ruiz FOUNDED Hansen Institute"}, {}},
      {"Hansen Institute founder Ana Ruiz spoke in Oslo.", {"Ana Ruiz FOUNDED Hansen Institute"}, {"Ana Ruiz HEADS Hansen Institute"}},
      {"Ana Ruiz is not the founder of the Hansen Institute.", {}, {"Ana Ruiz FOUNDED Hansen Institute"}},
      {"Ana Ruiz met the founder of the Hansen Institute.", {}, {"Ana Ruiz FOUNDED Hansen Institute"}},
      {"Peter Novak, a painter and owner of the Bergen Group, died on Monday.", {"Peter Novak OWNS Bergen Group"}, {}},
      {"Oslo native Lars Hansen lives in Bergen.", {"Lars Hansen BORN_IN Oslo", "Lars Hansen LIVES_IN Bergen"}, {"Lars Hansen BORN_IN Bergen"}},
      {"A native of Oslo, Lars Hansen moved to Chile.", {"Lars Hansen BORN_IN Oslo"}, {}},
      {"Originally from Oslo, Olga Petrova works for the Bergen Group.", {"Olga Petrova BORN_IN Oslo", "Olga Petrova EMPLOYED_BY Bergen Group"}, {}},
      {"A friend of Oslo, Lars Hansen moved to Chile.", {}, {"Lars Hansen BORN_IN Oslo"}},
      {"The native of Oslo praised Lars Hansen.", {}, {"Lars Hansen BORN_IN Oslo"}},
      {"The Bergen Group is the parent company of the Novak Bank.", {"Novak Bank PART_OF Bergen Group"}, {"Bergen Group PART_OF Novak Bank"}},
      {"The Novak Bank operates as a subsidiary of the Bergen Group.", {"Novak Bank PART_OF Bergen Group"}, {}},
      {"The Novak Bank is no longer a subsidiary of the Bergen Group.", {}, {"Novak Bank PART_OF Bergen Group"}},
      {"Olga Petrova is a British Labour Party politician.", {"Olga Petrova CITIZEN_OF United Kingdom"}, {}},
      {"Lars Hansen is a German-born Australian citizen.", {"Lars Hansen CITIZEN_OF Australia"}, {"Lars Hansen CITIZEN_OF Germany"}},
      {"Lars Hansen is an Iraqi-British architect.", {"Lars Hansen CITIZEN_OF Iraq", "Lars Hansen CITIZEN_OF United Kingdom"}, {}},
      {"Lars Hansen is a Russian teacher.", {}, {"Lars Hansen CITIZEN_OF Russia"}},
      {"Ana Ruiz of Reuters asked the first question.", {"Ana Ruiz EMPLOYED_BY Reuters"}, {}},
      {"They accused Ana Ruiz of Reuters bias.", {}, {"Ana Ruiz EMPLOYED_BY Reuters"}},
      {"Lars Hansen of the Labour Party lost his seat.", {"Lars Hansen MEMBER_OF Labour Party"}, {"Lars Hansen EMPLOYED_BY Labour Party"}},
      {"Ana Ruiz is the chief executive of the Novak Bank, the Bergen Group and the Hansen Institute.", {"Ana Ruiz HEADS Novak Bank", "Ana Ruiz HEADS Bergen Group", "Ana Ruiz HEADS Hansen Institute"}, {}},
      {"Ana Ruiz is the chief executive of the Novak Bank and the Bergen Group is hers.", {"Ana Ruiz HEADS Novak Bank"}, {"Ana Ruiz HEADS Bergen Group"}},
      {"Ana Ruiz served for four years as chief executive of the Novak Bank.", {"Ana Ruiz HEADS Novak Bank"}, {}},
      {"Ana Ruiz will not serve as chief executive of the Novak Bank.", {}, {"Ana Ruiz HEADS Novak Bank"}},
  });
}

TEST_CASE("whose people, deeds and places they are") {
  check({
      {"The Labour Party's Lars Hansen won the seat.", {"Lars Hansen MEMBER_OF Labour Party"}, {}},
      {"Reuters' Ana Ruiz asked the first question.", {"Ana Ruiz EMPLOYED_BY Reuters"}, {}},
      {"The Labour Party's defeat pleased Lars Hansen.", {}, {"Lars Hansen MEMBER_OF Labour Party"}},
      {"Reuters met Ana Ruiz.", {}, {"Ana Ruiz EMPLOYED_BY Reuters"}},
      {"Ana Ruiz condemned Chad's treatment of prisoners.", {"Ana Ruiz CRITICISES_OR_ACCUSES Chad"}, {}},
      {"Ana Ruiz condemned Chad's opponents.", {}, {"Ana Ruiz CRITICISES_OR_ACCUSES Chad"}},
      {"Ana Ruiz did not condemn Chad's treatment of prisoners.", {}, {"Ana Ruiz CRITICISES_OR_ACCUSES Chad"}},
      {"Norway praised Chad's efforts.", {"Norway SUPPORTS Chad"}, {}},
      {"Kenya conducted 26 strikes against Sudan on Monday.", {"Kenya ATTACKS Sudan"}, {}},
      {"Kenya may conduct strikes against Sudan.", {}, {"Kenya ATTACKS Sudan"}},
      {"Bergen is a city in western Norway.", {"Bergen PART_OF Norway"}, {}},
      {"Lars Hansen left Bergen, a city in Norway.", {"Bergen PART_OF Norway"}, {}},
      {"Bergen is a friend in Norway.", {}, {"Bergen PART_OF Norway"}},
      {"Bergen is not a city in Chile.", {}, {"Bergen PART_OF Chile"}},
      {"Ana Ruiz led the Bergen Group with 67 goals.", {}, {"Ana Ruiz HEADS Bergen Group"}},
      {"Ana Ruiz led the Bergen Group for years.", {"Ana Ruiz HEADS Bergen Group"}, {}},
      {"Norway named Olga Petrova as its ambassador.", {"Olga Petrova APPOINTED_BY Norway"}, {}},
      {"Peter Novak named Lars Hansen and ran.", {}, {"Lars Hansen APPOINTED_BY Peter Novak"}},
      {"NASA astronaut Ana Ruiz spoke in Toledo.", {"Ana Ruiz EMPLOYED_BY NASA"}, {}},
      {"Labour Party supporter Ana Ruiz spoke in Toledo.", {}, {"Ana Ruiz MEMBER_OF Labour Party"}},
      {"The Bergen Group is a Finnish energy company.", {"Bergen Group BASED_IN Finland"}, {}},
      {"The Bergen Group is a friend of the Finnish company.", {}, {"Bergen Group BASED_IN Finland"}},
      {"Lars Hansen moved from Chile to Peru in 1998.", {"Lars Hansen LIVES_IN Peru"}, {"Lars Hansen LIVES_IN Chile"}},
      {"The Bergen Group is led by Chairman Lars Hansen, Director Peter Novak and Treasurer Ana Ruiz.", {"Lars Hansen HEADS Bergen Group"}, {"Lars Hansen HOLDS_POSITION Director"}},
      {"Peter Novak, known as Leo, is a Norwegian painter.", {"Peter Novak CITIZEN_OF Norway"}, {}},
      {"Lars Hansen graduated with honours from the University of Oslo.", {"Lars Hansen EDUCATED_AT University of Oslo"}, {}},
      {"Lars Hansen never graduated with honours from the University of Oslo.", {}, {"Lars Hansen EDUCATED_AT University of Oslo"}},
  });
}

TEST_CASE("the passive with a preposition") {
  check({
      {"Peter Novak is married to Ana Ruiz.", {"Peter Novak FAMILY_OF Ana Ruiz"}, {}},
      {"Peter Novak is not married to Ana Ruiz.", {}, {"Peter Novak FAMILY_OF Ana Ruiz"}},
      {"Peter Novak wants to be married to Ana Ruiz.", {}, {"Peter Novak FAMILY_OF Ana Ruiz"}},
      {"Ana Ruiz was elected to the European Parliament in 2019.", {"Ana Ruiz MEMBER_OF European Parliament"}, {}},
      {"Ana Ruiz was not elected to the European Parliament.", {}, {"Ana Ruiz MEMBER_OF European Parliament"}},
      {"Ana Ruiz may be elected to the European Parliament.", {}, {"Ana Ruiz MEMBER_OF European Parliament"}},
      {"Ana Ruiz was admitted to the Bergen Hospital.", {}, {"Ana Ruiz MEMBER_OF Bergen Hospital"}},
      {"Lars Hansen was exiled to Chile.", {"Lars Hansen LIVES_IN Chile"}, {}},
      {"Lars Hansen is employed at the Bergen Hospital.", {"Lars Hansen EMPLOYED_BY Bergen Hospital"}, {}},
      {"Lars Hansen is no longer employed at the Bergen Hospital.", {}, {"Lars Hansen EMPLOYED_BY Bergen Hospital"}},
  });
}

TEST_CASE("where somebody was born, lives, studied") {
  check({
      {"Lars Hansen (born 12 May 1961 in Bergen, Norway) is a painter.", {"Lars Hansen BORN_IN Bergen", "Lars Hansen BORN_IN Norway"}, {}},
      {"Lars Hansen (born 1961, Bergen) was a painter.", {"Lars Hansen BORN_IN Bergen"}, {}},
      {"Lars Hansen (12 May 1931 in Bergen - 3 June 2001 in Toledo) was a Norwegian painter.", {"Lars Hansen BORN_IN Bergen", "Lars Hansen CITIZEN_OF Norway"}, {"Lars Hansen BORN_IN Toledo"}},
      {"Lars Hansen (right, in Bergen on Monday) is a painter.", {}, {"Lars Hansen BORN_IN Bergen"}},
      {"Lars Hansen (born 1961, raised in Bergen) is a painter.", {}, {"Lars Hansen BORN_IN Bergen"}},
      {"Lars Hansen was born and raised in Bergen.", {"Lars Hansen BORN_IN Bergen", "Lars Hansen LIVES_IN Bergen"}, {}},
      {"Lars Hansen was not born or raised in Bergen.", {}, {"Lars Hansen BORN_IN Bergen", "Lars Hansen LIVES_IN Bergen"}},
      {"Lars Hansen and his wife Olga live in Bergen.", {"Lars Hansen LIVES_IN Bergen", "Olga LIVES_IN Bergen", "Lars Hansen FAMILY_OF Olga"}, {}},
      {"Lars Hansen praised his wife Olga, who lives in Bergen.", {"Olga LIVES_IN Bergen"}, {"Lars Hansen LIVES_IN Bergen"}},
      {"Peter Novak received a degree in law from the University of Oslo and a doctorate from Bergen College.", {"Peter Novak EDUCATED_AT University of Oslo", "Peter Novak EDUCATED_AT Bergen College"}, {}},
      {"Peter Novak has no degree in law from the University of Oslo.", {}, {"Peter Novak EDUCATED_AT University of Oslo"}},
      {"Peter Novak never received a degree in law from the University of Oslo.", {}, {"Peter Novak EDUCATED_AT University of Oslo"}},
      {"Peter Novak wants to get a degree in law from the University of Oslo.", {}, {"Peter Novak EDUCATED_AT University of Oslo"}},
      {"Peter Novak and his wife Ana arrived with their children, Olga, Lars and Maria.", {"Peter Novak FAMILY_OF Olga", "Ana FAMILY_OF Maria"}, {}},
      {"Hansen is married to Olga Hansen. Hansen lives in Bergen.", {"Hansen FAMILY_OF Olga Hansen", "Hansen LIVES_IN Bergen"}, {"Olga Hansen LIVES_IN Bergen"}},
      {"Olga Hansen arrived. Hansen lives in Bergen.", {"Olga Hansen LIVES_IN Bergen"}, {}},
      {"Peter Novak left his children, Olga Petrova said.", {}, {"Peter Novak FAMILY_OF Olga Petrova"}},
  });
}

TEST_CASE("where a body is seated and who founded it") {
  check({
      {"The Bergen Group is a maker of airships based in Oslo, Norway.", {"Bergen Group BASED_IN Oslo", "Bergen Group BASED_IN Norway"}, {}},
      {"The Novak Bank, an old lender headquartered in Oslo, lost money.", {"Novak Bank BASED_IN Oslo"}, {}},
      {"The Oslo-based Bergen Group sold ships.", {"Bergen Group BASED_IN Oslo"}, {"Bergen Group PART_OF Oslo"}},
      {"The Bergen Group is an Oslo-based shipping company.", {"Bergen Group BASED_IN Oslo"}, {}},
      {"The Bergen Group is not based in Oslo.", {}, {"Bergen Group BASED_IN Oslo"}},
      {"The Bergen Group sold a ship based in Oslo.", {}, {"Bergen Group BASED_IN Oslo"}},
      {"The Bergen Group praised an Oslo-based painter.", {}, {"Bergen Group BASED_IN Oslo"}},
      {"The Bergen Group, founded in 1990 by shipowner Lars Hansen and Ana Ruiz, sold ships.", {"Lars Hansen FOUNDED Bergen Group", "Ana Ruiz FOUNDED Bergen Group"}, {}},
      {"The Bergen Group praised a school founded in 1990 by Lars Hansen.", {}, {"Lars Hansen FOUNDED Bergen Group"}},
      {"The Bergen Group, never founded by Lars Hansen, sold ships.", {}, {"Lars Hansen FOUNDED Bergen Group"}},
      {"Ana I. Ruiz works for Novak Technologies, Inc. in Oslo.", {"Ana I. Ruiz EMPLOYED_BY Novak Technologies, Inc."}, {}},
      {"Lars Hansen, also known as Leo Holm, is a painter. Holm lives in Oslo.", {"Lars Hansen LIVES_IN Oslo"}, {}},
      {"Lars Hansen, like Leo Holm, is a painter. Holm lives in Oslo.", {"Leo Holm LIVES_IN Oslo"}, {"Lars Hansen LIVES_IN Oslo"}},
  });
}

TEST_CASE("homes and births by the words alone") {
  check({
      {"Lars Hansen was born in Bergen and moved to Peru in 1990.", {"Lars Hansen BORN_IN Bergen", "Lars Hansen LIVES_IN Peru"}, {}},
      {"In 1990 Lars Hansen moved with his family from Chile to Peru.", {"Lars Hansen LIVES_IN Peru"}, {"Lars Hansen LIVES_IN Chile"}},
      {"Lars Hansen was born in Bergen and lived there until 1990.", {"Lars Hansen LIVES_IN Bergen"}, {}},
      {"Born and raised in Bergen, Lars Hansen became a painter.", {"Lars Hansen BORN_IN Bergen", "Lars Hansen LIVES_IN Bergen"}, {}},
      {"Lars Hansen is a Norwegian painter born and raised in Bergen, Norway.", {"Lars Hansen BORN_IN Bergen", "Lars Hansen LIVES_IN Norway"}, {}},
      {"Olga Martinez was born on 3 May in Bergen as Olga Hansen. Hansen lives in Oslo.", {"Olga Martinez LIVES_IN Oslo"}, {"Olga Hansen LIVES_IN Oslo"}},
      {"Olga Martinez was born in Bergen and acted as Peter Hansen. Hansen lives in Oslo.", {}, {"Olga Martinez LIVES_IN Oslo"}},
      {"She was born Olga Hansen in Bergen.", {"Olga Hansen BORN_IN Bergen"}, {"unnamed person (\u201Cshe\u201D) BORN_IN Bergen"}},
      {"Olga Martinez was born Olga Hansen on 26 June 1922, the youngest of three children, in Bergen.", {"Olga Martinez BORN_IN Bergen"}, {}},
      {"Lars Hansen lives in Bergen with his wife Olga and their son Peter.", {"Lars Hansen LIVES_IN Bergen", "Olga LIVES_IN Bergen", "Peter LIVES_IN Bergen"}, {}},
      {"Peter Novak is married to Olga Ruiz; they live in Bergen.", {"Peter Novak LIVES_IN Bergen", "Olga Ruiz LIVES_IN Bergen"}, {}},
      {"Peter Novak met Olga Ruiz; they live in Bergen.", {}, {"Peter Novak LIVES_IN Bergen"}},
      {"Olga Ruiz and her husband Lars Hansen emigrated to Peru and settled in Chile.", {"Olga Ruiz LIVES_IN Peru", "Lars Hansen LIVES_IN Peru"}, {}},
      {"The son of Peter Novak and Olga Ruiz moved to Peru.", {}, {"Peter Novak LIVES_IN Peru"}},
      {"Lars Hansen lived in Bergen with Olga Ruiz in mind.", {}, {"Olga Ruiz LIVES_IN Bergen"}},
      {"Lars Hansen moved the Novak Bank to Peru.", {}, {"Lars Hansen LIVES_IN Peru"}},
      {"Lars Hansen never moved to Peru.", {}, {"Lars Hansen LIVES_IN Peru"}},
      {"Lars Hansen said that his father came and moved to Peru.", {}, {"Lars Hansen LIVES_IN Peru"}},
  });
}

TEST_CASE("what somebody does, and for whom, by the words alone") {
  check({
      {"Lars Hansen is a reporter for the Novak News Group.", {"Lars Hansen EMPLOYED_BY Novak News Group"}, {}},
      {"Lars Hansen, an economist at the University of Oslo, laughed.", {"Lars Hansen EMPLOYED_BY University of Oslo"}, {}},
      {"Lars Hansen is Assistant Professor for New Media and Culture at Oslo University.", {"Lars Hansen EMPLOYED_BY Oslo University"}, {}},
      {"Lars Hansen worked as a researcher at the Novak Institute.", {"Lars Hansen EMPLOYED_BY Novak Institute"}, {}},
      {"Lars Hansen is not an economist at the University of Oslo.", {}, {"Lars Hansen EMPLOYED_BY University of Oslo"}},
      {"Lars Hansen met an economist at the University of Oslo.", {}, {"Lars Hansen EMPLOYED_BY University of Oslo"}},
      {"Lars Hansen is a Norwegian politician representing the Labour Party.", {"Lars Hansen MEMBER_OF Labour Party"}, {}},
      {"Lars Hansen (Labour Party) voted against it.", {"Lars Hansen MEMBER_OF Labour Party"}, {}},
      {"Lars Hansen studied at Oslo College, Bergen College and the University of Peru.", {"Lars Hansen EDUCATED_AT Bergen College", "Lars Hansen EDUCATED_AT University of Peru"}, {}},
      {"Lars Hansen studied at Oslo College, and Bergen College closed.", {}, {"Lars Hansen EDUCATED_AT Bergen College"}},
      {"A professor at the University of Oslo, Lars Hansen wrote much.", {"Lars Hansen EMPLOYED_BY University of Oslo"}, {}},
      {"In 1990 Lars Hansen was made President and Chief Executive Officer of the Novak Bank.", {"Lars Hansen HEADS Novak Bank"}, {}},
      {"Lars Hansen was a poet and former Director of the Novak Institute.", {}, {"Lars Hansen HEADS Novak Institute"}},
      {"Lars Hansen also serves on the boards of the Novak Foundation and the Bergen Group.", {"Lars Hansen MEMBER_OF Novak Foundation", "Lars Hansen MEMBER_OF Bergen Group"}, {}},
      {"Lars Hansen never served on the board of the Novak Foundation.", {}, {"Lars Hansen MEMBER_OF Novak Foundation"}},
      {"Lars Hansen studied painting in Bergen College.", {"Lars Hansen EDUCATED_AT Bergen College"}, {}},
      {"Lars Hansen holds an MFA from Bergen College and is a student at the University of Oslo.", {"Lars Hansen EDUCATED_AT Bergen College", "Lars Hansen EDUCATED_AT University of Oslo"}, {}},
      {"Before joining the Bergen Group in 1990, Lars Hansen was a teacher.", {"Lars Hansen MEMBER_OF Bergen Group"}, {}},
      {"Before joining the Bergen Group, Lars Hansen wants a house.", {}, {"Lars Hansen MEMBER_OF Bergen Group"}},
      {"Greenpeace chemist Lars Hansen laughed.", {"Lars Hansen EMPLOYED_BY Greenpeace"}, {}},
      {"Lars Hansen was a graduate assistant at Bergen College.", {}, {"Lars Hansen EDUCATED_AT Bergen College"}},
      {"Lars Hansen attended Bergen College's concerts.", {}, {"Lars Hansen EDUCATED_AT Bergen College"}},
      {"Lars Hansen described Olga Ruiz as a reporter for the Novak News Group.", {}, {"Lars Hansen EMPLOYED_BY Novak News Group"}},
  });
}

TEST_CASE("what is said of somebody is as real as its clause") {
  for (const auto* text : {"The Bergen Group will be headquartered in Oslo.", "The Bergen Group is expected to be headquartered in Oslo.", "The Bergen Group may be based in Oslo.",
                           "The Bergen Group could become a subsidiary of the Novak Bank.", "The Bergen Group denied that it is a subsidiary of the Novak Bank.", "The Bergen Group is said to be a subsidiary of the Novak Bank.",
                           "Lars Hansen denied that he was a reporter for the Novak News Group.", "Lars Hansen is reportedly a reporter for the Novak News Group.", "Lars Hansen is no longer a reporter for the Novak News Group.",
                           "Lars Hansen claims to be the founder of the Novak Institute.", "Lars Hansen reportedly has two children, Olga and Peter.", "Lars Hansen was accused of being a member of the Labour Party.",
                           "Lars Hansen was rejected as a reporter for the Novak News Group.", "Lars Hansen resigned as a professor at the University of Oslo.", "Lars Hansen applied for a job as an economist at the University of Oslo.",
                           "If Lars Hansen moved to Peru, he would be rich.", "Nobody believes that Lars Hansen moved to Peru.", "Lars Hansen might be the son of Peter Novak and Ana Ruiz.", "Is Lars Hansen a member of the Labour Party?"}) {
    CAPTURE(text);
    const auto found = pipeline().run(article_with(text));
    for (const auto& claim : found.claims) {
      CAPTURE(write(found, claim));
      CHECK(kind_of(claim) != "actual");
    }
  }
}

TEST_CASE("founders, seats and parent companies by the words alone") {
  check({
      {"Lars Hansen is a founding member of the Novak Institute.", {"Lars Hansen FOUNDED Novak Institute"}, {}},
      {"Lars Hansen also co-founded Novak Technologies with Olga Ruiz.", {"Lars Hansen FOUNDED Novak Technologies", "Olga Ruiz FOUNDED Novak Technologies"}, {}},
      {"Created in 1899 by the engineers Lars Hansen and Peter Novak, the Bergen Group builds ships.", {"Lars Hansen FOUNDED Bergen Group", "Peter Novak FOUNDED Bergen Group"}, {}},
      {"In 1990 Lars Hansen set up the Bergen Group.", {"Lars Hansen FOUNDED Bergen Group"}, {}},
      {"Lars Hansen did not set up the Bergen Group.", {}, {"Lars Hansen FOUNDED Bergen Group"}},
      {"Lars Hansen started the Bergen Group's ships.", {}, {"Lars Hansen FOUNDED Bergen Group"}},
      {"The Bergen Group is a large, privately held shipping company headquartered in Oslo, Norway.", {"Bergen Group BASED_IN Oslo", "Bergen Group BASED_IN Norway"}, {}},
      {"Headquartered in Oslo, the Bergen Group builds ships.", {"Bergen Group BASED_IN Oslo"}, {}},
      {"The Bergen Group is not a company headquartered in Oslo.", {}, {"Bergen Group BASED_IN Oslo"}},
      {"Olga Ruiz worked at Hansen College in Oslo.", {"Hansen College BASED_IN Oslo"}, {}},
      {"The Novak Bank is a wholly owned and independently run subsidiary of the Bergen Group.", {"Novak Bank PART_OF Bergen Group"}, {}},
      {"As a subsidiary of the Bergen Group, the Novak Bank lends money.", {"Novak Bank PART_OF Bergen Group"}, {}},
      {"The Bergen Group and its subsidiary Novak Bank lend money.", {"Novak Bank PART_OF Bergen Group"}, {}},
      {"The Novak Bank is not a subsidiary of the Bergen Group.", {}, {"Novak Bank PART_OF Bergen Group"}},
      {"The Novak Bank bought a subsidiary of the Bergen Group.", {}, {"Novak Bank PART_OF Bergen Group"}},
  });
}

TEST_CASE("kin, posts and members by the words alone") {
  check({
      {"Peter Novak is married to Olga Ruiz; they have two children, Lars and Maria.", {"Peter Novak FAMILY_OF Lars", "Olga Ruiz FAMILY_OF Maria"}, {}},
      {"Lars Hansen was married on 25 December 1884 to Olga Ruiz, daughter of Peter Ruiz.", {"Lars Hansen FAMILY_OF Olga Ruiz"}, {}},
      {"Lars Hansen married, secondly, Olga Ruiz, and they left.", {"Lars Hansen FAMILY_OF Olga Ruiz"}, {}},
      {"Lars Hansen never married Olga Ruiz.", {}, {"Lars Hansen FAMILY_OF Olga Ruiz"}},
      {"Lars Hansen left. His first wife was the editor Olga Ruiz.", {"Lars Hansen FAMILY_OF Olga Ruiz"}, {}},
      {"Lars Hansen was born in Bergen and attended the New School in Chile.", {"Lars Hansen BORN_IN Bergen"}, {"Lars Hansen BORN_IN Chile"}},
      {"The Bergen Group's chief executive is Lars Hansen.", {"Lars Hansen HEADS Bergen Group"}, {}},
      {"A member of the Labour Party, Lars Hansen voted against it.", {"Lars Hansen MEMBER_OF Labour Party"}, {}},
      {"Unlike Peter Novak, a member of the Labour Party, Lars Hansen left.", {"Peter Novak MEMBER_OF Labour Party"}, {"Lars Hansen MEMBER_OF Labour Party"}},
      {"Lars Hansen was not admitted and never studied at the University of Oslo.", {}, {"Lars Hansen EDUCATED_AT University of Oslo"}},
      {"Lars Hansen lied that he was born in Bergen.", {}, {"Lars Hansen BORN_IN Bergen"}},
      {"Lars Hansen praised a member of the Labour Party.", {}, {"Lars Hansen MEMBER_OF Labour Party"}},
      {"Peter Novak had a daughter, Maria, and a son, Lars.", {"Peter Novak FAMILY_OF Maria", "Peter Novak FAMILY_OF Lars"}, {}},
      {"Peter Novak has no children, Lars Hansen said.", {}, {"Peter Novak FAMILY_OF Lars Hansen"}},
      {"Olga Ruiz was the daughter of Peter Ruiz, Duke of Oslo, and Maria Novak.", {"Olga Ruiz FAMILY_OF Peter Ruiz", "Olga Ruiz FAMILY_OF Maria Novak"}, {}},
      {"Olga Ruiz is the daughter of Peter Ruiz, and Maria Novak visited Peru.", {}, {"Olga Ruiz FAMILY_OF Maria Novak"}},
  });
}

// Entities whose name says that they have none, with their keys.
std::vector<const Entity*> unnamed_in(const Extraction& extraction) {
  std::vector<const Entity*> out;
  for (const auto& entity : extraction.entities) {
    if (entity.name.starts_with("unnamed ")) out.push_back(&entity);
  }
  return out;
}

TEST_CASE("a pronoun whose name the text does not give is one unnamed person") {
  const auto found = pipeline().run(article_with("He was born in Bergen. He studied at the University of Oslo, and his wife, Olga Hansen, works for the Novak Bank.\n\nIn 2001 he moved to Peru."));
  REQUIRE(unnamed_in(found).size() == 1);
  const auto& he = *unnamed_in(found).front();
  CHECK(he.name == "unnamed person (\u201Che\u201D)");
  CHECK(he.type == EntityType::kPerson);
  CHECK(he.mentions.size() == 4);  // he, he, his, he
  REQUIRE(he.keys.size() == 1);
  CHECK(he.keys.front().reason == KeyReason::kArticle);
  CHECK(he.keys.front().text == "article:" + to_base32(found.article.id) + ":0");
  CHECK(find_fault(found) == std::nullopt);
  // The same words in another article are somebody else.
  const auto other = pipeline().run(article_with("He was born in Bergen. He lives in Oslo."));
  REQUIRE(unnamed_in(other).size() == 1);
  CHECK(unnamed_in(other).front()->keys != he.keys);
  check({
      {"He was born in Bergen. He studied at the University of Oslo.", {"unnamed person (\u201Che\u201D) BORN_IN Bergen", "unnamed person (\u201Che\u201D) EDUCATED_AT University of Oslo"}, {}},
      {"She was married to Peter Novak, and in 1990 she moved to Peru.", {"unnamed person (\u201Cshe\u201D) FAMILY_OF Peter Novak", "unnamed person (\u201Cshe\u201D) LIVES_IN Peru"}, {"Peter Novak LIVES_IN Peru"}},
      {"He studied in Bergen with Lars Hansen. He moved to Peru.", {"unnamed person (\u201Che\u201D) LIVES_IN Peru"}, {"Lars Hansen LIVES_IN Peru"}},
      {"Lars Hansen was born in Bergen. He met Peter Ruiz. He lives in Oslo.", {"Lars Hansen LIVES_IN Oslo"}, {"Peter Ruiz LIVES_IN Oslo"}},
      {"Lars Hansen met Peter Novak, a butcher, and his wife Ana Ruiz.", {"Peter Novak FAMILY_OF Ana Ruiz"}, {"Lars Hansen FAMILY_OF Ana Ruiz"}},
      {"She travelled with Peter Novak and his wife Ana Ruiz. She was born in Bergen.", {"Peter Novak FAMILY_OF Ana Ruiz", "unnamed person (\u201Cshe\u201D) BORN_IN Bergen"}, {}},
      {"He was the son of Peter Hansen and his wife Ana Ruiz.", {"Peter Hansen FAMILY_OF Ana Ruiz", "unnamed person (\u201Che\u201D) FAMILY_OF Peter Hansen"}, {}},
      {"He was not born in Bergen.", {}, {"unnamed person (\u201Che\u201D) BORN_IN Bergen"}},
      // Its name stands near by.
      {"Before he moved to Peru, Lars Hansen worked for the Novak Bank.", {"Lars Hansen LIVES_IN Peru"}, {"unnamed person (\u201Che\u201D) LIVES_IN Peru"}},
      {"He was born in Bergen. Hansen studied at the University of Oslo.", {"Hansen BORN_IN Bergen"}, {"unnamed person (\u201Che\u201D) BORN_IN Bergen"}},
      {"He moved to Peru in May. Hansen runs the Novak Bank.", {"unnamed person (\u201Che\u201D) LIVES_IN Peru"}, {"Hansen LIVES_IN Peru"}},
      {"He was born in Bergen. Lars Hansen studied at the University of Oslo.", {"unnamed person (\u201Che\u201D) BORN_IN Bergen"}, {"Lars Hansen BORN_IN Bergen"}},
      {"He was born in Bergen. His wife, Olga Ruiz, studied at the University of Oslo.", {"unnamed person (\u201Che\u201D) BORN_IN Bergen"}, {"Olga Ruiz BORN_IN Bergen"}},
      {"He was born in Bergen. Hansen said that the bridge was old.", {"unnamed person (\u201Che\u201D) BORN_IN Bergen"}, {"Hansen BORN_IN Bergen"}},
      {"He was born in Bergen. Hansen met him in Peru.", {"unnamed person (\u201Che\u201D) BORN_IN Bergen"}, {"Hansen BORN_IN Bergen"}},
      {"\u201CHe was born in Bergen,\u201D said Lars Hansen.", {}, {"Lars Hansen BORN_IN Bergen", "unnamed person (\u201Che\u201D) BORN_IN Bergen"}},
  });
  // A "he" that no claim is about makes nothing.
  CHECK(unnamed_in(pipeline().run(article_with("He laughed. Lars Hansen visited Peru."))).empty());
}

TEST_CASE("claims about the unnamed are less sure") {
  const auto confidence = [](const std::string& text) {
    const auto found = pipeline().run(article_with(text));
    REQUIRE(found.claims.size() == 1);
    return found.claims.front().confidence;
  };
  CHECK(confidence("He was born in Bergen.") < confidence("Lars Hansen was born in Bergen."));
}

TEST_CASE("an unnamed it is a body only where the words leave no doubt") {
  check({
      {"It was founded in 1990 by Lars Hansen. It is headquartered in Oslo.", {"Lars Hansen FOUNDED <Organization>", "unnamed organization (\u201Cit\u201D) BASED_IN Oslo"}, {}},
      {"It is a subsidiary of the Novak Bank.", {"unnamed organization (\u201Cit\u201D) PART_OF Novak Bank"}, {}},
  });
  for (const auto* text : {"It is likely that Lars Hansen visited Peru.", "It rained in Oslo.", "It was said that Peru attacked Chile.", "It is in Oslo.", "It is based on a novel by Lars Hansen."}) {
    CAPTURE(text);
    CHECK(unnamed_in(pipeline().run(article_with(text))).empty());
  }
}

TEST_CASE("outside of quotations \"I\" is the author") {
  check({
      {"I was born in Bergen. My wife, Olga Hansen, works for the Novak Bank.", {"unnamed person (\u201CI\u201D) BORN_IN Bergen", "unnamed person (\u201CI\u201D) FAMILY_OF Olga Hansen"}, {}},
      {"My name is Lars Hansen and I was born in Bergen.", {"Lars Hansen BORN_IN Bergen"}, {"unnamed person (\u201CI\u201D) BORN_IN Bergen", "unnamed person (\u201CMy\u201D) BORN_IN Bergen"}},
      {"Lars Hansen said: \u201CI was born in Bergen.\u201D", {"Lars Hansen BORN_IN Bergen"}, {}},
  });
  for (const auto* text : {"'I was born in Bergen,' the man said.", "Q: Where were you born?\n\nA: I was born in Bergen.", "Where were you born?\n\nI was born in Bergen.\n\nAnd where do you live?\n\nI live in Oslo.", "World War I began in Bergen."}) {
    CAPTURE(text);
    CHECK(unnamed_in(pipeline().run(article_with(text))).empty());
  }
}

TEST_CASE("who, which and where are mentions of the name before them") {
  const auto found = pipeline().run(article_with("Lars Hansen, who lives in Oslo, works for the Novak Bank, which Olga Ruiz founded."));
  const auto has = [&](const std::string& name, const std::string& words) {
    return std::any_of(found.entities.begin(), found.entities.end(), [&](const Entity& entity) {
      return entity.name == name && std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const Mention& mention) { return mention.quote.text == words && mention.form == MentionForm::kPronoun; });
    });
  };
  CHECK(has("Lars Hansen", "who"));
  CHECK(has("Novak Bank", "which"));
  CHECK_FALSE(has("Lars Hansen", "which"));
}

// tests/extract/twins.tsv: for each claim a sentence that does not state it as done, and one that does.
TEST_CASE("no claim is asserted by the sentence that does not, and its twin is found") {
  std::ifstream in(std::string(ENTENTE_SOURCE_DIR) + "/tests/extract/twins.tsv");
  REQUIRE(in);
  std::size_t pairs = 0;
  std::size_t found = 0;
  bool header = true;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (header) {
      header = false;
      continue;
    }
    std::istringstream cells(line);
    std::string claim;
    std::string sentence;
    std::string twin;
    std::getline(cells, claim, '\t');
    std::getline(cells, sentence, '\t');
    REQUIRE_MESSAGE(std::getline(cells, twin, '\t'), line);
    const auto pattern = parse_pattern(claim);
    const auto states = [&](const std::string& text) {
      const auto extraction = pipeline().run(article_with(text));
      return std::any_of(extraction.claims.begin(), extraction.claims.end(),
                         [&](const Claim& made) { return matches(extraction, made, pattern); });
    };
    CHECK_MESSAGE(!states(sentence), sentence);
    ++pairs;
    if (states(twin)) ++found;
    else MESSAGE("not found: " << twin);
  }
  CHECK(pairs >= 100);
  CHECK_MESSAGE(found * 100 >= pairs * 85, found);
}

TEST_CASE("an office to come is planned, not held") {
  check({
      {"Ana Ruiz, the president-elect of Bolivia, visited Angola on Monday.",
       {"Ana Ruiz HEADS Bolivia (planned)", "Ana Ruiz HOLDS_POSITION president-elect"},
       {"Ana Ruiz HEADS Bolivia"}},
      {"Prime minister-designate Juan Diaz of Ecuador met President-elect Peter Novak of Croatia.",
       {"Juan Diaz HEADS Ecuador (planned)", "Peter Novak HEADS Croatia (planned)", "Juan Diaz MEETS_WITH Peter Novak"},
       {"Juan Diaz HEADS Ecuador", "Peter Novak HEADS Croatia"}},
      {"Incoming Norwegian Prime Minister Lars Hansen spoke in Oslo.", {"Lars Hansen HEADS Norway (planned)"}, {"Lars Hansen HEADS Norway"}},
      {"Peter Novak is president of Croatia. Olga Petrova is president-elect of Croatia. The president praised Norway.",
       {"Peter Novak SUPPORTS Norway", "Peter Novak HEADS Croatia"},
       {"Olga Petrova SUPPORTS Norway", "Olga Petrova HEADS Croatia"}},
      {"Foreign Minister Ana Ruiz of Bolivia spoke.", {"Ana Ruiz REPRESENTS Bolivia"}, {}},
  });
}

TEST_CASE("another's support is not the speaker's") {
  check({
      {"Lars Hansen confirmed Finland's support for Ukraine.", {"Finland SUPPORTS Ukraine"}, {"Lars Hansen SUPPORTS Ukraine"}},
      {"Lars Hansen confirmed his country's support for Kosovo.", {}, {"Lars Hansen SUPPORTS Kosovo"}},
      {"Norway noted Poland's support for Chad.", {"Poland SUPPORTS Chad"}, {"Norway SUPPORTS Chad"}},
      {"Olga Petrova welcomed Peru's support for Kenya.", {"Peru SUPPORTS Kenya"}, {"Olga Petrova SUPPORTS Kenya"}},
      {"Olga Petrova thanked Chile for its support for Ghana.", {"Olga Petrova SUPPORTS Chile"}, {"Olga Petrova SUPPORTS Ghana"}},
      {"Olga Petrova reaffirmed her support for Mexico.", {"Olga Petrova SUPPORTS Mexico"}, {}},
      {"Spain reaffirmed its support for Cuba.", {"Spain SUPPORTS Cuba"}, {}},
  });
}

TEST_CASE("to share an opinion is no commitment") {
  check({
      {"Olga Petrova agreed with Peter Novak that the war was long.", {}, {"Olga Petrova AGREES_TO Peter Novak"}},
      {"Juan Diaz agreed with Ana Ruiz to open the border.", {"Juan Diaz AGREES_TO Ana Ruiz"}, {}},
      {"Norway agreed with Finland on a common tariff.", {"Norway AGREES_TO Finland"}, {}},
  });
}

TEST_CASE("counterparts hold the post of whose counterparts they are") {
  check({
      {"Norwegian Foreign Minister Lars Hansen met his Chilean counterpart, Ana Ruiz, in Oslo.", {"Ana Ruiz REPRESENTS Chile"}, {"Ana Ruiz HEADS Chile"}},
      {"President Peter Novak of Croatia phoned his Kenyan and Ghanaian counterparts, Ana Ruiz and Olga Petrova.",
       {"Ana Ruiz HEADS Kenya", "Olga Petrova HEADS Ghana"},
       {"Ana Ruiz HEADS Ghana"}},
      {"Lars Hansen met his Chilean counterpart, Ana Ruiz, in Oslo.", {}, {"Ana Ruiz REPRESENTS Chile", "Ana Ruiz HEADS Chile"}},
  });
}

TEST_CASE("visits told around a noun") {
  check({
      {"Olga Petrova opened her tour with a visit to Kenya.", {"Olga Petrova VISITS Kenya"}, {}},
      {"Lars Hansen has paid a visit to the Chilean capital, Santiago.", {"Lars Hansen VISITS Santiago"}, {}},
      {"Norway received a visit from Ana Ruiz.", {"Ana Ruiz VISITS Norway"}, {}},
      {"Lars Hansen, who had come by train, met Peter Novak in Oslo.", {"Lars Hansen MEETS_WITH Peter Novak"}, {}},
      {"Norwegian Prime Minister Lars Hansen and Finnish Prime Minister Olga Petrova met. They agreed on cooperation between their countries.", {}, {"Lars Hansen COOPERATES_WITH Olga Petrova"}},
      {"Ukraine fired German-supplied shells.", {"Germany SUPPLIES_ARMS_TO Ukraine"}, {}},
      {"Ukraine rejected German-supplied shells.", {}, {"Germany SUPPLIES_ARMS_TO Ukraine"}},
  });
}

TEST_CASE("an undated occasion is of the month in which it was told") {
  check({
      {"Lars Hansen received Ana Ruiz in Oslo, TASS reported on March 24, 2026.", {"Lars Hansen HOSTS Ana Ruiz @2026-03"}, {}},
      {"Lars Hansen visited Chile, TASS said on March 24, 2026. He also received Ana Ruiz there, the agency added.", {"Lars Hansen VISITS Chile @2026-03"}, {}},
  });
  const auto undated = [](const std::string& text) {
    const auto extraction = pipeline().run(article_with(text));
    return std::any_of(extraction.claims.begin(), extraction.claims.end(), [](const Claim& claim) { return claim.relation == Relation::kHosts && claim.date.empty(); });
  };
  CHECK(undated("Lars Hansen received Ana Ruiz in Oslo, TASS reported on March 1, 2026."));  // lately may be February
  CHECK(undated("Lars Hansen had received Ana Ruiz in Oslo, TASS reported on March 24, 2026."));
}

TEST_CASE("what stands before a quotation is not said by whoever is quoted") {
  check({
      {"Meeting Olga Petrova in Oslo, Lars Hansen said: “Norway attacked Chile.”",
       {"Norway ATTACKS Chile ~Lars Hansen"}, {"Lars Hansen MEETS_WITH Olga Petrova ~Lars Hansen"}},
      {"Norway attacked Chile, Lars Hansen said, calling it “a disgrace”.", {"Norway ATTACKS Chile ~Lars Hansen"}, {}},
      {"“Norway attacked Chile”, Lars Hansen said.", {"Norway ATTACKS Chile ~Lars Hansen"}, {}},
  });
}

TEST_CASE("of several sentences the clearest shows the claim") {
  const auto best = [](const std::string& text, Relation relation) {
    const auto extraction = pipeline().run(article_with(text));
    const Claim* out = nullptr;
    for (const auto& claim : extraction.claims) {
      if (claim.relation == relation && (out == nullptr || claim.confidence > out->confidence)) out = &claim;
    }
    REQUIRE(out != nullptr);
    return out->evidence.text;
  };
  // A post: full name and state before the bare surname.
  CHECK(best("President Novak spoke in Zagreb. Peter Novak, president of Croatia, left for Oslo.", Relation::kHoldsPosition).find("left for Oslo") != std::string::npos);
  // Whose post it is beside the post outweighs a longer name without it.
  CHECK(best("President Rodrigo Diaz Vega spoke in Lima. The Chilean President Rodrigo Diaz left for Oslo.", Relation::kHoldsPosition).find("left for Oslo") != std::string::npos);
  CHECK(best("The police guarded Vice President Ruiz. Ana Ruiz is now the Vice President of Kenya.", Relation::kHoldsPosition).find("is now") != std::string::npos);
  // An occasion: the first telling, unless only a later one says when.
  CHECK(best("Lars Hansen visited Chile. Lars Hansen visited Chile on March 3, 2026.", Relation::kVisits).find("March 3") != std::string::npos);
  // What was done before what is to come.
  CHECK(best("Lars Hansen will visit Chile. In 2019 he visited Chile.", Relation::kVisits).find("2019") != std::string::npos);
  // A question takes for granted what another sentence states.
  CHECK(best("Why did Norway sanction Chile? Experts have long asked.\n\nNorway sanctioned Chile on Monday over the incident.", Relation::kSanctions) ==
        "Norway sanctioned Chile on Monday over the incident.");
  // Symmetric: either order is the same statement.
  CHECK(best("Ana Ruiz met Lars Hansen in Oslo. Lars Hansen met Ana Ruiz in the morning.", Relation::kMeetsWith).find("in Oslo") != std::string::npos);
  // An alliance is shown as it was first told, in the heading already.
  CHECK(best("Norway and Peru Forge Military Alliance\n\nMany are worried about the Norway-Peru alliance.", Relation::kAlliedWith).find("Forge") != std::string::npos);
}

TEST_CASE("an event has one date, whichever sentence says it") {
  for (const std::string text : {"In May 2025, Ana Ruiz paid an official visit to Chile. Ana Ruiz's visit to Chile was short.",
                                 "Ana Ruiz's recent visit to Chile was short. In May 2025, Ana Ruiz paid an official visit to Chile."}) {
    CAPTURE(text);
    const auto extraction = pipeline().run(article_with(text));
    std::size_t found = 0;
    const Claim* shown = nullptr;
    for (const auto& claim : extraction.claims) {
      if (claim.relation != Relation::kParticipatesIn) continue;
      ++found;
      CHECK(claim.date == "2025-05");
      if (shown == nullptr || claim.confidence > shown->confidence) shown = &claim;
    }
    CHECK(found == 2);
    REQUIRE(shown != nullptr);
    CHECK(shown->evidence.span.start == 0);  // so the first that tells it is shown
  }
}

TEST_CASE("which descriptions are one agreement or event") {
  const auto count = [](const std::string& text, EntityType type) {
    const auto extraction = pipeline().run(article_with(text));
    return std::count_if(extraction.entities.begin(), extraction.entities.end(), [&](const Entity& entity) { return entity.type == type; });
  };
  // Who signs it, is one of those whose it is.
  CHECK(count("Norway inked an agreement with Peru. Chile depends on the Norway deal.", EntityType::kAgreement) == 1);
  CHECK(count("Norway signed eight memorandums with Peru. They spoke about the Norway contract.", EntityType::kAgreement) == 2);
  // "A conference" is not the meeting told before; "the summit" may be, and a conversation is what a call was.
  CHECK(count("After his meeting with Ana Ruiz, Lars Hansen left. Lars Hansen spoke at a conference with Ana Ruiz.", EntityType::kEvent) == 2);
  CHECK(count("Peter Novak recalled his summit with Ana Ruiz. Peter Novak praised the meeting with Ana Ruiz.", EntityType::kEvent) == 1);
  CHECK(count("Ana Ruiz had a phone call with Peter Novak. She had a conversation with Peter Novak.", EntityType::kEvent) == 1);
}

TEST_CASE("a meeting at which somebody speaks is the one that was told before") {
  check({
      {"Peter Novak received Ana Ruiz in Oslo. During the meeting, Novak spoke of trade.", {"Peter Novak PARTICIPATES_IN <Event>", "Ana Ruiz PARTICIPATES_IN <Event>"}, {}},
      {"Peter Novak received Ana Ruiz in Oslo. During the meeting, Lars Hansen spoke of trade.", {"Lars Hansen PARTICIPATES_IN <Event>"}, {"Ana Ruiz PARTICIPATES_IN <Event>"}},
  });
}

TEST_CASE("bodies told by what they are and whose") {
  check({
      {"The chess federations of Norway and Peru signed a memorandum in Oslo. Lars Hansen leads the Norwegian Chess Federation. Ana Ruiz is president of the Chess Federation of Peru.",
       {"Norwegian Chess Federation SIGNED <Agreement>", "Chess Federation of Peru SIGNED <Agreement>", "Norwegian Chess Federation BASED_IN Norway", "Chess Federation of Peru BASED_IN Peru"}, {}},
      // Not one of them without the other, and none of another game.
      {"The chess federations of Norway and Peru signed a memorandum in Oslo. Lars Hansen leads the Norwegian Chess Federation.", {}, {"Norwegian Chess Federation SIGNED <Agreement>"}},
      {"The chess federations of Norway and Peru signed a memorandum in Oslo. Lars Hansen leads the Norwegian Rugby Federation. Ana Ruiz is president of the Rugby Federation of Peru.",
       {}, {"Norwegian Rugby Federation SIGNED <Agreement>", "Rugby Federation of Peru SIGNED <Agreement>"}},
  });
}

TEST_CASE("aid that is sent with other things, and aid to what is somebody's") {
  check({
      {"The dispatch of Norwegian experts and food aid to Peru's border campaign underscores its concern.", {"Norway AIDS Peru"}, {}},
      {"Norwegian aid to Peru's campaign in Chad began in May.", {"Norway AIDS Peru"}, {"Norway AIDS Chad"}},
      {"The chief spoke of Norwegian experts and food aid to Peru.", {}, {"Norway AIDS Peru"}},
  });
}

TEST_CASE("their alliance is that of the two states named before it, and outright words are shown first") {
  check({
      {"Talks between Norway and Peru are to deepen their alliance.", {"Norway ALLIED_WITH Peru"}, {}},
      {"Norway told Peru and Chile of their alliance.", {}, {"Norway ALLIED_WITH Peru", "Peru ALLIED_WITH Chile", "Norway ALLIED_WITH Chile"}},
      {"Norway and Peru spoke of their alliance with Chile.", {}, {"Norway ALLIED_WITH Peru"}},
      {"Norway told Peru of their meeting.", {}, {"Norway MEETS_WITH Peru"}},
  });
  const auto extraction = pipeline().run(article_with("Many welcomed the strategic partnership between Norway and Peru. The alliance between Norway and Peru is old."));
  const Claim* shown = nullptr;
  for (const auto& claim : extraction.claims) {
    if (claim.relation == Relation::kAlliedWith && (shown == nullptr || claim.confidence > shown->confidence)) shown = &claim;
  }
  REQUIRE(shown != nullptr);
  CHECK(shown->evidence.text == "The alliance between Norway and Peru is old.");
}

TEST_CASE("the name behind what describes a counterpart") {
  check({
      {"Lars Hansen travelled to Peru to meet with his counterpart, the leader of the large party ruling the land, Ana Ruiz.", {"Lars Hansen MEETS_WITH Ana Ruiz"}, {}},
      {"Lars Hansen met with his counterpart, the leader of a party that had sued Peter Novak, Ana Ruiz said.", {}, {"Lars Hansen MEETS_WITH Peter Novak", "Lars Hansen MEETS_WITH Ana Ruiz"}},
  });
}

TEST_CASE("what somebody owns is no verb, and gerunds behind a verb are what it is about") {
  check({
      {"He said he totally agrees with Norwegian leaders' call on Chad to stop the attacks.", {"Norway REQUESTS Chad"}, {"unnamed person (“he”) REQUESTS Chad"}},
      {"Peter Novak welcomed Norway's call on Chad.", {"Norway REQUESTS Chad"}, {"Peter Novak REQUESTS Chad"}},
      {"Norway called on Chad to stop the attacks.", {"Norway REQUESTS Chad"}, {}},
      {"Turkey postponed sending troops to Mali.", {}, {"Turkey DEPLOYS_FORCES_TO Mali"}},
      {"Assuming that the court agrees, Kenya sanctions Eritrea.", {}, {"Kenya SANCTIONS Eritrea"}},
      {"Peru hopes that Norway sanctions Iran.", {}, {"Norway SANCTIONS Iran"}},
  });
}

TEST_CASE("both owners of a meeting met, and what stands behind since is no subject") {
  check({
      {"The trip follows other talks, including Hansen and Ruiz's autumn encounter in Oslo. Lars Hansen and Ana Ruiz spoke.",
       {"Lars Hansen MEETS_WITH Ana Ruiz", "Lars Hansen PARTICIPATES_IN <Event>", "Ana Ruiz PARTICIPATES_IN <Event>", "<Event> BASED_IN Oslo"}, {}},
      {"Peter Novak met Lars Hansen and Ana Ruiz's sister.", {}, {"Lars Hansen PARTICIPATES_IN <Event>"}},
      {"Since Chad's attack on Niger in 2022, Norway and Peru have increased economic and military cooperation.", {"Norway COOPERATES_WITH Peru"}, {}},
  });
}

TEST_CASE("kin, citizens and posts told beside a name") {
  check({
      {"Swedish toymaker Peter Novak founded the firm.", {"Peter Novak CITIZEN_OF Sweden"}, {}},
      {"Russian ally Peter Novak spoke.", {}, {"Peter Novak CITIZEN_OF Russia"}},
      {"Lars Hansen and his wife Olga Petrova live in Oslo.", {"Lars Hansen FAMILY_OF Olga Petrova"}, {}},
      {"Ana Ruiz, the second daughter of the late King Peter Novak, spoke.", {"Ana Ruiz FAMILY_OF Peter Novak"}, {}},
      {"Lars Hansen was the son of Peter Novak and his wife Olga Petrova.", {"Lars Hansen FAMILY_OF Peter Novak", "Lars Hansen FAMILY_OF Olga Petrova"}, {}},
      {"Ana Ruiz, director of the Norwegian toy company Hasbro, spoke.", {"Ana Ruiz HEADS Hasbro"}, {"Ana Ruiz HEADS Norway"}},
      {"Falcon Bank is a small lender founded in 1986 and headquartered in Laredo.", {"Falcon Bank BASED_IN Laredo"}, {}},
  });
}

TEST_CASE("what is against, about or only hoped for is nobody's deed") {
  check({
      {"Chad lost ground in counter-Chad operations on Monday.", {}, {"Chad PARTICIPATES_IN counter-Chad operations"}},
      {"Norwegian Foreign Minister Lars Hansen met senior Norwegian officials.", {}, {"Lars Hansen MEETS_WITH Norway"}},
      {"Peter Novak defeated Ana Ruiz in the election.", {}, {"Peter Novak ATTACKS Ana Ruiz"}},
      {"Norway defeated Chad in 1940.", {"Norway ATTACKS Chad"}, {}},
      {"She held talks with the Foreign Ministers of Peru and Chile.", {}, {"<Organization> PARTICIPATES_IN <Event>"}},
  });
}

TEST_CASE("whoever speaks in a meeting takes part in it") {
  check({
      {"In a phone call with Ana Ruiz on Monday, Peter Novak said the war was over.", {"Peter Novak CONTACTS Ana Ruiz", "Peter Novak PARTICIPATES_IN <Event>"}, {"Peter Novak MEETS_WITH Ana Ruiz"}},
      {"After talks with Ana Ruiz, Peter Novak praised Chile.", {"Peter Novak MEETS_WITH Ana Ruiz"}, {}},
      {"Lars Hansen spoke about talks with Ana Ruiz.", {}, {"Lars Hansen PARTICIPATES_IN <Event>"}},
  });
}

TEST_CASE("those behind a word that the parser lost") {
  check({
      {"Peter Novak met with long-ruling President Lars Hansen.", {"Peter Novak MEETS_WITH Lars Hansen"}, {}},
      {"Peter Novak spoke of his meeting with his Chilean and Kenyan counterparts, Ana Ruiz and Olga Petrova, in Nairobi.",
       {"Peter Novak MEETS_WITH Ana Ruiz", "Peter Novak MEETS_WITH Olga Petrova"},
       {}},
      {"Norway's parliament approved the treaty with Chile.", {"Chile PARTY_TO <Agreement>"}, {}},
      {"Peter Novak received the resignation letter of Lars Hansen.", {"Lars Hansen CONTACTS Peter Novak"}, {}},
      {"Peru welcomed the ceasefire between Chad and Kenya.", {"Peru SUPPORTS <Agreement>"}, {"Peru HOSTS <Agreement>"}},
      {"Norwegian Prime Minister Lars Hansen met Finnish Prime Minister Olga Petrova in Oslo. Lars Hansen and Olga Petrova agreed to strengthen cooperation between their countries.",
       {"Norway COOPERATES_WITH Finland (planned)"},
       {}},
  });
}

TEST_CASE("a president without a country is not always the dateline's") {
  check({
      {"OSLO, May 12 - Norway's foreign minister, Lars Hansen, returned after a trip to Kenya, where he held talks with President Ana Ruiz.",
       {"Lars Hansen VISITS Kenya", "Lars Hansen MEETS_WITH Ana Ruiz"},
       {"Ana Ruiz HEADS Norway"}},
      {"OSLO, May 12 - Norway's police detained former president Ana Ruiz.", {}, {"Ana Ruiz HEADS Norway"}},
      {"Former president Donald Trump spoke in the United States.", {}, {"Donald Trump HEADS United States"}},
      {"NAIROBI, May 12 - President Ana Ruiz spoke in Kenya.", {"Ana Ruiz HEADS Kenya"}, {}},
  });
}

TEST_CASE("posts in lists and behind whose; those who are the state in a country") {
  check({
      {"The prime ministers of Norway and Finland, Lars Hansen and Olga Petrova, met in Oslo.", {"Lars Hansen HEADS Norway", "Olga Petrova HEADS Finland"}, {"Lars Hansen HEADS Finland"}},
      {"The World Bank approved a loan for Ghana, whose finance minister, Ana Ruiz, smiled.", {"World Bank AIDS Ghana", "Ana Ruiz REPRESENTS Ghana"}, {}},
      {"In Chad Minister Ana Ruiz met Peter Novak.", {"Ana Ruiz MEETS_WITH Peter Novak"}, {"Ana Ruiz REPRESENTS Chad"}},
      {"Ana Ruiz, minister for the Middle East, spoke.", {}, {"Ana Ruiz HEADS Middle East"}},
      {"Prosecutors in Peru charged Ana Ruiz with fraud.", {"Peru DETAINS_OR_CHARGES Ana Ruiz"}, {}},
      {"Lawmakers rejected a motion against Prime Minister Lars Hansen, who was appointed by President Peter Novak.", {"Lars Hansen APPOINTED_BY Peter Novak"}, {}},
      {"Norway killed ten people in a strike on Chad.", {"Norway ATTACKS Chad"}, {}},
      {"Norway will deliver two air defence systems to Peru.", {"Norway SUPPLIES_ARMS_TO Peru (planned)"}, {"Norway SUPPLIES_ARMS_TO Peru"}},
      {"Norway has killed a Hezbollah commander.", {"Norway ATTACKS Hezbollah"}, {}},
      {"Soldiers in Peru attacked Chad.", {}, {"Peru ATTACKS Chad"}},
  });
}

TEST_CASE("a ceasefire is no treaty, suspended cooperation is none, and who investigates whom") {
  check({
      {"Chad and Kenya signed a defence treaty in May. The UN praised the ceasefire.", {"Chad SIGNED <Agreement>"}, {"United Nations SUPPORTS defence treaty"}},
      {"Kenya suspended its cooperation with Chad.", {"Kenya COOPERATES_WITH Chad (negative)"}, {"Kenya COOPERATES_WITH Chad"}},
      {"The European Commission opened an investigation into Google on Tuesday.", {"European Commission INVESTIGATES Google"}, {}},
  });
}

TEST_CASE("who denies goes on to accuse, and instead is no denial") {
  check({
      {"Norway denied that Chad had attacked Mali, and accused Peru of arming the rebels.", {"Norway CRITICISES_OR_ACCUSES Peru", "Chad ATTACKS Mali (negative)"}, {"Chad CRITICISES_OR_ACCUSES Peru", "Chad CRITICISES_OR_ACCUSES Peru (negative)"}},
      {"Kenyan President Ana Ruiz said that Chad had attacked Mali, and urged Peru to sanction Chad.", {"Ana Ruiz REQUESTS Peru", "Chad ATTACKS Mali ~Ana Ruiz"}, {"Chad REQUESTS Peru"}},
      {"Norway said that Chad had attacked Mali and invaded Niger.", {"Chad ATTACKS Mali", "Chad ATTACKS Niger"}, {"Norway ATTACKS Niger"}},
      {"Norway did not meet Chile. Kenya met Peru instead.", {"Norway MEETS_WITH Chile (negative)", "Kenya MEETS_WITH Peru"}, {"Kenya MEETS_WITH Peru (negative)"}},
      {"Lars Hansen did not travel to Lima. He met Ana Ruiz in Oslo instead.", {"Lars Hansen VISITS Lima (negative)", "Lars Hansen MEETS_WITH Ana Ruiz"}, {}},
      {"Norway sent food instead of sanctioning Chad.", {"Norway SANCTIONS Chad (negative)"}, {"Norway SANCTIONS Chad"}},
      {"Norway neither confirmed nor denied that Chad had attacked Mali.", {"Chad ATTACKS Mali (possible)"}, {"Chad ATTACKS Mali", "Chad ATTACKS Mali (negative)"}},
      {"Peru neither confirmed nor denied a report that Chad had attacked Mali.", {"Chad ATTACKS Mali (possible)"}, {"Chad ATTACKS Mali (negative)"}},
  });
}

TEST_CASE("what a journey is for is as real as the journey") {
  check({
      {"Lars Hansen will fly to Lima, where he is due to be received by Ana Ruiz.", {"Ana Ruiz HOSTS Lars Hansen (planned)", "Ana Ruiz MEETS_WITH Lars Hansen (planned)"}, {"Ana Ruiz HOSTS Lars Hansen"}},
      {"Lars Hansen travelled to Lima, where he was received by Ana Ruiz.", {"Ana Ruiz HOSTS Lars Hansen"}, {}},
      {"Lars Hansen is due to visit Lima on Friday for talks with Ana Ruiz.",
       {"Lars Hansen VISITS Lima (planned) @2026-04-03", "Lars Hansen MEETS_WITH Ana Ruiz (planned) @2026-04-03", "Ana Ruiz PARTICIPATES_IN <Event> (planned) @2026-04-03"},
       {"Ana Ruiz PARTICIPATES_IN <Event>"}},
      {"Lars Hansen, who is due to visit Chile on Monday for talks with his counterpart Ana Ruiz, spoke.", {}, {"Ana Ruiz PARTICIPATES_IN <Event>", "Lars Hansen MEETS_WITH Ana Ruiz"}},
      {"Lars Hansen visited Lima on Monday for talks with Ana Ruiz.", {"Lars Hansen MEETS_WITH Ana Ruiz @2026-03-30", "Ana Ruiz PARTICIPATES_IN <Event> @2026-03-30"}, {}},
      {"Lars Hansen cancelled a visit to Lima for talks with Ana Ruiz.", {"Lars Hansen VISITS Lima (negative)"}, {"Lars Hansen MEETS_WITH Ana Ruiz", "Ana Ruiz PARTICIPATES_IN <Event>"}},
      {"Lars Hansen hopes to travel to Lima for talks with Ana Ruiz.", {"Lars Hansen MEETS_WITH Ana Ruiz (planned)"}, {"Lars Hansen MEETS_WITH Ana Ruiz"}},
      {"Lars Hansen did not travel to Lima for talks with Ana Ruiz.", {}, {"Lars Hansen MEETS_WITH Ana Ruiz", "Ana Ruiz PARTICIPATES_IN <Event>"}},
  });
}

TEST_CASE("who does not sign what others signed") {
  check({
      {"Norway and Peru signed an accord on Monday. Kenya did not sign.", {"Kenya SIGNED accord (negative)"}, {"Kenya SIGNED accord"}},
      {"Norway and Peru signed an accord on Monday. Kenya has yet to sign.", {"Kenya SIGNED accord (negative)"}, {"Kenya SIGNED accord"}},
      {"Norway and Peru signed an accord on Monday. Kenya said it hoped to join before the end of the year.", {"Kenya PARTY_TO accord (planned)"}, {"Kenya PARTY_TO accord"}},
      {"Norway and Peru signed a trade deal. Kenya declined to join.", {"Kenya PARTY_TO trade deal (negative)"}, {"Kenya PARTY_TO trade deal"}},
      {"Norway and Peru signed a trade deal. Its text was praised. Chad may sign later.", {"Chad SIGNED trade deal (possible)"}, {"Chad SIGNED trade deal"}},
      {"Norway and Peru signed a trade deal. Ana Ruiz joined the army. Chad signed Lars Hansen.", {}, {"Ana Ruiz PARTY_TO trade deal", "Chad SIGNED trade deal"}},
      {"Norway spoke of an accord. Kenya did not sign.", {}, {"Kenya SIGNED accord (negative)"}},
  });
}

TEST_CASE("who leaves the bloc, for his country, and with whom a border opens") {
  check({
      {"Juan Diaz, the president of Chile, warned that his country would leave Mercosur if Peru blocked the talks.", {"Chile WITHDRAWS_FROM Mercosur (conditional)"}, {"Chile WITHDRAWS_FROM Mercosur"}},
      {"Juan Diaz, the president of Chile, said his country had attacked Peru.", {"Chile ATTACKS Peru ~Juan Diaz"}, {"Juan Diaz ATTACKS Peru"}},
      {"Armenia joined the CSTO in 1994. It has not formally withdrawn from the bloc.", {"Armenia WITHDRAWS_FROM CSTO (negative)"}, {"Armenia WITHDRAWS_FROM CSTO"}},
      {"Chile is a member of Mercosur. Peru left the bloc in 2020.", {"Peru WITHDRAWS_FROM Mercosur @2020"}, {}},
      {"The Labour Party praised Ana Ruiz. Chad left the alliance.", {}, {"Chad WITHDRAWS_FROM Labour Party"}},
      {"Chile threatened to leave Mercosur unless Peru paid.", {"Chile WITHDRAWS_FROM Mercosur (conditional)"}, {"Chile WITHDRAWS_FROM Mercosur"}},
      {"Chile left Mercosur in 2020.", {"Chile WITHDRAWS_FROM Mercosur @2020"}, {}},
      {"Chile quit Mercosur.", {"Chile WITHDRAWS_FROM Mercosur"}, {}},
      {"Norway might reopen its border with Russia.", {"Norway CONCEDES_OR_EASES Russia (possible)"}, {"Norway CONCEDES_OR_EASES Russia"}},
      {"Finland reopened its border with Russia.", {"Finland CONCEDES_OR_EASES Russia"}, {}},
      {"Chile confirmed that it would buy 36 howitzers from Norway.", {"Norway SUPPLIES_ARMS_TO Chile (planned)"}, {"Norway SUPPLIES_ARMS_TO Chile"}},
      {"Norway ordered the tanks from Peru to withdraw.", {}, {"Peru SUPPLIES_ARMS_TO Norway"}},
      {"Peru bought tanks from Finland.", {"Finland SUPPLIES_ARMS_TO Peru"}, {"Peru SUPPLIES_ARMS_TO Finland"}},
      {"Lars Hansen would discuss the matter with Ana Ruiz by telephone, his spokesman said.", {"Lars Hansen CONTACTS Ana Ruiz (planned)"}, {"Lars Hansen CONTACTS Ana Ruiz"}},
      {"Peter Novak discussed the matter with Ana Ruiz by phone.", {"Peter Novak CONTACTS Ana Ruiz"}, {}},
  });
}

TEST_CASE("gerunds without a subject, names that are no verbs, and states that their presidents act for") {
  check({
      {"Chad confirmed supplying weapons to Mali.", {"Chad SUPPLIES_ARMS_TO Mali"}, {}},
      {"Chad denied supplying weapons to Mali.", {"Chad SUPPLIES_ARMS_TO Mali (negative)"}, {"Chad SUPPLIES_ARMS_TO Mali"}},
      {"Chad considered supplying weapons to Mali.", {"Chad SUPPLIES_ARMS_TO Mali (planned)"}, {"Chad SUPPLIES_ARMS_TO Mali"}},
      {"Peru condemned supplying weapons to Mali.", {}, {"Peru SUPPLIES_ARMS_TO Mali"}},
      {"Peru recommended sanctioning Mali.", {}, {"Peru SANCTIONS Mali"}},
      {"Norwegian opposition leader Lars Hansen imposed sanctions on Spain.", {}, {"Norway SANCTIONS Spain"}},
      {"Lars Hansen admits having met Ana Ruiz.", {"Lars Hansen MEETS_WITH Ana Ruiz"}, {}},
      {"Besides meeting Ana Ruiz, Norwegian minister Lars Hansen visited Lima.", {"Lars Hansen VISITS Lima"}, {"Ana Ruiz VISITS Lima"}},
      {"Besides criticising Peru, the Norwegian minister Lars Hansen visited Lima.", {"Lars Hansen VISITS Lima", "Lars Hansen CRITICISES_OR_ACCUSES Peru"}, {}},
      {"Norwegian President Lars Hansen imposed sanctions on Spain.", {"Norway SANCTIONS Spain"}, {}},
      {"Norwegian President Lars Hansen did not impose sanctions on Spain.", {"Norway SANCTIONS Spain (negative)"}, {"Norway SANCTIONS Spain"}},
      {"Chilean Foreign Minister Ana Ruiz threatened to impose sanctions on Peru.", {"Chile SANCTIONS Peru (possible)"}, {"Chile SANCTIONS Peru"}},
      {"The talks held between Lars Hansen and Ana Ruiz in Lima covered trade.", {"Lars Hansen MEETS_WITH Ana Ruiz"}, {}},
  });
}

TEST_CASE("days to come, and days that another sentence tells; the article is of a Tuesday") {
  check({
      {"President Lars Hansen would receive Ana Ruiz on Friday, his spokeswoman said.", {"Lars Hansen HOSTS Ana Ruiz (planned) @2026-04-03"}, {}},
      {"Lars Hansen said he would meet Ana Ruiz on Friday.", {"Lars Hansen MEETS_WITH Ana Ruiz (planned) @2026-04-03"}, {}},
      {"Lars Hansen said on Monday he would meet Ana Ruiz on Friday.", {"Lars Hansen MEETS_WITH Ana Ruiz (planned) @2026-04-03"}, {}},
      {"Lars Hansen had said he would meet Ana Ruiz on Friday.", {"Lars Hansen MEETS_WITH Ana Ruiz (planned)"}, {"Lars Hansen MEETS_WITH Ana Ruiz (planned) @2026-04-03"}},
      {"Lars Hansen met Ana Ruiz on Friday.", {"Lars Hansen MEETS_WITH Ana Ruiz @2026-03-27"}, {}},
      {"Norway and Chile signed a trade agreement on Monday. The agreement was signed by Lars Hansen and Ana Ruiz.", {"Lars Hansen SIGNED trade agreement @2026-03-30", "Ana Ruiz SIGNED trade agreement @2026-03-30"}, {}},
      {"Norway and Chile signed a trade agreement on Monday. Ana Ruiz attended the ceremony.", {"Ana Ruiz PARTICIPATES_IN ceremony @2026-03-30"}, {}},
      {"Lars Hansen arrived in Lima on Monday. He met Ana Ruiz later in the day.", {"Lars Hansen MEETS_WITH Ana Ruiz @2026-03-30"}, {}},
      {"Lars Hansen arrived in Lima on Monday. He met Ana Ruiz the same day.", {"Lars Hansen MEETS_WITH Ana Ruiz @2026-03-30"}, {}},
      {"Norway and Chile signed a pact on Monday. Peru was not there. Kenya was not there. Mali was silent. Lars Hansen met Ana Ruiz in Oslo a day earlier.", {"Lars Hansen MEETS_WITH Ana Ruiz @2026-03-29"}, {}},
      {"In 2024 Norway signed a treaty with Chile. Ana Ruiz visited Lima that May.", {"Ana Ruiz VISITS Lima @2024-05"}, {}},
  });
}

TEST_CASE("a newspaper whose name is an adjective does what its verb says") {
  check({
      {"The Independent covers the talks in Oslo, noting Norway's support for Peru.", {"Norway SUPPORTS Peru ~The Independent"}, {}},
      {"The Independent details the dispute, noting the deployment of Chadian troops to Kenya.", {"Chad DEPLOYS_FORCES_TO Kenya ~The Independent"}, {}},
  });
}

TEST_CASE("a meeting whose sides stand before it has its place behind it") {
  check({
      {"The trip follows other visits, including Weber and Rossi's April encounter in Lima, showing the new trust between Norway and Peru.", {"<Event> BASED_IN Lima"}, {}},
      {"The paper recalls Novak and Ruiz's winter summit in Oslo, adding little.", {"<Event> BASED_IN Oslo"}, {}},
  });
}

TEST_CASE("two who meet a third do not meet each other by that") {
  check({
      {"Peter Novak and Ana Ruiz met with members of the club in Oslo.", {}, {"Peter Novak MEETS_WITH Ana Ruiz"}},
      {"Lars Hansen and Olga Petrova held talks with farmers.", {}, {"Lars Hansen MEETS_WITH Olga Petrova"}},
      {"Peter Novak and Ana Ruiz met in Oslo.", {"Peter Novak MEETS_WITH Ana Ruiz"}, {}},
  });
}

TEST_CASE("a joint body of two states is part of neither") {
  check({
      {"The Norwegian-Chilean Joint Commission convened in Oslo.", {"Norway MEMBER_OF Norwegian-Chilean Joint Commission", "Chile MEMBER_OF Norwegian-Chilean Joint Commission"},
       {"Norwegian-Chilean Joint Commission PART_OF Norway"}},
      {"Ana Ruiz opened the Peruvian-Kenyan Trade Council on Monday.", {"Kenya MEMBER_OF Peruvian-Kenyan Trade Council"}, {"Peruvian-Kenyan Trade Council PART_OF Peru", "Peruvian-Kenyan Trade Council BASED_IN Peru"}},
      {"The Chilean Foreign Ministry protested.", {"Chilean Foreign Ministry PART_OF Chile"}, {}},
  });
}

TEST_CASE("the meeting is the one that was told last") {
  const auto shown = [](const std::string& text, const std::string& person) {
    const auto extraction = pipeline().run(article_with(text));
    std::set<std::string> out;
    for (const auto& claim : extraction.claims) {
      if (claim.relation == Relation::kParticipatesIn && entity_of(extraction, claim.subject)->name == person) out.insert(claim.evidence.text);
    }
    return out;
  };
  // A verb tells of another one in between.
  const std::string told = "Peter Novak spoke of his meeting with Ana Ruiz in March. Later Lars Hansen met Olga Petrova in Oslo. During the meeting, they spoke of trade.";
  CHECK(shown(told, "Lars Hansen") == std::set<std::string>{"Later Lars Hansen met Olga Petrova in Oslo."});
  CHECK(shown(told, "Ana Ruiz") == std::set<std::string>{"Peter Novak spoke of his meeting with Ana Ruiz in March."});
  // Who chairs an occasion with somebody meets him.
  const std::string chaired = "Ana Ruiz remembered her meeting with Peter Novak in May. Then Lars Hansen and Olga Petrova co-chaired a session of the commission in Oslo. During the meeting, the officials spoke of fish.";
  CHECK(shown(chaired, "Olga Petrova") == std::set<std::string>{"Then Lars Hansen and Olga Petrova co-chaired a session of the commission in Oslo."});
  // Whoever speaks in it was there: not the meeting of two others.
  CHECK(shown("Lars Hansen met Olga Petrova in Oslo. In this meeting Peter Novak spoke of trade.", "Olga Petrova").empty());
  // A visit told again by its verb stays the same one.
  const auto again = pipeline().run(article_with("Ana Ruiz's visit to Chile began on Monday. Ana Ruiz arrived in Chile at noon. The visit is her first."));
  CHECK(std::count_if(again.entities.begin(), again.entities.end(), [](const Entity& entity) { return entity.type == EntityType::kEvent; }) == 1);
  check({
      {"Lars Hansen and Ana Ruiz co-chaired a meeting of the council in Oslo.", {"Lars Hansen MEETS_WITH Ana Ruiz"}, {}},
      {"Lars Hansen and Ana Ruiz co-chaired the committee for ten years.", {}, {"Lars Hansen MEETS_WITH Ana Ruiz"}},
  });
}

TEST_CASE("of two meetings the noun alone names neither") {
  const auto extraction = pipeline().run(article_with("Lars Hansen received Olga Petrova in Oslo. The meeting was short. Meanwhile, a meeting between Peter Novak and Petrova was about fish."));
  std::size_t bare = 0;
  for (const auto& entity : extraction.entities) {
    if (entity.type != EntityType::kEvent) continue;
    for (const auto& mention : entity.mentions) bare += mention.quote.text == "meeting" || mention.quote.text == "a meeting";
  }
  CHECK(bare == 1);
  const auto whole = pipeline().run(article_with("Peter Novak spoke of his meeting with his Chilean and Kenyan counterparts, Ana Ruiz and Olga Petrova, in Nairobi, in which they signed two memorandums."));
  CHECK(std::any_of(whole.entities.begin(), whole.entities.end(), [](const Entity& entity) {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [](const Mention& mention) { return mention.quote.text == "meeting with his Chilean and Kenyan counterparts"; });
  }));
}

TEST_CASE("the official, the bank, the state agency and the outlets are those named before") {
  check({
      {"President Peter Novak received Ana Ruiz in Oslo. The top official reiterated Peru's support for Chile.", {"Peru SUPPORTS Chile ~Peter Novak"}, {}},
      {"Lars Hansen spoke in Lima. The diplomat said that Norway condemned Chad.", {"Norway CRITICISES_OR_ACCUSES Chad ~Lars Hansen"}, {}},
      {"Lars Hansen spoke in Lima. The official in charge said that Norway condemned Chad.", {"Norway CRITICISES_OR_ACCUSES Chad"}, {"Norway CRITICISES_OR_ACCUSES Chad ~Lars Hansen"}},
      {"The World Bank met in Oslo. The bank sued Chad.", {"World Bank CRITICISES_OR_ACCUSES Chad"}, {}},
      {"The European Commission met in Oslo. Norway sanctioned Chad, the commission said.", {"Norway SANCTIONS Chad ~European Commission"}, {}},
      // Of two banks neither; and "the bank account" is no bank's.
      {"The World Bank and the Asian Development Bank met. The bank sued Chad.", {}, {"World Bank CRITICISES_OR_ACCUSES Chad", "Asian Development Bank CRITICISES_OR_ACCUSES Chad"}},
      {"China's state news agency condemned Chad. Chad answered Xinhua on Monday.", {"Xinhua CRITICISES_OR_ACCUSES Chad", "Xinhua PART_OF China"}, {"China CRITICISES_OR_ACCUSES Chad"}},
      {"China's state news agency condemned Chad. Chad answered TASS on Monday.", {}, {"TASS CRITICISES_OR_ACCUSES Chad", "TASS PART_OF China"}},
      {"China's state news agency and Russian counterpart TASS have agreed to share photographs. Xinhua praised the deal.", {"Xinhua AGREES_TO TASS"}, {"Russia AGREES_TO TASS", "China AGREES_TO TASS"}},
      {"Chad's news agency and Cuban counterpart Prensa Latina have agreed to share photographs.", {}, {"Cuba AGREES_TO Prensa Latina"}},
      {"TASS and Xinhua met in Oslo. Norway sanctioned Chad, the outlets reported.", {"Norway SANCTIONS Chad ~TASS"}, {}},
  });
}

TEST_CASE("a mark behind a plural owns what follows") {
  check({
      {"TASS and Xinhua met in Oslo. The agencies' updated exchange agreement signed on May 2, 2025 is short.",
       {"TASS PARTY_TO <Agreement>", "Xinhua PARTY_TO <Agreement>", "TASS SIGNED <Agreement> @2025-05-02", "Xinhua SIGNED <Agreement>"}, {}},
      {"Norway and Peru traded for years. The two countries' renewed trade pact is in force.", {"Norway PARTY_TO <Agreement>", "Peru PARTY_TO <Agreement>"}, {}},
      {"Norway and Peru traded for years. They called it 'two states' and a pact with Chile.", {}, {"Norway PARTY_TO <Agreement>"}},
  });
}

TEST_CASE("a month without a year is the one that is told with its year elsewhere") {
  const auto dates = [](const std::string& text, Relation relation) {
    const auto extraction = pipeline().run(article_with(text, ""));
    std::set<std::string> out;
    for (const auto& claim : extraction.claims) {
      if (claim.relation == relation) out.insert(claim.date);
    }
    return out;
  };
  CHECK(dates("Lars Hansen visited Chile on May 4. The May 2021 trip was short.", Relation::kVisits) == std::set<std::string>{"2021-05-04"});
  CHECK(dates("Lars Hansen visited Chile on 4 April. Ana Ruiz visited Peru on 6 April 2016.", Relation::kVisits) == std::set<std::string>{"2016-04-04", "2016-04-06"});
  // Not of another month, nor where two years are told.
  CHECK(dates("Lars Hansen visited Chile on May 4. The June 2021 trip was short.", Relation::kVisits) == std::set<std::string>{""});
  CHECK(dates("Lars Hansen visited Chile on May 4. Ruiz came in May 2021, Novak in May 2022.", Relation::kVisits).contains(""));
}

TEST_CASE("one person under a second surname or another spelling") {
  const auto people = [](const std::string& text) {
    const auto extraction = pipeline().run(article_with(text));
    return std::count_if(extraction.entities.begin(), extraction.entities.end(), [](const Entity& entity) { return entity.type == EntityType::kPerson; });
  };
  CHECK(people("Rodrigo Diaz visited Chile. Rodrigo Diaz Vega condemned Kenya. Diaz left.") == 1);
  CHECK(people("President Ana Ruiz Salas spoke. Ana Ruiz left for Oslo.") == 1);
  CHECK(people("Volodymyr Hrytsenkyy met Lars Hansen. Hrytsenkiy praised Chad.") == 2);
  CHECK(people("Peter Petersen met Ana Ruiz. Pedersen praised Chad.") == 3);
  CHECK(people("Peter Johnson met Ana Ruiz. Johansen praised Chad.") == 3);
  CHECK(people("Kim Jong visited Chile. Kim Jong Il condemned Kenya.") == 2);
}

TEST_CASE("ways that are paved, seats elsewhere, communities without a name, marks that nobody sees") {
  check({
      {"Lars Hansen said the deal would “pave the way” for direct talks between Norway and Peru.", {"Norway MEETS_WITH Peru (possible)"}, {"Norway MEETS_WITH Peru", "Norway PARTICIPATES_IN <Event>"}},
      {"Peter Novak opened the door to a visit to Chile by Ana Ruiz.", {"Ana Ruiz VISITS Chile (possible)"}, {"Ana Ruiz VISITS Chile"}},
      {"Ana Ruiz taught at the Norwegian University of Lima.", {}, {"Norwegian University of Lima BASED_IN Norway"}},
      {"The Norwegian Fishing Company protested.", {"Norwegian Fishing Company BASED_IN Norway"}, {}},
      {"The Peruvian Football Association met. The attacks strengthened the international community in its determination to sanction Chad.", {}, {"Peruvian Football Association SANCTIONS Chad (planned)"}},
      {"The World Bank met. It was a small company that sold its shares to Peru.", {}, {"World Bank TRADES_WITH Peru"}},
      {"Norwegian Prime Minister\u200E Lars Hansen spoke in Lima.", {"Lars Hansen HEADS Norway"}, {}},
      {"Norway and Peru spoke of the co-operation between their countries.", {}, {"Norway PARTICIPATES_IN <Event>"}},
      {"Peter Novak voiced appreciation for Peru's help.", {"Peter Novak SUPPORTS Peru"}, {}},
      {"Peter Novak expressed gratitude for Kenya's generosity.", {"Peter Novak SUPPORTS Kenya"}, {}},
      {"Chilean Foreign Minister Ana Ruiz flew to Kenya. There Kenyan Foreign Minister Peter Novak received her at the Foreign Ministry.", {"Peter Novak HEADS Foreign Ministry", "Foreign Ministry PART_OF Kenya"}, {"Ana Ruiz HEADS Foreign Ministry"}},
  });
}

TEST_CASE("ministries and offices in lower case speak; what came before is known without the source") {
  check({
      {"Norway sanctioned Chad, the foreign ministry said.", {"Norway SANCTIONS Chad ~foreign ministry"}, {}},
      {"Norway sanctioned Chad, according to the prime minister's office.", {"Norway SANCTIONS Chad ~prime minister's office"}, {}},
      {"Norway's foreign ministry condemned Chad.", {"foreign ministry CRITICISES_OR_ACCUSES Chad", "foreign ministry PART_OF Norway"}, {}},
      {"The Chilean ministry of fisheries and trade praised Kenya.", {"Chilean ministry of fisheries and trade SUPPORTS Kenya", "Chilean ministry of fisheries and trade PART_OF Chile"}, {}},
      {"Chilean Health Minister Ana Ruiz met Health Minister Lars Hansen. Later the Chilean ministry of health spoke.", {"Ana Ruiz HEADS Chilean ministry of health"}, {"Lars Hansen HEADS Chilean ministry of health"}},
      
      {"Ana Ruiz was sworn in as president of Peru following the resignation of Lars Hansen, according to the finance ministry.",
       {"Ana Ruiz HEADS Peru", "Lars Hansen PARTICIPATES_IN <Event>"}, {"Lars Hansen PARTICIPATES_IN <Event> ~finance ministry"}},
  });
}

TEST_CASE("for whom somebody without a name speaks, what shows says nothing, and the latter") {
  check({
      {"“Norway condemned Chad,” a World Bank spokesman said.", {"Norway CRITICISES_OR_ACCUSES Chad ~World Bank"}, {}},
      {"Norway sanctioned Chad, a spokeswoman for the European Commission said.", {"Norway SANCTIONS Chad ~European Commission"}, {}},
      {"Norway sanctioned Chad, an official said.", {"Norway SANCTIONS Chad"}, {}},
      {"These figures show that Norway supports Chad.", {"Norway SUPPORTS Chad"}, {"Norway SUPPORTS Chad ~These figures"}},
      {"Peter Novak called Ana Ruiz after the latter condemned Kenya.", {"Ana Ruiz CRITICISES_OR_ACCUSES Kenya"}, {"Peter Novak CRITICISES_OR_ACCUSES Kenya"}},
      {"Lars Hansen met Olga Petrova before the latter visited Chile.", {"Olga Petrova VISITS Chile"}, {"Lars Hansen VISITS Chile"}},
  });
}

TEST_CASE("a described agreement's name closes its brackets") {
  for (const std::string text : {"Norway and Peru signed a memorandum of understanding (MoU) in Oslo.", "The agreement, leaked by the Novak Telegraph Agency (NTA), binds Norway and Peru. Norway signed the memorandum of understanding (MoU) with Peru on Monday."}) {
    CAPTURE(text);
    const auto extraction = pipeline().run(article_with(text));
    for (const auto& entity : extraction.entities) {
      for (const auto& mention : entity.mentions) CHECK(std::count(mention.quote.text.begin(), mention.quote.text.end(), '(') == std::count(mention.quote.text.begin(), mention.quote.text.end(), ')'));
    }
  }
}

TEST_CASE("leaving, suspending and voting against") {
  check({
      {"Gabon withdrew from ECOWAS in March 2025.", {"Gabon WITHDRAWS_FROM ECOWAS @2025-03"}, {}},
      {"Chad and Peru, which quit the African Union in 2020, signed a treaty.", {"Chad WITHDRAWS_FROM African Union", "Peru WITHDRAWS_FROM African Union"}, {}},
      {"Kenya has pulled out of ECOWAS.", {"Kenya WITHDRAWS_FROM ECOWAS"}, {}},
      {"Peru has not left the African Union.", {"Peru WITHDRAWS_FROM African Union (negative)"}, {"Peru WITHDRAWS_FROM African Union"}},
      {"Kenya plans to leave the African Union.", {"Kenya WITHDRAWS_FROM African Union (planned)"}, {"Kenya WITHDRAWS_FROM African Union"}},
      {"Moldova has frozen its participation in the CSTO, officials said.", {"Moldova WITHDRAWS_FROM CSTO"}, {}},
      {"Kenya suspended its membership in the African Union.", {"Kenya WITHDRAWS_FROM African Union"}, {}},
      {"The United Nations suspended Chad's membership in the Human Rights Council.", {"United Nations SANCTIONS Chad"}, {"United Nations WITHDRAWS_FROM Human Rights Council"}},
      {"The African Union on Tuesday suspended Guinea from all its activities.", {"African Union SANCTIONS Guinea"}, {}},
      {"Honduras has been suspended from Mercosur.", {"Mercosur SANCTIONS Honduras"}, {}},
      {"Honduras has not been suspended from Mercosur.", {}, {"Mercosur SANCTIONS Honduras"}},
      {"Ana Ruiz was expelled from Norway.", {"Norway EXPELS Ana Ruiz"}, {}},
      {"Norway voted against the treaty between Chad and Peru.", {"Norway REJECTS treaty between Chad and Peru"}, {}},
      {"Several states, including Norway and Kenya, voted against the treaty between Chad and Peru.", {"Norway REJECTS treaty between Chad and Peru", "Kenya REJECTS treaty between Chad and Peru"}, {}},
      {"Norway will not vote against the treaty between Chad and Peru.", {}, {"Norway REJECTS treaty between Chad and Peru"}},
  });
}

TEST_CASE("outlets told, ambassadors summoned, counterparts called") {
  check({
      {"Ana Ruiz told Reuters that she would resign.", {"Ana Ruiz CONTACTS Reuters"}, {}},
      {"Lars Hansen never told the BBC that he would go.", {"Lars Hansen CONTACTS BBC (negative)"}, {"Lars Hansen CONTACTS BBC"}},
      {"Norway summoned the Peruvian ambassador.", {"Norway CONTACTS Peru"}, {}},
      {"Kenya summoned French Ambassador Anne Laurent over the remarks.", {"Kenya CONTACTS Anne Laurent"}, {}},
      {"Chad will summon the French ambassador.", {"Chad CONTACTS France (planned)"}, {"Chad CONTACTS France"}},
      {"Lars Hansen called his Chilean counterpart Ana Ruiz.", {"Lars Hansen CONTACTS Ana Ruiz"}, {}},
      {"Peter Novak called her counterpart Olga Petrova on Monday.", {"Peter Novak CONTACTS Olga Petrova"}, {}},
      {"Human Rights Watch called on Peru to free Ana Ruiz.", {"Human Rights Watch REQUESTS Peru"}, {}},
      {"Amnesty International called on Chad to free Peter Novak.", {"Amnesty International REQUESTS Chad"}, {}},
  });
}

TEST_CASE("stakes and takeovers") {
  check({
      {"Airbus owns a large stake in Embraer.", {"Airbus OWNS Embraer"}, {}},
      {"Siemens holds 12 per cent of Nokia.", {"Siemens OWNS Nokia"}, {}},
      {"Toyota has a 20 percent stake in Subaru, according to filings.", {"Toyota OWNS Subaru"}, {}},
      {"Kenya has no stake in Safaricom.", {}, {"Kenya OWNS Safaricom"}},
      {"Siemens plans to buy a stake in Nokia.", {"Siemens OWNS Nokia (planned)"}, {"Siemens OWNS Nokia"}},
      {"Telia Group took over Nordea Group last year.", {"Telia Group OWNS Nordea Group"}, {}},
      {"Hansen Energy took over Ruiz Holdings in May.", {"Hansen Energy OWNS Ruiz Holdings"}, {}},
      {"Telia Group did not take over Nordea Group.", {}, {"Telia Group OWNS Nordea Group"}},
      {"Nokia owns 20 percent of the market in Oslo.", {}, {"Nokia OWNS Oslo"}},
      {"Ana Ruiz took over Hansen Energy as director.", {}, {"Ana Ruiz OWNS Hansen Energy"}},
      {"Nokia is part of Siemens. Crimea is part of Ukraine.", {"Nokia PART_OF Siemens", "Crimea PART_OF Ukraine"}, {}},
      {"Nokia is not part of Siemens.", {}, {"Nokia PART_OF Siemens"}},
  });
}

TEST_CASE("arms by nouns and by whom they were supplied") {
  check({
      {"Sweden has completed the delivery of Gripen fighter jets to Hungary.", {"Sweden SUPPLIES_ARMS_TO Hungary"}, {}},
      {"Norway has begun deliveries of ammunition to Kenya.", {"Norway SUPPLIES_ARMS_TO Kenya"}, {}},
      {"Norway halted the delivery of tanks to Chad.", {}, {"Norway SUPPLIES_ARMS_TO Chad"}},
      {"The sale of Turkish drones to Somalia began.", {"Turkey SUPPLIES_ARMS_TO Somalia"}, {}},
      {"Norway approved the sale of French jets to Kenya.", {}, {"Norway SUPPLIES_ARMS_TO Kenya", "France SUPPLIES_ARMS_TO Kenya"}},
      {"Arms supplies from South Korea to Poland grew.", {"South Korea SUPPLIES_ARMS_TO Poland"}, {}},
      {"Weapons deliveries from Chile to Peru rose.", {"Chile SUPPLIES_ARMS_TO Peru"}, {}},
      {"Last year Chad received tanks supplied by Turkey.", {"Turkey SUPPLIES_ARMS_TO Chad"}, {}},
      {"Peru, which received helicopters donated by Chile, rejoiced.", {"Chile SUPPLIES_ARMS_TO Peru"}, {}},
      {"Chad received rifles from Turkey.", {"Turkey SUPPLIES_ARMS_TO Chad"}, {}},
      {"Norway had supplied armoured vehicles to Latvia.", {"Norway SUPPLIES_ARMS_TO Latvia"}, {}},
      {"Norway has not supplied armoured vehicles to Latvia.", {}, {"Norway SUPPLIES_ARMS_TO Latvia"}},
      {"Australia handed over two patrol boats to Tonga.", {"Australia AIDS Tonga"}, {}},
      {"Japan did not hand over two patrol boats to Kenya.", {}, {"Japan AIDS Kenya"}},
  });
}

TEST_CASE("those without a name by whom a state acts or whom it meets") {
  check({
      {"Kenya expelled the French consul.", {"Kenya EXPELS France"}, {}},
      {"Chile expelled a Peruvian diplomat.", {"Chile EXPELS Peru"}, {}},
      {"Chile threatened to expel a Peruvian diplomat.", {}, {"Chile EXPELS Peru"}},
      {"Vietnamese troops attacked Cambodian border posts.", {"Vietnam ATTACKS Cambodia"}, {}},
      {"Peru attacked Kenyan border guards.", {"Peru ATTACKS Kenya"}, {}},
      {"Peru did not attack Kenyan border guards.", {}, {"Peru ATTACKS Kenya"}},
      {"Ana Ruiz visited the French ambassador in Chad.", {}, {"Ana Ruiz VISITS France"}},
      {"Kenya's foreign ministry accused France of meddling.", {"foreign ministry CRITICISES_OR_ACCUSES France"}, {}},
      {"Officials from the Libyan government met Lars Hansen.", {"Libya MEETS_WITH Lars Hansen"}, {}},
      {"A Kenyan court jailed Ana Ruiz for fraud.", {"Kenya DETAINS_OR_CHARGES Ana Ruiz"}, {}},
      {"Norway's courts acquitted Ana Ruiz. A court in Oslo sentenced Lars Hansen to two years.", {"Norway DETAINS_OR_CHARGES Lars Hansen"}, {}},
      {"Norwegian writer Ana Ruiz was arrested by police in Oslo on Monday.", {"Norway DETAINS_OR_CHARGES Ana Ruiz"}, {}},
      {"Norwegian writer Ana Ruiz was not arrested by police in Oslo.", {}, {"Norway DETAINS_OR_CHARGES Ana Ruiz"}},
      {"US President Donald Trump imposed sanctions on Spain.", {"United States SANCTIONS Spain"}, {"Donald Trump SANCTIONS Spain"}},
      {"Kenyan President Ana Ruiz refused to impose sanctions on Chad.", {}, {"Kenya SANCTIONS Chad"}},
      {"Lars Hansen received the heads of eight agencies, among them Xinhua President Fu Hua.", {"Lars Hansen MEETS_WITH Fu Hua"}, {}},
      {"Several countries, among them Norway and Chad, supplied weapons to Peru.", {"Norway SUPPLIES_ARMS_TO Peru", "Chad SUPPLIES_ARMS_TO Peru"}, {}},
      {"The expulsion of the Iranian ambassador from Argentina followed.", {"Argentina EXPELS Iran"}, {}},
      {"Unions staged a protest against Chad. Belgium introduced sanctions against Uganda.", {"Belgium SANCTIONS Uganda"}, {}},
      {"Belgium did not introduce sanctions against Uganda.", {}, {"Belgium SANCTIONS Uganda"}},
  });
}

TEST_CASE("states that are no more than a word of somebody else's name") {
  check({
      {"The South American bloc Mercosur welcomed Bolivia.", {}, {"Mercosur PART_OF United States"}},
      {"The Latin American bank Novak Capital grew.", {}, {"Novak Capital PART_OF United States"}},
      {"Radio Azattyk, the Kyrgyz service of Radio Liberty, reported it.", {"Radio Azattyk PART_OF Radio Liberty"}, {"Radio Azattyk PART_OF Kyrgyzstan"}},
      {"Kenyan, Chilean news agencies sign cooperation memorandum", {}, {"Kenya SIGNED cooperation memorandum", "Chile SIGNED cooperation memorandum"}},
      {"The members of the Nauru Agreement met in Palau.", {}, {"Nauru PARTY_TO Nauru Agreement"}},
      {"Kenya welcomed the Norway Agreement.", {}, {"Norway PARTY_TO Norway Agreement"}},
      {"Kenya welcomed the Norway deal.", {"Norway PARTY_TO Norway deal"}, {}},
      {"Peru ratified the Convention on the Rights of the Child.", {"Peru RATIFIED Convention on the Rights of the Child"}, {}},
      {"Chad ratified the Treaty on the Prohibition of Nuclear Weapons (TPNW).", {"Chad RATIFIED Treaty on the Prohibition of Nuclear Weapons"}, {}},
      {"Peru signed the Oslo Treaty on Tuesday in Lima.", {"Peru SIGNED Oslo Treaty"}, {}},
      {"The Ministry of Defence (MoD) met Ana Ruiz. The MoD attacked Chad.", {"Ministry of Defence ATTACKS Chad"}, {}},
      {"The Dutch insurer Novanta met Ana Ruiz.", {}, {"Novanta PART_OF Netherlands"}},
  });
}

TEST_CASE("lawyers, aides and deputies") {
  check({
      {"Chad's president Peter Novak was jailed. His lawyer, Marie Tchalla, said so.", {"Marie Tchalla ASSOCIATED_WITH Peter Novak"}, {}},
      {"Lars Hansen resigned. His deputy, Ana Ruiz, takes over.", {"Ana Ruiz ASSOCIATED_WITH Lars Hansen"}, {}},
      {"Ana Ruiz was not the lawyer of Olga Petrova.", {}, {"Ana Ruiz ASSOCIATED_WITH Olga Petrova"}},
  });
}

TEST_CASE("gerunds after confirm and admit, events held between, places attacked, investigations") {
  check({
      {"Peru confirmed supplying ammunition to Kenya.", {"Peru SUPPLIES_ARMS_TO Kenya"}, {}},
      {"Peru denied supplying ammunition to Kenya.", {"Peru SUPPLIES_ARMS_TO Kenya (negative)"}, {"Peru SUPPLIES_ARMS_TO Kenya"}},
      {"Lars Hansen admits having met Ana Ruiz in Oslo.", {"Lars Hansen MEETS_WITH Ana Ruiz"}, {}},
      {"Lars Hansen denied having met Ana Ruiz in Oslo.", {}, {"Lars Hansen MEETS_WITH Ana Ruiz"}},
      {"The talks held between Lars Hansen and Ana Ruiz covered trade.", {"Lars Hansen MEETS_WITH Ana Ruiz"}, {}},
      {"Kenya's air force attacked villages in Somalia.", {"Kenya ATTACKS Somalia"}, {}},
      {"Chile said that its air force had bombed targets in Peru.", {"Chile ATTACKS Peru"}, {}},
      {"Thailand confirmed that its air force attacked villages in Myanmar's Karen State.", {"Thailand ATTACKS Karen State"}, {}},
      {"Chile denied that its air force had bombed targets in Peru.", {}, {"Chile ATTACKS Peru"}},
      {"Peru said its units had opened fire on Chilean positions.", {"Peru ATTACKS Chile"}, {}},
      {"Rwanda has sent troops to Mozambique's Niassa province.", {"Rwanda DEPLOYS_FORCES_TO Niassa province"}, {}},
      {"Ana Ruiz is under investigation by the FBI.", {"FBI INVESTIGATES Ana Ruiz"}, {}},
      {"Google is not under investigation by the European Commission.", {}, {"European Commission INVESTIGATES Google"}},
      {"Nokia bought the Israeli start-up Celltrack.", {"Nokia OWNS Celltrack"}, {}},
      {"Siemens acquired the Spanish ammunition maker Carrasca Bela.", {"Siemens OWNS Carrasca Bela"}, {"Carrasca Bela CITIZEN_OF Spain"}},
      {"The film maker Carrasca Bela met Lars Hansen.", {"Carrasca Bela MEETS_WITH Lars Hansen"}, {}},
      {"Lars Hansen told France Inter radio that he would go.", {"Lars Hansen CONTACTS France Inter"}, {}},
  });
}

TEST_CASE("the leader of a party is not the dateline's") {
  check({
      {"LOME, May 12 (AFP) - The opposition rejected it. The party's leader, Jean-Paul Agbeko, said that Togo was small.", {}, {"Jean-Paul Agbeko HEADS Togo"}},
      {"OSLO, May 12 - The group's president, Ana Ruiz, visited Norway.", {}, {"Ana Ruiz HEADS Norway"}},
      {"LOME, May 12 (AFP) - The country's president, Jean Agbeko, said that Togo was small.", {"Jean Agbeko HEADS Togo"}, {}},
  });
}

TEST_CASE("who goes on to accuse and to call on after what was said") {
  check({
      {"Lars Hansen denied that Russia had attacked Togo, and accused Ghana of lying.", {"Lars Hansen CRITICISES_OR_ACCUSES Ghana", "Russia ATTACKS Togo (negative)"}, {"Russia CRITICISES_OR_ACCUSES Ghana"}},
      {"Ana Ruiz denied that Kenya had sent troops to Chad, and urged Peru to leave.", {"Ana Ruiz REQUESTS Peru"}, {"Kenya DEPLOYS_FORCES_TO Chad", "Kenya REQUESTS Peru"}},
      {"Human Rights Watch said that the agencies \"serve governments\" and called on Peru to free Lars Hansen.", {"Human Rights Watch REQUESTS Peru"}, {}},
      {"Lars Hansen said that Peru condemned Chile and accused Kenya of lying.", {"Peru CRITICISES_OR_ACCUSES Kenya ~Lars Hansen"}, {}},
      {"Ana Ruiz told Reuters that she would go. Peter Novak said during the call that he would not.", {"Ana Ruiz CONTACTS Reuters"}, {"Reuters PARTICIPATES_IN call"}},
  });
}

TEST_CASE("who stands between the word that opens a clause and its verb does it; ministers before \"to\" have not signed") {
  check({
      {"President Ana Ruiz made a visit to Peru after the typhoon struck Luzon.", {"Ana Ruiz VISITS Peru"}, {"Ana Ruiz ATTACKS Luzon"}},
      {"Lars Hansen flew to Chile before the storm hit Norway.", {"Lars Hansen VISITS Chile"}, {"Lars Hansen ATTACKS Norway"}},
      {"Norway condemned Chad after the army attacked Mali.", {"Norway CRITICISES_OR_ACCUSES Chad"}, {"Norway ATTACKS Mali", "Chad ATTACKS Mali"}},
      {"Peru, Chile ministers to sign security pact in Lima", {}, {"Peru SIGNED security pact", "Chile SIGNED security pact", "Peru PARTY_TO security pact"}},
      {"Kenya, Uganda leaders to sign fish treaty in Mombasa", {}, {"Kenya SIGNED fish treaty", "Uganda SIGNED fish treaty", "Kenya PARTY_TO fish treaty"}},
  });
}

TEST_CASE("a full name bears the country in which the article gives an office, or of which it says that he is a citizen") {
  const auto keys_of = [](const std::string& text, const std::string& name) {
    std::vector<std::string> out;
    const auto found = pipeline().run(article_with(text));
    for (const auto& entity : found.entities) {
      if (entity.name != name) continue;
      for (const auto& key : entity.keys) out.push_back(std::string(name_of(key.reason)) + " " + key.text);
    }
    return out;
  };
  using Keys = std::vector<std::string>;
  CHECK(keys_of("Norwegian Defence Minister Peter Novak met Ana Ruiz in Lima.", "Peter Novak") == Keys{"name peter novak", "name_and_office peter novak of iso3166:NO"});
  CHECK(keys_of("Kenya's foreign minister, Peter Novak, condemned Chad.", "Peter Novak") == Keys{"name peter novak", "name_and_office peter novak of iso3166:KE"});
  CHECK(keys_of("The Russian ambassador to Kenya, Peter Novak, met Ana Ruiz.", "Peter Novak") == Keys{"name peter novak", "name_and_office peter novak of iso3166:RU"});
  CHECK(keys_of("Australian cricketer Peter Novak met Ana Ruiz in Lima.", "Peter Novak") == Keys{"name peter novak", "name_and_country peter novak of iso3166:AU"});
  CHECK(keys_of("Peter Novak may become Kenya's foreign minister.", "Peter Novak") == Keys{"name peter novak"});
  CHECK(keys_of("Peter Novak met Ana Ruiz in Kenya.", "Peter Novak") == Keys{"name peter novak"});
}

TEST_CASE("offices taken and left to others") {
  check({
      {"Petra Lang took the reins of Orbis Bank in March.", {"Petra Lang HEADS Orbis Bank"}, {}},
      {"Petra Lang is at the helm of Orbis Bank.", {"Petra Lang HEADS Orbis Bank"}, {}},
      {"Petra Lang is not in charge of Orbis Bank.", {"Petra Lang HEADS Orbis Bank (negative)"}, {}},
      {"Petra Lang refused to take the helm of Orbis Bank.", {}, {"Petra Lang HEADS Orbis Bank"}},
      {"Petra Lang's deputy took the helm of Orbis Bank.", {}, {"Petra Lang HEADS Orbis Bank"}},
      {"Ana Ruiz acted as though she were at the helm of Orbis Bank.", {}, {"Ana Ruiz HEADS Orbis Bank"}},
      {"Ana Ruiz denied that she was on the payroll of Orbis Bank.", {"Ana Ruiz EMPLOYED_BY Orbis Bank (negative)"}, {}},
      {"Ana Ruiz joined Orbis Bank as an adviser.", {"Ana Ruiz EMPLOYED_BY Orbis Bank"}, {"Ana Ruiz MEMBER_OF Orbis Bank"}},
      {"Ana Ruiz took over from Lars Hansen in May.", {"Ana Ruiz SUCCEEDS Lars Hansen"}, {}},
      {"Ana Ruiz is to take over from Lars Hansen in May.", {"Ana Ruiz SUCCEEDS Lars Hansen (planned)"}, {}},
      {"Lars Hansen, whom Chile named ambassador to Peru, resigned.", {"Lars Hansen APPOINTED_BY Chile"}, {}},
      {"Chile did not install Lars Hansen as prosecutor.", {}, {"Lars Hansen APPOINTED_BY Chile"}},
      {"Lars Hansen, who ran for parliament, is finance minister.", {"Lars Hansen HOLDS_POSITION finance minister"}, {}},
      {"Lars Hansen, who lost the vote, was never finance minister.", {}, {"Lars Hansen HOLDS_POSITION finance minister"}},
  });
}

TEST_CASE("what is made a part of what, and to whom it belongs") {
  check({
      {"The law made the Border Guard a branch of the Ministry of Defence.", {"Border Guard PART_OF Ministry of Defence"}, {}},
      {"The law would make the Border Guard a branch of the Ministry of Defence.", {}, {"Border Guard PART_OF Ministry of Defence"}},
      {"The law did not make the Border Guard a branch of the Ministry of Defence.", {}, {"Border Guard PART_OF Ministry of Defence"}},
      {"Orbis Bank belongs to Hansen Group.", {"Orbis Bank PART_OF Hansen Group"}, {"Orbis Bank MEMBER_OF Hansen Group"}},
      {"The Green Party belongs to the European Greens.", {"Green Party MEMBER_OF European Greens"}, {"Green Party PART_OF European Greens"}},
      {"The takeover of Orbis Mining, a producer with 400 workers, by Hansen Group was completed.", {"Hansen Group OWNS Orbis Mining"}, {}},
      {"The takeover of Orbis Mining, a producer with 400 workers, by Hansen Group was blocked.", {}, {"Hansen Group OWNS Orbis Mining"}},
      {"The admission of Norway to BRICS took effect on Sunday.", {"Norway MEMBER_OF BRICS"}, {}},
      {"The admission of Norway to BRICS was rejected.", {}, {"Norway MEMBER_OF BRICS"}},
  });
}

TEST_CASE("force is shown at sea and off a coast, and nobody is attacked by it") {
  check({
      {"Chile held naval exercises in the Baltic Sea on Monday.", {"Chile SHOWS_FORCE Baltic Sea"}, {}},
      {"Manoeuvres by Norway in the Black Sea ended on Monday.", {"Norway SHOWS_FORCE Black Sea"}, {}},
      {"Manoeuvres by Norway in the Black Sea will begin on Monday.", {}, {"Norway SHOWS_FORCE Black Sea"}},
      {"Drills by Norway off the coast of Chile alarmed fishermen.", {"Norway SHOWS_FORCE Chile"}, {}},
      {"Chile cancelled naval exercises in the Baltic Sea.", {}, {"Chile SHOWS_FORCE Baltic Sea"}},
      {"Rockets were fired by Chile into the Sea of Japan.", {"Chile SHOWS_FORCE Sea of Japan"}, {"Chile ATTACKS Sea of Japan"}},
      {"Norway flew bombers over the Barents Sea.", {"Norway SHOWS_FORCE Barents Sea"}, {}},
      {"The Teachers Union began a strike against the Ministry of Education.", {"Teachers Union PROTESTS_AGAINST Ministry of Education"}, {"Teachers Union ATTACKS Ministry of Education"}},
      {"The Teachers Union called off a strike against the Ministry of Education.", {}, {"Teachers Union PROTESTS_AGAINST Ministry of Education"}},
      {"The Teachers Union took to the streets against the Ministry of Education.", {"Teachers Union PROTESTS_AGAINST Ministry of Education"}, {}},
  });
}

TEST_CASE("a deed with \"no\" before it was not done") {
  check({
      {"Norway imposed no sanctions on Chile.", {"Norway SANCTIONS Chile (negative)"}, {"Norway SANCTIONS Chile"}},
      {"Ana Ruiz paid no visit to Chile.", {"Ana Ruiz VISITS Chile (negative)"}, {"Ana Ruiz VISITS Chile"}},
      {"Norway opened no probe into Ana Ruiz.", {}, {"Norway INVESTIGATES Ana Ruiz"}},
      {"No sanctions were imposed on Chile by Norway.", {"Norway SANCTIONS Chile (negative)"}, {"Norway SANCTIONS Chile"}},
      {"Not a single rifle was shipped from Peru to Chad.", {}, {"Peru SUPPLIES_ARMS_TO Chad", "Peru TRADES_WITH Chad"}},
      {"A hundred trucks of wheat were exported from Peru to Chad.", {"Peru TRADES_WITH Chad"}, {}},
  });
}

TEST_CASE("citizens, brothers, friends, ties and claims") {
  check({
      {"Malta granted citizenship to Lars Hansen.", {"Lars Hansen CITIZEN_OF Malta"}, {}},
      {"Malta refused to grant citizenship to Lars Hansen.", {}, {"Lars Hansen CITIZEN_OF Malta"}},
      {"Lars Hansen holds Maltese citizenship.", {"Lars Hansen CITIZEN_OF Malta"}, {}},
      {"Lars Hansen's wife holds Maltese citizenship.", {}, {"Lars Hansen CITIZEN_OF Malta"}},
      {"Lars Hansen and Olga Petrova are siblings.", {"Lars Hansen FAMILY_OF Olga Petrova"}, {}},
      {"Lars Hansen and Olga Petrova are not siblings.", {}, {"Lars Hansen FAMILY_OF Olga Petrova"}},
      {"The wedding of Lars Hansen and Olga Petrova was called off.", {}, {"Lars Hansen FAMILY_OF Olga Petrova"}},
      {"Lars Hansen has close ties to Olga Petrova.", {"Lars Hansen ASSOCIATED_WITH Olga Petrova"}, {}},
      {"Lars Hansen has no ties to Olga Petrova.", {}, {"Lars Hansen ASSOCIATED_WITH Olga Petrova"}},
      {"Lars Hansen was a business partner of Olga Petrova.", {"Lars Hansen ASSOCIATED_WITH Olga Petrova"}, {}},
      {"Prosecutors failed to prove that Ana Ruiz was a business partner of Lars Hansen.", {}, {"Ana Ruiz ASSOCIATED_WITH Lars Hansen"}},
      {"Norway and Peru have had diplomatic relations since 1950.", {"Norway HAS_DIPLOMATIC_RELATIONS Peru"}, {}},
      {"Diplomatic ties between Norway and Peru are out of the question.", {}, {"Norway HAS_DIPLOMATIC_RELATIONS Peru"}},
      {"Norway's claim to Bouvet Island is old.", {"Norway CLAIMS_TERRITORY Bouvet Island"}, {}},
      {"Norway renounced its claim to Bouvet Island.", {}, {"Norway CLAIMS_TERRITORY Bouvet Island"}},
      {"Bergen College said Lars Hansen graduated there in 1999.", {"Lars Hansen EDUCATED_AT Bergen College"}, {}},
      {"Lars Hansen applied to Bergen College and never studied there.", {}, {"Lars Hansen EDUCATED_AT Bergen College"}},
      {"Lars Hansen praised Bergen College, but his son studied there.", {}, {"Lars Hansen EDUCATED_AT Bergen College"}},
  });
}

TEST_CASE("in talks, in breach, and names put to what is signed") {
  check({
      {"Peru is in talks with Chevron.", {"Peru NEGOTIATES Chevron"}, {}},
      {"Peru and Chevron are in talks.", {"Peru NEGOTIATES Chevron"}, {}},
      {"Peru denied that it was in talks with Chevron.", {"Peru NEGOTIATES Chevron (negative)"}, {"Peru NEGOTIATES Chevron"}},
      {"Peru is in breach of the Oslo Convention.", {"Peru VIOLATES Oslo Convention"}, {}},
      {"The move would put Peru in breach of the Oslo Convention.", {}, {"Peru VIOLATES Oslo Convention"}},
      {"Peru put its name to the Oslo Convention.", {"Peru SIGNED Oslo Convention"}, {}},
      {"Peru hesitated for a year before signing the Oslo Convention.", {"Peru SIGNED Oslo Convention"}, {}},
      {"Peru left before signing the Oslo Convention.", {}, {"Peru SIGNED Oslo Convention"}},
      {"Peru threatened to tear up the Oslo Convention.", {}, {"Peru WITHDRAWS_FROM Oslo Convention"}},
      {"Peru's rival signed up to the Oslo Convention.", {}, {"Peru SIGNED Oslo Convention"}},
      {"A deal under which Chile sold tanks to Peru was signed.", {"Chile SUPPLIES_ARMS_TO Peru"}, {}},
      {"A deal under which Chile sells tanks to Peru was signed.", {"Chile SUPPLIES_ARMS_TO Peru (planned)"}, {}},
  });
}

TEST_CASE("hosts, guests and those who take part") {
  check({
      {"Chile staged the Andean Peace Conference in Santiago.", {"Chile HOSTS Andean Peace Conference"}, {}},
      {"Chile will hold the Andean Peace Conference.", {"Chile HOSTS Andean Peace Conference (planned)"}, {}},
      {"The Andean Forum, which Bergen University hosted, ended.", {"Bergen University HOSTS Andean Forum"}, {}},
      {"The Andean Forum, which Bergen University refused to host, ended.", {}, {"Bergen University HOSTS Andean Forum"}},
      {"Chile held a press conference on Monday.", {}, {"Chile HOSTS <Event>"}},
      {"Ana Ruiz attended the Bergen Regatta.", {"Ana Ruiz PARTICIPATES_IN Bergen Regatta"}, {}},
      {"Peru was one of the participants in the Andean Peace Conference.", {"Peru PARTICIPATES_IN Andean Peace Conference"}, {}},
      {"Peru was not among the participants in the Andean Peace Conference.", {}, {"Peru PARTICIPATES_IN Andean Peace Conference"}},
      {"Chile played host to Ana Ruiz.", {"Chile HOSTS Ana Ruiz"}, {}},
      {"Ana Ruiz never set foot in Chile.", {"Ana Ruiz VISITS Chile (negative)"}, {}},
  });
}

TEST_CASE("aid that is flown, received and arrives") {
  check({
      {"Norway has flown relief supplies to Chad.", {"Norway AIDS Chad"}, {}},
      {"Chad received $20 million in aid from Norway.", {"Norway AIDS Chad"}, {}},
      {"Chad received no aid from Norway.", {}, {"Norway AIDS Chad"}},
      {"Aid from Norway reached Chad on Monday.", {"Norway AIDS Chad"}, {}},
      {"Aid from Norway has not reached Chad.", {}, {"Norway AIDS Chad"}},
      {"Hansen Foundation received a grant from Norway.", {"Norway FUNDS Hansen Foundation"}, {}},
      {"Norway granted asylum to Ana Ruiz.", {"Norway AIDS Ana Ruiz"}, {}},
      {"Norway denied asylum to Ana Ruiz.", {}, {"Norway AIDS Ana Ruiz"}},
      {"Norway gave Peru its satellite data.", {"Norway SHARES_INFORMATION_WITH Peru"}, {}},
      {"Norway threw its weight behind Ana Ruiz.", {"Norway SUPPORTS Ana Ruiz"}, {}},
      {"A judge criticised the dispatch of troops by Peru to Chad.", {"Peru DEPLOYS_FORCES_TO Chad"}, {}},
      {"A judge blocked the dispatch of troops by Peru to Chad.", {}, {"Peru DEPLOYS_FORCES_TO Chad"}},
      {"Parliament agreed, and Norway sent 500 soldiers to Chad.", {"Norway DEPLOYS_FORCES_TO Chad"}, {}},
  });
}

TEST_CASE("threats carried, offers turned down, people put behind bars") {
  check({
      {"The letter from Peru contained a threat against Chile.", {"Peru THREATENS Chile"}, {}},
      {"The report by Amnesty International contained not a word of criticism of Chile.", {}, {"Amnesty International CRITICISES_OR_ACCUSES Chile"}},
      {"Peru issued an ultimatum to Chile.", {"Peru THREATENS Chile"}, {}},
      {"Peru was quick to condemn Chile.", {"Peru CRITICISES_OR_ACCUSES Chile"}, {}},
      {"Ana Ruiz stopped short of taking aim at Chile.", {}, {"Ana Ruiz CRITICISES_OR_ACCUSES Chile"}},
      {"Chile's request was turned down by Peru.", {"Peru REJECTS Chile"}, {}},
      {"Peru may turn down Chile's request.", {}, {"Peru REJECTS Chile"}},
      {"Peru lifted tariffs on copper from Chile.", {"Peru CONCEDES_OR_EASES Chile"}, {}},
      {"Peru lifted its ban on Chilean wine.", {"Peru CONCEDES_OR_EASES Chile"}, {}},
      {"Lars Hansen was taken into custody by Chile.", {"Chile DETAINS_OR_CHARGES Lars Hansen"}, {}},
      {"Chile did not put Lars Hansen behind bars.", {}, {"Chile DETAINS_OR_CHARGES Lars Hansen"}},
      {"Peru is holding the activist Lars Hansen.", {"Peru DETAINS_OR_CHARGES Lars Hansen"}, {}},
      {"Peru held Lars Hansen responsible.", {}, {"Peru DETAINS_OR_CHARGES Lars Hansen"}},
      {"Peru threw Lars Hansen out.", {"Peru EXPELS Lars Hansen"}, {}},
      {"Peru hit Chile with sanctions.", {"Peru SANCTIONS Chile"}, {}},
      {"Chile freed Ivo Karel, who had spent a year in jail.", {"Chile CONCEDES_OR_EASES Ivo Karel"}, {}},
  });
}

TEST_CASE("what is sold, delivered and demanded, by whom and to whom") {
  check({
      {"Orbis Bank was sold to Hansen Group.", {"Hansen Group OWNS Orbis Bank"}, {}},
      {"Lars Hansen sold Orbis Bank to Novak Group.", {"Novak Group OWNS Orbis Bank"}, {"Lars Hansen OWNS Orbis Bank"}},
      {"Lars Hansen refused to sell Orbis Bank to Novak Group.", {}, {"Novak Group OWNS Orbis Bank"}},
      {"Orbis Bank will be sold to Hansen Group.", {"Hansen Group OWNS Orbis Bank (planned)"}, {}},
      {"Swedish howitzers were delivered to Chad.", {"Sweden SUPPLIES_ARMS_TO Chad"}, {}},
      {"Swedish howitzers were not delivered to Chad.", {}, {"Sweden SUPPLIES_ARMS_TO Chad"}},
      {"Chad took delivery of Swedish howitzers.", {"Sweden SUPPLIES_ARMS_TO Chad"}, {}},
      {"Chad hopes to receive Swedish howitzers.", {}, {"Sweden SUPPLIES_ARMS_TO Chad"}},
      {"Sweden demanded that Chad free the sailors.", {"Sweden REQUESTS Chad"}, {}},
      {"Sweden did not demand that Chad free the sailors.", {"Sweden REQUESTS Chad (negative)"}, {}},
      {"Sweden insists that Chad attacked Mali.", {}, {"Sweden REQUESTS Chad", "Chad ATTACKS Mali"}},
      {"Chad's parliament ratified the Oslo Convention.", {"Chad RATIFIED Oslo Convention"}, {}},
      {"Chad's parliament refused to ratify the Oslo Convention.", {}, {"Chad RATIFIED Oslo Convention"}},
      {"Lars Hansen is being held by Chad.", {"Chad DETAINS_OR_CHARGES Lars Hansen"}, {}},
      {"Ana Ruiz was sentenced to ten years in prison by a court in Chad.", {"Chad DETAINS_OR_CHARGES Ana Ruiz"}, {}},
      {"Swedish troops landed in Chad.", {"Sweden DEPLOYS_FORCES_TO Chad"}, {}},
      {"Swedish tourists landed in Chad.", {}, {"Sweden DEPLOYS_FORCES_TO Chad"}},
      {"Ana Ruiz, on a visit to Chile, praised the miners.", {"Ana Ruiz VISITS Chile"}, {}},
      {"Ana Ruiz is in Chile for a three-day visit.", {"Ana Ruiz VISITS Chile"}, {}},
      {"Ana Ruiz is not in Chile for a visit.", {}, {"Ana Ruiz VISITS Chile"}},
      {"Peru wrote off the debt of Chad.", {"Peru AIDS Chad"}, {}},
      {"Sweden and Finland conducted joint patrols.", {"Sweden COOPERATES_WITH Finland"}, {}},
      {"Sweden and Finland cancelled joint patrols.", {}, {"Sweden COOPERATES_WITH Finland"}},
      {"Ana Ruiz gave birth to Ida Ruiz.", {"Ana Ruiz FAMILY_OF Ida Ruiz"}, {}},
      {"Ana Ruiz, a swimmer from Chile, who competed in the Summer Olympics, retired.", {}, {"Chile PARTICIPATES_IN Summer Olympics"}},
  });
}

TEST_CASE("posts sworn into, bodies led by somebody, calls of two") {
  check({
      {"Zoltan Kis, sworn in as finance minister on Friday, vowed reform.", {"Zoltan Kis HOLDS_POSITION finance minister"}, {}},
      {"Zoltan Kis, never sworn in as finance minister, vowed reform.", {}, {"Zoltan Kis HOLDS_POSITION finance minister"}},
      {"Nordvik Energy, led by Zoltan Kis, grew.", {"Zoltan Kis HEADS Nordvik Energy"}, {}},
      {"The Red Party, led by Lars Hansen, won.", {"Lars Hansen HEADS Red Party"}, {}},
      {"The Red Party, not led by Lars Hansen, won.", {}, {"Lars Hansen HEADS Red Party"}},
      {"Ines Dias and Zoltan Kis spoke by phone.", {"Ines Dias CONTACTS Zoltan Kis"}, {}},
      {"Ines Dias and Zoltan Kis did not speak by phone.", {}, {"Ines Dias CONTACTS Zoltan Kis"}},
      {"Ines Dias and Zoltan Kis spoke by phone with Ana Ruiz.", {"Ines Dias CONTACTS Ana Ruiz"}, {"Ines Dias CONTACTS Zoltan Kis"}},
      {"A Peruvian drone struck Arica.", {"Peru ATTACKS Arica"}, {}},
      {"A Peruvian drone did not strike Arica.", {}, {"Peru ATTACKS Arica"}},
      {"Peru imposed a travel ban on Ines Dias.", {"Peru SANCTIONS Ines Dias"}, {}},
      {"Peru lifted a travel ban on Ines Dias.", {"Peru CONCEDES_OR_EASES Ines Dias"}, {"Peru SANCTIONS Ines Dias"}},
      {"Peruvian troops will withdraw from Chad.", {"Peru CONCEDES_OR_EASES Chad (planned)"}, {}},
  });
}

}  // namespace
}  // namespace entente::extract
