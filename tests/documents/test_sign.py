"""The signature of a paper: once, at its issue, over a seal that is drawn already; what breaks it."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

import pypdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from documents import certificates, sign
from documents.certificates import Keys
from documents.errors import SigningError
from documents.press import Rendered
from documents.signer import Act, Signer, State

START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
ISSUED = datetime(2026, 9, 28, 2, 30, 15, tzinfo=UTC)
AGENCY = "宣城市宣州区市场监督管理局"


@dataclass(frozen=True)
class Office:
    """A CA, a bureau it certified, and one paper as made and as issued."""

    above: Keys
    keys: Keys
    made: Rendered
    issued: bytes

    def state(self, content: bytes) -> State:
        return sign.inspect(content, [self.above.certificate]).state


def act(made: Rendered, moment: datetime = ISSUED) -> Act:
    assert made.seal is not None
    return Act(moment=moment, reason="补正材料通知书", page=made.seal.page, box=made.seal.box)


@pytest.fixture(scope="module")
def office() -> Office:
    above = certificates.authority("示例根证书", start=START, end=END)
    keys = certificates.certified(above, f"演示 {AGENCY}", start=START, end=END)
    made = documents.render("supplement_notice", documents.sample("supplement_notice"))
    signer: Signer = sign.PadesSigner(keys)
    return Office(above, keys, made, signer.sign(made.bytes, act(made)))


def test_a_signed_paper_is_the_paper_and_a_signature_behind_it(office: Office) -> None:
    found = sign.inspect(office.issued, [office.above.certificate])
    assert (found.state, found.signer, found.ours) == (State.VALID, f"演示 {AGENCY}", True)
    assert found.moment == ISSUED
    assert office.issued.startswith(office.made.bytes)
    assert office.state(office.made.bytes) is State.NONE


def test_the_same_paper_signed_again_gives_the_same_bytes(office: Office) -> None:
    assert sign.PadesSigner(office.keys).sign(office.made.bytes, act(office.made)) == office.issued


def test_a_thread_with_a_running_event_loop_may_sign(office: Office) -> None:
    async def within() -> tuple[bytes, State]:
        return sign.PadesSigner(office.keys).sign(office.made.bytes, act(office.made)), office.state(
            office.issued
        )

    # In a thread of its own: the thread of the tests may have a loop from the browser already.
    with ThreadPoolExecutor(max_workers=1) as alone:
        assert alone.submit(lambda: asyncio.run(within())).result() == (office.issued, State.VALID)


def test_a_key_is_p256_unless_a_bureau_was_given_another(office: Office) -> None:
    assert isinstance(office.keys.key, ec.EllipticCurvePrivateKey)
    assert office.keys.key.curve.name == "secp256r1"


def test_no_paper_is_signed_twice(office: Office) -> None:
    with pytest.raises(SigningError, match="已经签过名"):
        sign.PadesSigner(office.keys).sign(office.issued, act(office.made))


def test_what_is_no_paper_is_not_signed(office: Office) -> None:
    with pytest.raises(SigningError):
        sign.PadesSigner(office.keys).sign(b"not a paper", act(office.made))


def test_the_field_lies_over_the_seal_and_draws_nothing(office: Office) -> None:
    before, after = (pypdf.PdfReader(io.BytesIO(content)) for content in (office.made.bytes, office.issued))
    assert [page.extract_text() for page in before.pages] == [page.extract_text() for page in after.pages]
    for old, new in zip(before.pages, after.pages, strict=True):
        assert old.get_contents().get_data() == new.get_contents().get_data()
    place = office.made.seal
    assert place is not None
    (field,) = after.pages[place.page]["/Annots"]
    assert [float(edge) for edge in field["/Rect"]] == pytest.approx(place.box, abs=0.51)
    assert field["/AP"]["/N"].get_object().get_data().strip() == b""
    # Printed, not hidden: PDF/A wants it so (ISO 19005-2, 6.3.2).
    assert field["/F"] & 0b100111 == 0b100


def test_a_kind_without_a_drawn_seal_may_be_signed_unseen(office: Office) -> None:
    unseen = Act(moment=ISSUED, reason="样张")
    assert office.state(sign.PadesSigner(office.keys).sign(office.made.bytes, unseen)) is State.VALID


def test_the_signature_certifies_that_nothing_follows(office: Office) -> None:
    root = pypdf.PdfReader(io.BytesIO(office.issued)).trailer["/Root"]
    certified = root["/Perms"]["/DocMDP"]["/Reference"][0]
    assert certified["/TransformParams"]["/P"] == 1
    assert "/Version" not in root


@settings(max_examples=60)
@given(data=st.data())
def test_no_changed_byte_leaves_the_signature_valid(office: Office, data: st.DataObject) -> None:
    # The gap holds the signature itself; behind its end stand zeros that nothing covers, so the register
    # compares all bytes besides (tests/casework/cli).
    gap = pypdf.PdfReader(io.BytesIO(office.issued)).trailer["/Root"]["/Perms"]["/DocMDP"]["/ByteRange"]
    inside = st.integers(0, gap[1] - 1) | st.integers(gap[2], len(office.issued) - 1)
    at, mask = data.draw(inside), data.draw(st.integers(1, 255))
    changed = bytearray(office.issued)
    changed[at] ^= mask
    assert office.state(bytes(changed)) is not State.VALID


@pytest.mark.parametrize("more", [b" ", b"\n%%EOF\n", b"\n% a note\n"])
def test_something_added_behind_is_seen(office: Office, more: bytes) -> None:
    assert office.state(office.issued + more) is State.BROKEN


def test_a_broken_signature_of_ours_is_still_ours(office: Office) -> None:
    at = office.issued.index(b"stream") + 40
    changed = office.issued[:at] + bytes([office.issued[at] ^ 1]) + office.issued[at + 1 :]
    found = sign.inspect(changed, [office.above.certificate])
    assert (found.state, found.ours) == (State.BROKEN, True)


def test_a_stranger_of_the_same_name_is_not_trusted(office: Office) -> None:
    other = certificates.authority("示例根证书", start=START, end=END)
    stranger = certificates.certified(other, f"演示 {AGENCY}", start=START, end=END)
    forged = sign.PadesSigner(stranger).sign(office.made.bytes, act(office.made))
    found = sign.inspect(forged, [office.above.certificate])
    assert (found.state, found.ours) == (State.UNTRUSTED, False)
    assert sign.inspect(office.issued, []).state is State.UNTRUSTED


def test_a_certificate_that_has_ended_signs_nothing(office: Office) -> None:
    old = certificates.certified(office.above, AGENCY, start=START, end=datetime(2026, 9, 1, tzinfo=UTC))
    with pytest.raises(SigningError, match="不在有效期内"):
        sign.PadesSigner(old).sign(office.made.bytes, act(office.made))
    earlier = act(office.made, datetime(2026, 8, 31, tzinfo=UTC))
    assert office.state(sign.PadesSigner(old).sign(office.made.bytes, earlier)) is State.VALID


def test_a_signature_dated_after_the_certificate_is_seen(office: Office) -> None:
    class Careless(sign.PadesSigner):
        def sign(self, content: bytes, act: Act) -> bytes:
            return self._signed(content, act)

    old = certificates.certified(office.above, AGENCY, start=START, end=datetime(2026, 9, 1, tzinfo=UTC))
    late = Careless(old).sign(office.made.bytes, act(office.made))
    assert office.state(late) is State.EXPIRED


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"/ByteRange", b"%PDF-1.7 /ByteRange [0 1 2 3] startxref 9"]
)
def test_rubbish_has_no_valid_signature(office: Office, content: bytes) -> None:
    assert office.state(content) in (State.NONE, State.BROKEN)


def test_keys_are_read_from_pem_and_pkcs12(office: Office) -> None:
    for content, password in (
        (certificates.to_pem(office.keys), ""),
        (certificates.to_pkcs12(office.keys, "口令"), "口令"),
    ):
        keys = certificates.read(content, password)
        assert keys.certificate == office.keys.certificate
        assert keys.chain == (office.above.certificate,)
        assert certificates.roots([keys]) == (office.above.certificate,)
        assert sign.PadesSigner(keys).sign(office.made.bytes, act(office.made)) == office.issued


def test_an_rsa_key_signs_too(office: Office) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    made = certificates.certified(office.above, AGENCY, start=START, end=END, key=key)
    signed = sign.PadesSigner(made).sign(office.made.bytes, act(office.made))
    assert office.state(signed) is State.VALID


def test_keys_that_cannot_be_used_are_refused_in_words(office: Office) -> None:
    pem = certificates.to_pem(office.keys)
    mark = b"-----BEGIN CERTIFICATE"
    key, foreign = pem.partition(mark)[0], mark + certificates.to_pem(office.above).partition(mark)[2]
    for content, password, said in (
        (b"", "", "打不开"),
        (b"\x30\x82", "", "打不开"),
        (certificates.to_pkcs12(office.keys, "a"), "b", "打不开"),
        (key, "", "打不开|没有配套"),
        (key + foreign, "", "没有配套"),
    ):
        with pytest.raises(SigningError, match=said):
            certificates.read(content, password)
    with pytest.raises(SigningError, match="PEM"):
        certificates.read_certificates(b"no certificate")


def test_a_long_name_is_cut_between_characters() -> None:
    keys = certificates.authority("宣" * 40, start=START, end=END)
    assert keys.name == "宣" * 21
