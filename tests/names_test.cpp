// Names that are taken, and names that stand for one person.
#include "../src/review/names.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <random>
#include <vector>

namespace viamyo {
namespace {

TEST(Names, OfPeopleOfManyCountries) {
  for (const char* const name :
       {"A. Able", "Anne-Marie O\u2019Neill", "J. van 't Hooft", "M\u00FCller", "\u0141ukasz \u017B\u00F3\u0142ty",
        "Nguy\u1EC5n Th\u1ECB \u00C1nh", "\u018Fliyev", "\u0391. \u03A0\u03B1\u03C0\u03B1\u03B4\u03CC\u03C0\u03BF\u03C5\u03BB\u03BF\u03C2",
        "\u0418. \u041F\u0435\u0442\u0440\u043E\u0432", "\u5C71\u7530 \u30BF\u30ED\u30A6", "\uAE40\uBBFC\uC900", "\u05D3\u05D5\u05D3",
        "\u0645\u062D\u0645\u062F", "\u092E\u0940\u0928\u093E", "R. \u0418\u0432\u0430\u043D\u043E\u0432", "Marcel\u00B7l\u00ED"})
    EXPECT_EQ(fault_of_member_name(name), "") << name;
}

TEST(Names, OfPeopleThatAreNone) {
  const std::vector<std::pair<const char*, const char*>> refused{
      {"", "empty"},
      {" A. Able", "blank"},
      {"A.  Able", "two blanks"},
      {"A. Able\n", "control"},
      {"A.\u00A0Able", "NFKC"},          // a blank that does not break
      {"A. \uFF21ble", "NFKC"},          // a wide letter
      {"A. A\u0308ble", "NFKC"},         // an accent in a piece of its own
      {"A. \uFB01n", "NFKC"},            // a ligature
      {"A. Ab\u200Ble", "nobody sees"},  // a blank of no width
      {"A. Ab\u034Fle", "nobody sees"},  // what joins letters unseen
      {"A. Ab\u00ADle", "nobody sees"},  // a hyphen that is shown at an end of a line alone
      {"A. \u202EelbA", "nobody sees"},  // letters backwards
      {"A. \u0410ble", "two scripts"},   // a Cyrillic letter in a Latin word
      {"A. Abl\u0435", "two scripts"},
      {"A.\u0410\u0431\u043B\u0435", "two scripts"},  // one word, by its blanks
      {"\u03A0aul", "two scripts"},
      {"A. Able 2", "letters, spaces"},
      {"A. Able, MD", "letters, spaces"},
      {"A. Able \u2714", "letters, spaces"},
      {"A. Able (head)", "letters, spaces"},
      {"\u00AB A \u00BB", "letters, spaces"},
      {"A_Able", "letters, spaces"},
      {"\u0308A", "marks"},
      {"...", "letter"},
      {"A. \u01C0ble", "written with today"},   // a click, drawn like l
      {"A. \u0251ble", "written with today"},   // a phonetic a
      {"A. \U00010330", "written with today"},  // Gothic
      {"\xFF", "UTF-8"}};
  for (const auto& [name, words] : refused) {
    EXPECT_NE(fault_of_member_name(name).find(words), std::string::npos) << name << ": " << fault_of_member_name(name);
    EXPECT_FALSE(fault_of_member_name(name).empty()) << name;
  }
  EXPECT_NE(fault_of_member_name(std::string(101, 'a')), "");
}

TEST(Names, OfTeamsMayHaveDigits) {
  EXPECT_EQ(fault_of_team_name("Heart team 2"), "");
  EXPECT_EQ(fault_of_role("cardiac surgeon (resident)"), "");
  EXPECT_NE(fault_of_team_name("Heart team (abc123abc123)"), "") << "a digest that is none";
}

TEST(Names, WithTheWordsOfTheBandAreRefusedHoweverTheyAreDrawn) {
  for (const std::string name : {"CONFIRMED by all", "Unconfirmed", "the Reviewed team", "Review only", "Medical Device", "C0NFIRMED",
                                 "Confirrned", "Conf\u00EFrmed", "Con firmed", "CON-FIRMED", "C.o.n.f.i.r.m.e.d", "Review-Only",
                                 "\u0421\u041E\u041D", "Team confirmed 2", "MedicaI device"}) {
    const bool harmless = name == "\u0421\u041E\u041D";
    EXPECT_EQ(fault_of_team_name(name).empty(), harmless) << name;
    EXPECT_EQ(fault_of_role(name).empty(), harmless) << name;
  }
  EXPECT_NE(fault_of_member_name("Al Confirmed"), "");
  EXPECT_EQ(fault_of_member_name("R. Viewed"), "") << "no word of the band";
}

TEST(Names, OfOnePersonFoldAlike) {
  const std::string able = person_of("A. Able");
  for (const char* const name : {"a. able", "A.Able", "A Able", "A-Able", "\u00C4. Able", "A. Abl\u00E9", "\u0410. Able", "\u0391. Able",
                                 "A. AbIe", "A. \u0410\u042Cle", "A. A\u0308ble"})
    EXPECT_EQ(person_of(name), able) << name;
  EXPECT_EQ(person_of("M. Turner"), person_of("M. Tumer"));
  EXPECT_EQ(person_of("V. Vest"), person_of("W. Est"));
  EXPECT_EQ(person_of("\u041F\u0415\u0422\u0420\u041E\u0412"), person_of("\u041F\u0435\u0442\u0440\u043E\u0432"));
  EXPECT_EQ(person_of("\u0397\u0391\u039D"), person_of("\u03B7\u03B1\u03BD")) << "Greek, in either case";
  EXPECT_EQ(person_of("\u0397. Able"), person_of("H. Able")) << "a Greek capital for a Latin one";
  EXPECT_EQ(person_of("Stra\u00DFe"), person_of("STRASSE"));
  for (const char* const name : {"C. Clay", "A. Abel", "A. Ables", "B. Able", "\u041F\u0435\u0442\u0440\u043E\u0432\u0430"})
    EXPECT_NE(person_of(name), able) << name;
  EXPECT_NE(person_of("\u092E\u0940\u0928\u093E"), person_of("\u092E\u0928")) << "vowel signs are no accents";
  EXPECT_NE(person_of("H. Able"), person_of("N. Able"));
}

TEST(Names, AreTakenForOneAnotherAlsoAsSmallGreekLettersAreDrawn) {
  EXPECT_NE(person_of("\u03BD. Able"), person_of("v. Able")) << "its capital is drawn like N";
  EXPECT_TRUE(look_alike("\u03BD. Able", "v. Able"));
  EXPECT_TRUE(look_alike("\u039D. Able", "N. Able"));
  EXPECT_FALSE(look_alike("A. Able", "B. Best"));
}

//! A name of random letters that are mostly allowed.
std::string random_name(std::mt19937& random) {
  static const std::vector<std::string> kPieces{"A",      "b",      "l",      "e",      "I",      "rn",     "m",      "vv",     "W",
                                                "\u00C4", "\u00E9", "\u0141", "\u00DF", "\u0130", "\u0131", " ",      "-",      ".",
                                                "'",      "\u2019", "\u0410", "\u0431", "\u0439", "\u0401", "\u0397", "\u03C2", "\u03AC",
                                                "\u03A9", "\u0555", "\u0578", "\u5C71", "\u30ED", "\u30AC", "\uAE40", "\u05E1", "\u0627",
                                                "\u092E", "\u0940", "\u01C5", "\u1E9E", "\u0149", "\u1FB3"};
  std::string name;
  const auto length = 1 + random() % 10;
  for (unsigned i = 0; i < length; ++i) name += kPieces[random() % kPieces.size()];
  return name;
}

TEST(Names, StandForThePersonThatASecondImplementationSays) {
  std::mt19937 random(12);
  std::vector<std::string> names;
  for (int i = 0; i < 20'000; ++i) names.push_back(random_name(random));
  std::string input_file = testing::TempDir() + "viamyo-names.txt";
  std::FILE* const input = std::fopen(input_file.c_str(), "w");
  ASSERT_NE(input, nullptr);
  for (const std::string& name : names) std::fprintf(input, "%s\n", name.c_str());
  std::fclose(input);
  // Paths travel in the environment: a folder's name may hold what a shell takes for a word of its own.
  ASSERT_EQ(::setenv("PYTHONPATH", VIAMYO_SOURCE_DIR "/tests", 1), 0);
  ASSERT_EQ(::setenv("PYTHONUTF8", "1", 1), 0);
  ASSERT_EQ(::setenv("VIAMYO_NAMES", input_file.c_str(), 1), 0);
  std::FILE* const answers = ::popen(
      "/usr/bin/python3 -B -c \"\nimport os\nfrom reference.persons import person_of\n"
      "for line in open(os.environ['VIAMYO_NAMES'], encoding='utf-8', newline='\\n'):\n    print(person_of(line[:-1]))\n\"",
      "r");
  ASSERT_NE(answers, nullptr);
  std::array<char, 4096> line{};
  for (const std::string& name : names) {
    ASSERT_NE(std::fgets(line.data(), line.size(), answers), nullptr);
    std::string theirs(line.data());
    theirs.pop_back();
    EXPECT_EQ(person_of(name), theirs) << name;
    EXPECT_EQ(person_of(person_of(name)), person_of(name)) << name << " folds further";
  }
  EXPECT_EQ(::pclose(answers), 0);
  std::remove(input_file.c_str());
}

}  // namespace
}  // namespace viamyo
