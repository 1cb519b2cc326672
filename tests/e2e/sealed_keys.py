"""Key files as docs/review-log.md tells them, opened and sealed by another program than Viamyo.

Keys of tests guard nothing: sealed anew as cheaply as the format allows, they do not make every signature of a test wait for a passphrase that nobody guesses."""

import ctypes
import ctypes.util
import functools
import os
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LEAST = (1, 1)  # operations, MiB
ARGON2ID13 = 2
SEED, MAC = 32, 16


@functools.cache
def sodium():
    library = ctypes.CDLL(ctypes.util.find_library("sodium"))
    library.sodium_init()
    return library


def field(text, name):
    return bytes.fromhex(re.search(rf'^{name} = "([0-9a-f]+)"$', text, re.M)[1])


def cost_of(text):
    return tuple(int(re.search(rf"^{name} = (\d+)$", text, re.M)[1]) for name in ("operations", "memory_MiB"))


def derived(passphrase, salt, cost):
    key, letters = ctypes.create_string_buffer(32), passphrase.strip().encode()
    failed = sodium().crypto_pwhash(key, ctypes.c_ulonglong(32), letters, ctypes.c_ulonglong(len(letters)), salt, ctypes.c_ulonglong(cost[0]),
                                    ctypes.c_size_t(cost[1] << 20), ARGON2ID13)
    assert not failed
    return key.raw


def opened(text, passphrase):
    """The seed of the secret key."""
    box, seed = field(text, "box"), ctypes.create_string_buffer(SEED)
    failed = sodium().crypto_secretbox_open_easy(seed, box, ctypes.c_ulonglong(len(box)), field(text, "nonce"), derived(passphrase, field(text, "salt"), cost_of(text)))
    assert not failed, "another passphrase"
    return seed.raw


def sealed(text, seed, passphrase, cost=LEAST):
    """The same key file, with the seed in another seal."""
    salt, nonce, box = os.urandom(16), os.urandom(24), ctypes.create_string_buffer(SEED + MAC)
    sodium().crypto_secretbox_easy(box, seed, ctypes.c_ulonglong(SEED), nonce, derived(passphrase, salt, cost))
    for name, value in (("salt", salt), ("nonce", nonce), ("box", box.raw)):
        text = re.sub(rf'^{name} = "[0-9a-f]+"$', f'{name} = "{value.hex()}"', text, flags=re.M)
    for name, value in zip(("operations", "memory_MiB"), cost):
        text = re.sub(rf"^{name} = \d+$", f"{name} = {value}", text, flags=re.M)
    return text


def make_cheap(folder, passphrase):
    """All keys of a folder that are not yet."""
    for path in folder.glob("*.toml"):
        text = path.read_text()
        if cost_of(text) != LEAST:
            path.write_text(sealed(text, opened(text, passphrase), passphrase))


def signed_by_owner(folder, body, passphrase):
    """A team's file of these bytes, signed by the owner whose key lies in the folder."""
    owner = next(text for text in (path.read_text() for path in folder.glob("*.toml")) if 'kind = "owner"' in text)
    signature = Ed25519PrivateKey.from_private_bytes(opened(owner, passphrase)).sign(body.encode())
    return f'{body}signature = "{signature.hex()}"\n'
