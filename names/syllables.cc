// SPDX-License-Identifier: Apache-2.0
#include "names/syllables.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace entente::names {
namespace {

struct Syllable {
  std::uint32_t onset = 0;
  std::uint64_t rime = 0;
  std::uint32_t coda = 0;
};
using Reading = std::vector<Syllable>;

// A word of n letters has at most a handful of readings; more than these are spellings of no Korean or Chinese name.
constexpr std::size_t kMaxReadings = 48;
constexpr std::size_t kMaxSyllables = 6;
constexpr std::size_t kLongestWord = 18;

struct Spelling {
  std::string_view text;
  std::uint64_t sounds = 0;
};

template <class... Bits>
constexpr std::uint64_t set_of(Bits... bits) {
  return ((std::uint64_t{1} << static_cast<unsigned>(bits)) | ... | 0);
}

// What a manner of writing may spell. All lists are tried in full, so their order means nothing.
struct Manner {
  std::span<const Spelling> onsets;
  std::span<const Spelling> rimes;       // after a written onset
  std::span<const Spelling> bare_rimes;  // where none is written
  std::span<const Spelling> codas;
};

// --- Korean

// Plain, tense and aspirated are one: romanisations disagree on them.
enum KoreanOnset : std::uint8_t { kNoOnset, kK, kN, kT, kR, kM, kP, kS, kJ, kH };
// In the order of the Hangul vowels.
enum KoreanVowel : std::uint8_t { kA, kAe, kYa, kYae, kEo, kE, kYeo, kYe, kO, kWa, kWae, kOe, kYo, kU, kWo, kWe, kWi, kYu, kEu, kUi, kI };
enum KoreanCoda : std::uint8_t { kOpen, kEndK, kEndN, kEndT, kEndL, kEndM, kEndP, kEndNg };

constexpr auto kKoreanOnsets = std::to_array<Spelling>({
    {"", set_of(kNoOnset)}, {"g", set_of(kK)},  {"k", set_of(kK)},  {"kk", set_of(kK)}, {"gg", set_of(kK)},  {"kh", set_of(kK)},
    {"q", set_of(kK)},      {"n", set_of(kN)},  {"d", set_of(kT)},  {"t", set_of(kT)},  {"tt", set_of(kT)},  {"dd", set_of(kT)},
    {"th", set_of(kT)},     {"r", set_of(kR)},  {"l", set_of(kR)},  {"rh", set_of(kR)}, {"m", set_of(kM)},   {"b", set_of(kP)},
    {"p", set_of(kP)},      {"bb", set_of(kP)}, {"pp", set_of(kP)}, {"ph", set_of(kP)}, {"s", set_of(kS)},   {"ss", set_of(kS)},
    {"sh", set_of(kS)},     {"j", set_of(kJ)},  {"jj", set_of(kJ)}, {"ch", set_of(kJ)}, {"tch", set_of(kJ)}, {"z", set_of(kJ)},
    {"h", set_of(kH)}});
constexpr auto kKontsevichOnsets = std::to_array<Spelling>({
    {"", set_of(kNoOnset)}, {"g", set_of(kK)},  {"k", set_of(kK)},  {"kk", set_of(kK)},  {"kkh", set_of(kK)},  {"n", set_of(kN)},
    {"d", set_of(kT)},      {"t", set_of(kT)},  {"tt", set_of(kT)}, {"tkh", set_of(kT)}, {"r", set_of(kR)},    {"l", set_of(kR)},
    {"m", set_of(kM)},      {"b", set_of(kP)},  {"p", set_of(kP)},  {"pp", set_of(kP)},  {"pkh", set_of(kP)},  {"s", set_of(kS)},
    {"ss", set_of(kS)},     {"sh", set_of(kS)}, {"ch", set_of(kJ)}, {"chch", set_of(kJ)}, {"chkh", set_of(kJ)}, {"chzh", set_of(kJ)},
    {"zh", set_of(kJ)},     {"dzh", set_of(kJ)}, {"ts", set_of(kJ)}, {"tszh", set_of(kJ)}, {"kh", set_of(kH)},   {"h", set_of(kH)}});
constexpr auto kKoreanVowels = std::to_array<Spelling>({
    {"a", set_of(kA)},          {"ah", set_of(kA)},        {"ar", set_of(kA)},         {"ae", set_of(kAe, kE)},   {"ai", set_of(kAe)},
    {"ay", set_of(kAe)},        {"ya", set_of(kYa)},       {"yae", set_of(kYae)},      {"eo", set_of(kEo)},       {"o", set_of(kO, kEo)},
    {"oh", set_of(kO, kEo)},    {"uh", set_of(kEo)},       {"ur", set_of(kEo)},        {"e", set_of(kE, kAe)},    {"eh", set_of(kE, kAe)},
    {"yeo", set_of(kYeo)},      {"yo", set_of(kYo, kYeo)}, {"you", set_of(kYeo, kYu)}, {"ye", set_of(kYe, kYeo)}, {"wa", set_of(kWa)},
    {"wae", set_of(kWae)},      {"oe", set_of(kOe)},       {"oi", set_of(kOe)},        {"oy", set_of(kOe)},       {"we", set_of(kWe, kWae, kOe)},
    {"wo", set_of(kWo)},        {"weo", set_of(kWo)},      {"wi", set_of(kWi, kUi)},   {"wee", set_of(kWi)},      {"u", set_of(kU, kEu, kEo)},
    {"oo", set_of(kU)},         {"woo", set_of(kU)},       {"wu", set_of(kU)},         {"ou", set_of(kU, kEo)},   {"yu", set_of(kYu, kYeo)},
    {"yoo", set_of(kYu)},       {"eu", set_of(kEu)},       {"eui", set_of(kUi)},       {"ui", set_of(kUi, kWi)},  {"yi", set_of(kI)},
    {"i", set_of(kI, kUi)},     {"ee", set_of(kI, kUi)}});
constexpr auto kKontsevichVowels = std::to_array<Spelling>({
    {"a", set_of(kA)},        {"ya", set_of(kYa)},        {"e", set_of(kE, kAe, kEo, kYeo, kYe)}, {"ye", set_of(kYe, kYeo, kYae)},
    {"o", set_of(kO, kEo)},   {"yo", set_of(kYo, kYeo)},  {"u", set_of(kU)},                      {"yu", set_of(kYu)},
    {"y", set_of(kEu)},       {"yy", set_of(kUi)},        {"uy", set_of(kUi, kWi)},               {"i", set_of(kI, kUi)},
    {"oy", set_of(kOe)},      {"va", set_of(kWa)},        {"vo", set_of(kWo)},                    {"ve", set_of(kWe, kWae, kOe)},
    {"vi", set_of(kWi)},      {"ui", set_of(kWi, kUi)}});
constexpr auto kKoreanCodas = std::to_array<Spelling>(
    {{"", set_of(kOpen)}, {"k", set_of(kEndK)}, {"g", set_of(kEndK)}, {"ck", set_of(kEndK)}, {"n", set_of(kEndN)}, {"t", set_of(kEndT)},
     {"d", set_of(kEndT)}, {"l", set_of(kEndL)}, {"r", set_of(kEndL)}, {"m", set_of(kEndM)}, {"p", set_of(kEndP)}, {"b", set_of(kEndP)},
     {"ng", set_of(kEndNg)}});
constexpr auto kKontsevichCodas = std::to_array<Spelling>(
    {{"", set_of(kOpen)}, {"k", set_of(kEndK)}, {"n", set_of(kEndN, kEndNg)}, {"t", set_of(kEndT)}, {"l", set_of(kEndL)},
     {"r", set_of(kEndL)}, {"m", set_of(kEndM)}, {"p", set_of(kEndP)}, {"b", set_of(kEndP)}, {"ng", set_of(kEndNg)}});

constexpr Manner kKoreanLatin{kKoreanOnsets, kKoreanVowels, kKoreanVowels, kKoreanCodas};
constexpr Manner kKontsevich{kKontsevichOnsets, kKontsevichVowels, kKontsevichVowels, kKontsevichCodas};

Syllable of_hangul(char32_t syllable) {
  constexpr std::array<std::uint8_t, 19> onsets{kK, kK, kN, kT, kT, kR, kM, kP, kP, kS, kS, kNoOnset, kJ, kJ, kJ, kK, kT, kP, kH};
  constexpr std::array<std::uint8_t, 28> codas{kOpen, kEndK, kEndK, kEndK, kEndN, kEndN, kEndN, kEndT, kEndL, kEndK,
                                               kEndM, kEndL, kEndL, kEndL, kEndP, kEndL, kEndM, kEndP, kEndP, kEndT,
                                               kEndT, kEndNg, kEndT, kEndT, kEndK, kEndT, kEndP, kEndT};
  const auto index = static_cast<std::size_t>(syllable - U'\uAC00');
  return {static_cast<std::uint32_t>(set_of(onsets[index / 588])), set_of(index % 588 / 28),
          static_cast<std::uint32_t>(set_of(codas[index % 28]))};
}

constexpr std::u32string_view kKoreanFamilies =
    U"김이리박최정강조윤장임림한신서권황안송홍유류고문양량배백허남심노로하곽성차주우구민나라진지엄천전방공현함변염렴여려추도석선설마길"
    U"연련위표명기반왕금옥육륙인맹제모탁국어은편용예봉사부태";

// Initial ㄹ is written and spoken in the North, ㄴ or nothing in the South: 리, 이; 로, 노.
bool same_family(const Syllable& a, const Syllable& b) {
  if ((a.rime & b.rime) == 0 || (a.coda & b.coda) == 0) return false;
  if ((a.onset & b.onset) != 0) return true;
  constexpr auto narrow = set_of(kI, kYa, kYeo, kYe, kYo, kYu);
  const auto liquid = static_cast<std::uint32_t>((a.rime & b.rime & narrow) != 0 ? set_of(kR, kNoOnset) : set_of(kR, kN));
  return (a.onset & liquid) != 0 && (b.onset & liquid) != 0;
}

bool is_korean_family(const Syllable& syllable) {
  return std::any_of(kKoreanFamilies.begin(), kKoreanFamilies.end(),
                     [&](char32_t family) { return same_family(syllable, of_hangul(family)); });
}

// --- Mandarin

enum PinyinOnset : std::uint8_t {
  kNone, kPb, kPp, kPm, kPf, kPd, kPt, kPn, kPl, kPg, kPk, kPh, kPj, kPq, kPx, kZh, kCh, kSh, kPr, kPz, kPc, kPs
};
enum PinyinRime : std::uint8_t {
  kRa, kRai, kRao, kRan, kRang, kRe, kRei, kRen, kReng, kRer, kRi, kRia, kRie, kRiao, kRiu, kRian, kRin, kRiang, kRing, kRiong,
  kRu, kRua, kRuo, kRuai, kRui, kRuan, kRun, kRuang, kRong, kRv, kRve, kRvan, kRvn, kRo, kRou
};

constexpr auto kPinyinOnsets = std::to_array<Spelling>({
    {"", set_of(kNone)}, {"b", set_of(kPb)}, {"p", set_of(kPp)}, {"m", set_of(kPm)}, {"f", set_of(kPf)},  {"d", set_of(kPd)},
    {"t", set_of(kPt)},  {"n", set_of(kPn)}, {"l", set_of(kPl)}, {"g", set_of(kPg)}, {"k", set_of(kPk)},  {"h", set_of(kPh)},
    {"j", set_of(kPj)},  {"q", set_of(kPq)}, {"x", set_of(kPx)}, {"zh", set_of(kZh)}, {"ch", set_of(kCh)}, {"sh", set_of(kSh)},
    {"r", set_of(kPr)},  {"z", set_of(kPz)}, {"c", set_of(kPc)}, {"s", set_of(kPs)}});
constexpr auto kPinyinRimes = std::to_array<Spelling>({
    {"a", set_of(kRa)},      {"ai", set_of(kRai)},     {"ao", set_of(kRao)},     {"an", set_of(kRan)},          {"ang", set_of(kRang)},
    {"e", set_of(kRe)},      {"ei", set_of(kRei)},     {"en", set_of(kRen)},     {"eng", set_of(kReng)},        {"i", set_of(kRi)},
    {"ia", set_of(kRia)},    {"ie", set_of(kRie)},     {"iao", set_of(kRiao)},   {"iu", set_of(kRiu)},          {"ian", set_of(kRian)},
    {"in", set_of(kRin)},    {"iang", set_of(kRiang)}, {"ing", set_of(kRing)},   {"iong", set_of(kRiong)},      {"u", set_of(kRu, kRv)},
    {"ua", set_of(kRua)},    {"uo", set_of(kRuo)},     {"uai", set_of(kRuai)},   {"ui", set_of(kRui)},          {"uan", set_of(kRuan, kRvan)},
    {"un", set_of(kRun, kRvn)}, {"uang", set_of(kRuang)}, {"ong", set_of(kRong)}, {"ue", set_of(kRve)},         {"v", set_of(kRv)},
    {"o", set_of(kRo)},      {"ou", set_of(kRou)}});
constexpr auto kPinyinBareRimes = std::to_array<Spelling>({
    {"a", set_of(kRa)},      {"ai", set_of(kRai)},   {"ao", set_of(kRao)},    {"an", set_of(kRan)},    {"ang", set_of(kRang)},
    {"e", set_of(kRe)},      {"en", set_of(kRen)},   {"er", set_of(kRer)},    {"ou", set_of(kRou)},    {"o", set_of(kRo)},
    {"yi", set_of(kRi)},     {"ya", set_of(kRia)},   {"ye", set_of(kRie)},    {"yao", set_of(kRiao)},  {"you", set_of(kRiu)},
    {"yan", set_of(kRian)},  {"yin", set_of(kRin)},  {"yang", set_of(kRiang)}, {"ying", set_of(kRing)}, {"yong", set_of(kRiong)},
    {"yu", set_of(kRv)},     {"yue", set_of(kRve)},  {"yuan", set_of(kRvan)}, {"yun", set_of(kRvn)},   {"wu", set_of(kRu)},
    {"wa", set_of(kRua)},    {"wo", set_of(kRuo)},   {"wai", set_of(kRuai)},  {"wei", set_of(kRui)},   {"wan", set_of(kRuan)},
    {"wen", set_of(kRun)},   {"wang", set_of(kRuang)}});
// Wade-Giles without its apostrophes, which print loses, and what people write by ear.
constexpr auto kWadeOnsets = std::to_array<Spelling>({
    {"", set_of(kNone)},          {"p", set_of(kPp, kPb)}, {"m", set_of(kPm)},           {"f", set_of(kPf)},  {"t", set_of(kPt, kPd)},
    {"n", set_of(kPn)},           {"l", set_of(kPl)},      {"k", set_of(kPk, kPg)},      {"h", set_of(kPh)},  {"hs", set_of(kPx)},
    {"s", set_of(kPs, kPx)},      {"ss", set_of(kPs)},     {"sz", set_of(kPs)},          {"sh", set_of(kSh, kPx)},
    {"ch", set_of(kCh, kZh, kPq, kPj)}, {"j", set_of(kPr, kPj)}, {"ts", set_of(kPc, kPz)}, {"tz", set_of(kPz, kPc)}});
constexpr auto kWadeRimes = std::to_array<Spelling>({
    {"a", set_of(kRa)},        {"ah", set_of(kRa)},      {"ai", set_of(kRai)},   {"ao", set_of(kRao)},   {"an", set_of(kRan)},
    {"ang", set_of(kRang)},    {"e", set_of(kRe)},       {"eh", set_of(kRe)},    {"ei", set_of(kRei)},   {"en", set_of(kRen)},
    {"eng", set_of(kReng)},    {"i", set_of(kRi)},       {"ih", set_of(kRi)},    {"ia", set_of(kRia)},   {"ie", set_of(kRie)},
    {"ieh", set_of(kRie)},     {"iao", set_of(kRiao)},   {"iu", set_of(kRiu)},   {"ien", set_of(kRian)}, {"in", set_of(kRin)},
    {"iang", set_of(kRiang)},  {"ing", set_of(kRing)},   {"iung", set_of(kRiong)}, {"u", set_of(kRu, kRv, kRi)}, {"oo", set_of(kRu)},
    {"ee", set_of(kRi)},       {"ua", set_of(kRua)},     {"uo", set_of(kRuo)},   {"uai", set_of(kRuai)}, {"ui", set_of(kRui)},
    {"uei", set_of(kRui)},     {"uan", set_of(kRuan, kRvan)}, {"un", set_of(kRun, kRvn)}, {"uang", set_of(kRuang)}, {"ung", set_of(kRong)},
    {"ueh", set_of(kRve)},     {"o", set_of(kRo, kRuo, kRe)}, {"ou", set_of(kRou)}});
constexpr auto kWadeBareRimes = std::to_array<Spelling>({
    {"a", set_of(kRa)},        {"ai", set_of(kRai)},     {"ao", set_of(kRao)},   {"an", set_of(kRan)},   {"ang", set_of(kRang)},
    {"en", set_of(kRen)},      {"erh", set_of(kRer)},    {"o", set_of(kRe)},     {"ou", set_of(kRou)},   {"i", set_of(kRi)},
    {"yi", set_of(kRi)},       {"ya", set_of(kRia)},     {"yeh", set_of(kRie)},  {"yao", set_of(kRiao)}, {"yu", set_of(kRiu, kRv)},
    {"yen", set_of(kRian)},    {"yin", set_of(kRin)},    {"yang", set_of(kRiang)}, {"ying", set_of(kRing)}, {"yung", set_of(kRiong)},
    {"yueh", set_of(kRve)},    {"yuan", set_of(kRvan)},  {"yun", set_of(kRvn)},  {"wu", set_of(kRu)},    {"wa", set_of(kRua)},
    {"wo", set_of(kRuo)},      {"wai", set_of(kRuai)},   {"wei", set_of(kRui)},  {"wan", set_of(kRuan)}, {"wen", set_of(kRun)},
    {"wang", set_of(kRuang)},  {"in", set_of(kRin)},     {"ing", set_of(kRing)}});
// Palladius writes -n as нь and -ng as н; the soft sign is often lost, so both are both.
constexpr auto kPalladiusOnsets = std::to_array<Spelling>({
    {"", set_of(kNone)},    {"b", set_of(kPb)},       {"p", set_of(kPp)},       {"m", set_of(kPm)},       {"f", set_of(kPf)},
    {"d", set_of(kPd)},     {"t", set_of(kPt)},       {"n", set_of(kPn)},       {"l", set_of(kPl)},       {"g", set_of(kPg)},
    {"k", set_of(kPk)},     {"kh", set_of(kPh)},      {"s", set_of(kPs, kPx)},  {"sh", set_of(kSh)},      {"ch", set_of(kCh, kPq)},
    {"chzh", set_of(kZh)},  {"zh", set_of(kPr)},      {"ts", set_of(kPc, kPq)}, {"tsz", set_of(kPz, kPj)}});
constexpr auto kPalladiusRimes = std::to_array<Spelling>({
    {"a", set_of(kRa)},             {"ay", set_of(kRai)},        {"ao", set_of(kRao)},         {"an", set_of(kRan, kRang)},
    {"e", set_of(kRe, kRie)},       {"ey", set_of(kRei)},        {"en", set_of(kRen, kReng)},  {"er", set_of(kRer)},
    {"i", set_of(kRi)},             {"y", set_of(kRi)},          {"ya", set_of(kRia)},         {"ye", set_of(kRie)},
    {"yao", set_of(kRiao)},         {"yu", set_of(kRiu, kRv)},   {"yuy", set_of(kRv)},         {"yue", set_of(kRve)},
    {"yan", set_of(kRian, kRiang)}, {"in", set_of(kRin, kRing)}, {"yuan", set_of(kRvan)},      {"yun", set_of(kRvn, kRiong)},
    {"u", set_of(kRu)},             {"ua", set_of(kRua)},        {"uo", set_of(kRuo)},         {"o", set_of(kRo, kRuo)},
    {"ou", set_of(kRou)},           {"uy", set_of(kRui)},        {"uey", set_of(kRui)},        {"uay", set_of(kRuai)},
    {"uan", set_of(kRuan, kRuang)}, {"un", set_of(kRun, kRong)}, {"va", set_of(kRua)},         {"vo", set_of(kRuo)},
    {"vay", set_of(kRuai)},         {"vey", set_of(kRui)},       {"van", set_of(kRuan, kRuang)}, {"ven", set_of(kRun)}});
constexpr auto kNoCoda = std::to_array<Spelling>({{"", 1}});

constexpr Manner kPinyin{kPinyinOnsets, kPinyinRimes, kPinyinBareRimes, kNoCoda};
constexpr Manner kWade{kWadeOnsets, kWadeRimes, kWadeBareRimes, kNoCoda};
constexpr Manner kPalladius{kPalladiusOnsets, kPalladiusRimes, kPalladiusRimes, kNoCoda};

constexpr auto kChineseFamilies = std::to_array<std::string_view>(
    {"ai",   "an",   "bai",  "bao",  "cai",  "cao",  "cen",  "chang", "chen", "cheng", "chu",  "cui",  "dai",  "deng", "ding", "dong",
     "du",   "duan", "fan",  "fang", "fei",  "feng", "fu",   "gan",   "gao",  "ge",    "geng", "gong", "gu",   "guan", "guo",  "han",
     "hao",  "he",   "hong", "hou",  "hu",   "hua",  "huang", "huo",  "ji",   "jia",   "jiang", "jiao", "jin", "kang", "ke",   "kong",
     "lai",  "lan",  "lei",  "li",   "lian", "liang", "liao", "lin",  "ling", "liu",   "long", "lou",  "lu",   "luo",  "ma",   "mao",
     "mei",  "meng", "mi",   "mo",   "mu",   "ni",   "nie",  "ning",  "niu",  "ou",    "pan",  "pang", "pei",  "peng", "pu",   "qi",
     "qian", "qiao", "qin",  "qiu",  "qu",   "ren",  "ruan", "shang", "shao", "shen",  "sheng", "shi", "song", "su",   "sui",  "sun",
     "tan",  "tang", "tao",  "tian", "tong", "tu",   "wan",  "wang",  "wei",  "wen",   "weng", "wu",   "xi",   "xia",  "xiang", "xiao",
     "xie",  "xin",  "xing", "xiong", "xu",  "xue",  "yan",  "yang",  "yao",  "ye",    "yi",   "yin",  "ying", "you",  "yu",   "yuan",
     "yue",  "zeng", "zhai", "zhan", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu", "zhuang", "zou", "zuo"});

// --- reading

// As starts_with, but inline: three nested loops of it are most of the time of matching.
bool begins(std::string_view text, std::string_view with) {
  if (text.size() < with.size()) return false;
  for (std::size_t i = 0; i < with.size(); ++i) {
    if (text[i] != with[i]) return false;
  }
  return true;
}

class Parser {
 public:
  explicit Parser(const Manner& manner) : manner_(manner) {}

  std::vector<Reading> parse(std::string_view word) {
    found_.clear();
    current_.clear();
    if (word.size() <= kLongestWord) onset(word);
    return std::move(found_);
  }

 private:
  void onset(std::string_view rest) {
    if (rest.empty()) {
      if (!current_.empty()) found_.push_back(current_);
      return;
    }
    if (current_.size() >= kMaxSyllables) return;
    for (const auto& start : manner_.onsets) {
      if (found_.size() >= kMaxReadings) return;
      if (!begins(rest, start.text)) continue;
      const auto after = rest.substr(start.text.size());
      for (const auto& middle : start.text.empty() ? manner_.bare_rimes : manner_.rimes) {
        if (!begins(after, middle.text)) continue;
        const auto tail = after.substr(middle.text.size());
        for (const auto& end : manner_.codas) {
          if (!begins(tail, end.text)) continue;
          current_.push_back({static_cast<std::uint32_t>(start.sounds), middle.sounds, static_cast<std::uint32_t>(end.sounds)});
          onset(tail.substr(end.text.size()));
          current_.pop_back();
        }
      }
    }
  }

  const Manner& manner_;
  std::vector<Reading> found_;
  Reading current_;
};

// All readings of one character or letter word.
std::vector<Reading> read_word(const Letters& word, Tongue tongue, bool pinyin_only) {
  if (word.writing == Writing::kHangul) {
    if (tongue != Tongue::kKorean) return {};
    Reading reading;
    for (const char32_t syllable : word.own) reading.push_back(of_hangul(syllable));
    return {reading};
  }
  if (word.writing == Writing::kHan) {
    std::vector<Reading> out{Reading()};
    for (const char32_t character : word.own) {
      std::vector<Syllable> choices;
      if (tongue == Tongue::kKorean) {
        for (const char32_t hangul : sino_korean(character)) choices.push_back(of_hangul(hangul));
      } else {
        for (const auto& reading : Parser(kPinyin).parse(pinyin_of(character))) {
          if (reading.size() == 1) choices.push_back(reading.front());
        }
      }
      std::vector<Reading> longer;
      for (const auto& before : out) {
        for (const auto& choice : choices) {
          longer.push_back(before);
          longer.back().push_back(choice);
        }
      }
      out = std::move(longer);
      if (out.size() > kMaxReadings) return {};
    }
    return out;
  }
  if (word.writing == Writing::kCyrillic) return Parser(tongue == Tongue::kKorean ? kKontsevich : kPalladius).parse(word.latin);
  if (word.writing != Writing::kLatin) return {};
  if (tongue == Tongue::kKorean) {
    auto latin = word.latin;
    if (const auto at = latin.find("wha"); at != std::string::npos) latin.replace(at, 3, "hwa");  // Kyung-wha
    return Parser(kKoreanLatin).parse(latin);
  }
  auto out = Parser(kPinyin).parse(word.latin);
  if (!pinyin_only) {
    for (auto& reading : Parser(kWade).parse(word.latin)) out.push_back(std::move(reading));
  }
  return out;
}

// Letters that begin syllables in pinyin and never in Wade-Giles.
bool looks_like_pinyin(std::span<const Letters> words) {
  return std::any_of(words.begin(), words.end(), [](const Letters& word) {
    const std::string_view text = word.latin;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool first = i == 0;
      if (text[i] == 'b' || text[i] == 'd' || text[i] == 'q' || text[i] == 'x' || text[i] == 'r') return true;
      if (text[i] == 'z' && (first || (text[i - 1] != 't' && text[i - 1] != 's'))) return true;
      if (text[i] == 'g' && (first || text[i - 1] != 'n')) return true;
    }
    return false;
  });
}


// The words in the order given.
std::vector<Reading> read_name(std::span<const Letters* const> words, Tongue tongue, bool pinyin_only) {
  std::vector<Reading> out{Reading()};
  for (const auto* word : words) {
    const auto parts = read_word(*word, tongue, pinyin_only);
    std::vector<Reading> longer;
    for (const auto& before : out) {
      for (const auto& part : parts) {
        if (before.size() + part.size() > kMaxSyllables || longer.size() > 2 * kMaxReadings) continue;
        longer.push_back(before);
        longer.back().insert(longer.back().end(), part.begin(), part.end());
      }
    }
    out = std::move(longer);
    if (out.empty()) return out;
  }
  return out;
}

bool meet(const Syllable& a, const Syllable& b) {
  return (a.onset & b.onset) != 0 && (a.rime & b.rime) != 0 && (a.coda & b.coda) != 0;
}

bool is_family(const Syllable& syllable, Tongue tongue) {
  if (tongue == Tongue::kKorean) return is_korean_family(syllable);
  return std::any_of(kChineseFamilies.begin(), kChineseFamilies.end(), [&](std::string_view family) {
    const auto readings = Parser(kPinyin).parse(family);
    return std::any_of(readings.begin(), readings.end(),
                       [&](const Reading& reading) { return reading.size() == 1 && meet(reading.front(), syllable); });
  });
}

// After ng and m, ㄹ is spoken n, and McCune-Reischauer writes it so: 명록, Myong-nok.
bool meet_after(const Syllable& before_a, const Syllable& before_b, const Syllable& a, const Syllable& b) {
  constexpr auto nasal = static_cast<std::uint32_t>(set_of(kEndNg, kEndM));
  constexpr auto liquid = static_cast<std::uint32_t>(set_of(kR, kN));
  return (before_a.coda & before_b.coda & nasal) != 0 && (a.onset & liquid) != 0 && (b.onset & liquid) != 0 && (a.rime & b.rime) != 0 &&
         (a.coda & b.coda) != 0;
}

bool agree(const Reading& a, const Reading& b, Tongue tongue, bool must_look_so) {
  if (a.size() != b.size() || a.size() < 2) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool family = tongue == Tongue::kKorean && i == 0;
    if (family ? same_family(a[i], b[i]) : meet(a[i], b[i])) continue;
    if (tongue != Tongue::kKorean || i == 0 || !meet_after(a[i - 1], b[i - 1], a[i], b[i])) return false;
  }
  return !must_look_so || (is_family(a.front(), tongue) && is_family(b.front(), tongue));
}

std::vector<std::vector<const Letters*>> orders_of(std::span<const Letters> words, bool free_order) {
  std::vector<const Letters*> plain;
  plain.reserve(words.size());
  for (const auto& word : words) plain.push_back(&word);
  std::vector<std::vector<const Letters*>> out{plain};
  if (free_order && words.size() > 1) {
    auto turned = plain;
    std::rotate(turned.begin(), turned.end() - 1, turned.end());
    out.push_back(turned);
  }
  return out;
}

bool is_syllabic(std::span<const Letters> words) {
  return std::any_of(words.begin(), words.end(),
                     [](const Letters& word) { return word.writing == Writing::kHangul || word.writing == Writing::kHan; });
}

std::size_t vowel_groups(std::span<const Letters> words) {
  std::size_t groups = 0;
  for (const auto& word : words) {
    bool inside = false;
    for (const char c : word.latin) {
      const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
      if (vowel && !inside) ++groups;
      inside = vowel;
    }
  }
  return groups;
}

// Without characters a name must look like one of these tongues before it is read: a family name of one syllable comes first or last.
bool may_be_syllables(std::span<const Letters> words) {
  constexpr std::size_t longest_family = 6;  // "zhuang", "jeong"
  if (words.size() > 4) return false;
  std::size_t letters = 0;
  for (const auto& word : words) {
    if (word.writing != Writing::kLatin && word.writing != Writing::kCyrillic) return false;
    letters += word.latin.size();
  }
  return letters <= 24 && (words.front().latin.size() <= longest_family || words.back().latin.size() <= longest_family);
}

}  // namespace

