// What the shipped data finds in text, and what the loader refuses.
#include "world/gazetteer.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace tocsin {
namespace {

const Gazetteer& shipped() {
  static const auto kGazetteer = Gazetteer::load();
  if (!kGazetteer) throw std::runtime_error(to_string(kGazetteer.error()));
  return **kGazetteer;
}

// "Paris=FRA.capital Niger=NER.name"
std::string dump(const Gazetteer& gazetteer, std::string_view text) {
  std::string out;
  for (const NameMatch& match : gazetteer.find(text)) {
    if (!out.empty()) out += ' ';
    out += text.substr(match.begin, match.end - match.begin);
    out += "=" + match.entity->code + "." + std::string(to_string(match.sense));
  }
  return out;
}

struct FindCase {
  std::string_view text;
  std::string_view found;
};

template <std::size_t n>
void expect_found(const FindCase (&cases)[n]) {
  for (const FindCase& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(dump(shipped(), c.text), c.found);
  }
}

TEST(Gazetteer, FindsHowCountriesAreNamed) {
  const FindCase cases[] = {
      {"Niger told Nigeria", "Niger=NER.name Nigeria=NGA.name"},
      {"a Nigerien and two Nigerians", "Nigerien=NER.demonym Nigerians=NGA.demonym"},
      {"French envoys met a Frenchman", "French=FRA.demonym Frenchman=FRA.demonym"},
      {"Niamey and Paris", "Niamey=NER.capital Paris=FRA.capital"},
      {"the Kremlin and the White House", "Kremlin=RUS.seat White House=USA.seat"},
      {"the Élysée, or Elysee Palace", "Élysée=FRA.seat Elysee Palace=FRA.seat"},
      {"the Quai d’Orsay", "Quai d’Orsay=FRA.seat"},
      {"troops near Agadez", "Agadez=NER.place"},
      {"Crimea, Gaza and the West Bank", "Crimea=UKR.place Gaza=PSE.place West Bank=PSE.place"},
      {"Ivory Coast, Cote d'Ivoire, Côte d’Ivoire",
       "Ivory Coast=CIV.name Cote d'Ivoire=CIV.name Côte d’Ivoire=CIV.name"},
      {"Burma, Swaziland, Türkiye", "Burma=MMR.name Swaziland=SWZ.name Türkiye=TUR.name"},
      {"Kiev or Kyiv", "Kiev=UKR.capital Kyiv=UKR.capital"},
      {"the UK, U.K., Britain", "UK=GBR.name U.K.=GBR.name Britain=GBR.name"},
      {"the US, the U.S., America", "US=USA.name U.S.=USA.name America=USA.name"},
      {"the Soviet Union and Soviets", "Soviet Union=SOV.name Soviets=SOV.demonym"},
      {"N'Djamena, N’Djamena", "N'Djamena=TCD.capital N’Djamena=TCD.capital"},
  };
  expect_found(cases);
}

TEST(Gazetteer, PrefersTheLongerName) {
  const FindCase cases[] = {
      {"Guinea-Bissau and Guinea", "Guinea-Bissau=GNB.name Guinea=GIN.name"},
      {"Papua New Guinea, Equatorial Guinea",
       "Papua New Guinea=PNG.name Equatorial Guinea=GNQ.name"},
      {"the Democratic Republic of the Congo", "Democratic Republic of the Congo=COD.name"},
      {"the Republic of Congo", "Republic of Congo=COG.name"},
      {"Congo-Brazzaville beside Congo", "Congo-Brazzaville=COG.name Congo=COD.name"},
      {"North Korea, South Koreans, Korean",
       "North Korea=PRK.name South Koreans=KOR.demonym Korean=KOR.demonym"},
      {"Dominica is not the Dominican Republic", "Dominica=DMA.name Dominican Republic=DOM.name"},
      {"the People's Republic of China, the Republic of China",
       "People's Republic of China=CHN.name Republic of China=TWN.name"},
      {"South Sudan and Sudan", "South Sudan=SSD.name Sudan=SDN.name"},
      {"Mexico City", "Mexico City=MEX.capital"},
      {"the Islamic State in the Greater Sahara", "Islamic State in the Greater Sahara=ISGS.name"},
      {"Northern Ireland, Ireland", "Northern Ireland=GBR.place Ireland=IRL.name"},
  };
  expect_found(cases);
}

TEST(Gazetteer, FindsOrganisations) {
  const FindCase cases[] = {
      {"the UN and the U.N. Security Council", "UN=UN.name U.N. Security Council=UN.name"},
      {"UNICEF, UNHCR, the World Food Programme",
       "UNICEF=UN.name UNHCR=UN.name World Food Programme=UN.name"},
      {"ECOWAS or Ecowas, the Economic Community of West African States",
       "ECOWAS=ECOWAS.name Ecowas=ECOWAS.name "
       "Economic Community of West African States=ECOWAS.name"},
      {"al-Shabaab, Al Shabaab, Al-Shabaab",
       "al-Shabaab=AL-SHABAAB.name Al Shabaab=AL-SHABAAB.name Al-Shabaab=AL-SHABAAB.name"},
      {"Houthis and Kurds", "Houthis=HOUTHI.demonym Kurds=KURDS.name"},
      {"the Kurdistan Workers' Party", "Kurdistan Workers' Party=PKK.name"},
      {"Reuters told CNN", "Reuters=REUTERS.name CNN=CNN.name"},
      {"The Washington Post", "The Washington Post=WASHINGTONPOST.name"},
      {"the WHO says", "WHO=WHO.name"},
      {"G7, G-7, Group of Seven", "G7=G7.name G-7=G7.name Group of Seven=G7.name"},
      {"Chechens of Chechnya", "Chechens=CHECHNYA.demonym Chechnya=CHECHNYA.name"},
  };
  expect_found(cases);
}

TEST(Gazetteer, KnowsCapitalsFromCommonWords) {
  const FindCase cases[] = {
      {"roast turkey with chad and china", ""},
      {"They told us that Us and them", ""},
      {"a polish, a jersey, an amazon", ""},
      {"TURKEY RECALLS ENVOY FROM US", "TURKEY=TUR.name US=USA.name"},
      {"FRANCE: REPUBLIC OF CONGO", "FRANCE=FRA.name REPUBLIC OF CONGO=COG.name"},
      {"CÔTE D'IVOIRE, COTE D'IVOIRE", "CÔTE D'IVOIRE=CIV.name COTE D'IVOIRE=CIV.name"},
      {"PARIS, Aug 31", "PARIS=FRA.capital"},
      {"WHO IS TO BLAME", ""},
      {"THE CAR IS RED", ""},
      {"Coup in the Republic Of Congo", "Republic Of Congo=COG.name"},
      {"TELL US MORE ABOUT MALI", "MALI=MLI.name"},
  };
  expect_found(cases);
}

TEST(Gazetteer, KeepsToWordBorders) {
  const FindCase cases[] = {
      {"Nigerland, XNiger, Niger2", ""},
      {"Niger's junta, Niger’s junta", "Niger=NER.name Niger=NER.name"},
      {"the United States' envoy", "United States=USA.name"},
      {"US-led, Iran-backed", "US=USA.name Iran=IRN.name"},
      {"Russia-Ukraine, Franco-German", "Russia=RUS.name Ukraine=UKR.name German=DEU.demonym"},
      {"anti-French, Anti-American, pro-Russian, non-EU, ex-Soviet", ""},
      {"anti-North Korean leaflets", ""},
      {"the anti\xE2\x80\x91"
       "French mood",
       ""},
      {"(Niger)\"Mali\"", "Niger=NER.name Mali=MLI.name"},
      {"It left the U.S. France stayed.", "U.S.=USA.name France=FRA.name"},
      {"Niger\n\nDelta", "Niger=NER.name"},
      {"South\nKorea", "South\nKorea=KOR.name"},
      {"\xFFMali\xC3", "Mali=MLI.name"},
      {"", ""},
  };
  expect_found(cases);
}

TEST(Gazetteer, StepsOverPhrasesThatNameNobody) {
  const FindCase cases[] = {
      {"the Indian Ocean and the South China Sea", ""},
      {"French fries", ""},
      {"FRENCH FRIES", ""},
      {"New Mexico, New England", ""},
      {"the Gulf of Mexico", ""},
      {"the Bank of China", ""},
      {"Michael Jordan", ""},
      {"Jordan", "Jordan=JOR.name"},
      {"Atlanta, Georgia", ""},
      {"the Vienna Convention on Diplomatic Relations", ""},
      {"Vienna", "Vienna=AUT.capital"},
      {"the Lake Chad Basin", ""},
      {"the ambassador was declared PNG", ""},
  };
  expect_found(cases);
}

TEST(Gazetteer, LooksUpCodesAndNames) {
  struct Case {
    std::string_view name;
    std::string_view code;  // "" unknown
  };
  const Case cases[] = {
      {"France", "FRA"},        {"french", "FRA"},
      {"CÔTE D'IVOIRE", "CIV"}, {"nato", "NATO"},
      {"Dominican", "DOM"},     {"Congolese", "COD"},
      {"Brussels", "BEL"},      {"al qaeda", "AL-QAEDA"},
      {"Atlantis", ""},         {"", ""},
      {"indian ocean", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const NamedEntity* entity = shipped().by_name(c.name);
    EXPECT_EQ(entity == nullptr ? "" : entity->code, c.code);
  }
  EXPECT_EQ(shipped().by_code("FRA")->name, "France");
  EXPECT_EQ(shipped().by_code("FRA")->kind, NameKind::kCountry);
  EXPECT_EQ(shipped().by_code("FRA")->sector, "GOV");
  EXPECT_EQ(shipped().by_code("HAMAS")->country, "PSE");
  EXPECT_EQ(shipped().by_code("HAMAS")->sector, "UAF");
  EXPECT_EQ(shipped().by_code("REUTERS")->sector, "MED");
  EXPECT_EQ(shipped().by_code("fra"), nullptr);
  EXPECT_EQ(shipped().by_code("XXX"), nullptr);
}

// The codes that other parts of the product, and its users, count on.
TEST(Gazetteer, HasTheCodesInUse) {
  const std::string_view codes[] = {
      "UN",         "EU",         "NATO",      "AU",          "ECOWAS",  "SADC",     "EAC",
      "ARABLEAGUE", "GCC",        "OIC",       "OAS",         "CARICOM", "MERCOSUR", "ASEAN",
      "SCO",        "BRICS",      "G7",        "G20",         "OSCE",    "CSTO",     "CIS",
      "ICC",        "ICJ",        "IAEA",      "OPCW",        "WHO",     "IMF",      "WORLDBANK",
      "WTO",        "OPEC",       "ICRC",      "AMNESTY",     "HRW",     "MSF",      "HAMAS",
      "HEZBOLLAH",  "PIJ",        "HOUTHI",    "ISIS",        "ISIS-K",  "ISGS",     "AL-QAEDA",
      "AQIM",       "AL-SHABAAB", "BOKOHARAM", "JNIM",        "HTS",     "TALIBAN",  "TTP",
      "PKK",        "YPG",        "SDF",       "KURDS",       "FARC",    "ELN",      "ETA",
      "IRA",        "LTTE",       "RSF",       "SPLA",        "M23",     "ADF",      "LRA",
      "WAGNER",     "CJTF-OIR",   "CHECHNYA",  "SEPARATISTS", "EUROPE",  "XKX",      "SOV",
      "YUG",        "DDR",        "CSK",       "PSE",         "TWN",     "HKG"};
  for (const std::string_view code : codes) {
    SCOPED_TRACE(code);
    EXPECT_NE(shipped().by_code(code), nullptr);
  }
  EXPECT_GE(shipped().codes().size(), 254U + 150U);
}

TEST(Gazetteer, GivesEachCodeOnceAndFindsEachByItsName) {
  std::set<std::string_view> seen;
  for (const std::string_view code : shipped().codes()) {
    SCOPED_TRACE(code);
    EXPECT_TRUE(seen.insert(code).second);
    const NamedEntity* entity = shipped().by_code(code);
    ASSERT_NE(entity, nullptr);
    EXPECT_EQ(shipped().by_name(entity->name), entity);
    const auto matches = shipped().find(entity->name);
    ASSERT_EQ(matches.size(), 1U);
    EXPECT_EQ(matches[0].entity, entity);
    EXPECT_EQ(matches[0].end, entity->name.size());
  }
}

// Long, and nothing but beginnings of names: each word is looked at a bounded number of times, so
// this ends.
TEST(Gazetteer, CopesWithAMegabyteOfBeginnings) {
  std::string text;
  while (text.size() < (1U << 20)) text += "Democratic Republic of the United Arab ";
  EXPECT_TRUE(shipped().find(text).empty());
  text += "Emirates";
  EXPECT_EQ(shipped().find(text).size(), 1U);
}

constexpr std::string_view kCountriesHeader =
    "code\tname\tnames\tdemonyms\tcapitals\tseats\tplaces\n";
constexpr std::string_view kOrganisationsHeader =
    "code\tname\tsector\tcountry\tnames\tdemonyms\tseats\n";

Result<std::shared_ptr<const Gazetteer>> parse(std::string_view countries,
                                               std::string_view organisations = "",
                                               std::string_view phrases = "") {
  return Gazetteer::parse(std::string(kCountriesHeader) + std::string(countries),
                          std::string(kOrganisationsHeader) + std::string(organisations), phrases);
}

TEST(Gazetteer, ReadsTheFormatThatItsReadmeDescribes) {
  const auto gazetteer = parse(
      "# two lands\n"
      "AAA\tAland\tLand A|=AL\tAlander+s\tAville\tA House\tAport\n"
      "\n"
      "BBB\tBland\t\t~Alander\t\t\t\n",
      "CLUB\tClub of Lands\tIGO\tAAA\tCLUB\tClubber+s\tClub House\n", "# none\nA House cat\n");
  ASSERT_TRUE(gazetteer) << to_string(gazetteer.error());
  const FindCase cases[] = {
      {"Aland, Land A, AL", "Aland=AAA.name Land A=AAA.name AL=AAA.name"},
      {"an Alander, Alanders", "Alander=AAA.demonym Alanders=AAA.demonym"},
      {"Aville, A House, Aport, Bland",
       "Aville=AAA.capital A House=AAA.seat Aport=AAA.place Bland=BBB.name"},
      {"the Clubbers at Club House", "Clubbers=CLUB.demonym Club House=CLUB.seat"},
      {"A House cat", ""},
      {"AL AND ALAND", "ALAND=AAA.name"},
  };
  for (const FindCase& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(dump(**gazetteer, c.text), c.found);
  }
  EXPECT_EQ((*gazetteer)->codes(), (std::vector<std::string_view>{"AAA", "BBB", "CLUB"}));
}

TEST(Gazetteer, RefusesWrongData) {
  struct Case {
    std::string_view countries;
    std::string_view organisations;
    std::string_view phrases;
    std::string_view error;  // how it begins
  };
  const Case cases[] = {
      {"AAA\tAland\n", "", "", "world/data/countries.tsv:2: has 2 columns, not 7"},
      {"AA\tAland\t\t\t\t\t\n", "", "", "world/data/countries.tsv:2: code \"AA\" is not three"},
      {"AaA\tAland\t\t\t\t\t\n", "", "", "world/data/countries.tsv:2: code \"AaA\" is not three"},
      {"AAA\tAland\t\t\t\t\t\nAAA\tBland\t\t\t\t\t\n", "", "",
       "world/data/countries.tsv:3: code \"AAA\" is already taken"},
      {"AAA\tAland\t\t\t\t\t\nBBB\tBland\tAland\t\t\t\t\n", "", "",
       "world/data/countries.tsv:3: name \"Aland\" is claimed by AAA in "
       "world/data/countries.tsv:2"},
      {"AAA\tAland\tAland\t\t\t\t\n", "", "",
       "world/data/countries.tsv:2: name \"Aland\" is claimed by AAA"},
      {"AAA\tAland\t~Land\t\t\t\t\n", "", "",
       "world/data/countries.tsv:2: name \"Land\" is marked with \"~\", but no other"},
      {"AAA\tAland\tA.L.|A.L\t\t\t\t\n", "", "",
       "world/data/countries.tsv:2: name \"A.L\" repeats another"},
      {"AAA\tAland\tA (land)\t\t\t\t\n", "", "", "world/data/countries.tsv:2: name \"A (land)\""},
      {"AAA\tAland\tA  B\t\t\t\t\n", "", "",
       "world/data/countries.tsv:2: name \"A  B\" has a blank"},
      {"AAA\tAland\tA||B\t\t\t\t\n", "", "", "world/data/countries.tsv:2: has an empty name"},
      {"AAA\t\t\t\t\t\t\n", "", "", "world/data/countries.tsv:2: has an empty name"},
      {"AAA\tAland\t\taland\t\t\t\n", "", "",
       "world/data/countries.tsv:2: name \"aland\" is a common word"},
      {"AAA\tAl\xFFnd\t\t\t\t\t\n", "", "", "world/data/countries.tsv:2: is not UTF-8"},
      {"", "club\tClub\tIGO\t\t\t\t\n", "", "world/data/organisations.tsv:2: code \"club\" is not"},
      {"", "CLUB-\tClub\tIGO\t\t\t\t\n", "",
       "world/data/organisations.tsv:2: code \"CLUB-\" is not"},
      {"", "CLUB\tClub\tXYZ\t\t\t\t\n", "",
       "world/data/organisations.tsv:2: unknown sector \"XYZ\""},
      {"", "CLUB\tClub\tIGO\tZZZ\t\t\t\n", "",
       "world/data/organisations.tsv:2: unknown country \"ZZZ\""},
      {"", "CLUB\tClub\tIGO\tzz\t\t\t\n", "",
       "world/data/organisations.tsv:2: country \"zz\" is not three"},
      {"AAA\tAland\t\t\t\t\t\n", "AAA\tClub\tIGO\t\t\t\t\n", "",
       "world/data/organisations.tsv:2: code \"AAA\" is already taken"},
      {"AAA\tAland\t\t\t\t\t\n", "", "# one\nAland\n",
       "world/data/stop_phrases.txt:2: \"Aland\" is a name"},
      {"", "", "Big Cat\nBig Cat\n", "world/data/stop_phrases.txt:2: \"Big Cat\" is a name"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.error);
    const auto gazetteer = parse(c.countries, c.organisations, c.phrases);
    ASSERT_FALSE(gazetteer);
    EXPECT_EQ(gazetteer.error().code, ErrorCode::kInvalid);
    const std::string error = to_string(gazetteer.error());
    EXPECT_EQ(error.substr(0, c.error.size()), c.error);
  }
}

TEST(Gazetteer, RefusesATableWithoutItsHeader) {
  const auto empty = Gazetteer::parse("", kOrganisationsHeader);
  ASSERT_FALSE(empty);
  EXPECT_EQ(to_string(empty.error()), "world/data/countries.tsv: the file is empty");
  const auto wrong = Gazetteer::parse(kCountriesHeader, "code\tname\n");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(to_string(wrong.error()),
            "world/data/organisations.tsv:1: the first line must name the columns");
}

}  // namespace
}  // namespace tocsin
