// SPDX-License-Identifier: Apache-2.0
#include "extract/train/name_variations.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "extract/name_tags.h"
#include "extract/train/name_lists.h"
#include "extract/train/random.h"
#include "extract/train/tables.h"

namespace entente::extract {
namespace {

using Words = std::vector<std::string>;

constexpr std::array<const char*, 74> kKoreanSyllables{
    "Jong",  "Un",   "Il",    "Sung",  "Myong", "Hyon",  "Chol", "Ho",   "Yong",  "Nam",   "Su",
    "Hui",   "Son",  "Kyong", "Song",  "Hak",   "Jun",   "Min",  "Jae",  "In",    "Hye",   "Geun",
    "Suk",   "Yeol", "Moon",  "Ki",    "Ji",    "Woo",   "Seok", "Hyun", "Kwang", "Chang", "Tae",
    "Young", "Sik",  "Pyong", "Ryong", "Chun",  "Mu",    "Bong", "Jin",  "Hyok",  "Gil",   "Rim",
    "Won",   "Sang", "Kwan",  "Dong",  "Hwan",  "Sok",   "Kun",  "Ryol", "Chan",  "Guk",   "Nak",
    "Yon",   "Eun",  "Soo",   "Cheol", "Kyun",  "Hee",   "Joon", "Bum",  "Gyu",   "Sun",   "Mi",
    "Kyung", "Yeon", "Duk",   "Hong",  "Oh",    "Seung", "Hoon", "Kyu"};
constexpr std::array<const char*, 44> kChineseSyllables{
    "Jin",  "Ping", "Wei",  "Li",    "Qiang", "Yi",   "Jian", "Guo",  "Hua",  "Xiao", "Ming",
    "Yong", "Zhi",  "Hong", "Jun",   "Feng",  "Ling", "Jing", "Yan",  "Chun", "Hui",  "Xing",
    "Bo",   "Lei",  "Kai",  "Sheng", "Tao",   "Yuan", "Rui",  "Shan", "De",   "Ze",   "Min",
    "Wen",  "Jia",  "Bao",  "Qi",    "Shi",   "Hai",  "Dong", "Lin",  "Mei",  "Peng", "Chang"};
constexpr std::array<const char*, 49> kFields{"Foreign Affairs",
                                              "Defence",
                                              "Defense",
                                              "Internal Affairs",
                                              "Finance",
                                              "Justice",
                                              "Health",
                                              "Education",
                                              "Energy and Natural Resources",
                                              "Trade and Industry",
                                              "Economic Development",
                                              "Agriculture",
                                              "Culture and Tourism",
                                              "Science and Technology",
                                              "Industry and Trade",
                                              "Transport",
                                              "Communications and Information Technology",
                                              "National Security",
                                              "Public Health",
                                              "Home Affairs",
                                              "Interior",
                                              "Labour and Social Protection",
                                              "Environment",
                                              "Small and Medium Enterprises",
                                              "Military and Political Conflicts",
                                              "Asian and African Studies",
                                              "Peace and Security",
                                              "Strategic and International Studies",
                                              "Human Rights",
                                              "Nuclear Energy",
                                              "Oil and Gas",
                                              "Foreign Trade",
                                              "Regional Development",
                                              "Digital Development",
                                              "Local Administration",
                                              "Disaster Management",
                                              "World Economy and International Relations",
                                              "Economic Co-operation and Development",
                                              "High-Level Cooperation",
                                              "Small Industries and Industrial Parks",
                                              "Roads and Urban Development",
                                              "Cooperatives",
                                              "Petroleum",
                                              "Border Affairs",
                                              "Planning and Investment",
                                              "Water Resources",
                                              "Public Safety",
                                              "Sports and Youth",
                                              "Civil Aviation"};
constexpr std::array<const char*, 10> kBodiesOf{
    "Ministry of ", "Department of ",           "Institute of ",     "Committee on ",
    "Center for ",  "Centre for the Study of ", "State Agency for ", "Bureau of ",
    "Council for ", "Federal Service for "};
constexpr std::array<const char*, 12> kBodiesBehind{
    " Ministry",     " Committee",           " Institute", " Agency",
    " Organization", " Commission",          " Council",   " Development Fund",
    " Association",  " Cooperation Council", " Centre",    " Foundation"};
constexpr std::array<const char*, 22> kOffices{"President",
                                               "Prime Minister",
                                               "Foreign Minister",
                                               "Defence Minister",
                                               "Defense Minister",
                                               "Vice President",
                                               "Deputy Foreign Minister",
                                               "Interior Minister",
                                               "Finance Minister",
                                               "Secretary of State",
                                               "Chancellor",
                                               "Secretary General",
                                               "Parliament Speaker",
                                               "Supreme Leader",
                                               "Energy Minister",
                                               "Ambassador",
                                               "King",
                                               "Chairman",
                                               "Spokesperson",
                                               "Deputy Prime Minister",
                                               "Army Chief of Staff",
                                               "Minister of Foreign Affairs"};
constexpr std::array<const char*, 34> kWeapons{
    "Hwasong-14",    "Hwasong-17", "Iskander-M", "S-400",        "S-300",        "F-16",         "F-35",
    "Su-35",         "Su-57",      "MiG-31",     "HIMARS",       "Patriot",      "Shahed-136",   "Leopard 2",
    "ATACMS",        "Kinzhal",    "Oreshnik",   "Kalibr",       "KN-23",        "Pukguksong-3", "Yars",
    "Zircon",        "Tomahawk",   "Javelin",    "Storm Shadow", "T-90",         "Geran-2",      "Fattah-1",
    "Bayraktar TB2", "Mi-8",       "Il-76",      "THAAD",        "Malligyong-1", "Unha-3"};
constexpr std::array<const char*, 14> kAgencies{"TASS", "AFP",    "Reuters",     "Xinhua",  "KCNA",
                                                "AP",   "Yonhap", "IRNA",        "Anadolu", "Interfax",
                                                "dpa",  "Kyodo",  "RIA Novosti", "SANA"};
constexpr std::array<const char*, 12> kMonths{"Jan.", "February", "March",     "April", "May",      "June",
                                              "July", "Aug.",     "September", "Oct.",  "November", "Dec."};

std::string capitalised(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
  return word;
}

class Varier {
 public:
  Varier(const std::string& folder, const std::string& tables) {
    const auto take = [&](const char* table, std::size_t column, std::vector<Words>& list) {
      each_row(tables + "/" + table, 4, [&](const Words& row) {
        for (const auto& name : split_names(row.at(column))) {
          auto words = words_in(name);
          if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
          if (!words.empty() && words.size() < 8) list.push_back(words);
        }
      });
    };
    take("countries.tsv", 1, countries_);
    take("countries.tsv", 2, demonyms_);
    take("countries.tsv", 3, cities_);
    take("bodies.tsv", 0, bodies_);
    take("bodies.tsv", 1, bodies_);
    take("media.tsv", 0, media_);
    take("media.tsv", 1, media_);
    take("given_names.tsv", 0, given_);
    take("korean_surnames.tsv", 0, korean_);
    take("chinese_surnames.tsv", 0, chinese_);
    for (const auto& demonym : demonyms_) demonym_set_.insert(join(demonym));
    const auto heads = split_list(kBodyHeads);
    const std::set<std::string> body_heads{heads.begin(), heads.end()};
    for (const auto& actor : read_actors(folder)) {
      const bool body = std::any_of(actor.words.begin(), actor.words.end(),
                                    [&](const std::string& word) { return body_heads.contains(word); });
      if (!actor.from_countries || body || actor.words.size() < 2 || actor.words.size() > 4) continue;
      Words name;
      for (const auto& word : actor.words) name.push_back(word == "-" ? word : capitalised(word));
      if (std::all_of(name.back().begin(), name.back().end(), [](char c) { return c >= 'A'; }) &&
          name.back().size() > 2) {
        families_.push_back({name.back()});
      }
    }
  }

