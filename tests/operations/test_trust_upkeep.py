"""What keeps the authority well: its making, the master key, renewal, stamps in turn."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from authorities import Authority
from houses import workless
from inkpost import config
from inkpost.composition import make_services, prepare
from inkpost.engines.sign import stamping
from inkpost.engines.sign.keys import TimestampFailed
from inkpost.engines.sign.vault import new_master_text
from inkpost.errors import InkpostError, Reason
from inkpost.model.trust import KeyKind, Purpose, StampAuthority
from inkpost.operations import trust, trust_authority, trust_revocation, trust_stamping, trust_upkeep
from inkpost.operations.kit import Services
from inkpost.operations.trust_keyring import Keyring
from inkpost.operations.trust_keys import company_seal, person_key, roots, stamper
from inkpost.store import master_key
from inkpost.store import trust as stored
from inkpost.store.stamp_calls import StampCalls
from stampers import StampSite, stamp_site
from trust_houses import PIN, TrustHouse, new_trust_house

DIGEST = hashlib.sha256(b"what was there").digest()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with workless(tmp_path_factory.mktemp("upkeep")) as made:
        yield made


@pytest.fixture
def house(base: Services) -> TrustHouse:
    return new_trust_house(base)


def refused(act: Callable[[], object]) -> InkpostError:
    with pytest.raises(InkpostError) as caught:
        act()
    return caught.value


def again(services: Services, **environ: str) -> Services:
    """What another process on this data folder and database would have."""
    settings = config.from_environment(services.settings.data, environ=environ)
    made = make_services(prepare(replace(settings, database_url=services.settings.database_url)))
    made.close()
    return replace(services, settings=made.settings, keyring=Keyring())


def test_the_first_start_makes_one_authority_and_the_next_ones_keep_it(base: Services) -> None:
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: again(base), range(3)))
    with base.engine.begin() as db:
        assert [len(stored.own(db, purpose)) for purpose in (Purpose.ROOT, Purpose.ISSUING)] == [1, 1]
    assert (base.settings.data / "master.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("lost", [True, False])
def test_a_lost_or_wrong_master_key_is_said_and_no_new_authority_is_made(house: TrustHouse, lost: bool) -> None:
    path = house.services.settings.data / "master.key"
    kept = path.read_text()
    try:
        path.unlink()
        if not lost:
            path.write_text(new_master_text())
        fault = refused(lambda: again(house.services))
        assert (fault.reason, fault.subject) == (Reason.UNAVAILABLE, "master_key")
        assert (f"{path} is missing" if lost else f"{path} is another key") in fault.message
        assert "Put that key back" in fault.message
        assert path.exists() is not lost
    finally:
        path.write_text(kept)
    wrong = refused(lambda: again(house.services, INKPOST_MASTER_KEY="w" * 40))
    assert "INKPOST_MASTER_KEY is another key" in wrong.message
    assert "w" * 40 not in wrong.message
    with house.bench() as bench:
        assert len(stored.own(bench.db, Purpose.ROOT)) == 1
    assert again(house.services, INKPOST_MASTER_KEY=kept)


def test_rekeying_leaves_every_key_in_use(house: TrustHouse) -> None:
    user, company = house.user(settings_modify="X"), house.company()
    with house.working(user) as work:
        trust.make_own(work, PIN)
        trust.make_seal(work, company)
    before = (house.services.settings.data / "master.key").read_text()
    trust_upkeep.rekey(house.services)
    after = (house.services.settings.data / "master.key").read_text()
    assert after != before
    for services in (house.services, again(house.services)):
        here = replace(house, services=services)
        with here.working(user) as work:
            assert person_key(work, user, PIN).sign(b"x")
            assert company_seal(work, company).sign(b"x")
    assert "is another key" in refused(lambda: again(house.services, INKPOST_MASTER_KEY=before)).message


def test_rekeying_that_dies_between_its_steps_is_ended_by_the_next_start(
    house: TrustHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = house.services.settings.data
    before = (folder / "master.key").read_text()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(master_key, "promote", die)  # the database has the new key, the folder both
        with pytest.raises(KeyboardInterrupt):
            trust_upkeep.rekey(house.services)
    assert (folder / "master.key").read_text() == before
    again(house.services)
    assert (folder / "master.key").read_text() != before
    assert not (folder / master_key.NEXT).exists()
    now = (folder / "master.key").read_text()
    with monkeypatch.context() as patch:
        patch.setattr(stored, "keep_vault", die)  # the folder has both, the database the old one
        with pytest.raises(KeyboardInterrupt):
            trust_upkeep.rekey(house.services)
    again(house.services)
    assert (folder / "master.key").read_text() == now


def test_a_master_key_goes_to_the_environment(tmp_path: Path) -> None:
    with workless(tmp_path) as services:
        new = new_master_text()
        assert refused(lambda: trust_upkeep.rekey(services, "short")).subject == "new_master_key"
        trust_upkeep.rekey(services, new)
        assert not (tmp_path / "master.key").exists()
        assert "is missing, and INKPOST_MASTER_KEY is not set" in refused(lambda: again(services)).message
        moved = again(services, INKPOST_MASTER_KEY=new)
        with moved.engine.begin() as db:
            bench = trust_authority.Bench(moved.settings, moved.keyring, db, moved.clock())
            assert trust_authority.current(bench, Purpose.ISSUING)


def test_beginning_again_takes_a_lost_key(tmp_path: Path) -> None:
    with workless(tmp_path) as services:
        house = new_trust_house(services)
        user, company = house.user(settings_modify="X"), house.company()
        with house.working(user) as work:
            made = trust.make_own(work, PIN)
            trust.make_seal(work, company)
            (old_root,) = roots(work)
        assert refused(lambda: trust_upkeep.begin_again(house.services)).reason is Reason.CONFLICT
        (tmp_path / "master.key").unlink()
        lost = replace(house.services, keyring=Keyring())
        assert trust_upkeep.begin_again(lost) >= 4
        fresh = replace(house, services=again(lost))
        with fresh.working(user) as work:
            assert len(roots(work)) == 2
            assert roots(work)[1] == old_root
            assert refused(lambda: company_seal(work, company)).subject == "seal"
            assert trust.revoke(work, made.id, "keyCompromise").key_kind is KeyKind.LOST
            trust.make_seal(work, company)
            assert company_seal(work, company).chain[-1] == roots(work)[0]
        old_key = old_root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest.hex()
        assert trust_revocation.certificate_of(fresh.services, old_key) == old_root.public_bytes(Encoding.DER)


def test_what_ends_is_renewed_in_time(house: TrustHouse) -> None:
    keeper, company = house.user(settings_modify="X"), house.company()
    with house.working(keeper) as work:
        trust.make_seal(work, company)
    trust_upkeep.keep_up(house.services)

    def state() -> dict[str, int]:
        with house.bench() as bench:
            found = {purpose.value: len(stored.own(bench.db, purpose)) for purpose in Purpose}
            seals = len(stored.of_company(bench.db, house.organization_id, company))
        return found | {"seal": seals}

    before = state()
    trust_upkeep.keep_up(house.services)
    assert state() == before
    house.pass_days(25)
    trust_upkeep.keep_up(house.services)
    assert state() == before | {"responder": before["responder"] + 2}, "one of the issuing key's, one of the root's"
    house.pass_days(2 * 365 - 25 - 59)
    trust_upkeep.keep_up(house.services)
    after = state()
    assert after["seal"] == before["seal"] + 1
    with house.working(keeper) as work:
        assert company_seal(work, company).certificate.not_valid_after_utc > house.clock.now + timedelta(days=600)
    house.pass_days(6 * 365)
    trust_upkeep.keep_up(house.services)
    assert state()["issuing"] == before["issuing"] + 1
    assert state()["seal"] == after["seal"], "a seal that has ended is nobody's to renew"


def test_a_root_is_followed_by_another_in_good_time(tmp_path: Path) -> None:
    """The next one is published a year before anything is issued under it, and the old one stays."""
    with workless(tmp_path) as base:
        house = new_trust_house(base)

        def under() -> tuple[int, int]:
            """How many roots are published, and which of them, counted from the oldest, a new seal leads to."""
            trust_upkeep.keep_up(house.services)
            found = x509.load_pem_x509_certificates(trust_revocation.roots_pem(house.services))[::-1]
            with house.bench() as bench:
                issuing = trust_authority.current(bench, Purpose.ISSUING)
                assert issuing.key.certificate.not_valid_after_utc > house.clock.now + timedelta(days=4 * 365)
            return len(found), found.index(issuing.key.chain[-1])

        assert under() == (1, 0)
        seen = []
        for _ in range(22):
            house.pass_days(365)
            seen.append(under())
        assert seen[:9] == [(1, 0)] * 8 + [(2, 0)]
        assert seen[11] == (2, 1)
        assert seen[-1][0] == 3
        with house.bench() as bench:
            assert len(stored.own(bench.db, Purpose.ISSUING)) <= 6, "renewed now and then, not every hour"


def test_stamps_have_serials_and_times_that_only_grow(house: TrustHouse) -> None:
    def stamp(_: int) -> tuple[int, datetime]:
        token = trust_stamping.own_stamp(house.services, DIGEST)
        info = cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed
        return info["serial_number"].native, info["gen_time"].native

    with ThreadPoolExecutor(4) as pool:
        found = sorted(pool.map(stamp, range(24)))  # the clock of the house stands still
    assert len({serial for serial, _ in found}) == 24
    times = [moment for _, moment in found]
    assert times == sorted(set(times))


def test_a_clock_that_was_set_back_stamps_nothing(house: TrustHouse) -> None:
    assert stamper(house.services).stamp(DIGEST)
    house.pass_days(-2 / 24 / 60)
    with pytest.raises(TimestampFailed, match="own: its clock runs behind its last stamp"):
        stamper(house.services).stamp(DIGEST)
    house.pass_days(2 / 24 / 60)
    assert stamper(house.services).stamp(DIGEST)


FOREIGN = Authority()
ANCHORS = FOREIGN.root.certificate.public_bytes(Encoding.PEM).decode()


@pytest.fixture
def site() -> Iterator[StampSite]:
    trust_stamping._failed_at.clear()
    with stamp_site(FOREIGN) as made:
        yield made


def asking(house: TrustHouse, *urls: str, anchors: str = ANCHORS) -> TrustHouse:
    """The house with these authorities, allowed to call this machine."""
    with house.working(house.user(admin=True)) as work:
        trust.set_stampers(work, [StampAuthority(url, anchors) for url in urls])
    calls = StampCalls((ip_network("127.0.0.0/8"),), seconds=5)
    return replace(house, services=replace(house.services, stamp_calls=calls))


def stamped_by(token: bytes) -> str:
    info = cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed
    return str(info["tsa"].chosen.human_friendly)


def test_an_authority_elsewhere_stamps(house: TrustHouse, site: StampSite) -> None:
    here = asking(house, site.url("/good"))
    assert "Somebody" in stamped_by(stamper(here.services, here.organization_id).stamp(DIGEST))
    assert "Inkpost" in stamped_by(stamper(here.services).stamp(DIGEST)), "the server's own setting"


def test_the_next_one_is_asked_when_one_fails_and_each_says_why(house: TrustHouse, site: StampSite) -> None:
    bad = [
        "/status",
        "/html",
        "/large",
        "/garbage",
        "/refuses",
        "/forged",
        "/stranger",
        "/replay",
        "/redirect",
        "/hangs",
    ]
    here = asking(house, *(site.url(each) for each in bad[1:]), "own")
    assert "Inkpost" in stamped_by(stamper(here.services, here.organization_id).stamp(DIGEST))
    trust_stamping._failed_at.clear()
    here = asking(house, *(site.url(each) for each in bad))
    with pytest.raises(TimestampFailed) as caught:
        stamper(here.services, here.organization_id).stamp(DIGEST)
    said = str(caught.value).split("; ")
    words = ["status 500", "text/html", "larger than", "no timestamp response", "refused: bad_alg", "forged or damaged"]
    words += ["no authority that is trusted", "another request", "status 302", "within 5 seconds"]
    assert [word in line for word, line in zip(words, said, strict=True)] == [True] * 10, said


def test_one_that_failed_is_asked_last_for_a_while(house: TrustHouse, site: StampSite) -> None:
    here = asking(house, site.url("/status"), site.url("/good"))
    made = stamper(here.services, here.organization_id)
    for _ in range(3):
        made.stamp(DIGEST)
    assert site.asked == ["/status", "/good", "/good", "/good"]


def test_private_addresses_and_other_anchors_are_refused(house: TrustHouse, site: StampSite) -> None:
    here = asking(house, site.url("/good"), anchors="")
    with pytest.raises(TimestampFailed, match="no authority that is trusted"):  # not on Mozilla's list
        stamper(here.services, here.organization_id).stamp(DIGEST)
    with pytest.raises(TimestampFailed, match="not a public address"):
        stamper(house.services, house.organization_id).stamp(DIGEST)
    with pytest.raises(stamping.StampRefused):
        stamping.check(b"", DIGEST, 1, [], house.clock.now)


def test_the_server_s_setting_names_authorities_and_anchors(house: TrustHouse, site: StampSite, tmp_path: Path) -> None:
    (tmp_path / "anchors.pem").write_text(ANCHORS)
    environ = {
        "INKPOST_TIMESTAMP_AUTHORITIES": f"{site.url('/status')}, {site.url('/good')}",
        "INKPOST_TIMESTAMP_ANCHORS": str(tmp_path / "anchors.pem"),
        "INKPOST_TIMESTAMP_SECONDS": "3",
        "INKPOST_ALLOWED_NETWORKS": "127.0.0.0/8",
    }
    settings = config.from_environment(house.services.settings.data, environ=environ)
    found = make_services(replace(settings, database_url=house.services.settings.database_url))
    try:
        assert found.stamp_calls.seconds == 3
        assert "Somebody" in stamped_by(stamper(found, house.organization_id).stamp(DIGEST))
    finally:
        found.close()
    for name, odd in (("AUTHORITIES", "tsa.example.com"), ("ANCHORS", os.devnull), ("ANCHORS", "/nowhere")):
        with pytest.raises(config.SettingFault, match=f"INKPOST_TIMESTAMP_{name}"):
            config.from_environment(tmp_path, environ={f"INKPOST_TIMESTAMP_{name}": odd})
    with pytest.raises(config.SettingFault, match="INKPOST_MASTER_KEY"):
        config.from_environment(tmp_path, environ={"INKPOST_MASTER_KEY": "short"})
