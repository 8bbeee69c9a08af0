"""Invented credit codes whose check digits are right (GB 32100, GB 11714), so that they pass every check."""

from __future__ import annotations

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_code(region: str, serial: int, *, kind: str = "92") -> str:
    """A code of a business registered in this county; 92 is an individual business, 91 a company."""
    body = f"MAD{serial:05d}"
    total = sum(_body_value(sign) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True))
    check = {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    head = f"{kind}{region[:6]}{body}{check}"
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(head, _WEIGHTS, strict=True))
    return head + _SIGNS[(31 - total % 31) % 31]


def _body_value(sign: str) -> int:
    return int(sign) if sign.isdigit() else ord(sign) - ord("A") + 10
