// SPDX-License-Identifier: Apache-2.0
#include "names/match.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "names/letters.h"
#include "names/sounds.h"
#include "names/spellings.h"
#include "names/syllables.h"
#include "names/word_lists.h"
#include "tests/support/random_world.h"

using namespace entente;  // NOLINT(google-build-using-namespace)
using names::NameKind;

namespace {

struct Row {
  NameKind kind;
  std::string_view a;
  std::string_view b;
};

// Both ways round.
void check_rows(bool same, const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    const auto there = names::match(row.a, row.b, row.kind);
    const auto back = names::match(row.b, row.a, row.kind);
    CAPTURE(there.reason);
    CHECK(there.same == same);
    CHECK(back.same == same);
    CHECK(there.score == doctest::Approx(back.score));
    CHECK_FALSE(there.reason.empty());
  }
}

}  // namespace

TEST_CASE("one person under two names") {
  check_rows(true, {
      {NameKind::kPerson, "Patriarch Kirill", "Patriarch Kirill of Moscow"},
      {NameKind::kPerson, "King Abdullah II", "King Abdullah II of Jordan"},
      {NameKind::kPerson, "Alexander Lukashenko", "Alexander Lukashenka"},
      {NameKind::kPerson, "安倍晋三", "Shinzo Abe"},
      {NameKind::kPerson, "岸田文雄", "Fumio Kishida"},
      {NameKind::kPerson, "石破茂", "Shigeru Ishiba"},
      {NameKind::kPerson, "小泉純一郎", "Junichiro Koizumi"},
      {NameKind::kPerson, "山本太郎", "Taro Yamamoto"},
      {NameKind::kPerson, "田中角栄", "Tanaka Kakuei"},
      {NameKind::kPerson, "服部良一", "Ryoichi Hattori"},
      {NameKind::kPerson, "小川洋子", "Yōko Ogawa"},
      {NameKind::kPerson, "佐藤栄作", "さとう えいさく"},
      {NameKind::kPerson, "Kim Jong Un", "Kim Jong-eun"},
      {NameKind::kPerson, "Kim Jong Un", "김정은"},
      {NameKind::kPerson, "Kim Jong Un", "Ким Чен Ын"},
      {NameKind::kPerson, "Kim Jong Un", "金正恩"},
      {NameKind::kPerson, "김정은", "金正恩"},
      {NameKind::kPerson, "김정은", "Ким Чен Ын"},
      {NameKind::kPerson, "Ким Чен Ын", "金正恩"},
      {NameKind::kPerson, "Kim Jong-eun", "Kim Chŏng-ŭn"},
      {NameKind::kPerson, "Jong Un Kim", "김정은"},
      {NameKind::kPerson, "KIM, Jong Un", "Kim Jong Un"},
      {NameKind::kPerson, "김여정", "Kim Yo Jong"},
      {NameKind::kPerson, "Kim Yeo-jeong", "Kim Yo Jong"},
      {NameKind::kPerson, "Ким Ё Чжон", "Kim Yo Jong"},
      {NameKind::kPerson, "최선희", "Choe Son Hui"},
      {NameKind::kPerson, "Choi Sun-hee", "Choe Son Hui"},
      {NameKind::kPerson, "Чхве Сон Хи", "Choe Son Hui"},
      {NameKind::kPerson, "Цой Сон Хи", "최선희"},
      {NameKind::kPerson, "崔善姬", "Choe Son Hui"},
      {NameKind::kPerson, "문재인", "Moon Jae-in"},
      {NameKind::kPerson, "Мун Чжэ Ин", "Moon Jae-in"},
      {NameKind::kPerson, "文在寅", "Moon Jae-in"},
      {NameKind::kPerson, "문재인", "文在寅"},
      {NameKind::kPerson, "박근혜", "Park Geun-hye"},
      {NameKind::kPerson, "Pak Kŭn-hye", "Park Geun-hye"},
      {NameKind::kPerson, "Пак Кын Хе", "Park Geun-hye"},
      {NameKind::kPerson, "朴槿惠", "Park Geun-hye"},
      {NameKind::kPerson, "박정희", "Park Chung-hee"},
      {NameKind::kPerson, "이명박", "Lee Myung-bak"},
      {NameKind::kPerson, "Ли Мён Бак", "Lee Myung-bak"},
      {NameKind::kPerson, "李明博", "Lee Myung-bak"},
      {NameKind::kPerson, "윤석열", "Yoon Suk-yeol"},
      {NameKind::kPerson, "Юн Сок Ёль", "Yoon Suk Yeol"},
      {NameKind::kPerson, "尹錫悅", "Yoon Suk Yeol"},
      {NameKind::kPerson, "노무현", "Roh Moo-hyun"},
      {NameKind::kPerson, "No Mu-hyŏn", "Roh Moo-hyun"},
      {NameKind::kPerson, "리설주", "Ri Sol Ju"},
      {NameKind::kPerson, "Lee Seol-ju", "Ri Sol Ju"},
      {NameKind::kPerson, "Ri Yong Ho", "Lee Yong-ho"},
      {NameKind::kPerson, "Pak Pong Ju", "Park Bong-ju"},
      {NameKind::kPerson, "Jang Song Thaek", "Chang Sung-taek"},
      {NameKind::kPerson, "장성택", "Jang Song Thaek"},
      {NameKind::kPerson, "조용원", "Jo Yong Won"},
      {NameKind::kPerson, "Cho Yong-won", "Jo Yong Won"},
      {NameKind::kPerson, "김정은 위원장", "Kim Jong Un"},
      {NameKind::kPerson, "문재인 대통령", "President Moon Jae-in"},
      {NameKind::kPerson, "习近平", "Xi Jinping"},
      {NameKind::kPerson, "習近平", "Xi Jinping"},
      {NameKind::kPerson, "习近平", "習近平"},
      {NameKind::kPerson, "Си Цзиньпин", "Xi Jinping"},
      {NameKind::kPerson, "Си Цзиньпин", "习近平"},
      {NameKind::kPerson, "Xi Jin Ping", "Xi Jinping"},
      {NameKind::kPerson, "Jinping Xi", "Xi Jinping"},
      {NameKind::kPerson, "毛泽东", "Mao Tse-tung"},
      {NameKind::kPerson, "Mao Zedong", "Mao Tse-tung"},
      {NameKind::kPerson, "Мао Цзэдун", "Mao Zedong"},
      {NameKind::kPerson, "周恩来", "Chou En-lai"},
      {NameKind::kPerson, "Zhou Enlai", "Chou En-lai"},
      {NameKind::kPerson, "邓小平", "Deng Xiaoping"},
      {NameKind::kPerson, "Дэн Сяопин", "Deng Xiaoping"},
      {NameKind::kPerson, "Teng Hsiao-ping", "Deng Xiaoping"},
      {NameKind::kPerson, "王毅", "Wang Yi"},
      {NameKind::kPerson, "Ван И", "Wang Yi"},
      {NameKind::kPerson, "李克强", "Li Keqiang"},
      {NameKind::kPerson, "Ли Кэцян", "Li Keqiang"},
      {NameKind::kPerson, "习近平主席", "Xi Jinping"},
      {NameKind::kPerson, "Владимир Путин", "Vladimir Putin"},
      {NameKind::kPerson, "Wladimir Putin", "Vladimir Putin"},
      {NameKind::kPerson, "Vladimir Poutine", "Vladimir Putin"},
      {NameKind::kPerson, "PUTIN Vladimir Vladimirovich", "Vladimir Putin"},
      {NameKind::kPerson, "블라디미르 푸틴", "Vladimir Putin"},
      {NameKind::kPerson, "فلاديمير بوتين", "Vladimir Putin"},
      {NameKind::kPerson, "ולדימיר פוטין", "Vladimir Putin"},
      {NameKind::kPerson, "ウラジーミル・プーチン", "Vladimir Putin"},
      {NameKind::kPerson, "Βλαντίμιρ Πούτιν", "Vladimir Putin"},
      {NameKind::kPerson, "ვლადიმირ პუტინი", "Vladimir Putin"},
      {NameKind::kPerson, "Никита Хрущёв", "Nikita Khrushchev"},
      {NameKind::kPerson, "Nikita Chruschtschow", "Nikita Khrushchev"},
      {NameKind::kPerson, "Nikita Kruschev", "Nikita Khrushchev"},
      {NameKind::kPerson, "Пётр Чайковский", "Pyotr Tchaikovsky"},
      {NameKind::kPerson, "Pyotr Chaikovskii", "Pyotr Tchaikovsky"},
      {NameKind::kPerson, "Peter Tschaikowski", "Pyotr Tchaikovsky"},
      {NameKind::kPerson, "Mikhail Gorbachev", "Michail Gorbatschow"},
      {NameKind::kPerson, "Михаил Горбачёв", "Mikhail Gorbachyov"},
      {NameKind::kPerson, "Boris Yeltsin", "Boris Jelzin"},
      {NameKind::kPerson, "Борис Ельцин", "Boris Yeltsin"},
      {NameKind::kPerson, "Сергей Шойгу", "Sergey Shoygu"},
      {NameKind::kPerson, "Sergei Shoigu", "Sergej Schojgu"},
      {NameKind::kPerson, "Володимир Зеленський", "Volodymyr Zelensky"},
      {NameKind::kPerson, "Vladimir Zelensky", "Volodymyr Zelenskyy"},
      {NameKind::kPerson, "Wolodymyr Selenskyj", "Volodymyr Zelensky"},
      {NameKind::kPerson, "Дмитрий Песков", "Dmitri Peskov"},
      {NameKind::kPerson, "Dmitrij Peskow", "Dmitry Peskov"},
      {NameKind::kPerson, "Maria Zakharova", "Мария Захарова"},
      {NameKind::kPerson, "Александр Лукашенко", "Alyaksandr Lukashenka"},
      {NameKind::kPerson, "S. V. Lavrov", "Sergey Viktorovich Lavrov"},
      {NameKind::kPerson, "С. Лавров", "Sergey Lavrov"},
      {NameKind::kPerson, "Lavrov S.V.", "Sergey Viktorovich Lavrov"},
      {NameKind::kPerson, "J. F. Kennedy", "John Fitzgerald Kennedy"},
      {NameKind::kPerson, "JF Kennedy", "John Fitzgerald Kennedy"},
      {NameKind::kPerson, "Lavrov", "Sergey Lavrov"},
      {NameKind::kPerson, "Foreign Minister Sergei Lavrov", "Sergei Lavrov"},
      {NameKind::kPerson, "Prof. Dr. Angela Brenner", "Angela Brenner"},
      {NameKind::kPerson, "Queen Margrethe", "Margrethe"},
      {NameKind::kPerson, "Mohammed bin Salman", "محمد بن سلمان"},
      {NameKind::kPerson, "Muhammad ibn Salman", "Mohammed bin Salman"},
      {NameKind::kPerson, "Mohamed Ben Salmane", "Mohammed bin Salman"},
      {NameKind::kPerson, "Mohammed bin Salman Al Saud", "محمد بن سلمان آل سعود"},
      {NameKind::kPerson, "Bashar al-Assad", "بشار الأسد"},
      {NameKind::kPerson, "Bachar el-Assad", "Bashar al-Assad"},
      {NameKind::kPerson, "Башар Асад", "Bashar al-Assad"},
      {NameKind::kPerson, "Abdel Fattah el-Sisi", "عبد الفتاح السيسي"},
      {NameKind::kPerson, "Abdul Fattah al-Sissi", "Abdel Fattah el-Sisi"},
      {NameKind::kPerson, "Abdelfattah Alsisi", "Abdel Fattah el-Sisi"},
      {NameKind::kPerson, "Muammar Gaddafi", "Moammar Qadhafi"},
      {NameKind::kPerson, "معمر القذافي", "Muammar Gaddafi"},
      {NameKind::kPerson, "Saddam Hussein", "صدام حسين"},
      {NameKind::kPerson, "Sadam Husayn", "Saddam Hussein"},
      {NameKind::kPerson, "Ali Khamenei", "علی خامنه‌ای"},
      {NameKind::kPerson, "Hassan Rouhani", "حسن روحانی"},
      {NameKind::kPerson, "Mahmoud Ahmadinejad", "محمود احمدی‌نژاد"},
      {NameKind::kPerson, "Benjamin Netanyahu", "בנימין נתניהו"},
      {NameKind::kPerson, "Narendra Modi", "नरेन्द्र मोदी"},
      {NameKind::kPerson, "Alexis Tsipras", "Αλέξης Τσίπρας"},
      {NameKind::kPerson, "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"},
      {NameKind::kPerson, "Реджеп Тайип Эрдоган", "Recep Tayyip Erdoğan"},
      {NameKind::kPerson, "Gerhard Schroeder", "Gerhard Schröder"},
      {NameKind::kPerson, "Jurgen Muller", "Jürgen Müller"},
      {NameKind::kPerson, "Jens Sorensen", "Jens Sørensen"},
      {NameKind::kPerson, "Nguyen Phu Trong", "Nguyễn Phú Trọng"},
      {NameKind::kPerson, "Lech Wałęsa", "Lech Walesa"},
      {NameKind::kPerson, "Slobodan Milošević", "Slobodan Milosevic"},
      {NameKind::kPerson, "Слободан Милошевић", "Slobodan Milosevic"},
      {NameKind::kPerson, "Bill Clinton", "William Clinton"},
      {NameKind::kPerson, "Bob Dole", "Robert Dole"},
      {NameKind::kPerson, "George Walker Bush", "George Bush"},
      {NameKind::kPerson, "Jean Claude Juncker", "Jean-Claude Juncker"},
      {NameKind::kPerson, "Anne-Marie Slaughter", "Annemarie Slaughter"},
      {NameKind::kPerson, "Donald Tusk", "Туск Дональд"},
      {NameKind::kPerson, "도널드 트럼프", "Donald Trump"},
      {NameKind::kPerson, "ドナルド・トランプ", "Donald Trump"},
      {NameKind::kPerson, "Дональд Трамп", "Donald Trump"},
      {NameKind::kPerson, "Emmanuel Macron", "エマニュエル・マクロン"},
      {NameKind::kPerson, "Эмманюэль Макрон", "Emmanuel Macron"},
      {NameKind::kPerson, "John Paul II", "John Paul the Second"},
      {NameKind::kPerson, "Elizabeth II", "Queen Elizabeth II"},
      {NameKind::kPerson, "Marta Novák", "Marta Novak"},
      {NameKind::kPerson, "Pedro Sánchez Pérez-Castejón", "Pedro Sánchez"},
      {NameKind::kPerson, "Shinzo Abe", "Abe Shinzō"},
      {NameKind::kPerson, "Nursultan Nazarbayev", "Нұрсұлтан Назарбаев"},
      {NameKind::kPerson, "Ilham Aliyev", "İlham Əliyev"},
      {NameKind::kPerson, "Nikol Pashinyan", "Նիկոլ Փաշինյան"},
      {NameKind::kPerson, "きしだ ふみお", "Kishida Fumio"},
      {NameKind::kPerson, "Junichirō Koizumi", "Koizumi Jun'ichiro"},
      {NameKind::kPerson, "حسن نصر الله", "Hassan Nasrallah"},
      {NameKind::kPerson, "محمود عباس", "Mahmoud Abbas"},
      {NameKind::kPerson, "ياسر عرفات", "Yasser Arafat"},
      {NameKind::kPerson, "جمال عبد الناصر", "Gamal Abdel Nasser"},
      {NameKind::kPerson, "Jamal Abdul Nasir", "Gamal Abdel Nasser"},
      {NameKind::kPerson, "Osama bin Laden", "أسامة بن لادن"},
      {NameKind::kPerson, "Ayman al-Zawahiri", "أيمن الظواهري"},
      {NameKind::kPerson, "Ismail Haniyeh", "إسماعيل هنية"},
      {NameKind::kPerson, "يحيى السنوار", "Yahya Sinwar"},
      {NameKind::kPerson, "Abu Bakr al-Baghdadi", "أبو بكر البغدادي"},
      {NameKind::kPerson, "Qasem Soleimani", "قاسم سلیمانی"},
      {NameKind::kPerson, "Kassem Suleimani", "Qasem Soleimani"},
      {NameKind::kPerson, "Ebrahim Raisi", "ابراهیم رئیسی"},
      {NameKind::kPerson, "Imran Khan", "عمران خان"},
      {NameKind::kPerson, "Nawaz Sharif", "نواز شریف"},
      {NameKind::kPerson, "Dönmez Ali", "Ali Donmez"},
      {NameKind::kPerson, "Orbán Viktor", "Viktor Orban"},
      {NameKind::kPerson, "Виктор Орбан", "Viktor Orbán"},
      {NameKind::kPerson, "Віктор Янукович", "Viktor Yanukovych"},
      {NameKind::kPerson, "Виктор Янукович", "Viktor Yanukovych"},
      {NameKind::kPerson, "Юлія Тимошенко", "Yulia Tymoshenko"},
      {NameKind::kPerson, "Julia Timoschenko", "Yulia Tymoshenko"},
      {NameKind::kPerson, "Petro Poroshenko", "Пётр Порошенко"},
      {NameKind::kPerson, "Yevgeny Prigozhin", "Евгений Пригожин"},
      {NameKind::kPerson, "Jewgeni Prigoschin", "Yevgeny Prigozhin"},
      {NameKind::kPerson, "Evgueni Prigojine", "Yevgeny Prigozhin"},
      {NameKind::kPerson, "Dmitri Utkin", "Дмитрий Уткин"},
      {NameKind::kPerson, "Alexei Navalny", "Алексей Навальный"},
      {NameKind::kPerson, "Alexej Nawalny", "Alexei Navalny"},
      {NameKind::kPerson, "Sergei Eisenstein", "Сергей Эйзенштейн"},
      {NameKind::kPerson, "Andrei Tarkovsky", "Andrej Tarkowski"},
      {NameKind::kPerson, "Anton Chekhov", "Антон Чехов"},
      {NameKind::kPerson, "Anton Tschechow", "Anton Chekhov"},
      {NameKind::kPerson, "Fyodor Dostoyevsky", "Fjodor Dostojewski"},
      {NameKind::kPerson, "Фёдор Достоевский", "Fyodor Dostoevsky"},
      {NameKind::kPerson, "Leo Tolstoy", "Lev Tolstoi"},
      {NameKind::kPerson, "Kassym-Jomart Tokayev", "Касым-Жомарт Токаев"},
      {NameKind::kPerson, "Shavkat Mirziyoyev", "Шавкат Мирзиёев"},
      {NameKind::kPerson, "Gurbanguly Berdimuhamedow", "Гурбангулы Бердымухамедов"},
      {NameKind::kPerson, "Aleksandar Vučić", "Александар Вучић"},
      {NameKind::kPerson, "Alexander Vucic", "Aleksandar Vučić"},
      {NameKind::kPerson, "Zoran Zaev", "Зоран Заев"},
      {NameKind::kPerson, "Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης"},
      {NameKind::kPerson, "Andreas Papandreou", "Ανδρέας Παπανδρέου"},
      {NameKind::kPerson, "Yair Lapid", "יאיר לפיד"},
      {NameKind::kPerson, "Rahul Gandhi", "राहुल गांधी"},
      {NameKind::kPerson, "Sheikh Hasina", "শেখ হাসিনা"},
      {NameKind::kPerson, "Ho Chi Minh", "Hồ Chí Minh"},
      {NameKind::kPerson, "Prayut Chan-o-cha", "Prayuth Chan-ocha"},
      {NameKind::kPerson, "Aung San Suu Kyi", "Daw Aung San Suu Kyi"},
      {NameKind::kPerson, "Joko Widodo", "JOKO WIDODO"},
      {NameKind::kPerson, "Luiz Inácio Lula da Silva", "Luis Inacio Lula da Silva"},
      {NameKind::kPerson, "Jair Bolsonaro", "Jair Messias Bolsonaro"},
      {NameKind::kPerson, "Andrés Manuel López Obrador", "Andres Lopez Obrador"},
      {NameKind::kPerson, "Ursula von der Leyen", "Ursula Von Der Leyen"},
      {NameKind::kPerson, "Ursula vonder Leyen", "Ursula von der Leyen"},
      {NameKind::kPerson, "Урсула фон дер Ляйен", "Ursula von der Leyen"},
      {NameKind::kPerson, "Annalena Baerbock", "Анналена Бербок"},
      {NameKind::kPerson, "Olaf Scholz", "Олаф Шольц"},
      {NameKind::kPerson, "オラフ・ショルツ", "Olaf Scholz"},
      {NameKind::kPerson, "에마뉘엘 마크롱", "Emmanuel Macron"},
      {NameKind::kPerson, "Joe Biden", "조 바이든"},
      {NameKind::kPerson, "Joseph Biden", "Joe Biden"},
      {NameKind::kPerson, "Джо Байден", "Joe Biden"},
      {NameKind::kPerson, "ジョー・バイデン", "Joe Biden"},
      {NameKind::kPerson, "جو بايدن", "Joe Biden"},
      {NameKind::kPerson, "Rishi Sunak", "Риши Сунак"},
      {NameKind::kPerson, "Борис Джонсон", "Boris Johnson"},
      {NameKind::kPerson, "António Guterres", "Антониу Гутерриш"},
      {NameKind::kPerson, "Antonio Guterres", "안토니우 구테흐스"},
      {NameKind::kPerson, "Tsai Ing-wen", "蔡英文"},
      {NameKind::kPerson, "Cai Yingwen", "Tsai Ing-wen"},
      {NameKind::kPerson, "Lai Ching-te", "賴清德"},
      {NameKind::kPerson, "Chiang Ching-kuo", "蔣經國"},
      {NameKind::kPerson, "Wang Qishan", "王岐山"},
      {NameKind::kPerson, "Ван Цишань", "Wang Qishan"},
      {NameKind::kPerson, "Li Zhanshu", "栗战书"},
      {NameKind::kPerson, "Zhao Lijian", "赵立坚"},
      {NameKind::kPerson, "Чжао Лицзянь", "Zhao Lijian"},
      {NameKind::kPerson, "Hua Chunying", "Хуа Чуньин"},
      {NameKind::kPerson, "Qin Gang", "秦刚"},
      {NameKind::kPerson, "Цинь Ган", "Qin Gang"},
      {NameKind::kPerson, "Hwang Pyong So", "황병서"},
      {NameKind::kPerson, "黃炳誓", "Hwang Pyong So"},
      {NameKind::kPerson, "Hwang Byeong-seo", "Hwang Pyong So"},
      {NameKind::kPerson, "현영철", "Hyon Yong Chol"},
      {NameKind::kPerson, "Хён Ён Чхоль", "Hyon Yong Chol"},
      {NameKind::kPerson, "Kim Ki Nam", "김기남"},
      {NameKind::kPerson, "Ким Ги Нам", "Kim Ki Nam"},
      {NameKind::kPerson, "Kang Kyung-wha", "강경화"},
      {NameKind::kPerson, "康京和", "Kang Kyung-wha"},
      {NameKind::kPerson, "Ban Ki-moon", "반기문"},
      {NameKind::kPerson, "Пан Ги Мун", "Ban Ki-moon"},
      {NameKind::kPerson, "潘基文", "Ban Ki-moon"},
      {NameKind::kPerson, "Pan Ki-mun", "Ban Ki-moon"},
      {NameKind::kPerson, "Jo Myong Rok", "Cho Myong-nok"},
      {NameKind::kPerson, "조명록", "Jo Myong Rok"},
      {NameKind::kPerson, "김일성", "Kim Il Sung"},
      {NameKind::kPerson, "金日成", "Kim Il-sung"},
      {NameKind::kPerson, "Ким Ир Сен", "Kim Il Sung"},
      {NameKind::kPerson, "金正日", "Kim Jong Il"},
      {NameKind::kPerson, "Lee Jae-myung", "이재명"},
      {NameKind::kPerson, "李在明", "Lee Jae-myung"},
      {NameKind::kPerson, "Ли Чжэ Мён", "Lee Jae-myung"},
      {NameKind::kPerson, "Han Duck-soo", "한덕수"},
      {NameKind::kPerson, "Syngman Rhee", "Rhee Syngman"},
      {NameKind::kPerson, "General Valery Gerasimov", "Валерий Герасимов"},
      {NameKind::kPerson, "John Smith", "John A. Smith"},
      {NameKind::kPerson, "Hans Meier", "Hans Meyer"},
      {NameKind::kPerson, "Catherine Ashton", "Katherine Ashton"},
      {NameKind::kPerson, "Jon Smith", "John Smith"},
      {NameKind::kPerson, "Stephen King", "Steven King"},
  });
}

