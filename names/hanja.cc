// SPDX-License-Identifier: Apache-2.0
// Sino-Korean readings of the characters that names use, old and simplified forms beside each other. Written by hand for this
// project from general knowledge. Readings are those inside a word (리, 류, 림); the South's 이, 유, 임 at the beginning is left
// to the comparison.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "names/syllables.h"

namespace entente::names {
namespace {

struct HanjaRow {
  char32_t reading;
  std::u32string_view characters;
};

constexpr auto kRows = std::to_array<HanjaRow>({
    {U'가', U"加佳嘉家可歌賈贾"}, {U'각', U"覺觉珏"}, {U'간', U"間间幹"}, {U'갈', U"葛"}, {U'감', U"甘監监"},
    {U'강', U"姜康江剛刚強强崗岗鋼钢綱纲"}, {U'개', U"介開开"}, {U'거', U"巨居"}, {U'건', U"建健乾"}, {U'걸', U"傑杰"},
    {U'겸', U"謙谦兼"}, {U'경', U"京慶庆景敬璟炅卿庚耕鏡经經"}, {U'계', U"桂溪啓启季"}, {U'고', U"高古固"}, {U'곤', U"坤"},
    {U'공', U"孔公功恭"}, {U'곽', U"郭"}, {U'관', U"寬宽官冠"}, {U'광', U"光廣广匡"}, {U'교', U"敎教喬乔"},
    {U'구', U"具丘邱九久龜龟"}, {U'국', U"國国菊鞠"}, {U'군', U"君軍军"}, {U'권', U"權权"}, {U'귀', U"貴贵"}, {U'규', U"圭奎揆珪"},
    {U'균', U"均"}, {U'극', U"克"}, {U'근', U"根槿謹瑾近"}, {U'금', U"今錦锦琴金"}, {U'기', U"基奇起琪琦己麒紀纪"}, {U'길', U"吉"},
    {U'김', U"金"}, {U'나', U"那"}, {U'낙', U"諾"}, {U'남', U"南男"}, {U'녀', U"女"}, {U'녕', U"寧宁"}, {U'다', U"多"},
    {U'단', U"丹段端"}, {U'달', U"達达"}, {U'대', U"大代"}, {U'덕', U"德"}, {U'도', U"道度都陶島岛"}, {U'동', U"東东同董棟栋冬"},
    {U'두', U"斗杜"}, {U'득', U"得"}, {U'라', U"羅罗"}, {U'락', U"洛樂乐"}, {U'란', U"蘭兰"}, {U'래', U"來来"},
    {U'량', U"梁良亮"}, {U'려', U"呂吕麗丽"}, {U'력', U"力"}, {U'련', U"連连蓮莲"}, {U'렬', U"烈列"}, {U'령', U"玲領领"},
    {U'례', U"禮礼"}, {U'로', U"盧卢魯鲁路"}, {U'록', U"綠祿禄"}, {U'룡', U"龍龙"}, {U'류', U"柳劉刘流"}, {U'륙', U"陸陆六"},
    {U'륜', U"倫伦"}, {U'률', U"律"}, {U'륭', U"隆"}, {U'리', U"李利里理"}, {U'린', U"麟"}, {U'림', U"林臨临"}, {U'립', U"立"},
    {U'마', U"馬马"}, {U'만', U"萬万滿满"}, {U'매', U"梅"}, {U'맹', U"孟"}, {U'명', U"明命銘铭"}, {U'모', U"毛牟"}, {U'목', U"睦木"},
    {U'무', U"武茂"}, {U'문', U"文門门"}, {U'미', U"美米"}, {U'민', U"閔闵民敏旻珉"}, {U'박', U"朴博"}, {U'반', U"潘"},
    {U'방', U"方房邦"}, {U'배', U"裵裴培"}, {U'백', U"白百伯柏"}, {U'범', U"範范凡"}, {U'변', U"卞邊边"}, {U'병', U"炳秉兵柄丙"},
    {U'보', U"寶宝甫保輔普"}, {U'복', U"福卜復复"}, {U'봉', U"奉鳳凤峰"}, {U'부', U"夫富傅"}, {U'북', U"北"}, {U'빈', U"彬斌賓宾"},
    {U'사', U"史士四司"}, {U'산', U"山"}, {U'삼', U"三森"}, {U'상', U"相尙尚商常祥"}, {U'서', U"徐西書书瑞舒誓"}, {U'석', U"石錫锡奭碩硕"},
    {U'선', U"善宣先鮮仙璇"}, {U'설', U"薛雪設"}, {U'섭', U"燮"}, {U'성', U"成星聖圣性盛城誠诚"}, {U'세', U"世"}, {U'소', U"蘇苏小昭邵"},
    {U'손', U"孫孙"}, {U'송', U"宋松"}, {U'수', U"洙秀壽寿守樹树水"}, {U'숙', U"淑"}, {U'순', U"順顺淳舜純纯"}, {U'숭', U"崇"},
    {U'승', U"承勝胜昇升"}, {U'시', U"時时始"}, {U'식', U"植軾"}, {U'신', U"申辛信新愼慎晨"}, {U'실', U"實实"}, {U'심', U"沈心深"},
    {U'아', U"雅娥兒"}, {U'안', U"安顔顏"}, {U'애', U"愛爱"}, {U'양', U"楊杨陽阳洋"}, {U'어', U"魚鱼"}, {U'엄', U"嚴严"},
    {U'여', U"余如汝"}, {U'연', U"延然燕姸妍"}, {U'열', U"悅"}, {U'염', U"廉"}, {U'엽', U"葉叶燁"}, {U'영', U"英永榮荣泳映瑛"},
    {U'예', U"芮藝艺睿"}, {U'오', U"吳吴五午"}, {U'옥', U"玉"}, {U'온', U"溫温"}, {U'완', U"完"}, {U'왕', U"王旺"}, {U'용', U"勇用容鎔"},
    {U'우', U"禹于祐佑宇雨友"}, {U'욱', U"旭煜昱郁"}, {U'운', U"雲云運运"}, {U'웅', U"雄熊"}, {U'원', U"元原源媛遠远"}, {U'월', U"月"},
    {U'위', U"魏偉伟"}, {U'유', U"兪俞庾有裕"}, {U'윤', U"尹允潤润"}, {U'은', U"銀银恩殷"}, {U'을', U"乙"}, {U'의', U"義义儀宜毅"},
    {U'이', U"伊二"}, {U'익', U"益翼"}, {U'인', U"仁寅印人"}, {U'일', U"一日逸"}, {U'임', U"任壬"}, {U'자', U"子慈"},
    {U'장', U"張张章莊庄蔣蒋長长"}, {U'재', U"在宰才載载栽材"}, {U'전', U"全田錢钱"}, {U'정', U"鄭郑丁正貞贞靜静廷政定晶程楨"},
    {U'제', U"濟济諸"}, {U'조', U"趙赵曺曹祖朝"}, {U'종', U"鍾钟宗鐘"}, {U'주', U"周朱珠柱宙州主"}, {U'준', U"俊準准埈浚濬峻"},
    {U'중', U"中仲重"}, {U'지', U"池智志地知"}, {U'진', U"陳陈秦進进眞真鎭镇振珍晋晉震"}, {U'찬', U"贊赞燦灿"}, {U'창', U"昌倉"},
    {U'채', U"蔡采"}, {U'차', U"車车"}, {U'천', U"千天川泉"}, {U'철', U"哲喆鐵铁澈"}, {U'청', U"靑青淸清"}, {U'초', U"楚初"},
    {U'최', U"崔"}, {U'추', U"秋"}, {U'춘', U"春"}, {U'충', U"忠"}, {U'치', U"治致"}, {U'칠', U"七"}, {U'탁', U"卓"}, {U'태', U"太泰"},
    {U'택', U"澤泽宅"}, {U'팔', U"八"}, {U'평', U"平"}, {U'표', U"表"}, {U'풍', U"豊"}, {U'필', U"弼必"}, {U'하', U"河夏賀贺"},
    {U'학', U"學学鶴鹤"}, {U'한', U"韓韩漢汉翰"}, {U'함', U"咸"}, {U'해', U"海"}, {U'향', U"香"}, {U'허', U"許许"}, {U'헌', U"憲宪"},
    {U'혁', U"赫革"}, {U'현', U"玄賢贤鉉铉顯显炫"}, {U'형', U"亨炯衡馨兄"}, {U'혜', U"惠慧"}, {U'호', U"浩虎鎬镐昊湖"}, {U'홍', U"洪弘紅红"},
    {U'화', U"花和華华"}, {U'환', U"煥焕桓"}, {U'황', U"黃黄"}, {U'회', U"會会"}, {U'효', U"孝曉晓"}, {U'후', U"厚"}, {U'훈', U"勳勋訓训薰"},
    {U'휘', U"輝辉"}, {U'흥', U"興兴"}, {U'희', U"姬姫熙煕喜希禧"},
});

const std::vector<std::pair<char32_t, char32_t>>& index() {
  static const auto made = [] {
    std::vector<std::pair<char32_t, char32_t>> out;
    for (const auto& row : kRows) {
      for (const char32_t character : row.characters) out.emplace_back(character, row.reading);
    }
    std::sort(out.begin(), out.end());
    return out;
  }();
  return made;
}

}  // namespace

std::u32string sino_korean(char32_t character) {
  std::u32string out;
  const auto& rows = index();
  for (auto row = std::lower_bound(rows.begin(), rows.end(), std::pair(character, U'\0')); row != rows.end() && row->first == character; ++row) {
    out.push_back(row->second);
  }
  return out;
}

}  // namespace entente::names
