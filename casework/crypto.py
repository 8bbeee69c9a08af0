"""Sealing, keyed digests and random codes, all behind this one door.

Personal data is sealed with AES-256-GCM under the newest field key; the token names its key, and the
context (table, column, row) is authenticated, so a token copied to another row does not open there.
"""

import base64
import hashlib
import hmac
import os
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.config import Config, current
from casework.errors import Undecipherable

# Without 0 O 1 I L and the like: these codes are read from paper and typed by hand.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
NONCE_BYTES = 12


def random_public_id() -> str:
    """A handle for addresses: 22 url-safe characters, 128 random bits."""
    return secrets.token_urlsafe(16)


def random_token() -> str:
    """A bearer secret with 256 random bits; store only its digest."""
    return secrets.token_urlsafe(32)


def random_code(length: int = 10) -> str:
    """A code people can type."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def seal(value: str, *, context: str) -> str:
    """Encrypt a text for one place; the empty text stays empty, it holds nothing."""
    if not value:
        return ""
    key_id, key = current().field_keys[0]
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, value.encode(), _associated(key_id, context))
    return f"{key_id}.{base64.urlsafe_b64encode(nonce + sealed).decode().rstrip('=')}"


def open(token: str, *, context: str) -> str:
    """Decrypt what seal() made for the same place."""
    if not token:
        return ""
    key_id, _, encoded = token.partition(".")
    key = dict(current().field_keys).get(key_id)
    try:
        raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        if key is None or len(raw) <= NONCE_BYTES:
            raise Undecipherable
        plain = AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _associated(key_id, context))
        return plain.decode()
    except (InvalidTag, ValueError) as error:
        raise Undecipherable from error


def blind_index(value: str, *, context: str) -> str:
    """A keyed digest by which a sealed value can be found again, but not guessed from a copy of the rows."""
    return _keyed("index", f"{context}\x00{value}")


def hash_code(code: str, *, context: str) -> str:
    """A keyed digest of a code people type: case, spaces and hyphens do not matter."""
    return _keyed("code", f"{context}\x00{_typed(code)}")


def verify_code(code: str, code_hash: str, *, context: str) -> bool:
    """Whether this is the code, in a time that does not depend on where it differs."""
    return hmac.compare_digest(hash_code(code, context=context), code_hash)


def stamp(data: bytes, *, context: str) -> str:
    """A keyed digest that only this installation can make, for files that leave it."""
    return _keyed(f"stamp:{context}", data)


def _typed(code: str) -> str:
    return "".join(char for char in code.upper() if char.isascii() and char.isalnum())


def _associated(key_id: str, context: str) -> bytes:
    return f"casework:v1:{key_id}:{context}".encode()


def _keyed(purpose: str, value: str | bytes) -> str:
    key = hmac.digest(_anchor(current()), f"casework:{purpose}".encode(), "sha256")
    return hmac.new(key, value.encode() if isinstance(value, str) else value, "sha256").hexdigest()


def _anchor(config: Config) -> bytes:
    """The oldest field key: rotating keys must not lose codes on letters that are already posted."""
    return config.field_keys[-1][1]
