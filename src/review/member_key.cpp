#include "viamyo/member_key.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "../map/letters.h"
#include "names.h"
#include "small_file.h"
#include "sodium.h"
#include "toml_values.h"
#include "viamyo/errors.h"
#include "words.h"

namespace viamyo {

struct SigningKey::Secret {
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> bytes{};
  Secret() { sodium_mlock(bytes.data(), bytes.size()); }  // where the system allows it: not into swap
  ~Secret() { sodium_munlock(bytes.data(), bytes.size()); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
};

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchema = "viamyo.key/1";
constexpr std::size_t kShortestPassphrase = 8;
// Caps for what a damaged file may ask for.
constexpr int kMaxOperations = 16;
constexpr int kMaxMebibytes = 1024;

using Seed = std::array<unsigned char, crypto_sign_SEEDBYTES>;
using Box = std::array<unsigned char, crypto_sign_SEEDBYTES + crypto_secretbox_MACBYTES>;

static_assert(SealCost().operations == crypto_pwhash_OPSLIMIT_INTERACTIVE &&
              SealCost().memory_mebibytes == crypto_pwhash_MEMLIMIT_INTERACTIVE >> 20U);  // what libsodium recommends while somebody waits

//! How the seed lies in the file: sealed by a key that Argon2id makes from the passphrase.
struct Seal {
  SealCost cost;
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  std::array<unsigned char, crypto_secretbox_NONCEBYTES> nonce{};
  Box box{};
};

fs::path& named_key_folder() {
  static fs::path folder;
  return folder;
}

fs::path file_of(const std::string& public_key) { return key_folder() / (public_key.substr(0, 16) + ".toml"); }

//! 32 bytes that are wiped when they go.
struct WipedBytes {
  std::array<unsigned char, 32> bytes{};
  WipedBytes() = default;
  ~WipedBytes() { sodium_memzero(bytes.data(), bytes.size()); }
  WipedBytes(const WipedBytes&) = delete;
  WipedBytes& operator=(const WipedBytes&) = delete;
};
static_assert(crypto_sign_SEEDBYTES == 32 && crypto_secretbox_KEYBYTES == 32);

void derive(const Passphrase& passphrase, const Seal& seal, WipedBytes& key) {
  const std::string_view text = passphrase.text();
  const auto memory = static_cast<std::size_t>(seal.cost.memory_mebibytes) << 20U;
  if (crypto_pwhash(key.bytes.data(), key.bytes.size(), text.data(), text.size(), seal.salt.data(),
                    static_cast<unsigned long long>(seal.cost.operations), memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
}

SigningKey key_from_seed(KeyFacts facts, const WipedBytes& seed) {
  auto secret = std::make_unique<SigningKey::Secret>();
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  crypto_sign_seed_keypair(public_key.data(), secret->bytes.data(), seed.bytes.data());
  facts.public_key = hex_of(public_key);
  return {std::move(facts), std::move(secret)};
}

std::string file_text(const KeyFacts& facts, const Seal& seal) {
  return fmt::format(
      "# A private key of Viamyo, sealed by a passphrase. Keep it to yourself, and keep a copy of it.\n"
      "schema = {}\nkind = {}\nname = {}\nrole = {}\npublic_key = {}\ncreated = {}\n\n"
      "[seal]\nkdf = \"argon2id13\"\noperations = {}\nmemory_MiB = {}\nsalt = {}\nnonce = {}\nbox = {}\n",
      in_quotes(kSchema), in_quotes(facts.kind == KeyKind::kOwner ? "owner" : "member"), in_quotes(facts.name), in_quotes(facts.role),
      in_quotes(facts.public_key), in_quotes(facts.created), seal.cost.operations, seal.cost.memory_mebibytes, in_quotes(hex_of(seal.salt)),
      in_quotes(hex_of(seal.nonce)), in_quotes(hex_of(seal.box)));
}

bool is_weak(const SealCost& cost) {
  return cost.operations < SealCost().operations || cost.memory_mebibytes < SealCost().memory_mebibytes;
}

KeyFacts facts_of(const std::string& file, const toml::table& table) {
  if (toml_text(file, table, "schema") != kSchema) throw InputError(fmt::format("{}: is no key of this version", file));
  KeyFacts facts;
  facts.kind = toml_text(file, table, "kind") == "owner" ? KeyKind::kOwner : KeyKind::kMember;
  facts.name = toml_text(file, table, "name");
  facts.role = toml_text(file, table, "role");
  facts.public_key = toml_text(file, table, "public_key");
  facts.created = toml_text(file, table, "created");
  return facts;
}

Seal seal_of(const std::string& file, const toml::table& table) {
  const toml::table* const part = table.get_as<toml::table>("seal");
  if (part == nullptr) throw InputError(fmt::format("{}: [seal] is missing", file));
  Seal seal;
  seal.cost.operations = toml_count(file, *part, "operations", 1, kMaxOperations);
  seal.cost.memory_mebibytes = toml_count(file, *part, "memory_MiB", 1, kMaxMebibytes);
  const bool whole = bytes_of_hex(toml_text(file, *part, "salt"), seal.salt) && bytes_of_hex(toml_text(file, *part, "nonce"), seal.nonce) &&
                     bytes_of_hex(toml_text(file, *part, "box"), seal.box);
  if (!whole || toml_text(file, *part, "kdf") != "argon2id13") throw InputError(fmt::format("{}: [seal] is damaged", file));
  return seal;
}

//! File systems of sticks, where every file is everybody's who has the stick: modes are made up there and cannot be changed.
bool knows_no_owners(const fs::path& path) {
  constexpr std::array<unsigned long, 3> kOfSticks{0x4D44 /* FAT */, 0x2011BAB0 /* exFAT */, 0x7366746E /* NTFS */};
  struct statfs facts {};
  return ::statfs(path.c_str(), &facts) == 0 &&
         std::find(kOfSticks.begin(), kOfSticks.end(), static_cast<unsigned long>(facts.f_type)) != kOfSticks.end();
}

void refuse_if_others_can_read(const fs::path& path) {
  struct stat facts {};
  if (knows_no_owners(path)) return;
  if (::stat(path.c_str(), &facts) == 0 && (facts.st_mode & 077U) != 0)
    throw InputError(
        fmt::format("{}: others can read this private key; make it yours alone (chmod 600) and think of changing it", path.string()));
}

void refuse(std::string_view what, const std::string& fault) {
  if (!fault.empty()) throw UsageError(fmt::format("{}: {}", what, fault));
}

}  // namespace

Passphrase::Passphrase(std::string_view text) : letters_(text.begin(), text.end()) {}

Passphrase::~Passphrase() { sodium_memzero(letters_.data(), letters_.size()); }

SigningKey::SigningKey(KeyFacts facts, std::unique_ptr<Secret> secret) : facts_(std::move(facts)), secret_(std::move(secret)) {}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&& other) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&& other) noexcept = default;

std::string SigningKey::sign(std::string_view message) const {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       secret_->bytes.data());
  return hex_of(signature);
}