TEST_CASE("two persons") {
  check_rows(false, {
      {NameKind::kPerson, "Kim Yong Nam", "Kim Jong Nam"},
      {NameKind::kPerson, "Kim Song", "Kim Song Nam"},
      {NameKind::kPerson, "George Weah", "George W. Bush"},
      {NameKind::kPerson, "Saddam Hussein", "Hossein Salami"},
      {NameKind::kPerson, "安倍晋三", "Taro Aso"},
      {NameKind::kPerson, "山本太郎", "Jiro Yamamoto"},
      {NameKind::kPerson, "田中角栄", "Tanaka Makiko"},
      {NameKind::kPerson, "安倍", "Abe Shinzo"},
      {NameKind::kPerson, "김정은", "Kim Jong Il"},
      {NameKind::kPerson, "김정일", "Kim Jong Un"},
      {NameKind::kPerson, "김정은", "Kim Yo Jong"},
      {NameKind::kPerson, "Kim Jong Un", "Kim Jong Il"},
      {NameKind::kPerson, "Kim Jong Un", "Kim Jong Nam"},
      {NameKind::kPerson, "Ким Чен Ын", "Ким Чен Ир"},
      {NameKind::kPerson, "박근혜", "Park Chung-hee"},
      {NameKind::kPerson, "Pak Pong Ju", "Park Bong-ho"},
      {NameKind::kPerson, "Xi Jinping", "Li Jinping"},
      {NameKind::kPerson, "习近平", "Li Keqiang"},
      {NameKind::kPerson, "王毅", "Wang Wei"},
      {NameKind::kPerson, "王毅", "王岐"},
      {NameKind::kPerson, "Vladimir Putin", "Vladimir Pozner"},
      {NameKind::kPerson, "Владимир Путин", "Vladimir Pozner"},
      {NameKind::kPerson, "Dmitry Peskov", "Dmitry Medvedev"},
      {NameKind::kPerson, "Maria Zakharova", "Mikhail Zakharov"},
      {NameKind::kPerson, "Ivan Petrov", "Ivan Petrenko"},
      {NameKind::kPerson, "Sergei Ivanov", "Sergei Ivashov"},
      {NameKind::kPerson, "A. V. Lavrov", "Sergey Viktorovich Lavrov"},
      {NameKind::kPerson, "R. F. Kennedy", "John Fitzgerald Kennedy"},
      {NameKind::kPerson, "Mohammed bin Salman", "Mohammed bin Nayef"},
      {NameKind::kPerson, "Bashar al-Assad", "Maher al-Assad"},
      {NameKind::kPerson, "Benjamin Netanyahu", "Naftali Bennett"},
      {NameKind::kPerson, "حسن روحانی", "Hassan Nasrallah"},
      {NameKind::kPerson, "Bob Dole", "Elizabeth Dole"},
      {NameKind::kPerson, "George Bush", "Barbara Bush"},
      {NameKind::kPerson, "Donald Tusk", "Donald Trump"},
      {NameKind::kPerson, "Дональд Трамп", "Donald Tusk"},
      {NameKind::kPerson, "도널드 트럼프", "Donald Tusk"},
      {NameKind::kPerson, "John Paul I", "John Paul II"},
      {NameKind::kPerson, "Benedict XV", "Benedict XVI"},
      {NameKind::kPerson, "Tigran", "Iran"},
      {NameKind::kPerson, "Anna Lind", "Hanna Lindqvist"},
      {NameKind::kPerson, "Marta Novak", "Marek Novak"},
      {NameKind::kPerson, "Pedro Sanchez", "Pablo Sanchez"},
      {NameKind::kPerson, "Ali", "Ola"},
      {NameKind::kPerson, "Lee", "Li Na"},
      {NameKind::kPerson, "Erik Hansen", "Erika Hanssen"},
      {NameKind::kPerson, "Jan Larsen", "Jon Larson"},
      {NameKind::kPerson, "Ma Li", "Mo Li"},
      {NameKind::kPerson, "Nikol Pashinyan", "Serzh Sargsyan"},
      {NameKind::kPerson, "صدام حسين", "Saddam Hassan"},
      {NameKind::kPerson, "حسن نصر الله", "Hussein Nasrallah"},
      {NameKind::kPerson, "محمود عباس", "Mohammed Abbas"},
      {NameKind::kPerson, "محمد علي", "Mahmoud Alawi"},
      {NameKind::kPerson, "Ismail Haniyeh", "Yahya Sinwar"},
      {NameKind::kPerson, "Nawaz Sharif", "Shehbaz Sharif"},
      {NameKind::kPerson, "Viktor Orbán", "Viktor Yanukovych"},
      {NameKind::kPerson, "Alexei Navalny", "Yulia Navalnaya"},
      {NameKind::kPerson, "Andreas Papandreou", "Georgios Papandreou"},
      {NameKind::kPerson, "Yair Lapid", "Yoav Gallant"},
      {NameKind::kPerson, "Rahul Gandhi", "Indira Gandhi"},
      {NameKind::kPerson, "Nicolás Maduro", "Nicolás Sarkozy"},
      {NameKind::kPerson, "에마뉘엘 마크롱", "Olaf Scholz"},
      {NameKind::kPerson, "Joe Biden", "Hunter Biden"},
      {NameKind::kPerson, "Wang Qishan", "Wang Huning"},
      {NameKind::kPerson, "Qin Gang", "Jin Gang"},
      {NameKind::kPerson, "Zhang Wei", "Zhang Wen"},
      {NameKind::kPerson, "Zhang Wei", "Zhao Wei"},
      {NameKind::kPerson, "Chen Gang", "Zhang Gang"},
      {NameKind::kPerson, "Kim Ki Nam", "Kim Yong Nam"},
      {NameKind::kPerson, "김기남", "김영남"},
      {NameKind::kPerson, "金正日", "Kim Jong Un"},
      {NameKind::kPerson, "金正恩", "Kim Il Sung"},
      {NameKind::kPerson, "Park Jin", "Park Min"},
      {NameKind::kPerson, "Choi Sang-mok", "Choi Sung-mo"},
      {NameKind::kPerson, "J. Smith", "John Doe"},
      {NameKind::kPerson, "John A. Smith", "John B. Smith"},
      {NameKind::kPerson, "James Smith", "Jane Smith"},
      {NameKind::kPerson, "Martin Schulz", "Martin Schmidt"},
      {NameKind::kPerson, "Carlos Mendez", "Carlos Menem"},
      {NameKind::kPerson, "Ivan Ivanov", "Petr Petrov"},
      {NameKind::kPerson, "Lena Meyer", "Lea Meyer"},
  });
}

