// Whom the shipped table means by a name and a day, how holders of one name are told apart, and
// what the loader refuses.
#include "world/office_holders.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace tocsin {
namespace {

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(to_string(result.error()));
  return *result;
}

const Gazetteer& gazetteer() {
  static const auto kGazetteer = value_of(Gazetteer::load());
  return *kGazetteer;
}

const OfficeHolders& shipped() {
  static const auto kHolders = value_of(OfficeHolders::load());
  return *kHolders;
}

// "FRA president Emmanuel Macron", "" for null.
std::string dump(const OfficeHolders::Holder* holder) {
  return holder == nullptr ? "" : holder->code + " " + holder->role + " " + holder->name;
}

struct FindCase {
  std::string_view name;
  std::string_view day;  // "" none
  std::string_view holder;
};

template <std::size_t n>
void expect_found(const OfficeHolders& holders, const FindCase (&cases)[n]) {
  for (const FindCase& c : cases) {
    SCOPED_TRACE(std::string(c.name) + " on " + std::string(c.day));
    EXPECT_EQ(dump(holders.find(c.name, parse_day(c.day))), c.holder);
  }
}

constexpr std::string_view kHeader = "code\trole\tname\tfrom\tto\tnames\n";

std::shared_ptr<const OfficeHolders> holders_of(std::string_view rows) {
  return value_of(OfficeHolders::parse(std::string(kHeader) + std::string(rows), gazetteer()));
}

TEST(OfficeHolders, KnowsWhoHeldTheOfficeOnTheDay) {
  const FindCase cases[] = {
      {"Emmanuel Macron", "2023-08-31", "FRA president Emmanuel Macron"},
      {"Macron", "2023-08-31", "FRA president Emmanuel Macron"},
      {"Dmitry Medvedev", "2010-06-01", "RUS president Dmitry Medvedev"},
      {"Dmitry Medvedev", "2016-06-01", "RUS prime minister Dmitry Medvedev"},
      {"Putin", "2010-06-01", "RUS prime minister Vladimir Putin"},
      {"George Bush", "1990-08-02", "USA president George H. W. Bush"},
      {"George Bush", "2003-03-20", "USA president George W. Bush"},
      {"Bush", "2003-03-20", "USA president George W. Bush"},
      {"Kirchner", "2005-01-01", "ARG president Néstor Kirchner"},
      {"Kirchner", "2010-01-01", "ARG president Cristina Fernández de Kirchner"},
      {"Gorbachev", "1987-12-08", "SOV leader Mikhail Gorbachev"},
      {"Rutte", "2020-01-01", "NLD prime minister Mark Rutte"},
      {"Rutte", "2025-01-01", "NATO secretary-general Mark Rutte"},
      {"Bazoum", "2022-01-01", "NER president Mohamed Bazoum"},
      {"Lavrov", "2012-01-01", "RUS foreign minister Sergei Lavrov"},
      {"Ban Ki-moon", "2005-01-01", "KOR foreign minister Ban Ki-moon"},
      {"Ban Ki-moon", "2010-01-01", "UN secretary-general Ban Ki-moon"},
      {"Hassan Nasrallah", "2006-07-12", "HEZBOLLAH leader Hassan Nasrallah"},
  };
  expect_found(shipped(), cases);
}

TEST(OfficeHolders, KeepsTheCountryOfWhoHasLeft) {
  const FindCase cases[] = {
      {"Sarkozy", "2018-03-20", "FRA president Nicolas Sarkozy"},
      {"Barack Obama", "2020-01-01", "USA president Barack Obama"},
      {"Juncker", "2024-01-01", "EU commission president Jean-Claude Juncker"},  // of two countries
      {"Colin Powell", "2015-01-01", "USA secretary of state Colin Powell"},
      {"Barack Obama", "2006-01-01", "USA president Barack Obama"},
      {"Obama", "2006-01-01", ""},
  };
  expect_found(shipped(), cases);
}

