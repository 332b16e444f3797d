"""``inkpost authority`` as a process: what an operator does with the authority, seals and stamps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from authorities import PLACES, Authority, openssl, told, write_pem
from crm_things import COMPANY, item
from devices import PIN, PIN_VARIABLE, softhsm
from inkpost.engines.sign import certificates, pkcs11
from inkpost.engines.sign.certificates import Naming
from inkpost.model.trust import KeyKind, Purpose
from inkpost.operations.kit import Services, working
from inkpost.operations.trust_keys import company_seal
from inkpost.store import credentials
from inkpost.store.embedded import Embedded
from shell import Shell
from support import Served
from worlds import World

AUTHORITY = Authority()


def authority(data: Path, environment: dict[str, str] | None = None) -> Shell:
    """``inkpost authority`` on a data folder."""
    return Shell(data, environment, under=("authority",))


@pytest.fixture(scope="module")
def inkpost(served: Served) -> Shell:
    """Commands beside the running server."""
    return authority(served.data)


@pytest.fixture
def company(world: World) -> int:
    """One of the organisation's own companies."""
    return item(world, COMPANY, isMyCompany=True)


def seal_file(folder: Path) -> Path:
    made = AUTHORITY.issue(Purpose.COMPANY)
    path = folder / "seal.p12"
    chain = [AUTHORITY.issuing.certificate]
    encrypted = BestAvailableEncryption(b"secret-p12")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", made.key, made.certificate, chain, encrypted))
    return path


def test_the_root_that_is_printed_verifies_what_is_made(
    inkpost: Shell, world: World, company: int, tmp_path: Path
) -> None:
    made = inkpost("seal", "make", world.organization_id, company)
    assert (made["purpose"], made["key"], made["company_id"], made["revoked"]) == ("company", "vault", company, None)
    root = tmp_path / "root.pem"
    root.write_text(inkpost.run("root").stdout)
    chain = tmp_path / "chain.pem"
    chain.write_text(inkpost.run("certificate", world.organization_id, made["id"]).stdout)
    assert openssl("verify", "-CAfile", root, "-untrusted", chain, chain).returncode == 0
    assert f"serial={int(made['serial'], 16):X}" in told(openssl("x509", "-in", chain, "-noout", "-serial")).replace(
        "serial=0", "serial="
    )


def test_the_authority_is_shown(inkpost: Shell, served: Served) -> None:
    found = inkpost("show")
    assert found["address"] == f"{served.base_url}/trust"
    assert {each["purpose"] for each in found["certificates"]} >= {"root", "issuing"}
    assert all(each["key"] == "vault" for each in found["certificates"])


def test_certificates_are_listed_and_revoked_once(inkpost: Shell, world: World, company: int) -> None:
    made = inkpost("seal", "make", world.organization_id, company)
    (listed,) = inkpost("certificates", world.organization_id)["certificates"]
    assert listed == made
    revoked = inkpost("revoke", world.organization_id, made["id"], "--reason", "superseded")
    assert revoked["revoked"] == "superseded"
    assert "revoked already" in inkpost.refused("revoke", world.organization_id, made["id"])


def test_what_is_not_there_is_said(inkpost: Shell, world: World, other_world: World, company: int) -> None:
    made = inkpost("seal", "make", world.organization_id, company)
    assert "There is no portal 999999" in inkpost.refused("certificates", 999999)
    assert "There is no certificate" in inkpost.refused("revoke", other_world.organization_id, made["id"])
    assert "no company 999" in inkpost.refused("seal", "make", world.organization_id, 999)
    assert "Invalid value for '--reason'" in inkpost.refused(
        "revoke", world.organization_id, made["id"], "--reason", "because", status=2
    )


def test_a_file_is_imported_with_the_chain_beside_it(
    inkpost: Shell, world: World, company: int, tmp_path: Path
) -> None:
    file = seal_file(tmp_path)
    given = ("seal", "import", world.organization_id, company, file, "--password-stdin")
    assert "give the whole chain" in inkpost.refused(*given, typed="secret-p12\n")
    chain = write_pem(tmp_path / "chain.pem", AUTHORITY.root.certificate)
    wrong = inkpost.refused(*given, "--chain", chain, typed="wrong-p12\n")
    assert "the password does not open the file" in wrong
    assert "wrong-p12" not in wrong
    made = inkpost(*given, "--chain", chain, typed="secret-p12\n")
    assert (made["key"], made["company_id"]) == ("vault", company)


