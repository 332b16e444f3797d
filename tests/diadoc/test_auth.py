"""Signing in: by password, by certificate, by a trusted service; what keeps others out."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from diadoc.client import Client, Refused
from exchange_worlds import employ, new_box
from inkpost.cli.common import acting
from inkpost.engines.sign.certificates import Naming
from inkpost.faces.diadoc import proto as pb
from inkpost.model.trust import CertificateRecord, Purpose
from inkpost.operations import (
    administration,
    exchange_sessions,
    signing_certificates,
    trust_administration,
    trust_authority,
)
from inkpost.operations.kit import Work
from inkpost.operations.trust_keys import bench_of
from worlds import Person, World

SignIn = Callable[[Person], Client]
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
DAY = timedelta(days=1)


class Holder:
    """Somebody with a certificate and its key, who decrypts as other programs do."""

    def __init__(
        self, folder: Path, key: Key, until: datetime | None = None, issued: x509.Certificate | None = None
    ) -> None:
        self._folder = folder
        signed = issued or self.self_signed(key, until)
        self.der = signed.public_bytes(Encoding.DER)
        self.thumbprint = signed.fingerprint(hashes.SHA1()).hex()
        (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        (folder / "own.pem").write_bytes(signed.public_bytes(Encoding.PEM))

    @staticmethod
    def self_signed(key: Key, until: datetime | None) -> x509.Certificate:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna Schmidt")])
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number()).not_valid_before(datetime.now(UTC) - 9 * DAY)
        made = made.not_valid_after(until or datetime.now(UTC) + DAY)
        return made.sign(key, hashes.SHA256())

    def opened(self, hidden: bytes) -> str:
        """What was encrypted for the certificate, in base64."""
        done = subprocess.run(
            ["openssl", "cms", "-decrypt", "-binary", "-inform", "DER", "-inkey", "key.pem", "-recip", "own.pem"],
            input=hidden,
            cwd=self._folder,
            capture_output=True,
            timeout=60,
            check=True,
        )
        return base64.b64encode(done.stdout).decode()


def rsa_key() -> Key:
    return rsa.generate_private_key(65537, 2048)


def ec_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


def known(world: World, holder: Holder, person: Person | None = None) -> None:
    whose = (person or world.admin).id
    acting(
        world.services, world.organization_id, whose, lambda work: signing_certificates.register_own(work, holder.der)
    )


def refused(act: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(Refused) as fault:
        act()
    return fault.value.status, fault.value.text


def confirm(client: Client, token: str, **more: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in {"token": token.replace("+", "%2B"), **more}.items())
    return client.raw("POST", f"/V3/AuthenticateConfirm?{query}").text


@pytest.mark.parametrize("make", [rsa_key, ec_key])
def test_a_certificate_signs_its_user_in_once(
    make: Callable[[], Key], world: World, client: Client, tmp_path: Path
) -> None:
    holder = Holder(tmp_path, make())
    known(world, holder)
    hidden = client.raw("POST", "/V3/Authenticate?type=certificate", holder.der).content
    opened = holder.opened(hidden)
    client.token = confirm(client, opened, thumbprint=holder.thumbprint)
    assert client.ask(pb.UserV2, "GET", "/V2/GetMyUser").Login == world.admin.login
    status, _ = refused(lambda: confirm(replace(client, token=""), opened, thumbprint=holder.thumbprint))
    assert status == 401


def test_the_certificate_itself_may_stand_in_the_body_of_the_confirmation(
    world: World, client: Client, tmp_path: Path
) -> None:
    holder = Holder(tmp_path, ec_key())
    known(world, holder)
    opened = holder.opened(client.raw("POST", "/v3/authenticate?type=certificate", holder.der).content)
    unescaped = f"/V2/AuthenticateConfirm?token={opened}&saveBinding=False"  # a plus reads as a space
    client.token = client.raw("POST", unescaped, holder.der).text
    assert client.ask(pb.UserV2, "GET", "/V2/GetMyUser").Login == world.admin.login


def test_a_certificate_that_is_nobodys_or_has_ended_signs_nobody_in(
    world: World, client: Client, tmp_path: Path
) -> None:
    holder = Holder(tmp_path, ec_key())
    ask = "/V3/Authenticate?type=certificate"
    assert refused(lambda: client.raw("POST", ask, holder.der))[0] == 401
    (tmp_path / "ended").mkdir()
    ended = Holder(tmp_path / "ended", ec_key(), until=datetime.now(UTC) - DAY)
    known(world, ended)
    assert refused(lambda: client.raw("POST", ask, ended.der))[0] == 401
    assert refused(lambda: client.raw("POST", ask, b"\x30\x03abc")) == (
        400,
        "This is no X.509 certificate (DER or PEM)",
    )
    dismissed = world.person()
    known(world, holder, dismissed)
    hidden = client.raw("POST", ask, holder.der).content
    administration.set_user(world.services, world.organization_id, dismissed.id, active=False)
    assert refused(lambda: client.raw("POST", ask, holder.der))[0] == 401
    assert refused(lambda: confirm(client, holder.opened(hidden), thumbprint=holder.thumbprint))[0] == 401


def test_a_certificate_that_our_authority_revoked_signs_nobody_in(world: World, client: Client, tmp_path: Path) -> None:
    key = ec_key()

    def issue(work: Work) -> tuple[CertificateRecord, x509.Certificate]:
        bench, naming = bench_of(work), Naming("Anna Schmidt", "Vector", "Anna", "Schmidt", "7707083893")
        made, issuer = trust_authority.issue(bench, Purpose.PERSON, naming, key.public_key())
        owner = {"organization_id": work.organization_id, "user_id": work.user_id}
        return trust_authority.keep(bench, made, Purpose.PERSON, issuer, key, **owner), made

    record, made = acting(world.services, world.organization_id, world.admin.id, issue)
    holder = Holder(tmp_path, key, issued=made)
    known(world, holder)
    ask = "/V3/Authenticate?type=certificate"
    hidden = client.raw("POST", ask, holder.der).content
    trust_administration.revoke(world.services, world.organization_id, record.id, "keyCompromise")
    for act in (
        lambda: client.raw("POST", ask, holder.der),
        lambda: confirm(client, holder.opened(hidden), thumbprint=holder.thumbprint),
    ):
        status, told = refused(act)
        assert status == 401
        assert "was revoked" in told


def test_a_challenge_is_good_for_its_certificate_and_its_program_alone(
    world: World, client: Client, tmp_path: Path
) -> None:
    holder = Holder(tmp_path, ec_key())
    known(world, holder)
    ask = "/V3/Authenticate?type=certificate"
    first = holder.opened(client.raw("POST", ask, holder.der).content)
    other = Client(client.base_url, world.application().client_id)
    assert refused(lambda: confirm(other, first, thumbprint=holder.thumbprint))[0] == 401
    assert refused(lambda: confirm(client, first, thumbprint="00" * 20))[0] == 401
    assert refused(lambda: confirm(client, "***", thumbprint=holder.thumbprint)) == (
        400,
        "The query parameter token takes base64",
    )
    assert refused(lambda: client.raw("POST", "/V3/AuthenticateConfirm", holder.der)) == (
        400,
        "The query parameter token is missing",
    )


def test_a_trusted_service_signs_in_whom_it_was_bound_to(world: World, client: Client) -> None:
    made = world.application()
    service = {"x-diadoc-servicekey": made.client_secret, "x-diadoc-serviceuserid": "anna@service"}
    trusted = Client(client.base_url, made.client_id, headers=service)
    trust = "/V3/Authenticate?type=trust"
    assert refused(lambda: trusted.raw("POST", trust))[0] == 401
    assert refused(lambda: client.raw("POST", trust)) == (
        401,
        "type=trust takes the headers X-Diadoc-ServiceKey and X-Diadoc-ServiceUserId",
    )
    trusted.sign_in(world.admin.login, world.admin.password)
    trusted.token = ""
    trusted.token = trusted.raw("POST", trust).text
    assert trusted.ask(pb.UserV2, "GET", "/V2/GetMyUser").Login == world.admin.login
    forged = Client(client.base_url, made.client_id, headers={**service, "x-diadoc-servicekey": "x"})
    assert refused(lambda: forged.raw("POST", trust)) == (401, "The trusted service's key is wrong")
    assert refused(lambda: forged.sign_in(world.admin.login, world.admin.password))[0] == 401


def test_a_certificate_binds_a_trusted_services_user_where_it_is_asked_to(
    world: World, client: Client, tmp_path: Path
) -> None:
    made = world.application()
    holder = Holder(tmp_path, ec_key())
    known(world, holder)
    service = {"x-diadoc-servicekey": made.client_secret, "x-diadoc-serviceuserid": "anna"}
    trusted = Client(client.base_url, made.client_id, headers=service)
    ask = "/V3/Authenticate?type=certificate"
    without = Client(client.base_url, made.client_id)
    opened = holder.opened(without.raw("POST", ask, holder.der).content)
    status, told = refused(lambda: confirm(without, opened, thumbprint=holder.thumbprint, saveBinding="true"))
    assert (status, told) == (400, "saveBinding takes the trusted service's key and user at Authenticate")
    opened = holder.opened(trusted.raw("POST", ask, holder.der).content)
    confirm(without, opened, thumbprint=holder.thumbprint, saveBinding="True")
    assert trusted.raw("POST", "/V3/Authenticate?type=trust").text


def test_nobody_signs_in_without_a_known_client_id(world: World, client: Client) -> None:
    for name in ("", "unknown", "a\0b"):
        stranger = Client(client.base_url, name.replace("\0", "%00"))
        status, told = refused(lambda: stranger.sign_in(world.admin.login, world.admin.password))  # noqa: B023
        assert status == 401
        assert told.startswith(("The client id is unknown", "The request names no client"))


def test_guesses_are_braked(world: World, client: Client) -> None:
    for _ in range(5):
        assert refused(lambda: client.sign_in(world.admin.login, "wrong")) == (
            401,
            "The login or the password is wrong",
        )
    with pytest.raises(Refused) as fault:
        client.sign_in(world.admin.login, world.admin.password)
    assert fault.value.status == 429
    assert 0 < int(fault.value.headers["retry-after"]) <= 60


def test_the_way_to_sign_in_is_one_that_there_is(client: Client) -> None:
    assert refused(lambda: client.raw("POST", "/V3/Authenticate", b"")) == (
        400,
        "The query parameter type is missing",
    )
    assert refused(lambda: client.raw("POST", "/V3/Authenticate?type=sid", b"x")) == (
        400,
        "The query parameter type is 'sid': it takes one of password, certificate, trust",
    )


def test_a_token_holds_for_a_day(world: World, client: Client, signed_in: SignIn) -> None:
    client = signed_in(world.admin)
    now = datetime.now(UTC)
    late = replace(world.services, clock=lambda: now + DAY + timedelta(seconds=5))
    with world.services.engine.begin() as db:
        caller = exchange_sessions.caller_of(db, client.token, client.client_id, now + DAY - timedelta(seconds=60))
        assert caller.user.id == world.admin.id
        with pytest.raises(Exception, match="The token has expired"):
            exchange_sessions.caller_of(db, client.token, client.client_id, late.clock())


def test_a_new_password_ends_what_programs_had(world: World, signed_in: SignIn) -> None:
    person = world.person()
    client = signed_in(person)
    assert client.send("GET", "/V2/GetMyUser").status_code == 200
    administration.set_user(world.services, world.organization_id, person.id, password="another one")
    assert client.send("GET", "/V2/GetMyUser").status_code == 401


def test_an_oauth_token_is_good_here_with_the_scope_alone(world: World, client: Client) -> None:
    def told(*scopes: str) -> int:
        token = world.token(world.application(scopes=list(scopes))).access_token
        return client.send("GET", "/V2/GetMyUser", authorization=f"Bearer {token}").status_code

    assert told("crm") == 403
    assert told("crm", "exchange") == 200
    token = world.token(world.application(scopes=["exchange"])).access_token
    mixed = f"DiadocAuth ddauth_api_client_id={client.client_id},ddauth_token={token}"
    assert client.send("GET", "/V2/GetMyUser", authorization=mixed).status_code == 401


def test_an_application_that_is_closed_to_a_user_signs_him_in_for_nothing(world: World, client: Client) -> None:
    client.sign_in(world.admin.login, world.admin.password)
    codes = [f"U{world.person().id}"]
    administration.open_application(world.services, world.organization_id, client.client_id, codes)
    assert refused(lambda: client.raw("GET", "/V2/GetMyUser")) == (403, "The application is not open to this user")


def test_a_users_certificates_are_listed_to_him_alone(world: World, signed_in: SignIn, tmp_path: Path) -> None:
    box, other = new_box(world), world.person()
    for person in (world.admin, other):
        employ(world, box, person)
    holder = Holder(tmp_path, ec_key())
    known(world, holder)
    mine = signed_in(world.admin).ask(pb.CertificateList, "GET", "/GetMyCertificates", boxId=box.guid).Certificates
    (found,) = mine
    assert (found.Thumbprint, found.UserShortName, found.IsDefault) == (
        holder.thumbprint.upper(),
        "Anna Schmidt",
        True,
    )
    assert found.Type == pb.CertificateType.Token
    assert found.ValidFrom < found.ValidTo
    assert signed_in(other).json("GET", "/getmycertificates", boxid=box.guid) == {"Certificates": []}
    stranger = signed_in(world.person())
    assert refused(lambda: stranger.json("GET", "/GetMyCertificates", boxId=box.guid))[0] == 403


def test_certificates_are_administered_from_the_command_line(world: World, tmp_path: Path) -> None:
    holder = Holder(tmp_path, ec_key())
    who = (str(world.organization_id), str(world.admin.id))

    def told(act: str, *more: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(world.served.inkpost("certificate", act, *who, *more, "--json"))
        return found

    made = told("add", str(tmp_path / "own.pem"))
    assert (made["subject"], made["sha256"]) == ("CN=Anna Schmidt", hashlib.sha256(holder.der).hexdigest())
    assert told("list")["certificates"] == [made]
    assert told("remove", str(made["id"])) == {"id": made["id"], "removed": True}
    assert told("list")["certificates"] == []


def test_tokens_are_no_part_of_what_is_stored(world: World, signed_in: SignIn) -> None:
    token = signed_in(world.admin).token
    with world.services.engine.begin() as db:
        stored = db.exec_driver_sql("select token_hash from exchange_tokens").scalars().all()
    assert stored
    assert all(token.encode() not in bytes(each) for each in stored)
