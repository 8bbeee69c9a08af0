"""Passwords: what is refused, and how the rest is hashed (profile dengbao, GB/T 22239 8.1.4.1)."""

import re
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casework.config import Passwords, current
from casework.crypto import random_token
from casework.errors import Invalid

CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9\s]")
CLASSES_NEEDED = 3
# What people take when three classes are demanded of them, and words of this office.
COMMON = (
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "admin", "qwerty", "qwer", "asdf", "zxcv", "1qaz", "2wsx",
    "abc123", "abcd", "123456", "654321", "111111", "000000", "888888", "666666", "iloveyou", "welcome",
    "letmein", "woaini", "xuancheng", "shichang", "jianguan", "12315", "zhishichanquan", "test1234", "root",
)  # fmt: skip
# A long password may contain such a word if enough is left beside it.
REST_NEEDED = 8


def check(
    password: str, *, officer: bool, username: str = "", name: str = "", field: str = "password"
) -> None:
    """Refuse a password that is too short, too uniform, or made of what others know."""
    rules = current().passwords
    reason = _reason(unicodedata.normalize("NFC", password), rules, officer, (username, name))
    if reason:
        raise Invalid({field: reason})


def _reason(password: str, rules: Passwords, officer: bool, own: tuple[str, ...]) -> str:
    least = rules.officer_min if officer else rules.public_min
    if len(password) < least:
        return f"密码至少{least}个字符"
    if len(password) > rules.longest:
        return f"密码最多{rules.longest}个字符"
    if any(unicodedata.category(char) in ("Cc", "Cs", "Cn") for char in password):
        return "密码含有不能使用的字符"
    if sum(bool(re.search(pattern, password)) for pattern in CLASSES) < CLASSES_NEEDED:
        return "密码应包含大写字母、小写字母、数字、符号中的至少三类"
    if len(set(password)) < 5:
        return "密码重复的字符过多"
    folded = password.casefold()
    for word in own:
        parts = {word.casefold(), *re.split(r"[@._-]", word.casefold())}
        if any(len(part) >= 3 and part in folded for part in parts):
            return "密码不能包含用户名或者姓名"
    if any(word in folded and len(folded) - len(word) < REST_NEEDED for word in COMMON):
        return "密码过于常见，请换一个"
    return ""


def hashed(password: str) -> str:
    """The argon2id hash to keep."""
    return _hasher().hash(_bytes(password))


def matches(password: str, password_hash: str) -> bool:
    """Whether this is the password; without a hash the same work is done, so that time tells nothing."""
    hasher = _hasher()
    known = bool(password_hash)
    try:
        hasher.verify(password_hash if known else _decoy(hasher), _bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return known


def outdated(password_hash: str) -> bool:
    """Whether the hash was made with other costs than are set now."""
    return _hasher().check_needs_rehash(password_hash)


def _bytes(password: str) -> bytes:
    # What is longer than allowed cannot be right, and hashing it would only cost time.
    return unicodedata.normalize("NFC", password)[:256].encode("utf-8", "replace")


def _hasher() -> PasswordHasher:
    rules = current().passwords
    return PasswordHasher(time_cost=rules.hash_time, memory_cost=rules.hash_memory_kib, parallelism=1)


_decoys: dict[tuple[int, int], str] = {}


def _decoy(hasher: PasswordHasher) -> str:
    key = (hasher.time_cost, hasher.memory_cost)
    if key not in _decoys:
        _decoys[key] = hasher.hash(random_token())
    return _decoys[key]