  // One variation of a sentence.
  LabelledSentence vary(const LabelledSentence& in) {
    LabelledSentence out;
    if (random_.percent(4)) dateline(out);
    std::size_t next = 0;
    for (std::size_t i = 0; i < in.words.size();) {
      if (next < in.names.size() && in.names[next].first == i) {
        name(in, in.names[next], out);
        i = in.names[next++].last;
        continue;
      }
      add(out, in.words[i], in.allowed[i], in.space_before[i]);
      ++i;
    }
    const auto style = random_.below(100);
    if (out.words.size() >= 5 && out.words.size() <= 18 && style < 30) headline(out, style < 6);
    return out;
  }

 private:
  static std::string join(const Words& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
  }
  static void add(LabelledSentence& out, std::string word, std::uint32_t allowed, bool space) {
    out.words.push_back(std::move(word));
    out.allowed.push_back(allowed);
    out.space_before.push_back(space);
  }
  static void add_outside(LabelledSentence& out, const Words& words) {
    for (const auto& word : words) add(out, word, 1u << kOutsideTag, true);
  }
  static void add_name(LabelledSentence& out, const Words& words, NameLabel label) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto part = words.size() == 1       ? Part::kUnit
                        : i == 0                ? Part::kBegin
                        : i + 1 == words.size() ? Part::kLast
                                                : Part::kInside;
      const bool joined = words[i] == "-" || (i > 0 && words[i - 1] == "-") || words[i] == "'s";
      add(out, words[i], 1u << tag_of(label, part), !joined);
    }
    out.names.push_back({static_cast<std::uint32_t>(out.words.size() - words.size()),
                         static_cast<std::uint32_t>(out.words.size()), label, label, 0, 0});
  }