TEST_CASE("one body under two names") {
  check_rows(true, {
      {NameKind::kBody, "Gazprom PJSC", "ПАО «Газпром»"},
      {NameKind::kBody, "OOO Vostok Trade", "Vostok Trade LLC"},
      {NameKind::kBody, "Vostok Trade LLC", "ООО \"Восток Трейд\""},
      {NameKind::kBody, "Nordwind Shipping GmbH", "Nordwind Shipping Ltd."},
      {NameKind::kBody, "Samsung Electronics Co., Ltd.", "Samsung Electronics"},
      {NameKind::kBody, "Acme Holdings Limited", "Acme Holdings Ltd"},
      {NameKind::kBody, "The Bank of Norland", "Bank of Norland"},
      {NameKind::kBody, "UN", "United Nations"},
      {NameKind::kBody, "NATO", "North Atlantic Treaty Organization"},
      {NameKind::kBody, "IAEA", "International Atomic Energy Agency"},
      {NameKind::kBody, "U.N.", "UN"},
      {NameKind::kBody, "3rd Army", "Third Army"},
      {NameKind::kBody, "Third Army", "Army III"},
      {NameKind::kBody, "2nd Rifle Division", "Second Rifle Division"},
      {NameKind::kBody, "Department of Defence", "Department of Defense"},
      {NameKind::kBody, "Ministry of Foreign Affairs", "Foreign Affairs Ministry"},
      {NameKind::kBody, "Int'l Trade Centre", "International Trade Center"},
      {NameKind::kBody, "Hezbollah", "Hizballah"},
      {NameKind::kBody, "Al-Qaeda", "القاعدة"},
      {NameKind::kBody, "株式会社ソニー", "ソニー株式会社"},
      {NameKind::kBody, "Huawei Technologies Co., Ltd.", "Huawei Technologies"},
      {NameKind::kBody, "华为", "Huawei"},
      {NameKind::kBody, "삼성", "Samsung"},
      {NameKind::kBody, "Samsung", "三星"},
      {NameKind::kBody, "Rosneft", "Роснефть"},
      {NameKind::kBody, "АО Рособоронэкспорт", "Rosoboronexport JSC"},
      {NameKind::kBody, "Sberbank of Russia", "Sberbank"},
      {NameKind::kBody, "Сбербанк", "Sberbank"},
      {NameKind::kBody, "Yandex N.V.", "Яндекс"},
      {NameKind::kBody, "KCNA", "Korean Central News Agency"},
      {NameKind::kBody, "The New York Times Company", "New York Times"},
      {NameKind::kBody, "Xinhua", "新华社"},
      {NameKind::kBody, "Reuters", "Рейтер"},
      {NameKind::kBody, "Korea Taesong Trading Corp", "Korea Daesong Trading Corporation"},
      {NameKind::kBody, "Green Pine Associated Corp.", "Green Pine Associated Corporation"},
      {NameKind::kBody, "Islamic Revolutionary Guard Corps", "IRGC"},
      {NameKind::kBody, "L'Oréal S.A.", "Loreal SA"},
      {NameKind::kBody, "Crédit Agricole", "Credit Agricole SA"},
      {NameKind::kBody, "Toyota Motor Corporation", "Toyota Motor Corp."},
      {NameKind::kBody, "Hapag-Lloyd AG", "HapagLloyd"},
      {NameKind::kBody, "Arab Bank plc", "Arab Bank"},
      {NameKind::kBody, "21st Century Fox", "Twenty-First Century Fox"},
      {NameKind::kBody, "Twenty First Century Fox", "21st Century Fox"},
      {NameKind::kBody, "Channel 1", "Channel One"},
  });
}