TEST(OfficeHolders, TakesEverySpelling) {
  const FindCase cases[] = {
      {"Recep Tayyip Erdogan", "2020-01-01", "TUR president Recep Tayyip Erdoğan"},
      {"ERDOĞAN", "2020-01-01", "TUR president Recep Tayyip Erdoğan"},
      {"Binali Yildirim", "2017-01-01", "TUR prime minister Binali Yıldırım"},
      {"Binali Yıldırım", "2017-01-01", "TUR prime minister Binali Yıldırım"},
      {"Kim Jong Un", "2018-06-12", "PRK leader Kim Jong-un"},
      {"Kim Jong-Un", "2018-06-12", "PRK leader Kim Jong-un"},
      {"Xi", "2018-01-01", "CHN president Xi Jinping"},
      {"Zelensky", "2022-02-24", "UKR president Volodymyr Zelenskyy"},
      {"Assad", "2013-01-01", "SYR president Bashar al-Assad"},
      {"al-Assad", "2013-01-01", "SYR president Bashar al-Assad"},
      {"Gen. Abdel Fattah al-Sisi", "2015-01-01", "EGY president Abdel Fattah el-Sisi"},
      {"Sisi", "2015-01-01", "EGY president Abdel Fattah el-Sisi"},
      {"Ayatollah Ali Khamenei", "2015-01-01", "IRN supreme leader Ali Khamenei"},
      {"Sheikh Hasina", "2015-01-01", "BGD prime minister Sheikh Hasina"},
      {"Villepin", "2006-01-01", "FRA prime minister Dominique de Villepin"},
      {"de Villepin", "2006-01-01", "FRA prime minister Dominique de Villepin"},
      {"Umaru Yar’Adua", "2008-01-01", "NGA president Umaru Yar'Adua"},
      {"Umaru Yar'Adua", "2008-01-01", "NGA president Umaru Yar'Adua"},
      {"H.R. McMaster", "2017-06-01", "USA national security adviser H. R. McMaster"},
      {"Pope Francis", "2015-01-01", "VAT pope Pope Francis"},
      {"Lula", "2005-01-01", "BRA president Luiz Inácio Lula da Silva"},
  };
  expect_found(shipped(), cases);
}

TEST(OfficeHolders, DoesNotTakeWordsAndGivenNamesForHolders) {
  for (const std::string_view name :
       {"May",    "Major",         "Brown", "Rice",    "Straw",   "Hunt",    "Key",
        "Park",   "Moon",          "Gates", "Begin",   "Francis", "Charles", "Philippe",
        "Martin", "Ban",           "Un",    "Jinping", "Khan",    "Singh",   "Kim",
        "Chen",   "Christopher",   "Cook",  "King",    "Fox",     "Austin",  "Jordan",
        "Sudani", "Nobody At All", "",      "-",       "Mr."}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(dump(shipped().find(name, std::nullopt)), "");
    EXPECT_EQ(dump(shipped().find(name, parse_day("2005-01-01"))), "");
    EXPECT_EQ(dump(shipped().find(name, parse_day("2018-01-01"))), "");
  }
}

TEST(OfficeHolders, KeepsHoldersOfOneNameApart) {
  const auto holders = holders_of(
      "FRA\tpresident\tAnne Leroc\t2001\t2010\t\n"
      "BEL\tprime minister\tLuc Leroc\t2005\t2012\t\n"
      "FRA\tforeign minister\tMarc Leroc\t2001\t2003\t\n"
      "ITA\tpresident\tAnne Leroc\t2014\t2016\t\n"
      "DEU\tpresident\tOtto Weber\t2001\t2005\t\n"
      "EU\tcommission president\tOtto Weber\t2004\t2006\t\n"
      "ESP\tpresident\tOlga Duval\t2001\t2002\t\n"
      "ESP\tfinance minister\tOlga Duval\t2005\t\t\n");
  const FindCase cases[] = {
      {"Leroc", "2002-05-05", "FRA president Anne Leroc"},  // the higher of one country
      {"Leroc", "2006-05-05", ""},                          // two countries
      {"Leroc", "2011-05-05", "BEL prime minister Luc Leroc"},
      {"Leroc", "2013-05-05", ""},  // all have left, of two countries
      {"Leroc", "2000-05-05", ""},  // nobody yet
      {"Leroc", "", ""},
      {"Anne Leroc", "2006-05-05", "FRA president Anne Leroc"},
      {"Anne Leroc", "2013-05-05", "FRA president Anne Leroc"},
      {"Anne Leroc", "2015-05-05", "ITA president Anne Leroc"},
      {"Anne Leroc", "2000-05-05", "FRA president Anne Leroc"},
      {"Anne Leroc", "", "ITA president Anne Leroc"},                 // the latest
      {"Weber", "2010-05-05", "EU commission president Otto Weber"},  // one person
      {"Weber", "2004-05-05", "EU commission president Otto Weber"},
      {"Weber", "", "EU commission president Otto Weber"},
      {"Duval", "", "ESP president Olga Duval"},  // the highest
      {"Duval", "2004-05-05", "ESP president Olga Duval"},
      {"Duval", "2024-05-05", "ESP finance minister Olga Duval"},
  };
  expect_found(*holders, cases);
}