bool syllables_agree(std::span<const Letters> a, std::span<const Letters> b, Tongue tongue, bool free_order) {
  if (a.empty() || b.empty() || a.size() > kMaxSyllables || b.size() > kMaxSyllables) return false;
  const bool own_a = is_syllabic(a);
  const bool own_b = is_syllabic(b);
  const bool must_look_so = !own_a && !own_b;
  if (must_look_so) {
    if (!may_be_syllables(a) || !may_be_syllables(b)) return false;
    // Two vowels that meet ("Jae-in", "Jaein") count once or twice.
    const auto groups_a = vowel_groups(a);
    const auto groups_b = vowel_groups(b);
    constexpr std::size_t most = 4;
    if (std::max(groups_a, groups_b) > std::min(groups_a, groups_b) + 1 || std::max(groups_a, groups_b) > most) return false;
  }
  const bool pinyin_a = looks_like_pinyin(a);
  const bool pinyin_b = looks_like_pinyin(b);
  for (const auto& order_a : orders_of(a, free_order && !own_a)) {
    const auto readings_a = read_name(order_a, tongue, pinyin_a);
    if (readings_a.empty()) return false;  // some word is of no such tongue, whatever the order
    for (const auto& order_b : orders_of(b, free_order && !own_b)) {
      // A family name that stands alone is one syllable; without characters nothing else tells where it ends.
      const auto readings_b = read_name(order_b, tongue, pinyin_b);
      if (readings_b.empty()) return false;
      for (const auto& reading_a : readings_a) {
        for (const auto& reading_b : readings_b) {
          if (agree(reading_a, reading_b, tongue, must_look_so)) return true;
        }
      }
    }
  }
  return false;
}