def test_a_key_in_a_device_seals_once_the_server_has_its_pin(
    served: Served, services: Services, world: World, company: int, tmp_path: Path
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    made = certificates.issue(
        AUTHORITY.issuing, Purpose.COMPANY, Naming("Acme"), key.public_key(), PLACES, AUTHORITY.now
    )
    chain = write_pem(tmp_path / "chain.pem", AUTHORITY.issuing.certificate, AUTHORITY.root.certificate)
    with softhsm() as token:
        token.put("seal", key)
        inkpost = authority(served.data, token.environment)
        given = ("seal", "device", world.organization_id, company, "--module", token.module, "--token", token.label)
        given = (*given, "--key", "seal", "--chain", chain, "--pin-variable", PIN_VARIABLE)
        assert "has no certificate labelled 'seal'" in inkpost.refused(*given)
        token.put_certificate("seal", made.public_bytes(Encoding.DER))
        named = {"INKPOST_PKCS11_MODULES": token.module}
        assert f"{PIN_VARIABLE} with its PIN is not set" in authority(served.data, named).refused(*given)
        assert "is not named in INKPOST_PKCS11_MODULES" in authority(served.data).refused(*given)
        wrong = authority(served.data, token.environment | {PIN_VARIABLE: "11223344"}).refused(*given)
        assert "PinIncorrect" in wrong
        assert "11223344" not in wrong
        assert inkpost(*given)["key"] == KeyKind.DEVICE
        caller = credentials_of(world)
        with working(services, caller) as work:
            signer = company_seal(work, company)
        assert signer.chain == (AUTHORITY.issuing.certificate, AUTHORITY.root.certificate)
        pkcs11.verify(signer.certificate, signer.sign(b"data"), b"data")
        assert PIN not in repr(signer)
    for session in pkcs11._sessions.values():
        session.handle.close()
    pkcs11._sessions.clear()


def credentials_of(world: World) -> Any:
    with world.services.engine.begin() as db:
        return credentials.caller_as_user(db, world.organization_id, world.admin.id)


def test_stampers_are_shown_and_set(inkpost: Shell, world: World, tmp_path: Path) -> None:
    anchors = write_pem(tmp_path / "anchors.pem", AUTHORITY.root.certificate)
    portal = world.organization_id
    urls = ["https://tsa.example.com/one", "own"]
    assert inkpost("stampers", portal, *urls, "--anchors", anchors) == {"stampers": urls}
    assert "is no timestamp authority" in inkpost.refused("stampers", portal, "tsa.example.com")
    assert inkpost("stampers", portal, "--default") == {"stampers": []}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """Commands on a folder of their own, without a server; its database runs on between them."""
    database = Embedded(tmp_path_factory.mktemp("alone") / "postgres")
    database.start()
    yield authority(database.folder.parent)
    database.release()


def test_the_master_key_is_changed_moved_and_lost(alone: Shell) -> None:
    root = alone.run("root").stdout
    assert x509.load_pem_x509_certificate(root.encode())
    key = alone.data / "master.key"
    first = key.read_text()
    assert alone("rekey") == {"rekeyed": True, "master_key": "the data folder's master.key"}
    assert key.read_text() != first
    assert alone.run("root").stdout == root
    assert "nothing is lost" in alone.refused("begin-again", "--yes")

    new = "n" * 40
    moving = authority(alone.data, {"INKPOST_NEW_MASTER_KEY": new})
    assert "belong together" in moving.refused("rekey", status=2)
    done = moving.run("rekey", "--to-environment")
    assert "INKPOST_MASTER_KEY" in done.stdout
    assert new not in done.stdout + done.stderr
    assert not key.exists()
    assert "master.key is missing" in alone.refused("show")
    there = authority(alone.data, {"INKPOST_MASTER_KEY": new})
    assert there.run("root").stdout == root
    assert "give the new one in INKPOST_NEW_MASTER_KEY" in there.refused("rekey", status=2)

    assert alone.run("begin-again", typed="n\n").returncode == 1
    assert alone("begin-again", "--yes")["lost_keys"] >= 2
    roots = x509.load_pem_x509_certificates(alone.run("root").stdout.encode())
    assert len(roots) == 2
    assert roots[1] == x509.load_pem_x509_certificate(root.encode())
    assert key.exists()