TEST(OfficeHolders, CountsFirstAndLastDay) {
  const auto holders = holders_of(
      "FRA\tpresident\tAnne Leroc\t2001\t2002-02\t\n"
      "ITA\tpresident\tLuc Leroc\t2002-03-02\t2004\t\n");
  const FindCase cases[] = {
      {"Leroc", "2000-12-31", ""},
      {"Leroc", "2001-01-01", "FRA president Anne Leroc"},
      {"Leroc", "2002-02-28", "FRA president Anne Leroc"},
      {"Leroc", "2002-03-01", "FRA president Anne Leroc"},  // has left
      {"Leroc", "2002-03-02", "ITA president Luc Leroc"},
      {"Leroc", "2004-12-31", "ITA president Luc Leroc"},
      {"Leroc", "2005-01-01", ""},
  };
  expect_found(*holders, cases);
}

TEST(OfficeHolders, ReadsTheMarksOfNames) {
  const auto holders = holders_of(
      "CHN\tpresident\t[Bao] Dalin\t\t\t\n"
      "USA\tpresident\t=Jane Summer\t\t\tJane Q. Summer | Jazz\n"
      "PHL\tpresident\tRosa Cortez Jr.\t\t\t\n"
      "NLD\tpremier\tPiet van den Hoek\t\t\t\n");
  const FindCase cases[] = {
      {"Bao Dalin", "", "CHN president Bao Dalin"},
      {"Bao", "", "CHN president Bao Dalin"},
      {"Dalin", "", ""},
      {"Summer", "", ""},
      {"Jane Summer", "", "USA president Jane Summer"},
      {"Jane Q Summer", "", "USA president Jane Summer"},
      {"Jazz", "2020-01-01", "USA president Jane Summer"},
      {"Cortez", "", "PHL president Rosa Cortez Jr."},
      {"van den Hoek", "", "NLD premier Piet van den Hoek"},
      {"Hoek", "", "NLD premier Piet van den Hoek"},
      {"den Hoek", "", ""},
  };
  expect_found(*holders, cases);
}

TEST(OfficeHolders, RefusesWrongRowsWithTheirLine) {
  struct Case {
    std::string_view table;
    std::string_view error;
  };
  const Case cases[] = {
      {"", "world/data/office_holders.tsv: the file is empty"},
      {"# no names\n", "world/data/office_holders.tsv: the file is empty"},
      {"code\tname\n", ":1: the first line must name the columns"},
      {"@FRA\tpresident\tAnne Leroc\t\t", ":2: has 5 columns, not 6"},
      {"@XXQ\tpresident\tAnne Leroc\t\t\t", ":2: unknown code \"XXQ\""},
      {"@FRA\tpresidant\tAnne Leroc\t\t\t",
       ":2: unknown role \"presidant\", did you mean \"president\"?"},
      {"@FRA\tpresident\t\t\t\t", ":2: has an empty name"},
      {"@FRA\tpresident\t=\t\t\t", ":2: has an empty name"},
      {"@FRA\tpresident\tAnne  Leroc\t\t\t", ":2: name \"Anne  Leroc\" has a blank too many"},
      {"@FRA\tpresident\tAnne Leroc\t\t\tA. Leroc | | Leroc", ":2: has an empty name"},
      {"@FRA\tpresident\tAnne [Leroc\t\t\t", ":2: the last name of \"Anne Leroc\" is not"},
      {"@FRA\tpresident\tAnne ]Leroc[\t\t\t", ":2: the last name of \"Anne Leroc\" is not"},
      {"@FRA\tpresident\tAnne [] Leroc\t\t\t", ":2: "},
      {"@FRA\tpresident\t=Anne [Leroc]\t\t\t", ":2: the last name of \"Anne Leroc\" is not"},
      {"@FRA\tpresident\tAnne Leroc\t2001-13\t\t", ":2: \"2001-13\" is no date"},
      {"@FRA\tpresident\tAnne Leroc\t\t2001-02-30\t", ":2: \"2001-02-30\" is no date"},
      {"@FRA\tpresident\tAnne Leroc\tMay 2001\t\t", ":2: \"May 2001\" is no date"},
      {"@FRA\tpresident\tAnne Leroc\t2002\t2001\t", ":2: the term ends before it begins"},
      {"@FRA\tpresident\tAnne \xFF\t\t\t", ":2: is not UTF-8"},
      {"@# a comment\n\nFRA\tpresident\tAnne Leroc\t2001\t\t\nFRA\tpresident\tAnne "
       "Leroc\t2001\t2002\t",
       ":5: repeats an earlier row"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.table);
    std::string table(c.table);
    if (table.starts_with('@')) table = std::string(kHeader) + table.substr(1);
    const auto holders = OfficeHolders::parse(table, gazetteer());
    ASSERT_FALSE(holders);
    EXPECT_EQ(holders.error().code, ErrorCode::kInvalid);
    EXPECT_NE(to_string(holders.error()).find(c.error), std::string::npos)
        << to_string(holders.error());
  }
}

}  // namespace
}  // namespace tocsin
