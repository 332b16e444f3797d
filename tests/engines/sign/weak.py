"""Signatures as they should not be made any more."""

from __future__ import annotations

import hashlib
import re

from asn1crypto import cms
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from engines.sign.authorities import der
from inkpost.engines.sign.keys import LoadedKey


def sha1_signature(pdf: bytes, signer: LoadedKey) -> bytes:
    """A signature of the first signature's range of a PDF, by SHA-1."""
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", pdf)
    assert found
    _, first, second, rest = map(int, found.groups())
    digest = hashlib.sha1(pdf[:first] + pdf[second : second + rest]).digest()
    own = asn1.Certificate.load(der(signer.certificate))
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
        ]
    )
    assert isinstance(signer.key, ec.EllipticCurvePrivateKey)
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            {"issuer_and_serial_number": {"issuer": own.issuer, "serial_number": own.serial_number}}
        ),
        "digest_algorithm": {"algorithm": "sha1"},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha1_ecdsa"},
        "signature": signer.key.sign(attributes.dump(), ec.ECDSA(hashes.SHA1())),
    }
    issuers = [asn1.Certificate.load(der(one)) for one in signer.chain]
    data = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha1"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices(name="certificate", value=one) for one in (own, *issuers)],
        "signer_infos": [cms.SignerInfo(info)],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())