TEST_CASE("two bodies") {
  check_rows(false, {
      {NameKind::kBody, "DGSI", "DGSE"},
      {NameKind::kBody, "KBS", "CBS"},
      {NameKind::kBody, "Japan Times", "The Times"},
      {NameKind::kBody, "Ukrainian Foreign Ministry", "Iranian Foreign Ministry"},
      {NameKind::kBody, "Vostok Trade LLC", "Vostok Invest LLC"},
      {NameKind::kBody, "Nordwind Shipping GmbH", "Nordwind Shipping AG"},
      {NameKind::kBody, "Acme Holdings Ltd", "Acme Shipping Ltd"},
      {NameKind::kBody, "Bank of Norland", "Bank of Sudland"},
      {NameKind::kBody, "IAEA", "International Labour Organization"},
      {NameKind::kBody, "Third Army", "Fourth Army"},
      {NameKind::kBody, "Office 39", "Office 38"},
      {NameKind::kBody, "Unit 61398", "Unit 61389"},
      {NameKind::kBody, "Ministry of Foreign Affairs", "Ministry of Internal Affairs"},
      {NameKind::kBody, "Ministry of Defence", "Ministry of Finance"},
      {NameKind::kBody, "Air China", "China"},
      {NameKind::kBody, "Air China", "Air France"},
      {NameKind::kBody, "North Korea Post", "South Korea Post"},
      {NameKind::kBody, "BAE Corp", "BWE Corp"},
      {NameKind::kBody, "Sberbank", "Sberleasing"},
      {NameKind::kBody, "Korea Kumryong Trading Corporation", "Korea Taesong Trading Corporation"},
      {NameKind::kBody, "Green Pine Associated Corp.", "Blue Pine Associated Corp."},
      {NameKind::kBody, "Group 7", "Group 8"},
      {NameKind::kBody, "General Electric", "General Motors"},
      {NameKind::kBody, "Deutsche Telekom AG", "Deutsche Bank AG"},
      {NameKind::kBody, "Toyota Motor Corporation", "Toyota Boshoku Corporation"},
      {NameKind::kBody, "First Bank", "Second Bank"},
      {NameKind::kBody, "Channel One", "Channel Two"},
      {NameKind::kBody, "Rossiya 1", "Rossiya 24"},
  });
}

