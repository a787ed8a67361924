// SPDX-License-Identifier: Apache-2.0
#include "names/word_lists.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace entente::names {
namespace {

// Calls `take` for each word of a list written with blanks.
template <class Take>
void for_each_word(std::string_view list, const Take& take) {
  for (std::size_t at = 0; at < list.size();) {
    const auto end = std::min(list.find(' ', at), list.size());
    if (end > at) take(list.substr(at, end - at));
    at = end + 1;
  }
}

// Words of other scripts stand as letters.cc writes them: "господин" is gospodin, "الرئيس" alrys.
constexpr std::string_view kTitles =
    "president vice prime minister premier chancellor secretary general deputy foreign defense defence finance interior acting former first "
    "chairman chairwoman chairperson chair director leader king queen prince princess emperor crown sultan emir ameer governor "
    "senator congressman congresswoman representative ambassador envoy speaker judge justice attorney captain capt "
    "colonel col major maj lieutenant lt sergeant sgt admiral adm marshal brigadier commander gen pres rep sen gov amb "
    "pope cardinal archbishop bishop patriarch reverend rev father brother sister saint st rabbi "
    "supreme grand chief ceo his her excellency majesty highness royal honourable honorable hon the of and "
    "lord lady baron baroness count countess duke duchess dame "
    "prasident praesident kanzler kanzlerin ministre presidente ministro premierminister bundeskanzler bundeskanzlerin "
    "prezident ministr premer kantsler predsedatel marshal sekretar glava korol prezydent generaldirektor "
    "alrys alsyd alshykh aldktwr alduktwr dktwr almlk alamyr allwa alwzyr alfryq syd shykh rys";
constexpr std::string_view kAddresses =
    "mr mrs ms miss mister mme mlle madame madam monsieur messrs sir herr frau senor senora senorita signor signora dr doctor doktor "
    "prof professor professeur comrade esq phd jr sr junior senior hon "
    "sheikh shaikh sheik shaykh sheikha haji hajji hadji hajj alhaji alhajj sayyid sayed syed sayyed mullah mulla mawlawi maulvi maulana mawlana "
    "moulvi molvi ayatollah imam ustad qari hafiz hojjatoleslam gospodin gospozha tovarishch akademik bey hanim sayin dato datuk";
constexpr std::string_view kParticles =
    "al el ul bin ibn ben bint binti binte abu abou umm oum ould uld oglu oglou ogly ogli kyzy kizi qizi zade "
    "van von der den de del della di da das do dos du des la le las los lo ter ten te zu zum zur af av y e i bn abw";
constexpr std::string_view kStops =
    "the of and for in on at to a an und der die das fur de la le les du des et y e del della dei di da do dos van het i na po v s with by "
    "von vom zu im am el los las al";
constexpr std::string_view kShared =
    "group groups holding holdings international systems system services service trading trade bank banking capital fund funds trust "
    "foundation management investment investments investors partners partnership association associates society institute university college "
    "school academy center centre ministry department agency committee commission council office bureau national state federal general global "
    "world united technology technologies tech energy power construction engineering shipping marine maritime aviation airlines airways air "
    "media news press television radio party union army navy force forces front movement organization organisation government republic peoples "
    "people democratic central development research business enterprise enterprises products production solutions consulting consultants "
    "logistics transport transportation oil gas petroleum steel mining insurance financial finance resources properties property real estate "
    "brothers sons industries industry industrial industrials manufacturing chemical chemicals pharmaceuticals pharma electric electronics "
    "communications telecom telecommunications network networks software digital data security defense defence design studio club federation "
    "league alliance congress assembly parliament court authority board administration corps division brigade regiment battalion unit command "
    "refinery factory plant works mill shop store stores market markets import export commerce commercial supply auto automotive motor motors "
    "foods food beverage beverages health healthcare medical hospital equipment materials equity ventures venture offshore onshore "
    "agricultural agriculture water environmental cultural sports youth women workers labour labor social public private "
    "new old great big first general "
    "kompaniya kompania gruppa kholding zavod bank tsentr fabrika institut universitet obshchestvennaya organizatsiya ministerstvo agentstvo "
    "torgovyy dom kombinat predpriyatie fond soyuz "
    "gesellschaft werke bank gruppe stiftung verein societe banque compagnie groupe banco grupo empresa compania fundacion societa banca gruppo";
constexpr std::string_view kPlaces =
    "uk usa us america americas europe european asia asian africa african pacific eurasia emea apac germany deutschland german schweiz suisse svizzera "
    "switzerland swiss china chinese russia russian rossiya rossii japan japanese korea korean india indian france french italy italia spain espana "
    "mexico brazil brasil canada australia austria poland polska ukraine turkey turkiye israel iraq iran egypt nigeria kenya netherlands holland "
    "belgium sweden norway denmark finland portugal greece ireland britain england scotland wales singapore malaysia indonesia thailand vietnam "
    "philippines taiwan hongkong kazakhstan belarus uae emirates saudi arabia qatar kuwait east west middle north south latin "
    "eastern western northern southern";
constexpr std::string_view kRegions =
    "region oblast province city town county district state republic kingdom territory krai kray raion rayon governorate prefecture municipality "
    "village island islands capital commonwealth";
constexpr std::string_view kVessels = "mv mt ms ss hms uss usns rms mts fv sv motor vessel ship tanker yacht";

struct LegalRow {
  LegalForm form;
  std::string_view phrases;  // parted by semicolons
};
constexpr auto kLegalRows = std::to_array<LegalRow>({
    {LegalForm::kGeneral,
     "company;co;corporation;corp;incorporated;inc;cie;kompaniya;kompania;korporatsiya;public corporation;and co;and company"},
    {LegalForm::kStock,
     "ag;aktiengesellschaft;sa;s a;spa;s p a;plc;public limited company;jsc;ojsc;pjsc;cjsc;joint stock company;open joint stock company;"
     "public joint stock company;closed joint stock company;oao;pao;ao;zao;nao;aktsionernoe obshchestvo;otkrytoe aktsionernoe obshchestvo;"
     "publichnoe aktsionernoe obshchestvo;zakrytoe aktsionernoe obshchestvo;nv;ab;aktiebolag;asa;oyj;kk;kabushiki kaisha;kabushiki gaisha;"
     "aksjeselskap;aktieselskab;societe anonyme;sociedad anonima;sociedade anonima;sociedad anonima de capital variable;sa de cv;"
     "societa per azioni;anonim sirketi;a s;as;bhd;berhad;tbk;perusahaan terbuka;spolka akcyjna;ltd sti;joint stock;vat;pat;prat;naamloze "
     "vennootschap;zrt;nyrt;dd"},
    {LegalForm::kLimited,
     "ltd;limited;llc;l l c;limited liability company;limited company;private limited company;private limited;pvt ltd;pvt limited;pty ltd;"
     "pty limited;pte ltd;pte limited;co ltd;co limited;company limited;gmbh;gesellschaft mit beschrankter haftung;"
     "gesellschaft mbh;ooo;obshchestvo s ogranichennoy otvetstvennostyu;"
     "tov;tovarystvo z obmezhenoyu vidpovidalnistyu;too;srl;s r l;societa a responsabilita limitata;societatea cu raspundere limitata;"
     "sociedad de responsabilidad limitada;sarl;societe a responsabilite limitee;bv;besloten vennootschap;sp z o o;sp z oo;sp zoo;"
     "spolka z ograniczona odpowiedzialnoscia;doo;d o o;oy;osakeyhtio;aps;anpartsselskab;eood;ood;kft;sro;s r o;sia;uab;ou;osauhing;fze;fzco;fzc;fz llc;"
     "sdn bhd;ltda;limitada;lda;limited sirketi;wll;w l l;ltd co;yugen kaisha"},
    {LegalForm::kPartnership,
     "lp;llp;limited partnership;limited liability partnership;kg;gmbh and co kg;gmbh co kg;kommanditgesellschaft;ohg;snc;scs;gbr"},
    {LegalForm::kNonProfit,
     "ev;e v;ngo;ano;avtonomnaya nekommercheskaya organizatsiya;nonprofit;non profit organization;non profit organisation;nko"},
    {LegalForm::kState,
     "fgup;gup;federal state unitary enterprise;state unitary enterprise;federalnoe gosudarstvennoe unitarnoe predpriyatie;"
     "gosudarstvennoe unitarnoe predpriyatie;goskorporatsiya;state corporation"},
    {LegalForm::kSole, "ip;individualnyy predprinimatel;sole proprietor;sole trader;eirl"},
});

struct LegalPhrase {
  std::vector<std::string_view> words;
  LegalForm form = LegalForm::kNone;
};

const std::unordered_map<std::string_view, std::vector<LegalPhrase>>& legal_index() {
  static const auto made = [] {
    std::unordered_map<std::string_view, std::vector<LegalPhrase>> out;
    for (const auto& row : kLegalRows) {
      for (std::size_t at = 0; at < row.phrases.size();) {
        const auto end = std::min(row.phrases.find(';', at), row.phrases.size());
        LegalPhrase phrase{{}, row.form};
        for_each_word(row.phrases.substr(at, end - at), [&](std::string_view word) { phrase.words.push_back(word); });
        const auto first = phrase.words.front();
        out[first].push_back(std::move(phrase));
        at = end + 1;
      }
    }
    for (auto& entry : out) {
      std::sort(entry.second.begin(), entry.second.end(),
                [](const LegalPhrase& a, const LegalPhrase& b) { return a.words.size() > b.words.size(); });
    }
    return out;
  }();
  return made;
}

constexpr auto kCardinals = std::to_array<std::pair<std::string_view, unsigned>>(
    {{"one", 1},       {"two", 2},       {"three", 3},     {"four", 4},       {"five", 5},     {"six", 6},        {"seven", 7},
     {"eight", 8},     {"nine", 9},      {"ten", 10},      {"eleven", 11},    {"twelve", 12},  {"thirteen", 13},  {"fourteen", 14},
     {"fifteen", 15},  {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},
     {"forty", 40},    {"fourty", 40},   {"fifty", 50},    {"sixty", 60},     {"seventy", 70}, {"eighty", 80},    {"ninety", 90},
     {"hundred", 100}});
constexpr auto kOrdinals = std::to_array<std::pair<std::string_view, unsigned>>(
    {{"first", 1},      {"second", 2},      {"third", 3},       {"fourth", 4},      {"fifth", 5},       {"sixth", 6},       {"seventh", 7},
     {"eighth", 8},     {"ninth", 9},       {"tenth", 10},      {"eleventh", 11},   {"twelfth", 12},    {"thirteenth", 13}, {"fourteenth", 14},
     {"fifteenth", 15}, {"sixteenth", 16},  {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},  {"thirtieth", 30},
     {"fortieth", 40},  {"fiftieth", 50},   {"sixtieth", 60},   {"seventieth", 70}, {"eightieth", 80},  {"ninetieth", 90},  {"hundredth", 100},
     {"pervyy", 1},     {"vtoroy", 2},      {"tretiy", 3},      {"chetvertyy", 4},  {"pyatyy", 5}});

constexpr auto kAbbreviations = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"intl", "international"}, {"govt", "government"}, {"dept", "department"}, {"natl", "national"}, {"univ", "university"},
     {"assn", "association"},   {"assoc", "association"}, {"dev", "development"}, {"mfg", "manufacturing"}, {"bros", "brothers"},
     {"inst", "institute"},     {"min", "ministry"},    {"cttee", "committee"}, {"comm", "commission"}, {"bk", "bank"},
     {"mgmt", "management"},    {"tech", "technology"}, {"ind", "industries"},  {"inds", "industries"}, {"svcs", "services"},
     {"fdn", "foundation"},     {"grp", "group"},       {"hldgs", "holdings"},  {"eng", "engineering"}, {"centre", "center"},
     {"organisation", "organization"}, {"defence", "defense"}, {"labour", "labor"}, {"hqs", "headquarters"}, {"hq", "headquarters"},
     {"rd", "road"},            {"ave", "avenue"},      {"blvd", "boulevard"},  {"sq", "square"},      {"mt", "mount"},
     {"ft", "fort"},            {"ctr", "center"}});

