"""Keys and certificates for signing papers: made for a demo, read from PEM or PKCS#12 for a bureau.

Takes and gives bytes; where they are kept is the caller's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from documents.errors import SigningError

PEM_MARK = b"-----BEGIN"
# X.520 bounds a name by 64; cryptography counts bytes.
NAME_BYTES = 64
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


@dataclass(frozen=True, slots=True)
class Keys:
    """A private key, its certificate, and the certificates above it, nearest first."""

    key: PrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def name(self) -> str:
        return common_name(self.certificate)

    def covers(self, moment: datetime) -> bool:
        """Whether the certificate is valid at a moment."""
        return self.certificate.not_valid_before_utc <= moment <= self.certificate.not_valid_after_utc


def common_name(certificate: x509.Certificate) -> str:
    """Return the CN of the subject, or all of the subject where there is none."""
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def authority(name: str, *, start: datetime, end: datetime) -> Keys:
    """Make a CA of its own: a P-256 key and a certificate signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _subject(name)
    usage = _usage(authority=True)
    builder = _builder(subject, subject, key.public_key(), (start, end))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    return Keys(key=key, certificate=made)


def certified(
    above: Keys, name: str, *, start: datetime, end: datetime, key: PrivateKey | None = None
) -> Keys:
    """Certify a key for signing papers by a CA; without a key a P-256 one is made."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    builder = _builder(_subject(name), above.certificate.subject, key.public_key(), (start, end))
    known = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.certificate.public_key())  # type: ignore[arg-type]
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(authority=False), critical=True)
    made = builder.add_extension(known, critical=False).sign(above.key, hashes.SHA256())
    return Keys(key=key, certificate=made, chain=(above.certificate,))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: PublicKey, valid: tuple[datetime, datetime]
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _subject(name: str) -> x509.Name:
    fitting = name.encode()[:NAME_BYTES].decode(errors="ignore")
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "CN")
    return x509.Name([country, x509.NameAttribute(NameOID.COMMON_NAME, fitting)])


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def to_pem(keys: Keys) -> bytes:
    """Write key, certificate and chain as one PEM text, not encrypted."""
    key = keys.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key + b"".join(one.public_bytes(Encoding.PEM) for one in (keys.certificate, *keys.chain))


def to_pkcs12(keys: Keys, password: str) -> bytes:
    """Write key, certificate and chain as PKCS#12."""
    sealed = BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(None, keys.key, keys.certificate, keys.chain, sealed)


def read(content: bytes, password: str = "") -> Keys:
    """Read a key with its certificates, PEM or PKCS#12. Raises SigningError, which says what is wrong."""
    secret = password.encode() or None
    try:
        if PEM_MARK in content:
            key: object = load_pem_private_key(content, secret)
            found: list[x509.Certificate] = x509.load_pem_x509_certificates(content)
        else:
            key, own, more = pkcs12.load_key_and_certificates(content, secret)
            found = [one for one in (own, *more) if one is not None]
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningError("签名密钥打不开，请检查文件是不是PEM或者PKCS#12，口令对不对") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise SigningError("签名密钥应为P-256或者RSA")
    own = next((one for one in found if one.public_key() == key.public_key()), None)
    if own is None:
        raise SigningError("签名密钥没有配套的证书")
    return Keys(key=key, certificate=own, chain=tuple(one for one in found if one != own))


def read_certificates(content: bytes) -> tuple[x509.Certificate, ...]:
    """Read the certificates of a PEM file. Raises SigningError."""
    try:
        return tuple(x509.load_pem_x509_certificates(content))
    except ValueError as error:
        raise SigningError("证书打不开，应为PEM格式") from error


def roots(keys: Iterable[Keys]) -> tuple[x509.Certificate, ...]:
    """Return the certificates signed by themselves that stand above these keys."""
    every = [one for each in keys for one in (*each.chain, each.certificate)]
    return tuple(dict.fromkeys(one for one in every if one.subject == one.issuer))


def until(start: datetime, years: int) -> datetime:
    """Return the moment so many years of 365 days later, or earlier."""
    return start + timedelta(days=365 * years)