TEST_CASE("one place, thing or untyped name under two spellings") {
  check_rows(true, {
      {NameKind::kPlace, "Tokyo", "東京"},
      {NameKind::kPlace, "大阪", "Ōsaka"},
      {NameKind::kThing, "UN Resolution 1718", "UN Resolution No. 1718"},
      {NameKind::kThing, "Article VII", "Article 7"},
      {NameKind::kThing, "World War II", "World War 2"},
      {NameKind::kThing, "Second World War", "World War Two"},
      {NameKind::kThing, "MV Northern Star", "Northern Star"},
      {NameKind::kThing, "M/V Ocean Grace", "MV OCEAN GRACE"},
      {NameKind::kPlace, "Pyongyang", "평양"},
      {NameKind::kPlace, "北京", "Beijing"},
      {NameKind::kPlace, "Seoul", "서울"},
      {NameKind::kPlace, "Moscow", "Moskow"},
      {NameKind::kPlace, "Riyadh", "Riyad"},
      {NameKind::kPlace, "Kyrgyzstan", "Kirgizstan"},
      {NameKind::kPlace, "Odesa", "Odessa"},
      {NameKind::kPlace, "12 Main St", "12 Main Street"},
      {NameKind::kAny, "Kim Jong Un", "김정은"},
      {NameKind::kAny, "Siemens AG", "Siemens Aktiengesellschaft"},
      {NameKind::kAny, "习近平", "Xi Jinping"},
      {NameKind::kAny, "TASS", "ТАСС"},
      {NameKind::kAny, "Rossiya Segodnya", "Россия Сегодня"},
      {NameKind::kPlace, "Ukraine", "Україна"},
      {NameKind::kPlace, "Grozny", "Грозный"},
      {NameKind::kPlace, "Kharkiv", "Kharkov"},
      {NameKind::kPlace, "Kyiv", "Kiev"},
      {NameKind::kPlace, "Damascus", "Damaskus"},
      {NameKind::kPlace, "Teheran", "Tehran"},
      {NameKind::kPlace, "Viet Nam", "Vietnam"},
      {NameKind::kThing, "Minsk Agreement II", "Minsk Agreement 2"},
      {NameKind::kThing, "New START", "NEW START"},
      {NameKind::kThing, "Hwasong-14", "Hwasong 14"},
      {NameKind::kThing, "화성-14", "Hwasong-14"},
      {NameKind::kThing, "KN-08", "KN08"},
      {NameKind::kThing, "S-400 Triumf", "С-400 Триумф"},
      {NameKind::kThing, "G20", "G-20"},
  });
}

