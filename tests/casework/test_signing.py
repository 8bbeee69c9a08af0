"""Whose key signs: the demo's, a bureau's, a service's, or nobody's; and how the house says so."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.ctx import AppContext

import documents
from casework import clock, signing
from casework.config import Profile, Signing, current
from casework.signing import Standing
from documents import certificates
from documents.certificates import Keys
from documents.errors import SigningError
from documents.signer import Act, State

SQLITE = pytest.mark.parametrize("app", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)
pytestmark = SQLITE
REGION, AGENCY = "341802", "宣城市宣州区市场监督管理局"
START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
ISSUED = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_config(app: Flask, context: AppContext, tmp_path: Path) -> Iterator[None]:
    before = app.config["CASEWORK"]
    configure(app, instance_dir=tmp_path)
    yield
    app.config["CASEWORK"] = before


def configure(app: Flask, **changes: object) -> None:
    app.config["CASEWORK"] = replace(app.config["CASEWORK"], **changes)


def signed(kind: str = "supplement_notice") -> bytes | None:
    data = documents.sample(kind)
    return signing.signed(documents.render(kind, data), kind, data, region=REGION, moment=ISSUED)


def given(folder: Path, *, end: datetime = END) -> tuple[Keys, Keys]:
    above = certificates.authority("示例根证书", start=START, end=END)
    return above, certificates.certified(above, AGENCY, start=START, end=end)


def test_the_demo_makes_its_own_authority_and_keeps_it_to_itself(tmp_path: Path) -> None:
    content = signed()
    assert content is not None
    found = signing.inspect(content)
    assert (found.state, found.signer, found.moment) == (State.VALID, f"演示 {AGENCY}", ISSUED)
    folder = tmp_path / signing.FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(path.name for path in folder.iterdir()) == ["341802.pem", "ca.pem"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert certificates.read((folder / "ca.pem").read_bytes()).name.startswith("演示")
    assert signing.standing() is Standing.DEMO


def test_those_who_start_together_agree_on_one_authority(app: Flask) -> None:
    def asked(_: int) -> bytes:
        with app.app_context():
            signer = signing.signer(REGION, AGENCY)
            assert signer is not None
            return signer.sign(made, Act(moment=ISSUED, reason="x"))

    made = documents.render("supplement_notice", documents.sample("supplement_notice")).bytes
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(asked, range(4)))) == 1


def test_each_bureau_signs_with_its_own_key() -> None:
    first, second = signing.signer(REGION, AGENCY), signing.signer("341800", "宣城市市场监督管理局")
    assert first is not None
    assert second is not None
    assert first.name != second.name


def test_a_kind_without_seal_is_not_signed(tmp_path: Path) -> None:
    assert signed("filing_approval") is None
    assert not (tmp_path / signing.FOLDER).exists()


def test_without_a_key_papers_in_production_leave_unsigned_and_it_is_said(app: Flask, tmp_path: Path) -> None:
    configure(app, profile=Profile.PRODUCTION)
    assert signed() is None
    assert signing.standing() is Standing.NONE
    assert signing.roots() == ()
    assert not (tmp_path / signing.FOLDER).exists()


@pytest.mark.parametrize("ending", [".pem", ".p12"])
def test_a_bureau_brings_its_key(app: Flask, tmp_path: Path, ending: str) -> None:
    above, keys = given(tmp_path)
    content = certificates.to_pem(keys) if ending == ".pem" else certificates.to_pkcs12(keys, "口令")
    path = tmp_path / f"{REGION}{ending}"
    path.write_bytes(content)
    for key in (path, tmp_path):
        settings = Signing(key=key, password="" if ending == ".pem" else "口令")
        configure(app, profile=Profile.PRODUCTION, signing=settings)
        made = signed()
        assert made is not None
        assert signing.inspect(made).state is State.VALID
        assert signing.roots() == (above.certificate,)
        assert signing.standing() is Standing.SIGNED


def test_a_bureau_without_its_key_in_the_folder_issues_nothing_unsigned(app: Flask, tmp_path: Path) -> None:
    _, keys = given(tmp_path)
    (tmp_path / "341800.pem").write_bytes(certificates.to_pem(keys))
    configure(app, signing=Signing(key=tmp_path))
    with pytest.raises(SigningError, match="没有341802的签名密钥"):
        signed()


def test_the_roots_may_be_named_apart(app: Flask, tmp_path: Path) -> None:
    _, keys = given(tmp_path)
    other, _ = given(tmp_path)
    (tmp_path / "key.pem").write_bytes(certificates.to_pem(keys))
    (tmp_path / "trust.pem").write_bytes(certificates.to_pem(other))
    configure(app, signing=Signing(key=tmp_path / "key.pem", trust=tmp_path / "trust.pem"))
    content = signed()
    assert content is not None
    assert signing.inspect(content).state is State.UNTRUSTED


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (datetime(2026, 9, 1, tzinfo=UTC), Standing.SIGNED),
        (datetime(2026, 9, 20, tzinfo=UTC), Standing.ENDING),
        (datetime(2026, 10, 11, tzinfo=UTC), Standing.ENDED),
    ],
)
def test_an_ending_certificate_is_announced(
    app: Flask, tmp_path: Path, now: datetime, standing: Standing
) -> None:
    _, keys = given(tmp_path, end=datetime(2026, 10, 10, tzinfo=UTC))
    (tmp_path / "key.pem").write_bytes(certificates.to_pem(keys))
    configure(app, signing=Signing(key=tmp_path / "key.pem"))
    with clock.at(now):
        assert signing.standing() is standing


def test_keys_that_do_not_open_are_announced_and_sign_nothing(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "key.p12").write_bytes(b"no key")
    for key in (tmp_path / "key.p12", tmp_path / "empty", tmp_path / "gone"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        configure(app, signing=Signing(key=key))
        assert signing.standing() is Standing.BROKEN
        with pytest.raises(SigningError):
            signed()


@dataclass(frozen=True)
class SealServer:
    """A seal service of somebody else, for whom a signature is a line behind the paper."""

    name: str

    def sign(self, content: bytes, act: Act) -> bytes:
        return content + f"\n% {self.name} {act.reason} {act.moment.isoformat()}".encode()


def test_a_seal_service_can_be_plugged_in(app: Flask) -> None:
    signing.use(app, lambda region, agency: SealServer(f"{region} {agency}"))
    try:
        content = signed()
        assert content is not None
        assert content.endswith(
            f"% {REGION} {AGENCY} 补正材料通知书 {number()} {ISSUED.isoformat()}".encode()
        )
        assert signing.standing() is Standing.SIGNED
        assert signed("filing_approval") is None
    finally:
        del app.extensions[signing.SERVICE]


def number() -> str:
    return str(documents.sample("supplement_notice")["number"])


def test_a_changed_key_file_is_read_anew(tmp_path: Path) -> None:
    first = signed()
    for path in (tmp_path / signing.FOLDER).iterdir():
        path.unlink()
    second = signed()
    assert first is not None
    assert second is not None
    assert first != second
    assert signing.inspect(first).state is State.UNTRUSTED
    assert current().instance_dir == tmp_path
