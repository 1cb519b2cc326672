// The keys that members and owners of a team sign with: Ed25519, kept on their own computer under a passphrase.
//
// A key file lies in the key folder (XDG_DATA_HOME/viamyo/keys, else ~/.local/share/viamyo/keys, or one that was named), readable by its owner alone. Public keys and
// signatures are lower-case hexadecimal text of 64 and 128 digits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace viamyo {

//! A text that is wiped from memory when it goes.
class Passphrase {
 public:
  explicit Passphrase(std::string_view text);
  ~Passphrase();
  Passphrase(Passphrase&&) noexcept = default;
  Passphrase& operator=(Passphrase&&) = delete;
  Passphrase(const Passphrase&) = delete;
  Passphrase& operator=(const Passphrase&) = delete;

  [[nodiscard]] std::string_view text() const { return {letters_.data(), letters_.size()}; }

 private:
  std::vector<char> letters_;
};

enum class KeyKind : std::uint8_t { kMember, kOwner };

//! What is known of a key without its passphrase.
struct KeyFacts {
  KeyKind kind = KeyKind::kMember;
  std::string name;  //!< of the member, or of the team that the owner signs
  std::string role;  //!< empty for an owner
  std::string public_key;
  std::string created;  //!< UTC
  //! Its file is sealed so that a passphrase is tried more cheaply than `make_key` has it: whoever gets the file finds a common passphrase soon.
  bool weakly_sealed = false;
};

//! What it costs to try a passphrase on a key's file, which states it: parameters of Argon2id.
struct SealCost {
  int operations = 2, memory_mebibytes = 64;
};
//! The least that the format allows. The program seals no key so; it is for keys that guard nothing, such as those of tests.
inline constexpr SealCost kMinSealCost{1, 1};

//! An unlocked key. The secret is wiped when it goes; it is never printed, logged or handed out.
class SigningKey {
 public:
  struct Secret;
  SigningKey(KeyFacts facts, std::unique_ptr<Secret> secret);
  ~SigningKey();
  SigningKey(SigningKey&& other) noexcept;
  SigningKey& operator=(SigningKey&& other) noexcept;

  [[nodiscard]] const KeyFacts& facts() const { return facts_; }
  [[nodiscard]] std::string sign(std::string_view message) const;

 private:
  KeyFacts facts_;
  std::unique_ptr<Secret> secret_;
};

//! The folder of everything that Viamyo keeps for this user. Throws OutputError when neither XDG_DATA_HOME nor HOME names an absolute path.
std::filesystem::path data_folder();

//! Where private keys lie: "keys" in the data folder, or the folder that was named, on a stick say, so that several members can use one account. All that
//! makes, lists or unlocks keys goes by it. A folder that is named must be there: a stick that is not is not made up for. Throws InputError where it is not.
void use_key_folder(const std::filesystem::path& folder);
std::filesystem::path key_folder();

//! Makes a key and stores it under the passphrase (at least 8 letters). Throws UsageError for a name, role or passphrase that will not do,
//! OutputError when it cannot be stored.
SigningKey make_key(KeyKind kind, const std::string& name, const std::string& role, const Passphrase& passphrase,
                    const SealCost& cost = {});

//! All keys in the key folder, oldest first. Throws InputError for one that cannot be read.
std::vector<KeyFacts> stored_keys();

//! Throws InputError when there is no such key, others may read its file (on file systems that know no owners nobody can say), it is damaged, or the
//! passphrase is wrong.
SigningKey unlock_key(const std::string& public_key, const Passphrase& passphrase);

//! What its owner should know of a key that is weakly sealed, one sentence; empty = it is not.
std::string weak_seal_text(const KeyFacts& key);

bool is_signed_by(const std::string& public_key, std::string_view message, const std::string& signature);

}  // namespace viamyo
