// SPDX-License-Identifier: Apache-2.0
#include "extract/name_tagger.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "extract/name_features.h"
#include "extract/text.h"
#include "model/article.h"
#include "model/error.h"

namespace entente::extract {
namespace {

const NameTagger& tagger() {
  static const auto loaded = NameTagger::load(ENTENTE_SEEDS_DIR "/models/names.model");
  return loaded;
}

// "PERSON:Kim Jong-un PLACE:Moscow"
std::string names_in(const std::string& text) {
  Article article;
  article.text = text;
  const auto document = cut(article);
  std::string out;
  const auto found = tagger().find(document.sentences);
  REQUIRE(found.size() == document.sentences.size());
  for (std::size_t s = 0; s < found.size(); ++s) {
    const auto& tokens = document.sentences[s].tokens;
    std::uint32_t end = 0;
    for (const auto& name : found[s]) {
      CHECK(name.first >= end);
      CHECK(name.first < name.last);
      REQUIRE(name.last <= tokens.size());
      CHECK(name.margin >= 0);
      CHECK(name.type_margin >= name.margin);
      CHECK(name.second != name.label);
      end = name.last;
      const auto begin = tokens[name.first].begin;
      if (!out.empty()) out += ' ';
      out += std::string(name_of(name.label)) + ":" + text.substr(begin, tokens[name.last - 1].end - begin);
    }
  }
  return out;
}

TEST_CASE("names of persons, places and bodies in plain news sentences") {
  CHECK(names_in("Angela Merkel met Emmanuel Macron in Berlin.") ==
        "PERSON:Angela Merkel PERSON:Emmanuel Macron PLACE:Berlin");
  CHECK(names_in("The Ministry of Foreign Affairs said the talks in Tokyo went well.") ==
        "BODY:Ministry of Foreign Affairs PLACE:Tokyo");
  CHECK(names_in("The Center for the Study of Military and Political Conflicts is based in Kyiv.") ==
        "BODY:Center for the Study of Military and Political Conflicts PLACE:Kyiv");
  CHECK(names_in("Officials from the United States and China will meet.") ==
        "PLACE:United States PLACE:China");
}

TEST_CASE("titles, articles and demonyms stay outside") {
  CHECK(names_in("President Barack Obama spoke to the Russian delegation in Washington.") ==
        "PERSON:Barack Obama PLACE:Washington");
  CHECK(names_in("Russian Foreign Minister Sergei Lavrov arrived in Ankara.") ==
        "PERSON:Sergei Lavrov PLACE:Ankara");
}

TEST_CASE("a headline in title case") {
  CHECK(names_in("Putin Meets Kim Jong Un in Vladivostok") ==
        "PERSON:Putin PERSON:Kim Jong Un PLACE:Vladivostok");
}

TEST_CASE("names with hyphens and possessives keep their boundaries") {
  CHECK(names_in("Ban Ki-moon visited North Korea's capital.") == "PERSON:Ban Ki-moon PLACE:North Korea");
  CHECK(names_in("The envoy Kim Yong-chol met Moon Jae-in.") == "PERSON:Kim Yong-chol PERSON:Moon Jae-in");
  CHECK(names_in("It called the North Korea-Russia treaty a threat.") == "PLACE:North Korea PLACE:Russia");
}

TEST_CASE("margins are in units of a natural logarithm") { CHECK(tagger().unit() > 1); }

TEST_CASE("nothing to find") {
  CHECK(names_in("").empty());
  CHECK(names_in("the talks went on for hours without any result.").empty());
  CHECK(tagger().find(Sentence{}).empty());
}

TEST_CASE("threads share one tagger and agree") {
  const std::string text =
      "Narendra Modi met Xi Jinping in New Delhi before the BRICS summit, the Kremlin said.";
  const auto expected = names_in(text);
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) {
      threads.emplace_back([&result, &text] {
        Article article;
        article.text = text;
        const auto document = cut(article);
        for (const auto& names : tagger().find(document.sentences)) {
          for (const auto& name : names) {
            const auto& tokens = document.sentences[0].tokens;
            if (!result.empty()) result += ' ';
            result +=
                std::string(name_of(name.label)) + ":" +
                text.substr(tokens[name.first].begin, tokens[name.last - 1].end - tokens[name.first].begin);
          }
        }
      });
    }
  }
  for (const auto& result : results) CHECK(result == expected);
}

TEST_CASE("a sentence alone and in an article of its own gives the same names") {
  Article article;
  article.text = "Vladimir Putin flew from Moscow to Beijing.";
  const auto document = cut(article);
  REQUIRE(document.sentences.size() == 1);
  const auto alone = tagger().find(document.sentences[0]);
  const auto together = tagger().find(document.sentences);
  REQUIRE(alone.size() == together[0].size());
  for (std::size_t i = 0; i < alone.size(); ++i) {
    CHECK(alone[i].first == together[0][i].first);
    CHECK(alone[i].last == together[0][i].last);
    CHECK(alone[i].label == together[0][i].label);
  }
}

TEST_CASE("a missing or foreign file is an input error") {
  CHECK_THROWS_AS(NameTagger::load("/nonexistent/names.model"), Error);
  CHECK_THROWS_AS(NameTagger::load(ENTENTE_SEEDS_DIR "/models/tagger.model"), Error);
}

TEST_CASE("only words near a capital can be of a name, all of them where nothing is written with one") {
  struct NoLexicon final : NameLexicon {
    [[nodiscard]] std::uint32_t value(std::uint64_t phrase) const override {
      return phrase == phrase_add(phrase_start(), hash_bytes("the")) ? class_bit(WordClass::kCommon) : 0;
    }
  };
  const auto near = [](const std::string& text) {
    Article article;
    article.text = text;
    const auto document = cut(article);
    NameFeatures features;
    features.prepare(document.sentences.at(0), NoLexicon{});
    std::string out;
    for (std::size_t i = 0; i < features.size(); ++i) out += features.may_name(i) ? '1' : '0';
    return out;
  };
  CHECK(near("the men who came saw Kim Novak and the dog today") == "00001111100");
  CHECK(near("The men came to see a dog near iPort one two three") == "000000011110");  // a first word like "the" is no sign
  CHECK(near("Novak came to see a dog") == "111000");
  CHECK(near("she went from turin to rome") == "111111");
  CHECK(near("The men went from turin to rome") == "1111111");
}

}  // namespace
}  // namespace entente::extract