TEST_CASE("two places, things or untyped names") {
  check_rows(false, {
      {NameKind::kPlace, "Hubei", "Hebei"},
      {NameKind::kPlace, "Hunan", "Henan"},
      {NameKind::kPlace, "Nara", "Naha"},
      {NameKind::kThing, "Resolution 1718", "Resolution 1874"},
      {NameKind::kThing, "Article 5", "Article 50"},
      {NameKind::kThing, "Article VII", "Article VIII"},
      {NameKind::kThing, "First World War", "Second World War"},
      {NameKind::kThing, "Northern Star", "Southern Star"},
      {NameKind::kThing, "Northern Star 1", "Northern Star 2"},
      {NameKind::kPlace, "Iran", "Iraq"},
      {NameKind::kPlace, "Niger", "Nigeria"},
      {NameKind::kPlace, "Austria", "Australia"},
      {NameKind::kPlace, "Slovakia", "Slovenia"},
      {NameKind::kPlace, "Mali", "Malawi"},
      {NameKind::kPlace, "North Korea", "South Korea"},
      {NameKind::kPlace, "Guinea", "Guinea-Bissau"},
      {NameKind::kPlace, "Iceland", "Ireland"},
      {NameKind::kPlace, "Zambia", "Gambia"},
      {NameKind::kPlace, "Dominica", "Dominican Republic"},
      {NameKind::kPlace, "Sudan", "South Sudan"},
      {NameKind::kPlace, "12 Main Street", "21 Main Street"},
      {NameKind::kAny, "Resolution 1718", "Resolution 1874"},
      {NameKind::kAny, "Iran", "Iraq"},
      {NameKind::kAny, "Tigran", "Iran"},
      {NameKind::kAny, "Niger", "Nigeria"},
      {NameKind::kAny, "Kim", "Kim Jong Un"},
      {NameKind::kPlace, "Paraguay", "Uruguay"},
      {NameKind::kPlace, "Latvia", "Lithuania"},
      {NameKind::kPlace, "Mauritania", "Mauritius"},
      {NameKind::kPlace, "Oman", "Jordan"},
      {NameKind::kPlace, "Kyiv", "Kiel"},
      {NameKind::kPlace, "Republic of Korea", "Democratic People's Republic of Korea"},
      {NameKind::kPlace, "Congo", "Togo"},
      {NameKind::kThing, "START I", "START II"},
      {NameKind::kThing, "Hwasong-14", "Hwasong-15"},
      {NameKind::kThing, "KN-08", "KN-14"},
      {NameKind::kThing, "Boeing 737", "Boeing 747"},
      {NameKind::kThing, "S-300", "S-400"},
      {NameKind::kThing, "G7", "G20"},
  });
}