bool korean_names_differ(std::span<const Letters> a, std::span<const Letters> b) {
  if (a.empty() || b.empty() || is_syllabic(a) || is_syllabic(b) || !may_be_syllables(a) || !may_be_syllables(b)) return false;
  if (a.front().writing != b.front().writing || a.size() < 2 || b.size() < 2) return false;
  if (std::max(vowel_groups(a), vowel_groups(b)) > kMaxSyllables) return false;
  const auto is_family_word = [](const Letters& word) {
    const auto readings = read_word(word, Tongue::kKorean, false);
    return std::any_of(readings.begin(), readings.end(), [](const Reading& reading) { return reading.size() == 1 && is_korean_family(reading.front()); });
  };
  if (!is_family_word(a.front()) || !is_family_word(b.front())) return false;
  const auto named = [](std::span<const Letters> words) { return read_name(orders_of(words, false).front(), Tongue::kKorean, false); };
  const auto readings_a = named(a);
  if (readings_a.empty()) return false;
  const auto readings_b = named(b);
  bool comparable = false;
  for (const auto& reading_a : readings_a) {
    for (const auto& reading_b : readings_b) {
      if (agree(reading_a, reading_b, Tongue::kKorean, false)) return false;
      // A slip of the hand may look like one more syllable; a word more is none.
      if (!same_family(reading_a.front(), reading_b.front())) continue;
      comparable = comparable || reading_a.size() == reading_b.size() || a.size() != b.size();
    }
  }
  return comparable;
}

}  // namespace entente::names