  Words korean() {
    auto name = random_.any(korean_);
    const std::string first = random_.any(kKoreanSyllables);
    const std::string second = random_.any(kKoreanSyllables);
    switch (random_.below(4)) {
      case 0:
        name.insert(name.end(), {first, second});
        break;
      case 1:
        name.insert(name.end(), {first, "-", second});
        break;
      default:
        name.insert(name.end(), {first, "-", fold(second)});
    }
    return name;
  }
  Words chinese() {
    auto name = random_.any(chinese_);
    std::string given = random_.any(kChineseSyllables);
    if (random_.percent(70)) given += fold(random_.any(kChineseSyllables));
    name.push_back(given);
    return name;
  }
  Words person() {
    const auto kind = random_.below(100);
    if (kind < 22) return korean();
    if (kind < 34) return chinese();
    auto name = random_.any(given_);
    if (kind < 42) name.push_back(std::string(1, static_cast<char>('A' + random_.below(26))) + ".");
    if (kind >= 92) {
      name.push_back("al");
      name.push_back("-");
    }
    const auto& family = random_.any(families_);
    name.insert(name.end(), family.begin(), family.end());
    return name;
  }
  Words body() {
    const auto kind = random_.below(100);
    if (kind < 30) return random_.any(bodies_);
    if (kind < 50) return random_.any(media_);
    const std::string field = random_.any(kFields);
    Words words;
    if (kind < 62) words = random_.any(demonyms_);
    if (kind < 54) {
      words.push_back("-");
      const auto& second = random_.any(demonyms_);
      words.insert(words.end(), second.begin(), second.end());
    }
    const auto rest =
        words_in(random_.percent(60) ? random_.any(kBodiesOf) + field : field + random_.any(kBodiesBehind));
    words.insert(words.end(), rest.begin(), rest.end());
    if (kind >= 90) {
      words.push_back("of");
      const auto& country = random_.any(countries_);
      words.insert(words.end(), country.begin(), country.end());
    }
    return words;
  }
  std::string acronym() {
    std::string out;
    for (std::size_t i = 0, n = 3 + random_.below(3); i < n; ++i)
      out += "ABCDEFGHIKLMNOPRSTUVWZ"[random_.below(22)];
    return out;
  }

