"""PAdES (B-B) by pyHanko: a finished paper gets one signature, laid over the seal that is already drawn.

The signature certifies: nothing may be changed after it. Loads pyHanko, so it is imported only
when something is signed or checked.
"""

import hashlib
import io
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError as LibraryRefuses
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.certificates import Keys, common_name
from documents.errors import DAMAGED, SigningError
from documents.signer import Act, Box, Signature, State

# A chain that leads elsewhere is an answer here, not an event for the log.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)

FIELD = "Seal"
ALGORITHM = "sha256"
UNREADABLE: tuple[type[Exception], ...] = (PdfError, SignatureValidationError, *DAMAGED)


class _Update(IncrementalPdfFileWriter):
    """Adds the signature and leaves dates, XMP and version as they are, as PDF/A-2 wants them."""

    output_version = (1, 7)

    def _update_meta(self) -> None:
        return None

    @classmethod
    def _handle_id(cls, prev: Any) -> ArrayObject:
        """Name the new revision by the bytes of the old one, so that signing again gives the same."""
        first, _ = prev.trailer["/ID"]
        prev.stream.seek(0)
        second = hashlib.sha256(b"signed" + prev.stream.read()).digest()[:16]
        return ArrayObject([ByteStringObject(first.original_bytes), ByteStringObject(second)])


class _Undrawn(BaseStampStyle):
    """The seal is on the page already; the field over it shows nothing of its own."""

    def create_stamp(self, writer: Any, box: Any, text_params: Any) -> None:
        return None


class _Local(signers.SimpleSigner):
    """A key in this process; the same bytes get the same signature (RFC 6979)."""

    secret: ec.EllipticCurvePrivateKey

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        return self.secret.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _with(keys: Keys) -> signers.SimpleSigner:
    der = keys.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore.from_certs([_asn1(one) for one in keys.chain])
    settings = {
        "signing_cert": _asn1(keys.certificate),
        "signing_key": asn1_keys.PrivateKeyInfo.load(der),
        "cert_registry": store,
    }
    if not isinstance(keys.key, ec.EllipticCurvePrivateKey):
        return signers.SimpleSigner(**settings)
    local = _Local(**settings)
    local.secret = keys.key
    return local


@dataclass(frozen=True, slots=True)
class PadesSigner:
    """Signs with a key of this machine: P-256 by default, RSA where a bureau was given one."""

    keys: Keys

    @property
    def name(self) -> str:
        return self.keys.name

    def sign(self, content: bytes, act: Act) -> bytes:
        """Sign a paper that is not signed yet, at the moment of its issue."""
        if not self.keys.covers(act.moment):
            raise SigningError(f"证书“{self.name}”在文书制作时不在有效期内，文书没有签名")
        try:
            return self._signed(content, act)
        except (PdfError, LibraryRefuses) as error:
            raise SigningError("文书不能签名") from error

    def _signed(self, content: bytes, act: Act) -> bytes:
        writer = _Update(io.BytesIO(content))
        if writer.prev.embedded_signatures:
            raise SigningError("文书已经签过名，不能再签")
        fields.append_signature_field(
            writer,
            fields.SigFieldSpec(
                FIELD,
                on_page=act.page,
                box=_whole(act.box),
                readable_field_name=self.name,
                empty_field_appearance=False,
            ),
        )
        said = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=ALGORITHM,
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
            reason=act.reason,
            contact_info=act.contact or None,
            name=self.name,
        )
        maker = _AtIssue(said, signer=_with(self.keys), stamp_style=_Undrawn())
        maker.moment = act.moment
        signed = _apart(lambda: maker.sign_pdf(writer, existing_fields_only=True))
        return bytes(signed.getvalue())


def _apart(work: Callable[[], Any]) -> Any:
    """pyHanko runs an event loop of its own, which a thread that already has one refuses."""
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(work).result()


def _whole(box: Box | None) -> tuple[int, int, int, int] | None:
    if box is None:
        return None
    left, bottom, right, top = map(round, box)
    return left, bottom, right, top


class _AtIssue(signers.PdfSigner):
    """Signs at a given moment, where the library would take the clock of the machine."""

    moment: datetime

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        """Name no extension of PDF 2.0 in a file of PDF 1.7."""

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment.astimezone(UTC).replace(microsecond=0)
        return session


def inspect(content: bytes, trusted: Sequence[x509.Certificate]) -> Signature:
    """Check the signature of a file against these roots, as things stood when it was made; no network."""
    try:
        found = PdfFileReader(io.BytesIO(content)).embedded_signatures
        return _judged(found[0], trusted) if found else Signature(State.NONE)
    except UNREADABLE:
        return Signature(State.BROKEN if b"/ByteRange" in content else State.NONE)


def _issued_by(certificate: x509.Certificate, roots: Sequence[x509.Certificate]) -> bool:
    for root in roots:
        try:
            certificate.verify_directly_issued_by(root)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return True
    return False


def _judged(found: Any, trusted: Sequence[x509.Certificate]) -> Signature:
    certificate = x509.load_der_x509_certificate(found.signer_cert.dump())
    moment = found.self_reported_timestamp
    context = ValidationContext(
        trust_roots=[_asn1(one) for one in trusted], moment=moment, allow_fetching=False
    )
    status = _apart(lambda: validate_pdf_signature(found, context))
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (status.intact and status.valid and whole):
        state = State.BROKEN
    elif not certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc:
        state = State.EXPIRED
    else:
        state = State.VALID if status.trusted else State.UNTRUSTED
    return Signature(state, common_name(certificate), moment, _issued_by(certificate, trusted))