// Each line: forms by which one person may be called; a form may stand in several lines. Short forms, and the forms that related
// languages give the same bearer (Volodymyr Zelensky is Vladimir in Russian papers); not translations (Friedrich is not Frederick).
constexpr auto kGivenNames = std::to_array<std::string_view>({
    "william will bill billy willy", "robert rob bob bobby robbie", "richard rick ricky dick rich", "james jim jimmy jamie",
    "john johnny jack jon", "jonathan jon jonny", "joseph joe joey", "edward ed eddie ted teddy", "theodore ted teddy theo",
    "thomas tom tommy", "michael mike mick mickey", "christopher chris", "christian chris", "benjamin ben benny", "daniel dan danny",
    "david dave", "samuel sam", "samantha sam", "anthony antony tony", "antonio tony toni", "andrew andy drew", "alexander alex sandy", "matthew matt",
    "nicholas nick nicolas", "peter pete", "philip phil", "stephen steve", "steven steve", "timothy tim", "walter walt", "charles charlie chuck",
    "frederick fred freddy", "henry harry hank", "harold harry hal", "lawrence larry", "leonard len lenny", "donald don donnie", "ronald ron ronnie",
    "raymond ray", "gerald gerry jerry", "gregory greg", "geoffrey geoff", "jeffrey jeff", "kenneth ken kenny", "patrick pat paddy", "douglas doug",
    "vincent vince", "zachary zach", "joshua josh", "jacob jake", "albert al bert", "gilbert gil", "louis lou", "eugene gene", "francis frank",
    "franklin frank", "abraham abe", "arthur art", "martin marty", "oliver ollie", "elizabeth liz beth betty lizzie eliza", "margaret maggie meg peggy",
    "katherine catherine kate kathy cathy katie kathryn", "jennifer jen jenny", "jessica jess", "deborah debbie deb", "barbara barb", "susan sue susie",
    "patricia pat patty tricia", "victoria vicky tori", "rebecca becky", "christina chris tina", "alexandra alex sandra", "pamela pam",
    "madeleine maddie", "dorothy dot dolly", "helen nell", "abigail abby", "cynthia cindy", "judith judy", "theresa teresa terry tess",
    "francisco paco pancho", "jose pepe", "enrique quique", "ignacio nacho", "guadalupe lupe", "giuseppe beppe", "luigi gigi", "hans johannes",
    "aleksandr alexander aleksander oleksandr aliaksandr alyaksandr sasha alexandr", "aleksandra alexandra oleksandra sasha",
    "vladimir volodymyr uladzimir vova volodya", "nikolai nikolay mykola mikalai kolya nicolai", "sergei sergey serhiy serhii siarhei siarhiej",
    "dmitri dmitry dmitriy dmytro dzmitry dima", "yevgeny evgeny evgeniy yevgeniy yevhen evgenii", "mikhail mykhailo mikhailo misha mihail",
    "andrei andrey andriy andrii", "pyotr petr petro piotr peter", "pavel pavlo", "alexei alexey aleksei aleksey oleksiy oleksii aliaksei", "igor ihor",
    "elena yelena olena lena", "ekaterina yekaterina kateryna katya", "oleg oleh", "ilya illia ilia", "vasily vasiliy vasyl vasil",
    "viktor victor viktar", "yuri yury yuriy yurii iurii", "ivan vanya", "boris borys borya", "grigory grigoriy hryhoriy hryhorii grisha",
    "gennady gennadiy hennadiy", "maxim maksim maksym", "anastasia anastasiya nastya", "natalia natalya nataliya natasha", "tatiana tatyana tetyana tanya",
    "maria mariya masha", "konstantin kostyantyn kostya", "stepan stephan", "fyodor fedor fedir theodor", "roman roma", "anatoly anatoliy anatolii tolya",
    "vitaly vitaliy vitalii", "valery valeriy valerii", "vyacheslav viacheslav slava", "nikita mykyta", "lev leo",
    "mohammed muhammad mohammad muhammed mohamed mohamad mohd md muhamad moh", "hussein husain husayn hossein hussain husein",
    "yusuf youssef yousef yusef yousuf", "abdullah abdallah abdulla", "ahmed ahmad", "said saeed saiid sayeed", "omar umar", "osama usama",
    "saddam sadam", "ibrahim ebrahim", "ismail esmail", "uthman osman othman", "suleiman sulaiman soleiman soleyman sulayman",
    "mahmoud mahmud", "moammar muammar", "nasser nasir naser", "jamal gamal", "abdelfattah abdulfattah",
    "yitzhak itzhak isaac", "moshe moses", "shimon simon",
});

