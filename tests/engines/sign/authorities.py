"""A small certificate authority for the tests: a root, an issuer, people, lists, responses and timestamps."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count

import pikepdf
from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.keys import LoadedKey, PrivateKey, TimestampFailed
from inkpost.engines.sign.trust import Trust

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
YEAR = timedelta(days=365)
_serials = count(1000)


@lru_cache
def key(name: str, kind: str = "P-256") -> PrivateKey:
    """The key of somebody: made once a run, since RSA keys take long."""
    if kind == "RSA":
        return rsa.generate_private_key(65537, 2048)
    if kind == "P-384":
        return ec.generate_private_key(ec.SECP384R1())
    return ec.generate_private_key(ec.SECP256R1())


def der(certificate: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def pem(certificate: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    return certificate.public_bytes(Encoding.PEM)


def private_pem(owner: LoadedKey) -> bytes:
    return owner.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def usage(*names: str) -> x509.KeyUsage:
    known = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    more = ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**{name: name in names for name in (*known, *more)})


def certificate(
    subject: str,
    owner: PrivateKey,
    issuer: LoadedKey | None,
    signed_by: PrivateKey,
    *,
    begins: datetime,
    ends: datetime,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...],
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(owner.public_key())
        .serial_number(next(_serials))
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(owner.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key()), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(signed_by, hashes.SHA256())


@dataclass
class Authority:
    """A root with one issuer, who certifies people, timestamps and responders."""

    name: str = "Test"
    kind: str = "P-256"
    revoked: dict[int, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root_key = key(f"{self.name} root", self.kind)
        ca = ((x509.BasicConstraints(True, None), True), (usage("key_cert_sign", "crl_sign"), True))
        span = {"begins": NOW - 2 * YEAR, "ends": NOW + 20 * YEAR}
        root = certificate(f"{self.name} Root", root_key, None, root_key, extensions=ca, **span)
        self.root = LoadedKey(root_key, root, ())
        issuer_key = key(f"{self.name} issuer", self.kind)
        issuer = certificate(f"{self.name} Issuer", issuer_key, self.root, root_key, extensions=ca, **span)
        self.issuer = LoadedKey(issuer_key, issuer, (root,))

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        return (self.issuer.certificate, self.root.certificate)

    @property
    def trust(self) -> Trust:
        return Trust((self.root.certificate,))

    def person(
        self,
        name: str = "Ann Example",
        *,
        kind: str | None = None,
        begins: datetime = NOW - 30 * DAY,
        ends: datetime = NOW + YEAR,
        uses: tuple[str, ...] = ("digital_signature", "content_commitment"),
    ) -> LoadedKey:
        mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        return self._issued(name, kind or self.kind, begins, ends, ((usage(*uses), True), (mail, False)))

    def stamping(self, *, begins: datetime = NOW - YEAR, ends: datetime = NOW + 5 * YEAR) -> LoadedKey:
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        extensions = ((usage("digital_signature"), True), (only, True))
        return self._issued(f"{self.name} Time", self.kind, begins, ends, extensions)

    def responder(self) -> LoadedKey:
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING])
        extensions = ((usage("digital_signature"), True), (only, False), (x509.OCSPNoCheck(), False))
        return self._issued(f"{self.name} Responder", self.kind, NOW - YEAR, NOW + YEAR, extensions)

    def _issued(
        self,
        name: str,
        kind: str,
        begins: datetime,
        ends: datetime,
        extensions: tuple[tuple[x509.ExtensionType, bool], ...],
    ) -> LoadedKey:
        own = key(name, kind)
        end_entity = ((x509.BasicConstraints(False, None), True), *extensions)
        made = certificate(name, own, self.issuer, self.issuer.key, begins=begins, ends=ends, extensions=end_entity)
        return LoadedKey(own, made, self.chain)

    def revocations(self, at: datetime = NOW, *, by: LoadedKey | None = None, lasts: timedelta = 7 * DAY) -> bytes:
        """The list of what is revoked, in DER; by the issuer unless somebody else is named."""
        by = by or self.issuer
        builder = x509.CertificateRevocationListBuilder().issuer_name(by.certificate.subject)
        builder = builder.last_update(at).next_update(at + lasts)
        for serial, moment in self.revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment)
            builder = builder.add_revoked_certificate(entry.build())
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
        )
        return der(builder.add_extension(x509.CRLNumber(next(_serials)), critical=False).sign(by.key, hashes.SHA256()))

    def response(self, subject: x509.Certificate, at: datetime = NOW, *, by: LoadedKey | None = None) -> bytes:
        """An OCSP response on a certificate, by the issuer or by a responder."""
        revoked = self.revoked.get(subject.serial_number)
        builder = ocsp.OCSPResponseBuilder().add_response(
            subject,
            self.issuer.certificate,
            hashes.SHA256(),
            ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            at,
            at + 7 * DAY,
            revoked,
            None,
        )
        signer = by or self.issuer
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
        if by is not None:
            builder = builder.certificates([by.certificate])
        return builder.sign(signer.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def evidence(self, at: datetime = NOW) -> Evidence:
        """All that it takes to check what this authority issued."""
        return Evidence(
            tuple(der(one) for one in self.chain), (self.revocations(at), self.revocations(at, by=self.root)), ()
        )


@dataclass
class Clock:
    """A timestamp authority whose time is told to it."""

    stamping: LoadedKey
    at: datetime = NOW
    imprint: bytes | None = None
    asked: int = 0

    def stamp(self, digest: bytes) -> bytes:
        self.asked += 1
        return token(self.stamping, self.imprint or digest, self.at)


class Silent:
    """A timestamp authority that does not answer."""

    def stamp(self, digest: bytes) -> bytes:
        raise TimestampFailed("time.example: no answer")


def token(by: LoadedKey, digest: bytes, at: datetime, *, signed_by: LoadedKey | None = None) -> bytes:
    """A timestamp token; ``signed_by`` forges one in the name of ``by``."""
    own = asn1.Certificate.load(der(by.certificate))
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    info = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.3.6.1.4.1.99999.1",
            "message_imprint": imprint,
            "serial_number": next(_serials),
            "gen_time": at,
        }
    )
    named = {"certs": [{"cert_hash": hashlib.sha256(own.dump()).digest()}]}
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(info.dump()).digest()]}),
            cms.CMSAttribute({"type": "signing_certificate_v2", "values": [tsp.SigningCertificateV2(named)]}),
        ]
    )
    elliptic = isinstance(by.key, ec.EllipticCurvePrivateKey)
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {"issuer_and_serial_number": {"issuer": own.issuer, "serial_number": own.serial_number}}
            ),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa" if elliptic else "rsassa_pkcs1v15"},
            "signature": (signed_by or by).sign(attributes.dump()),
        }
    )
    chain = [own, *(asn1.Certificate.load(der(one)) for one in by.chain[:-1])]
    data = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(info.dump())},
            "certificates": [cms.CertificateChoices(name="certificate", value=one) for one in chain],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def pdf_of(*texts: str, form: bool = False) -> bytes:
    """A PDF with a page for each text."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for text in texts:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode())
    if form:
        widget = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="Town", V="Riga", F=4
        )
        widget.Rect = [72, 600, 200, 620]
        widget.P = document.pages[0].obj
        box = document.make_indirect(widget)
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([box]))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([box]), DA="/Helv 10 Tf 0 g")
    target = io.BytesIO()
    document.save(target, static_id=True, compress_streams=False)
    return target.getvalue()
