"""The certificates that the caller proves himself and signs with."""

from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import NameOID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.model.exchange import ticks
from inkpost.operations import exchange_organizations, signing_certificates
from inkpost.operations.exchange_sessions import parsed, thumbprint_of
from inkpost.operations.kit import Work

INN, INN_OF_ORGANIZATION = "1.2.643.3.131.1.1", "1.2.643.100.4"


class OfBox(Query, frozen=True):
    """A box that the caller works in."""

    box_id: BoxId


@endpoint("GET", "/GetMyCertificates", query=OfBox, answer=pb.CertificateList)
def get_my_certificates(work: Work, query: OfBox) -> pb.CertificateList:
    """The caller's certificates; the one registered last is the default one."""
    exchange_organizations.own(work, query.box_id)
    found = signing_certificates.own(work)
    return pb.CertificateList(
        Certificates=[_told(parsed(each.content), default=at == 0) for at, each in enumerate(found)]
    )


def _told(certificate: x509.Certificate, *, default: bool) -> pb.CertificateInfoV2:
    subject = certificate.subject
    organization = _part(subject, NameOID.ORGANIZATION_NAME)
    kinds = pb.CertificateSubjectType
    first, _, middle = _part(subject, NameOID.GIVEN_NAME).partition(" ")
    start, end = ticks(certificate.not_valid_before_utc), ticks(certificate.not_valid_after_utc)
    return pb.CertificateInfoV2(
        Thumbprint=thumbprint_of(certificate),
        Type=pb.CertificateType.Token,
        ValidFrom=start,
        ValidTo=end,
        PrivateKeyValidFrom=start,
        PrivateKeyValidTo=end,
        OrganizationName=organization,
        Inn=_part(subject, INN_OF_ORGANIZATION) or _part(subject, INN),
        UserFirstName=first,
        UserMiddleName=middle,
        UserLastName=_part(subject, NameOID.SURNAME),
        UserShortName=_part(subject, NameOID.COMMON_NAME),
        IsDefault=default,
        SubjectType=kinds.LegalEntity if organization else kinds.PhysicalPerson,
    )


def _part(subject: x509.Name, oid: x509.ObjectIdentifier | str) -> str:
    """A part of a name, as text; empty where it has none."""
    wanted = oid if isinstance(oid, x509.ObjectIdentifier) else x509.ObjectIdentifier(oid)
    found = subject.get_attributes_for_oid(wanted)
    return str(found[0].value) if found and isinstance(found[0].value, str) else ""