const std::vector<std::pair<std::string_view, std::size_t>>& given_index() {
  static const auto made = [] {
    std::vector<std::pair<std::string_view, std::size_t>> out;
    for (std::size_t i = 0; i < kGivenNames.size(); ++i) {
      for_each_word(kGivenNames[i], [&](std::string_view word) { out.emplace_back(word, i); });
    }
    std::sort(out.begin(), out.end());
    return out;
  }();
  return made;
}

constexpr auto kOwnAddresses = std::to_array<std::u32string_view>(
    {U"국무위원장", U"위원장", U"대통령", U"총비서", U"제1비서", U"총리", U"장관", U"차관", U"수상", U"주석", U"의장", U"박사", U"교수", U"회장", U"외무상",
     U"외상", U"장군", U"대장", U"동지", U"원수", U"의원", U"대사", U"씨", U"님", U"国家主席", U"國家主席", U"主席", U"总统", U"總統", U"总理", U"總理",
     U"先生", U"女士", U"同志", U"博士", U"教授", U"委员长", U"委員長", U"大統領", U"首相", U"外相", U"部长", U"部長", U"将军", U"將軍", U"総書記", U"总书记", U"氏",
     U"様"});

const std::unordered_map<std::string_view, WordFacts>& word_index() {
  static const auto made = [] {
    std::unordered_map<std::string_view, WordFacts> out;
    const auto add = [&out](std::string_view list, WordFact fact) {
      for_each_word(list, [&](std::string_view word) { out[word].add(fact); });
    };
    add(kTitles, WordFact::kTitle);
    add(kAddresses, WordFact::kAddress);
    add(kParticles, WordFact::kParticle);
    add(kStops, WordFact::kStop);
    add(kShared, WordFact::kShared);
    add(kPlaces, WordFact::kPlace);
    add(kRegions, WordFact::kRegion);
    add(kVessels, WordFact::kVessel);
    for (const auto& row : kLegalRows) {
      for (std::size_t at = 0; at < row.phrases.size();) {
        const auto end = std::min(row.phrases.find(';', at), row.phrases.size());
        add(row.phrases.substr(at, end - at), WordFact::kLegal);
        at = end + 1;
      }
    }
    for (const auto& row : kCardinals) add(row.first, WordFact::kNumber);
    for (const auto& row : kOrdinals) add(row.first, WordFact::kNumber);
    for (const auto& row : kAbbreviations) add(row.first, WordFact::kShort);
    for (const auto line : kGivenNames) add(line, WordFact::kGiven);
    return out;
  }();
  return made;
}