  void name(const LabelledSentence& in, const NameSpan& span, LabelledSentence& out) {
    const Words old{in.words.begin() + span.first, in.words.begin() + span.last};
    switch (span.label) {
      case NameLabel::kPerson: {
        auto now = old;
        if (old.size() == 1 && random_.percent(6)) {  // "the Kim-Putin summit"
          add_name(out, random_.any(families_), span.label);
          add(out, "-", 1u << kOutsideTag, false);
          add_name(out, random_.any(families_), span.label);
          out.space_before.back() = false;
          break;
        }
        if (random_.percent(50)) {
          now = person();
          if (old.size() == 1)
            now = {now.size() > 2 && now[1] != "al" && random_.percent(50) ? now.front() : now.back()};
          if (now.size() == 1 && now[0].size() < 3) now = random_.any(families_);
          if (old.size() == 1 && random_.percent(6)) {
            now = {random_.percent(50)   ? "Al"
                   : random_.percent(50) ? "El"
                                         : "al",
                   "-", random_.any(families_).front()};
          }
        }
        const bool free = out.words.empty() || (out.words.back()[0] >= 'a' && out.words.back()[0] <= 'z') ||
                          out.words.back() == ",";
        if (free && old.size() > 1 && random_.percent(30)) {
          if (random_.percent(60)) add_outside(out, random_.any(demonyms_));
          if (random_.percent(15))
            add_outside(out, words_in(std::string("Minister of ") + random_.any(kFields)));
          else if (random_.percent(8))
            add_outside(out, words_in("President of the Republic"));
          else
            add_outside(out, words_in(random_.any(kOffices)));
        }
        add_name(out, now, span.label);
        break;
      }
      case NameLabel::kPlace: {
        const auto dice = random_.below(100);
        if (dice < 10) {
          add_name(out, random_.any(countries_), span.label);
          add(out, "-", 1u << kOutsideTag, false);
          add_name(out, random_.any(countries_), span.label);
          out.space_before[out.names.back().first] = false;
        } else if (dice < 40) {
          add_name(out, random_.any(countries_), span.label);
        } else if (dice < 50) {
          add_name(out, random_.any(cities_), span.label);
        } else {
          add_name(out, old, span.label);
        }
        break;
      }
      case NameLabel::kBody: {
        const bool new_one = random_.percent(40);
        add_name(out, new_one ? body() : old, span.label);
        const auto size = out.names.back().last - out.names.back().first;
        const bool bracket = span.last < in.words.size() && in.words[span.last] == "(";
        if (size > 1 && !bracket && random_.percent(12)) {
          add(out, "(", 1u << kOutsideTag, true);
          add_name(out, {acronym()}, span.label);
          out.space_before.back() = false;
          add(out, ")", 1u << kOutsideTag, false);
        }
        break;
      }
      case NameLabel::kThing:
        add_name(out, random_.percent(25) ? words_in(random_.any(kWeapons)) : old, span.label);
        break;
      default:
        add_name(out, old, span.label);
    }
  }

  void dateline(LabelledSentence& out) {
    auto city = random_.any(cities_);
    if (random_.percent(70)) {
      for (auto& word : city) shout(word);
    }
    add_name(out, city, NameLabel::kPlace);
    if (random_.percent(50)) {
      add(out, ",", 1u << kOutsideTag, false);
      add_outside(out, {random_.any(kMonths), std::to_string(1 + random_.below(30))});
    }
    if (random_.percent(80)) {
      add(out, "(", 1u << kOutsideTag, true);
      add_name(out, words_in(random_.any(kAgencies)), NameLabel::kBody);
      out.space_before[out.names.back().first] = false;
      add(out, ")", 1u << kOutsideTag, false);
    }
    add(out, random_.percent(50) ? "-" : "\xE2\x80\x94", 1u << kOutsideTag, true);
  }

  static void shout(std::string& word) {
    for (auto& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  static void headline(LabelledSentence& out, bool loud) {
    static const std::set<std::string> small{"of", "the", "and",  "in",   "to", "for", "on", "a",  "an",
                                             "at", "by",  "with", "from", "as", "or",  "'s", "n't"};
    for (std::size_t i = 0; i < out.words.size(); ++i) {
      auto& word = out.words[i];
      const bool joined = i > 0 && out.words[i - 1] == "-" && out.allowed[i] != 1u << kOutsideTag;
      if (loud)
        shout(word);
      else if (!joined && (i == 0 || !small.contains(word)))
        word = capitalised(word);
    }
    if (!out.words.empty() && out.words.back() == ".") {
      out.words.pop_back();
      out.allowed.pop_back();
      out.space_before.pop_back();
    }
  }

  Random random_;
  std::vector<Words> countries_, demonyms_, cities_, bodies_, media_, given_, korean_, chinese_, families_;
  std::set<std::string> demonym_set_;
};

}  // namespace

LabelledCorpus vary_names(const std::string& folder, const std::string& tables,
                          const std::vector<LabelledCorpus>& corpora) {
  Varier varier{folder, tables};
  LabelledCorpus out{"variations", {}};
  static const std::set<std::string> sources{"uner_ewt", "crossner", "re_docred", "gum", "re3d"};
  for (const auto& corpus : corpora) {
    if (!sources.contains(corpus.name)) continue;
    for (const auto& document : corpus.documents) {
      LabelledDocument varied{document.id, {}};
      for (const auto& sentence : document.sentences) {
        if (!sentence.names.empty() && sentence.words.size() > 3)
          varied.sentences.push_back(varier.vary(sentence));
      }
      if (!varied.sentences.empty()) out.documents.push_back(std::move(varied));
    }
  }
  return out;
}

}  // namespace entente::extract