TEST_CASE("names that differ in a number are never the same") {
  const std::vector<std::pair<std::string, std::string>> numbers{{"1", "2"}, {"7", "17"}, {"12", "21"}, {"100", "1000"}, {"1718", "1874"}, {"1", ""}};
  for (const std::string_view frame : {"Resolution #", "Unit #", "# Main Street", "Ocean Star #", "Army Group # South", "Boeing #", "Fund # LLC"}) {
    for (const auto& [first, second] : numbers) {
      for (const auto kind : {NameKind::kAny, NameKind::kPerson, NameKind::kBody, NameKind::kPlace, NameKind::kThing}) {
        const auto filled = [&frame](const std::string& number) {
          std::string out(frame);
          out.replace(out.find('#'), 1, number);
          return out;
        };
        const auto found = names::match(filled(first), filled(second), kind);
        CAPTURE(filled(first));
        CAPTURE(filled(second));
        CHECK_FALSE(found.same);
        CHECK(found.reason.find("number") != std::string::npos);
      }
    }
  }
}

TEST_CASE("numbers are read however they are written") {
  const std::vector<std::pair<std::string_view, std::string_view>> rows{
      {"4th Guards", "Fourth Guards"}, {"Article IX", "Article 9"}, {"Camp ١٤", "Camp 14"}, {"Level 007", "Level 7"}, {"1-я бригада", "1 бригада"},
      {"Line Forty-Two", "Line 42"},   {"Line Forty 2", "Line 42"}, {"Block No. 3", "Block 3"}};
  for (const auto& [a, b] : rows) {
    CAPTURE(a);
    CHECK(names::match(a, b, NameKind::kThing).same);
  }
  // Xi is a name, not eleven.
  CHECK(names::match("XI JINPING", "Xi Jinping", NameKind::kPerson).same);
  CHECK(names::match("Xi Jinping", "Si Jinping", NameKind::kPerson).reason.find("number") == std::string::npos);
}

TEST_CASE("a digit in the middle of a word is the letter it looks like, elsewhere it is a number") {
  CHECK(names::match("0lga Petr0va", "Olga Petrova", NameKind::kPerson).same == false);  // a number at the beginning
  CHECK(names::match("Olga Petr0va", "Olga Petrova", NameKind::kPerson).same);
  CHECK_FALSE(names::match("Mi-8", "Mi-9", NameKind::kThing).same);
  CHECK_FALSE(names::match("A4B", "AAB", NameKind::kThing).same);
}

TEST_CASE("a name without letters matches nothing") {
  for (const std::string_view nothing : {"", "  ", "???", "\xF0\x9F\x9A\xA2", "\xff\xfe"}) {
    CHECK_FALSE(names::match(nothing, nothing).same);
    CHECK_FALSE(names::match(nothing, "Olga Petrova").same);
  }
}