// One letter left out, doubled, exchanged or two in the wrong order.
bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size() + 1 || b.size() > a.size() + 1) return false;
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  a.remove_prefix(same);
  b.remove_prefix(same);
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  return std::max(a.size(), b.size()) <= 1 || (a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0]);
}

}  // namespace

WordFacts facts_of(std::string_view word) {
  const auto& words = word_index();
  const auto found = words.find(word);
  return found == words.end() ? WordFacts() : found->second;
}

LegalMatch legal_form_at(std::span<const std::string_view> words) {
  if (words.empty()) return {};
  const auto& phrases = legal_index();
  const auto found = phrases.find(words.front());
  if (found == phrases.end()) return {};
  for (const auto& phrase : found->second) {
    if (phrase.words.size() <= words.size() && std::equal(phrase.words.begin(), phrase.words.end(), words.begin())) {
      return {phrase.form, phrase.words.size()};
    }
  }
  return {};
}

std::string_view legal_spelling(std::string_view word) {
  constexpr auto longer = std::to_array<std::string_view>({"aktiengesellschaft", "corporation", "incorporated", "limited", "company", "joint",
                                                           "stock", "liability", "gesellschaft", "obshchestvo", "aktsionernoe"});
  if (word.size() < 5 || facts_of(word).has(WordFact::kLegal)) return word;
  for (const auto right : longer) {
    if (right.front() == word.front() && one_slip(word, right)) return right;
  }
  return word;
}

