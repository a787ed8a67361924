// SPDX-License-Identifier: Apache-2.0
// Word lists for the name tagger's training, written for this project: facts of the language, small letters,
// one word or phrase between blanks, "_" for a blank inside a phrase. They reach the tagger through the model
// file only.
#pragma once

namespace entente::extract {

inline constexpr const char* kDemonyms =
    "afghan afghans african africans albanian albanians algerian algerians american americans andean angolan "
    "arab arabs "
    "arabian arabic aramaic argentine argentines argentinian armenian armenians asian asians assyrian "
    "athenian "
    "australian australians austrian austrians austro-hungarian azerbaijani azeri bahraini balkan baltic "
    "bangladeshi "
    "basque bavarian belarusian belgian belgians bengali berber bolivian bosnian bosnians brazilian "
    "brazilians breton "
    "british briton britons bulgarian bulgarians burmese byzantine cambodian cameroonian canadian canadians "
    "cantonese "
    "caribbean castilian catalan catholic catholics celtic chadian chechen chechens chilean chileans chinese "
    "christian "
    "christians circassian colombian colombians congolese cornish corsican costa_rican croat croatian "
    "croatians croats "
    "cuban cubans cypriot cypriots czech czechs danish dane danes dominican dutch ecuadorian egyptian "
    "egyptians "
    "emirati english englishman eritrean estonian estonians ethiopian ethiopians eurasian european europeans "
    "fijian "
    "filipino filipinos finn finnish finns flemish french frenchman gaelic galician gazan georgian georgians "
    "german "
    "germanic germans ghanaian greek greeks guatemalan gujarati haitian haitians hebrew hindi hindu hindus "
    "hispanic "
    "honduran hungarian hungarians icelandic indian indians indonesian indonesians iranian iranians iraqi "
    "iraqis irish "
    "irishman islamic islamist islamists israeli israelis italian italians jamaican japanese jew jewish jews "
    "jordanian "
    "jordanians kashmiri kazakh kazakhstani kenyan kenyans korean koreans kosovar kurd kurdish kurds kuwaiti "
    "kyrgyz "
    "lao laotian latin latino latinos latvian latvians lebanese liberian libyan libyans lithuanian "
    "lithuanians "
    "macedonian malagasy malay malayalam malaysian malaysians malian maltese manchu mandarin maori marathi "
    "mauritanian mediterranean mexican mexicans moldovan mongol mongolian mongols montenegrin moroccan "
    "moroccans "
    "mozambican muslim muslims namibian nepalese nepali nicaraguan nigerian nigerians nordic norman normans "
    "north_korean north_koreans norse northern_irish norwegian norwegians omani ottoman ottomans pakistani "
    "pakistanis "
    "palestinian palestinians panamanian paraguayan parisian pashtun pashtuns persian persians peruvian "
    "peruvians "
    "philippine pole poles polish polynesian portuguese protestant protestants prussian prussians "
    "puerto_rican punjabi "
    "qatari roman romanian romanians romans russian russians rwandan sanskrit saudi saudis saudi_arabian "
    "scandinavian "
    "scot scots scottish senegalese serb serbian serbs shia shiite shiites shi'ite sicilian sikh sikhs "
    "sindhi "
    "singaporean sinhalese slav slavic slavs slovak slovaks slovene slovenes slovenian somali somalis "
    "south_african "
    "south_africans south_korean south_koreans soviet soviets spaniard spaniards spanish sri_lankan sudanese "
    "sunni "
    "sunnis swahili swede swedes swedish swiss syrian syrians taiwanese tajik tamil tamils tanzanian tatar "
    "tatars "
    "telugu thai thais tibetan tibetans trojan tunisian tunisians turk turkic turkish turkmen turks tuscan "
    "ugandan "
    "ukrainian ukrainians urdu uruguayan uyghur uyghurs uzbek uzbeks venetian venezuelan venezuelans "
    "victorian "
    "vietnamese welsh welshman yemeni yemenis yiddish yugoslav yugoslavs yugoslavian zambian zimbabwean "
    "zionist "
    "zionists african-american african-americans anglo-american republican republicans democrat democrats "
    "democratic "
    "communist communists socialist socialists liberal liberals conservative conservatives nazi nazis "
    "marxist "
    "buddhist buddhists baptist lutheran methodist presbyterian anglican orthodox mormon jesuit "
    "mr mrs ms dr sir madam monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june "
    "july august september october november december";

inline constexpr const char* kTitles =
    "mr mr. mrs mrs. ms ms. dr dr. prof prof. professor sir madam madame dame lord lady king queen prince "
    "princess "
    "emperor empress tsar czar sultan emir sheikh president vice premier prime minister chancellor secretary "
    "undersecretary deputy foreign defense defence interior finance first senator sen. sen rep. rep "
    "representative "
    "congressman congresswoman governor gov. gov mayor ambassador envoy chairman chairwoman chair chief "
    "director "
    "general-secretary secretary-general spokesman spokeswoman general gen. gen lieutenant lt. lt colonel "
    "col. col "
    "major maj. captain capt. capt commander cmdr. admiral adm. vice-admiral rear marshal sergeant sgt. "
    "corporal private "
    "brigadier brig. judge justice attorney pope cardinal archbishop bishop reverend rev. rev father fr. "
    "sister "
    "brother ayatollah mullah imam rabbi coach uncle aunt auntie grandma grandpa mother officer inspector "
    "detective "
    "executive acting former staff state speaker comrade field air sheriff baron baroness count countess "
    "duke duchess "
    "earl crown hon. honorable minister-president general's president-elect co-founder founder ceo";

inline constexpr const char* kEventHeads =
    "war wars battle battles revolution revolt rebellion uprising insurgency invasion campaign offensive "
    "operation "
    "siege massacre genocide holocaust bombing attack attacks crisis coup election elections referendum "
    "summit "
    "conference congress olympics olympic games championship championships cup tour tournament league "
    "festival fair "
    "exposition expo exhibition ceremony awards convention crusade crusades raid strike earthquake hurricane "
    "tsunami "
    "flood famine disaster explosion incident accident protests riots riot intifada conflict blockade "
    "armistice rally "
    "marathon race prix open playoffs final finals season christmas easter anniversary day bowl gala storm "
    "typhoon";

inline constexpr const char* kMediaHeads =
    "times post guardian economist telegraph independent tribune herald journal star sun mirror observer "
    "globe mail "
    "chronicle gazette news daily express standard hill atlantic nation intercept diplomat bulletin examiner "
    "courier "
    "inquirer sentinel register record press republic spectator scotsman age australian hindu onion wire "
    "dispatch";

inline constexpr const char* kBodyHeads =
    "ministry department agency bureau office commission committee council court parliament senate congress "
    "assembly "
    "cabinet government administration authority board bank fund union league party front movement alliance "
    "coalition "
    "army navy force forces guard corps brigade regiment division command police militia battalion fleet "
    "academy institute "
    "institution university college school foundation association federation confederation organization "
    "organisation "
    "society club team company corporation corp corp. inc inc. ltd ltd. llc plc gmbh group holdings "
    "industries "
    "international network center centre laboratory hospital church mission embassy consulate tribunal "
    "secretariat "
    "directorate service services intelligence bundestag knesset duma majlis politburo house chamber "
    "partnership "
    "enterprises systems technologies airlines airways motors records studios press broadcasting television "
    "radio tv news "
    "media brigades taliban qaeda hezbollah hamas isis daesh nato un eu bbc cnn fbi cia united_nations "
    "european_union "
    "caucus legislature kremlin pentagon treasury";

inline constexpr const char* kPlaceHeads =
    "city town village province region district county state republic kingdom island islands isle peninsula "
    "river lake "
    "sea ocean gulf bay strait mountain mountains mount mt mt. valley desert forest coast bridge street road "
    "avenue "
    "boulevard square park airport base camp port harbour harbor station prison castle palace temple mosque "
    "cathedral "
    "stadium oblast krai prefecture governorate municipality township territory territories emirate "
    "federation border "
    "north south east west northern southern eastern western central upper lower new san santa los saint st. "
    "el port fort "
    "cape hills heights highway building tower hall museum hotel plaza canal channel basin plateau delta "
    "beach";

inline constexpr const char* kThingHeads =
    "treaty agreement accord accords pact protocol charter convention resolution act bill law code "
    "constitution "
    "declaration memorandum plan programme program project award prize medal index report review journal "
    "song album book "
    "film series missile aircraft version theory system initiative amendment doctrine deal order fellowship "
    "edition "
    "trophy oscar grammy emmy statement communique";

inline constexpr const char* kCalendar =
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september "
    "october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec "
    "jan. feb. "
    "aug. sept. oct. nov. dec.";

}  // namespace entente::extract
