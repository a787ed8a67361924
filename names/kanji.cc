// SPDX-License-Identifier: Apache-2.0
// Readings of Han characters in Japanese names, in Hepburn letters with long vowels short. Written by hand for this project from general
// knowledge: the characters of common family names, given names and large cities.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "names/syllables.h"

namespace entente::names {
namespace {

struct KanjiRow {
  char32_t character;
  std::string_view readings;
};

// In the order of the characters.
constexpr auto kRows = std::to_array<KanjiRow>({
    {U'一', "ichi kazu hajime i"}, {U'七', "nana shichi"}, {U'万', "ma man"}, {U'三', "san zo mi mitsu"},
    {U'上', "ue kami"}, {U'下', "shita shimo"}, {U'中', "naka chu"}, {U'丸', "maru"}, {U'久', "hisa kyu"},
    {U'之', "yuki"}, {U'九', "ku"}, {U'也', "ya"}, {U'亀', "kame"}, {U'二', "ji ni"}, {U'五', "go"}, {U'井', "i"},
    {U'亜', "a"}, {U'京', "kyo"}, {U'亮', "ryo"}, {U'人', "to hito jin"}, {U'仁', "hito jin"}, {U'今', "ima"},
    {U'介', "suke"}, {U'代', "yo shiro dai"}, {U'伊', "i"}, {U'伸', "nobu shin"}, {U'位', "i"}, {U'佐', "sa"},
    {U'佑', "yu"}, {U'作', "saku"}, {U'佳', "yoshi ka"}, {U'俊', "toshi shun"}, {U'信', "nobu shin"},
    {U'修', "osamu shu"}, {U'倉', "kura"}, {U'倍', "be bai"}, {U'偉', "hide i"}, {U'健', "ken takeshi"},
    {U'優', "yu"}, {U'光', "mitsu hikaru ko"}, {U'克', "katsu"}, {U'八', "ya hachi"}, {U'六', "roku"},
    {U'典', "nori"}, {U'内', "uchi nai"}, {U'利', "toshi ri"}, {U'則', "nori"}, {U'前', "mae"},
    {U'剛', "tsuyoshi go"}, {U'加', "ka"}, {U'助', "suke"}, {U'勇', "isamu yu"}, {U'勝', "katsu masaru sho"},
    {U'北', "kita ho"}, {U'十', "ju to"}, {U'千', "chi sen"}, {U'卓', "taku"}, {U'南', "minami"},
    {U'博', "hiro hiroshi haku"}, {U'原', "hara wara"}, {U'友', "tomo yu"}, {U'口', "kuchi"}, {U'古', "furu ko"},
    {U'司', "ji shi tsukasa"}, {U'吉', "yoshi kichi"}, {U'名', "na"}, {U'和', "kazu wa"}, {U'哉', "ya"},
    {U'哲', "tetsu"}, {U'啓', "kei hiro"}, {U'喜', "yoshi ki"}, {U'土', "tsuchi do"}, {U'圭', "kei"},
    {U'坂', "saka"}, {U'城', "ki shiro jo"}, {U'堀', "hori"}, {U'塚', "tsuka"}, {U'塩', "shio"}, {U'士', "shi"},
    {U'夏', "natsu"}, {U'大', "o dai tai hiro"}, {U'太', "ta futoshi"}, {U'夫', "o"}, {U'奈', "na"}, {U'子', "ko"},
    {U'孜', "tsutomu"}, {U'孝', "taka ko takashi"}, {U'学', "manabu"}, {U'守', "mori mamoru"}, {U'安', "an yasu a"},
    {U'宏', "hiro ko hiroshi"}, {U'定', "sada"}, {U'実', "mi minoru"}, {U'宣', "nobu"}, {U'宮', "miya"},
    {U'家', "ie ya"}, {U'富', "tomi to"}, {U'寿', "toshi hisa ju"}, {U'将', "masa sho"}, {U'小', "ko o sho"},
    {U'尚', "nao hisa"}, {U'尾', "o"}, {U'屋', "ya"}, {U'山', "yama san"}, {U'岡', "oka"}, {U'岩', "iwa"},
    {U'岸', "kishi"}, {U'島', "shima"}, {U'崎', "saki"}, {U'嶋', "shima"}, {U'川', "kawa"}, {U'市', "ichi"},
    {U'希', "ki"}, {U'平', "hira hei taira"}, {U'年', "toshi"}, {U'幸', "yuki ko sachi"}, {U'広', "hiro"},
    {U'康', "yasu ko"}, {U'弘', "hiro hiroshi"}, {U'弥', "ya"}, {U'彦', "hiko"}, {U'彰', "akira sho"}, {U'後', "go"},
    {U'徳', "nori toku"}, {U'徹', "toru tetsu"}, {U'志', "shi"}, {U'忠', "tada chu"}, {U'恭', "kyo yasu"},
    {U'恵', "e megumi kei"}, {U'愛', "ai"}, {U'慶', "yoshi kei"}, {U'憲', "nori ken"}, {U'成', "nari shige sei"},
    {U'戸', "to be"}, {U'拓', "taku"}, {U'持', "mochi"}, {U'政', "masa"}, {U'敏', "toshi"}, {U'敬', "kei taka"},
    {U'文', "fumi bun"}, {U'斉', "sai"}, {U'斎', "sai"}, {U'新', "ara shin nii ni"}, {U'日', "hi nichi"},
    {U'早', "haya"}, {U'昌', "masa sho"}, {U'明', "aki mei akira"}, {U'星', "hoshi sei"}, {U'春', "haru"},
    {U'昭', "aki sho"}, {U'晋', "shin"}, {U'景', "kage kei"}, {U'晴', "haru"}, {U'智', "tomo sato chi"},
    {U'曽', "so"}, {U'曾', "so"}, {U'月', "tsuki"}, {U'朋', "tomo"}, {U'服', "ha"}, {U'朗', "ro akira"},
    {U'望', "mochi nozomi"}, {U'木', "ki moku"}, {U'本', "moto hon"}, {U'杉', "sugi"}, {U'村', "mura"},
    {U'東', "higashi to azuma"}, {U'松', "matsu sho"}, {U'林', "hayashi"}, {U'枝', "e eda"}, {U'柳', "yanagi"},
    {U'柴', "shiba"}, {U'栄', "ei sakae"}, {U'栗', "kuri"}, {U'根', "ne"}, {U'桂', "katsura"}, {U'桑', "kuwa"},
    {U'桜', "sakura"}, {U'梅', "ume"}, {U'森', "mori"}, {U'植', "ue"}, {U'椎', "shii shi"}, {U'榮', "ei"},
    {U'横', "yoko"}, {U'橋', "hashi"}, {U'次', "ji tsugu"}, {U'正', "masa sho tadashi"}, {U'武', "take bu"},
    {U'水', "mizu"}, {U'永', "naga ei"}, {U'江', "e"}, {U'池', "ike"}, {U'沖', "oki"}, {U'沢', "sawa"},
    {U'河', "kawa ko"}, {U'治', "ji haru osamu"}, {U'沼', "numa"}, {U'泉', "izumi sen"}, {U'波', "nami"},
    {U'洋', "hiro yo"}, {U'津', "tsu"}, {U'浅', "asa"}, {U'浜', "hama"}, {U'浩', "hiro ko hiroshi"},
    {U'海', "umi kai"}, {U'深', "fuka"}, {U'清', "kiyo kiyoshi sei"}, {U'渡', "wata"}, {U'満', "mitsu"},
    {U'滝', "taki"}, {U'澤', "sawa"}, {U'瀬', "se"}, {U'照', "teru"}, {U'熊', "kuma"}, {U'片', "kata"},
    {U'玉', "tama"}, {U'理', "ri osamu"}, {U'瑞', "mizu"}, {U'甘', "ama"}, {U'生', "so sho ki o iku"}, {U'田', "ta"},
    {U'由', "yu yoshi"}, {U'白', "shira shiro"}, {U'盛', "mori"}, {U'直', "nao"}, {U'相', "ai"},
    {U'真', "ma shin makoto"}, {U'矢', "ya"}, {U'知', "tomo chi"}, {U'石', "ishi"}, {U'破', "ha"},
    {U'祐', "yu suke"}, {U'神', "kami kan ko"}, {U'祥', "sho"}, {U'福', "fuku"}, {U'秀', "hide shu"}, {U'秋', "aki"},
    {U'稲', "ina"}, {U'穂', "ho"}, {U'竜', "ryu tatsu"}, {U'章', "aki sho akira"}, {U'竹', "take"}, {U'笠', "kasa"},
    {U'範', "nori"}, {U'篠', "shino"}, {U'紀', "ki nori"}, {U'純', "jun"}, {U'細', "hoso"}, {U'縄', "nawa"},
    {U'美', "mi yoshi"}, {U'義', "yoshi gi"}, {U'羽', "ha hane"}, {U'翔', "sho"}, {U'聖', "sei"},
    {U'聡', "sato satoshi"}, {U'良', "ryo yoshi"}, {U'花', "hana ka"}, {U'芳', "yoshi"}, {U'英', "hide ei"},
    {U'茂', "shigeru shige mo"}, {U'荒', "ara"}, {U'菅', "suga kan"}, {U'菊', "kiku"}, {U'菜', "na"},
    {U'華', "ka hana"}, {U'菱', "hishi"}, {U'葉', "ha yo"}, {U'蓮', "ren"}, {U'藤', "to fuji"}, {U'行', "yuki"},
    {U'裕', "hiro yu yutaka"}, {U'西', "nishi sai"}, {U'見', "mi"}, {U'角', "kaku kado"}, {U'誠', "makoto sei"},
    {U'謙', "ken"}, {U'護', "mori"}, {U'谷', "tani ya"}, {U'豊', "toyo yutaka"}, {U'貞', "sada"}, {U'貴', "taka ki"},
    {U'賀', "ka"}, {U'賢', "ken"}, {U'赤', "aka"}, {U'越', "koshi"}, {U'輔', "suke"}, {U'輝', "teru ki"},
    {U'辰', "tatsu"}, {U'辺', "be nabe"}, {U'近', "kon chika"}, {U'通', "michi"}, {U'進', "susumu shin"},
    {U'道', "michi do"}, {U'達', "tatsu"}, {U'遠', "en"}, {U'邉', "be"}, {U'邊', "be"}, {U'郎', "ro"},
    {U'部', "be tori bu"}, {U'都', "to"}, {U'酒', "saka"}, {U'里', "ri sato"}, {U'重', "shige ju"}, {U'野', "no"},
    {U'金', "kane kin"}, {U'鈴', "suzu"}, {U'鉄', "tetsu"}, {U'長', "naga osa cho"}, {U'門', "kado mon"},
    {U'関', "seki"}, {U'阪', "saka"}, {U'阿', "a"}, {U'陽', "yo haru"}, {U'隆', "taka ryu takashi"},
    {U'雄', "o yu takeshi"}, {U'雅', "masa"}, {U'青', "ao"}, {U'静', "shizu"}, {U'飛', "to"}, {U'飯', "ii i"},
    {U'香', "ka kaori"}, {U'馬', "ma uma"}, {U'駒', "koma"}, {U'高', "taka ko"}, {U'鳥', "tori"}, {U'鳩', "hato"},
    {U'鶴', "tsuru"}, {U'麻', "a ma asa"}, {U'黒', "kuro"}, {U'龍', "ryu tatsu"}});
static_assert(std::is_sorted(kRows.begin(), kRows.end(), [](const KanjiRow& a, const KanjiRow& b) { return a.character < b.character; }));

std::string_view readings_of(char32_t character) {
  const auto* row = std::lower_bound(kRows.begin(), kRows.end(), character, [](const KanjiRow& a, char32_t b) { return a.character < b; });
  return row != kRows.end() && row->character == character ? row->readings : std::string_view();
}

// Long vowels short, doubled consonants single, m before b and p as n: "shinzou", "Shinzoh", "Hattori", "Honma".
std::string plain(std::string_view romaji) {
  std::string out;
  for (std::size_t i = 0; i < romaji.size(); ++i) {
    const char c = romaji[i];
    const char before = out.empty() ? '\0' : out.back();
    if (c == before && c != 'i') continue;
    if (c == 'u' && before == 'o') continue;
    const bool vowel_next = i + 1 < romaji.size() && std::string_view("aiueoy").find(romaji[i + 1]) != std::string_view::npos;
    if (c == 'h' && before == 'o' && !vowel_next) continue;
    const bool labial_next = i + 1 < romaji.size() && (romaji[i + 1] == 'b' || romaji[i + 1] == 'p' || romaji[i + 1] == 'm');
    out.push_back(c == 'm' && labial_next ? 'n' : c);
  }
  return out;
}

// The reading, or the same with its first sound voiced, as inside a compound: kawa, gawa; hashi, bashi.
bool begins_with(std::string_view text, std::string_view reading, bool inside, std::size_t& length) {
  const auto fits = [&](std::string_view head, std::size_t dropped) {
    const auto tail = reading.substr(dropped);
    if (text.substr(0, head.size()) != head || text.substr(head.size(), tail.size()) != tail) return false;
    length = head.size() + tail.size();
    return true;
  };
  if (fits("", 0)) return true;
  if (!inside) return false;
  struct Voiced {
    std::string_view from;
    std::string_view to;
  };
  constexpr auto rows = std::to_array<Voiced>({{"k", "g"}, {"sh", "j"}, {"s", "z"}, {"ts", "z"}, {"ch", "j"}, {"t", "d"}, {"h", "b"}, {"h", "p"}, {"f", "b"}});
  for (const auto& row : rows) {
    if (reading.substr(0, row.from.size()) == row.from && fits(row.to, row.from.size())) return true;
  }
  return false;
}

// Whether all characters can be read as the whole text.
bool read_as(std::u32string_view characters, std::string_view text, bool inside = false) {
  if (characters.empty()) return text.empty();
  if (text.empty()) return false;
  const auto readings = readings_of(characters.front());
  for (std::size_t at = 0; at < readings.size();) {
    const auto end = std::min(readings.find(' ', at), readings.size());
    std::size_t length = 0;
    if (begins_with(text, readings.substr(at, end - at), inside, length) && read_as(characters.substr(1), text.substr(length), true)) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

bool japanese_agree(std::span<const Letters> characters, std::span<const Letters> letters) {
  constexpr std::size_t most_characters = 7;
  std::u32string own;
  for (const auto& word : characters) {
    if (word.writing != Writing::kHan) return false;
    own += word.own;
  }
  if (own.size() < 2 || own.size() > most_characters || letters.empty() || letters.size() > 2) return false;
  std::vector<std::string> words;
  for (const auto& word : letters) {
    if (!word.own.empty()) return false;
    words.push_back(plain(word.latin));
  }
  const std::u32string_view all = own;
  if (words.size() == 1) return read_as(all, words.front());
  for (std::size_t family = 1; family < all.size(); ++family) {
    for (const std::size_t first : {std::size_t{0}, std::size_t{1}}) {
      if (read_as(all.substr(0, family), words[first]) && read_as(all.substr(family), words[1 - first])) return true;
    }
  }
  return false;
}

}  // namespace entente::names