bool legal_forms_agree(LegalForm a, LegalForm b) {
  if (a == b || a == LegalForm::kNone || b == LegalForm::kNone) return true;
  const auto company = [](LegalForm form) { return form == LegalForm::kStock || form == LegalForm::kLimited || form == LegalForm::kPartnership; };
  return (a == LegalForm::kGeneral && company(b)) || (b == LegalForm::kGeneral && company(a));
}

std::optional<SpelledNumber> spelled_number(std::string_view word) {
  for (const auto& [name, value] : kCardinals) {
    if (name == word) return SpelledNumber{value, false};
  }
  for (const auto& [name, value] : kOrdinals) {
    if (name == word) return SpelledNumber{value, true};
  }
  return std::nullopt;
}

std::optional<unsigned> roman_number(std::string_view word) {
  if (word.empty()) return std::nullopt;
  unsigned value = 0;
  auto rest = word;
  while (!rest.empty() && rest.front() == 'x' && value < 30) {
    value += 10;
    rest.remove_prefix(1);
  }
  constexpr std::array<std::string_view, 10> ones{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  for (std::size_t i = 0; i < ones.size(); ++i) {
    if (rest == ones[i]) return value + static_cast<unsigned>(i);
  }
  return std::nullopt;
}

std::string_view unabbreviated(std::string_view word) {
  for (const auto& [shorter, longer] : kAbbreviations) {
    if (shorter == word) return longer;
  }
  return word;
}

bool same_given_name(std::string_view a, std::string_view b) {
  const auto& index = given_index();
  const auto lines_of = [&](std::string_view word) {
    return std::lower_bound(index.begin(), index.end(), std::pair(word, std::size_t{0}));
  };
  for (auto row = lines_of(a); row != index.end() && row->first == a; ++row) {
    for (auto other = lines_of(b); other != index.end() && other->first == b; ++other) {
      if (row->second == other->second) return true;
    }
  }
  return false;
}

OwnLegalMatch own_legal_form(std::u32string_view word) {
  struct Row {
    std::u32string_view text;
    LegalForm form;
  };
  // Longer ones first.
  constexpr auto rows = std::to_array<Row>({{U"股份有限公司", LegalForm::kStock}, {U"有限责任公司", LegalForm::kLimited}, {U"有限責任公司", LegalForm::kLimited},
                                            {U"有限公司", LegalForm::kLimited}, {U"株式会社", LegalForm::kStock}, {U"有限会社", LegalForm::kLimited},
                                            {U"주식회사", LegalForm::kStock}, {U"유한회사", LegalForm::kLimited}, {U"公司", LegalForm::kGeneral}});
  for (const auto& row : rows) {
    if (word.size() < row.text.size()) continue;
    if (word.substr(word.size() - row.text.size()) == row.text) return {row.form, row.text.size(), true};
    if (word.substr(0, row.text.size()) == row.text) return {row.form, row.text.size(), false};
  }
  return {};
}

std::size_t address_suffix(std::u32string_view word) {
  for (const auto suffix : kOwnAddresses) {
    if (word.size() >= suffix.size() + 2 && word.substr(word.size() - suffix.size()) == suffix) return suffix.size();
  }
  return 0;
}

bool is_address(std::u32string_view word) { return std::find(kOwnAddresses.begin(), kOwnAddresses.end(), word) != kOwnAddresses.end(); }

}  // namespace entente::names
