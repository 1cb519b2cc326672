// Keys lie on their owner's computer alone, sealed; a signature is its key's and its message's.
#include "viamyo/member_key.h"

#include <sys/stat.h>

#include "review_team.h"

namespace viamyo {
namespace {

using MemberKey = ReviewTest;

std::filesystem::path only_key_file() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder() / "keys")) files.push_back(entry.path());
  EXPECT_EQ(files.size(), 1U);
  return files.at(0);
}

TEST_F(MemberKey, SignsAndIsVerified) {
  const SigningKey key = member_key("A. Able");
  const std::string& name = key.facts().public_key;
  const std::string signature = key.sign("message");
  EXPECT_TRUE(is_signed_by(name, "message", signature));
  EXPECT_FALSE(is_signed_by(name, "massage", signature));
  EXPECT_FALSE(is_signed_by(member_key("B. Best").facts().public_key, "message", signature));
  for (const std::string& bad : {std::string(), signature.substr(2), signature + "00", std::string(128, 'g'), std::string(128, '0')})
    EXPECT_FALSE(is_signed_by(name, "message", bad)) << bad;
}

TEST_F(MemberKey, UnlocksWithItsPassphraseAlone) {
  const std::string name = member_key("A. Able", "electrophysiologist").facts().public_key;
  const SigningKey again = unlock_key(name, Passphrase("correct horse"));
  EXPECT_EQ(again.facts().name, "A. Able");
  EXPECT_EQ(again.facts().role, "electrophysiologist");
  EXPECT_TRUE(is_signed_by(name, "message", again.sign("message")));
  EXPECT_NE(message_of([&] { unlock_key(name, Passphrase("correct house")); }).find("the passphrase is wrong"), std::string::npos);
  EXPECT_THROW(unlock_key(std::string(64, 'a'), Passphrase("correct horse")), InputError);
}

TEST_F(MemberKey, ItsFileIsItsOwnersAloneAndHoldsNoSecretInClear) {
  const SigningKey key = member_key("A. Able");
  struct stat facts {};
  ASSERT_EQ(::stat(only_key_file().c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat((data_folder() / "keys").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0700U);
  EXPECT_EQ(text_of_file(only_key_file()).find("correct horse"), std::string::npos);
}

TEST_F(MemberKey, IsSealedAsDearAsItsFileSaysAndAWeakSealIsTold) {
  const Passphrase passphrase("correct horse");
  const SigningKey usual = make_key(KeyKind::kMember, "A. Able", "role", passphrase);
  const std::string text = text_of_file(only_key_file());
  EXPECT_NE(text.find("operations = 2\nmemory_MiB = 64\n"), std::string::npos) << text;
  EXPECT_EQ(weak_seal_text(usual.facts()), "");
  EXPECT_EQ(weak_seal_text(unlock_key(usual.facts().public_key, passphrase).facts()), "");
  std::filesystem::remove(only_key_file());
  for (const SealCost& cost : {kMinSealCost, SealCost{1, 64}, SealCost{2, 63}}) {
    const SigningKey weak = make_key(KeyKind::kMember, "A. Able", "role", passphrase, cost);
    const std::string said = weak_seal_text(unlock_key(weak.facts().public_key, passphrase).facts());
    EXPECT_NE(said.find("the key of «A. Able» is sealed so weakly"), std::string::npos) << said;
    std::filesystem::remove(only_key_file());
  }
  const SigningKey dear = make_key(KeyKind::kMember, "A. Able", "role", passphrase, {3, 65});
  EXPECT_EQ(weak_seal_text(unlock_key(dear.facts().public_key, passphrase).facts()), "");
}

TEST_F(MemberKey, IsNotUsedWhereOthersCanReadIt) {
  const std::string name = member_key("A. Able").facts().public_key;
  ASSERT_EQ(::chmod(only_key_file().c_str(), 0644), 0);
  EXPECT_NE(message_of([&] { unlock_key(name, Passphrase("correct horse")); }).find("others can read"), std::string::npos);
}

TEST_F(MemberKey, ADamagedFileIsRefusedWithItsName) {
  const std::string name = member_key("A. Able").facts().public_key;
  const std::filesystem::path file = only_key_file();
  const std::string text = text_of_file(file);
  for (const auto& [from, to] : {std::pair{"memory_MiB = 1", "memory_MiB = 999999"},
                                 {"operations", "operatoins"},
                                 {"box = \"", "box = \"00"},
                                 {"argon2id13", "md5"},
                                 {"schema = \"viamyo.key/1\"", "schema = \"viamyo.key/9\""},
                                 {"[seal]", "[seal"}}) {
    std::string changed = text;
    ASSERT_NE(changed.find(from), std::string::npos) << from;
    put_file(file, changed.replace(changed.find(from), std::string_view(from).size(), to));
    EXPECT_NE(message_of([&] { unlock_key(name, Passphrase("correct horse")); }).find(file.string()), std::string::npos) << from;
  }
}

TEST_F(MemberKey, NamesAndPassphrasesThatWillNotDoAreRefused) {
  const Passphrase good("correct horse");
  for (const char* name : {"", " A", "A ", "A\nB", "A\x7f", "A\xe2\x80\xae B", "A\xe2\x80\x8b", "\xff"})
    EXPECT_THROW(make_key(KeyKind::kMember, name, "role", good), UsageError) << name;
  EXPECT_THROW(make_key(KeyKind::kMember, std::string(101, 'a'), "role", good), UsageError);
  EXPECT_THROW(make_key(KeyKind::kMember, "A", "", good), UsageError);
  EXPECT_THROW(make_key(KeyKind::kMember, "A", "role", Passphrase("seven77")), UsageError);
  EXPECT_FALSE(std::filesystem::exists(data_folder() / "keys"));
}

TEST_F(MemberKey, TheDataFolderFollowsTheEnvironment) {
  EXPECT_EQ(data_folder(), file("data") / "viamyo");
  ::setenv("XDG_DATA_HOME", "relative", 1);
  ::setenv("HOME", "/home/a", 1);
  EXPECT_EQ(data_folder(), "/home/a/.local/share/viamyo");
  ::setenv("HOME", "", 1);
  EXPECT_THROW(data_folder(), OutputError);
}

TEST_F(MemberKey, StoredKeysTellAllButTheSecret) {
  EXPECT_TRUE(stored_keys().empty());
  const SigningKey member = member_key("A. Able");
  const SigningKey owner = owner_key("Team");
  ASSERT_EQ(stored_keys().size(), 2U);
  for (const KeyFacts& key : stored_keys()) EXPECT_EQ(key.name, key.kind == KeyKind::kOwner ? "Team" : "A. Able");
}

}  // namespace
}  // namespace viamyo
