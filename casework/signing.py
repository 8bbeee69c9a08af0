"""Whose key signs a paper: the demo's own CA, the keys a bureau was given, a seal service, or nobody.

Knows keys and files; which paper is signed and what is recorded of it, services know. pyHanko is
loaded with the first signature only.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography import x509
from flask import Flask, current_app

import documents
from casework import clock
from casework.config import Config, current
from documents import certificates
from documents.certificates import Keys
from documents.errors import SigningError
from documents.signer import Act, Signature, Signer

if TYPE_CHECKING:
    from documents.press import Rendered

FOLDER, AUTHORITY = "signing", "ca"
DEMO_AUTHORITY = "演示 办案平台文书签名根证书"
# The demo replays years and looks ahead; its certificates bound nothing but the play.
DEMO_START, DEMO_YEARS = datetime(2010, 1, 1, tzinfo=UTC), 60
ENDINGS = (".p12", ".pfx", ".pem")
SOON = timedelta(days=30)
SERVICE = "casework.signer"
Maker = Callable[[str, str], Signer]


class Standing(StrEnum):
    """How it stands with signing, for the health list."""

    DEMO = "demo"
    SIGNED = "signed"
    ENDING = "ending"
    ENDED = "ended"
    BROKEN = "broken"
    NONE = "none"


def use(app: Flask, maker: Maker) -> None:
    """Sign with a service of its own, such as an SM2 seal server; called with region code and agency."""
    app.extensions[SERVICE] = maker


def signer(region: str, agency: str) -> Signer | None:
    """Who signs for a bureau; None where no key was given. Raises SigningError when a key cannot be used."""
    maker: Maker | None = current_app.extensions.get(SERVICE)
    if maker is not None:
        return maker(region, agency)
    config = current()
    if config.signing.key is None and not config.demo:
        return None
    keys = _given(config, region) if config.signing.key else _demo(config, region, agency)
    made: Signer = import_module("documents.sign").PadesSigner(keys)
    return made


def signed(
    made: Rendered, kind: str, data: Mapping[str, Any], *, region: str, moment: datetime
) -> bytes | None:
    """The bytes of a finished paper as issued at a moment; None where it is issued without a signature.

    Only a kind that bears a seal is signed. Raises SigningError.
    """
    row = documents.lookup(kind)
    who = signer(region, str(data["agency"]["name"])) if row.sealed else None
    if who is None:
        return None
    number, check = str(data.get("number") or ""), data.get("verify") or {}
    act = Act(
        moment=moment,
        reason=f"{row.title} {number}".strip(),
        contact=str(check.get("url") or ""),
        page=made.seal.page if made.seal else 0,
        box=made.seal.box if made.seal else None,
    )
    return who.sign(made.bytes, act)


def inspect(content: bytes) -> Signature:
    """Check the signature of a file against the roots of this installation."""
    found: Signature = import_module("documents.sign").inspect(content, roots())
    return found


def roots() -> tuple[x509.Certificate, ...]:
    """The certificates to which a signature of ours leads."""
    config = current()
    if config.signing.trust is not None:
        return certificates.read_certificates(config.signing.trust.read_bytes())
    if config.signing.key is not None:
        return certificates.roots(_every(config))
    own = config.instance_dir / FOLDER / f"{AUTHORITY}.pem"
    return certificates.roots([_read(own)]) if config.demo and own.exists() else ()


def standing() -> Standing:
    """Whether papers leave signed now, and for how long yet."""
    config = current()
    if SERVICE in current_app.extensions:
        return Standing.SIGNED
    if config.signing.key is None:
        return Standing.DEMO if config.demo else Standing.NONE
    try:
        keys = _every(config)
    except (SigningError, OSError):
        return Standing.BROKEN
    if not keys:
        return Standing.BROKEN
    end, now = min(one.certificate.not_valid_after_utc for one in keys), clock.now()
    return Standing.ENDED if end < now else Standing.ENDING if end < now + SOON else Standing.SIGNED


def _given(config: Config, region: str) -> Keys:
    given = config.signing.key
    assert given is not None
    if given.is_file():
        return _read(given, config.signing.password)
    own = [path for ending in ENDINGS if (path := given / f"{region}{ending}").is_file()]
    if not own:
        raise SigningError(f"没有{region}的签名密钥，文书没有签名")
    return _read(own[0], config.signing.password)


def _every(config: Config) -> list[Keys]:
    given = config.signing.key
    assert given is not None
    files = [given] if given.is_file() else sorted(p for p in given.iterdir() if p.suffix in ENDINGS)
    return [_read(path, config.signing.password) for path in files]


def _demo(config: Config, region: str, agency: str) -> Keys:
    """The demo bureau's key, certified by the demo's own CA; both are made when first wanted."""
    folder = config.instance_dir / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    end = certificates.until(DEMO_START, DEMO_YEARS)
    above = _kept(
        folder / f"{AUTHORITY}.pem",
        lambda: certificates.authority(DEMO_AUTHORITY, start=DEMO_START, end=end),
    )
    return _kept(
        folder / f"{region}.pem",
        lambda: certificates.certified(above, f"演示 {agency}", start=DEMO_START, end=end),
    )


def _kept(path: Path, fresh: Callable[[], Keys]) -> Keys:
    """The keys in this file; two processes that start together agree on one."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(certificates.to_pem(fresh()))
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return _read(path)


def _read(path: Path, password: str = "") -> Keys:
    try:
        known = path.stat()
    except OSError as error:
        raise SigningError(f"签名密钥{path.name}不能读取") from error
    return _opened(path, password, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=64)
def _opened(path: Path, password: str, changed: int, size: int) -> Keys:
    """Opening PKCS#12 takes as long as guessing its password should; a changed file is opened anew."""
    try:
        return certificates.read(path.read_bytes(), password)
    except OSError as error:
        raise SigningError(f"签名密钥{path.name}不能读取") from error