fs::path data_folder() {
  for (const auto& [variable, below] : {std::pair{"XDG_DATA_HOME", ""}, std::pair{"HOME", ".local/share"}}) {
    const char* const value = std::getenv(variable);
    if (value != nullptr && *value == '/') return (fs::path(value) / below / "viamyo").lexically_normal();
  }
  throw OutputError("there is no folder for keys: set XDG_DATA_HOME or HOME to an absolute path");
}

void use_key_folder(const fs::path& folder) {
  std::error_code error;
  if (!folder.empty() && !fs::is_directory(folder, error))
    throw InputError(fmt::format("{}: there is no such folder for keys; is the stick there?", folder.string()));
  named_key_folder() = folder;
}

fs::path key_folder() { return named_key_folder().empty() ? data_folder() / "keys" : named_key_folder(); }

SigningKey make_key(KeyKind kind, const std::string& name, const std::string& role, const Passphrase& passphrase, const SealCost& cost) {
  prepare_sodium();
  refuse("name", kind == KeyKind::kMember ? fault_of_member_name(name) : fault_of_team_name(name));
  if (kind == KeyKind::kMember) refuse("role", fault_of_role(role));
  if (passphrase.text().size() < kShortestPassphrase)
    throw UsageError(fmt::format("the passphrase must have at least {} letters", kShortestPassphrase));
  WipedBytes seed;
  WipedBytes key;
  Seal seal;
  seal.cost = cost;
  randombytes_buf(seed.bytes.data(), seed.bytes.size());
  randombytes_buf(seal.salt.data(), seal.salt.size());
  randombytes_buf(seal.nonce.data(), seal.nonce.size());
  derive(passphrase, seal, key);
  crypto_secretbox_easy(seal.box.data(), seed.bytes.data(), seed.bytes.size(), seal.nonce.data(), key.bytes.data());
  SigningKey made = key_from_seed({kind, name, role, {}, utc_now(), is_weak(cost)}, seed);
  make_private_folder(key_folder());
  write_small_file(file_of(made.facts().public_key), file_text(made.facts(), seal), kOwnerOnly);
  return made;
}

std::vector<KeyFacts> stored_keys() {
  std::vector<KeyFacts> keys;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(key_folder(), error)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string file = entry.path().string();
    keys.push_back(facts_of(file, parse_toml(file, read_small_file(entry.path()))));
  }
  std::sort(keys.begin(), keys.end(),
            [](const KeyFacts& a, const KeyFacts& b) { return std::tie(a.created, a.public_key) < std::tie(b.created, b.public_key); });
  return keys;
}

SigningKey unlock_key(const std::string& public_key, const Passphrase& passphrase) {
  prepare_sodium();
  const fs::path path = file_of(public_key);
  const std::string file = path.string();
  refuse_if_others_can_read(path);
  const toml::table table = parse_toml(file, read_small_file(path));
  const Seal seal = seal_of(file, table);
  WipedBytes key;
  WipedBytes seed;
  derive(passphrase, seal, key);
  if (crypto_secretbox_open_easy(seed.bytes.data(), seal.box.data(), seal.box.size(), seal.nonce.data(), key.bytes.data()) != 0)
    throw InputError(fmt::format("{}: the passphrase is wrong, or the file is damaged", file));
  KeyFacts facts = facts_of(file, table);
  facts.weakly_sealed = is_weak(seal.cost);
  SigningKey unlocked = key_from_seed(std::move(facts), seed);
  if (unlocked.facts().public_key != public_key) throw InputError(fmt::format("{}: holds another key than its name says", file));
  return unlocked;
}

std::string weak_seal_text(const KeyFacts& key) {
  if (!key.weakly_sealed) return {};
  return fmt::format(
      "the key of {} is sealed so weakly that whoever gets its file can try passphrases fast: make another with `viamyo team {}`",
      quotation(key.name), key.kind == KeyKind::kOwner ? "init" : "enroll");
}

bool is_signed_by(const std::string& public_key, std::string_view message, const std::string& signature) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  std::array<unsigned char, crypto_sign_BYTES> mark{};
  return bytes_of_hex(public_key, key) && bytes_of_hex(signature, mark) &&
         crypto_sign_verify_detached(mark.data(), reinterpret_cast<const unsigned char*>(message.data()), message.size(), key.data()) == 0;
}

}  // namespace viamyo