TEST_CASE("any bytes give a score between nought and one, the same both ways") {
  testing::RandomWorld world(71);
  const std::vector<std::string> parts{"Kim", "김", "정은", "金", "Ким", "Чен", "al-", "abd", " ", "-", ".", ",", "(", ")", "12", "XII", "GmbH", "the", "بن", "محمد",
                                       "Dr", "é", "\xff", "ß", "'s", "A.", "B", "第", "ü", "ま", "Sch", "iy"};
  for (int i = 0; i < 3000; ++i) {
    std::string a;
    std::string b;
    for (auto left = world.pick(7); left > 0; --left) a += world.pick_from(parts) + (world.chance(50) ? " " : "");
    for (auto left = world.pick(7); left > 0; --left) b += world.pick_from(parts) + (world.chance(50) ? " " : "");
    const auto kind = static_cast<NameKind>(world.pick(5));
    const auto there = names::match(a, b, kind);
    const auto back = names::match(b, a, kind);
    CAPTURE(a);
    CAPTURE(b);
    CHECK(there.score >= 0.0);
    CHECK(there.score <= 1.0);
    CHECK(there.same == (there.score >= names::kSameThreshold));
    CHECK(there.score == doctest::Approx(back.score));
    if (names::match(a, a, kind).score > 0) CHECK(names::match(a, a, kind).same);
  }
  CHECK(names::match(std::string(100000, 'a'), std::string(100000, 'a') + " b").score >= 0.0);
}

TEST_CASE("prepared names give what names give, on many threads") {
  const names::PreparedName asked("김정은", NameKind::kPerson);
  const std::vector<std::string> others{"Kim Jong Un", "Ким Чен Ын", "金正恩", "Kim Jong Il", "習近平"};
  const std::vector<bool> expected{true, true, true, false, false};
  std::vector<int> right(4, 0);
  std::vector<std::thread> threads;
  for (auto& count : right) {
    threads.emplace_back([&count, &asked, &others, &expected] {
      for (std::size_t i = 0; i < others.size(); ++i) {
        const names::PreparedName other(others[i], NameKind::kPerson);
        if (names::match(asked, other).same == expected[i]) ++count;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == std::vector<int>(4, 5));
}

TEST_CASE("types of names") {
  CHECK(names::name_kind("Person") == NameKind::kPerson);
  CHECK(names::name_kind("person") == NameKind::kPerson);
  CHECK(names::name_kind("Company") == NameKind::kBody);
  CHECK(names::name_kind("MediaOutlet") == NameKind::kBody);
  CHECK(names::name_kind("Country") == NameKind::kPlace);
  CHECK(names::name_kind("Vessel") == NameKind::kThing);
  CHECK(names::name_kind("LegalEntity") == NameKind::kAny);
  CHECK(names::name_kind("") == NameKind::kAny);
}

TEST_CASE("letters: what is known of each word") {
  const auto words = names::split_letters("Dr. J.-P. O'Neill (U.K.) Ltd's 김정은");
  REQUIRE(words.size() == 7);
  CHECK(words[0].latin == "dr");
  CHECK(words[1].latin == "j");
  CHECK(words[1].dotted);
  CHECK(words[1].hyphened);
  CHECK(words[1].single);
  CHECK(words[3].latin == "oneill");
  CHECK(words[4].latin == "uk");
  CHECK(words[4].bracketed);
  CHECK(words[5].latin == "ltd");
  CHECK(words[6].own == U"김정은");
  CHECK(words[6].writing == names::Writing::kHangul);
  CHECK(names::split_letters("Щукин")[0].latin == "shchukin");
  CHECK(names::split_letters("Ｋｉｍ")[0].latin == "kim");
  CHECK(names::split_letters("e\xCC\x81t\xC3\xA9")[0].latin == "ete");
}

TEST_CASE("sounds: near letters cost less than others") {
  CHECK(names::sound_distance(names::sound_of("khrushchev"), names::sound_of("khrushchyov")) < 100);
  CHECK(names::sound_of("friedrich") == names::sound_of("fridrich"));
  CHECK(names::sound_distance(names::sound_of("gaddafi"), names::sound_of("qadhafi")) < 100);
  CHECK(names::sound_distance("pak", "bak") < names::sound_distance("pak", "lak"));
  CHECK(names::sound_distance("abc", "abc") == 0);
  CHECK(names::sound_distance("", "ab") == names::sound_distance("ab", ""));
  CHECK(names::abjad_distance("hsn", "hasan") < names::abjad_distance("hsin", "hasan"));
}

TEST_CASE("word lists: legal forms, numbers, given names") {
  const std::vector<std::string_view> words{"limited", "liability", "company", "x"};
  CHECK(names::legal_form_at(words).words == 3);
  CHECK(names::legal_form_at(words).form == names::LegalForm::kLimited);
  CHECK(names::legal_forms_agree(names::LegalForm::kGeneral, names::LegalForm::kStock));
  CHECK_FALSE(names::legal_forms_agree(names::LegalForm::kLimited, names::LegalForm::kStock));
  CHECK(names::legal_spelling("compnay") == "company");
  CHECK(names::legal_spelling("campaign") == "campaign");
  CHECK(names::roman_number("xiv") == 14);
  CHECK_FALSE(names::roman_number("iix"));
  CHECK_FALSE(names::roman_number(""));
  CHECK(names::spelled_number("twelfth")->value == 12);
  CHECK(names::same_given_name("volodymyr", "vladimir"));
  CHECK_FALSE(names::same_given_name("oleg", "igor"));
  CHECK(names::address_suffix(U"김정은위원장") == 3);
  CHECK(names::address_suffix(U"위원장") == 0);
}

TEST_CASE("Sino-Korean readings") {
  CHECK(names::sino_korean(U'正') == U"정");
  CHECK(names::sino_korean(U'金') == U"금김");
  CHECK(names::sino_korean(U'們') == U"");
}

TEST_CASE("other spellings to look up: readings, family names, orders, without titles") {
  const auto has = [](std::string_view name, const std::string& spelling) {
    const auto found = names::other_spellings(name);
    CHECK(found.size() <= names::kMaxSpellings);
    return std::find(found.begin(), found.end(), spelling) != found.end();
  };
  CHECK(has("金正恩", "gim jong un"));
  CHECK(has("박정희", "park jong hui"));
  CHECK(has("Ri Sol Ju", "i sol ju"));
  CHECK(has("Jong Un Kim", "kim jong un"));
  CHECK(has("President Olga Petrova", "olga petrova"));
  CHECK(has("President Olga Petrova", "petrova olga"));
  CHECK_FALSE(has("Olga Petrova", "olga petrova"));
  CHECK(names::other_spellings("").empty());
  CHECK(names::other_spellings("Treaty on the Non-Proliferation of Nuclear Weapons").empty());
}
