"""Keys at rest: what opens them, and that nothing else does."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from inkpost.engines.sign.certificates import new_key
from inkpost.engines.sign.vault import (
    MasterKey,
    Vault,
    VaultDamaged,
    WrongMasterKey,
    WrongPin,
    new_master_text,
    place_of,
)

KEY = new_key()
PLACE = place_of(KEY.public_key())
VAULT = Vault.new()
PIN = "417-zoë"
SEALED_WITH_PIN = VAULT.seal_with_pin(KEY, PLACE, PIN)


def numbers(key: object) -> object:
    return key.private_numbers()  # type: ignore[attr-defined]


def test_a_key_comes_back_as_it_was() -> None:
    for key in (KEY, rsa.generate_private_key(65537, 2048)):
        place = place_of(key.public_key())
        assert numbers(VAULT.open(VAULT.seal(key, place), place)) == numbers(key)


def test_sealing_twice_never_looks_alike() -> None:
    assert VAULT.seal(KEY, PLACE) != VAULT.seal(KEY, PLACE)


def test_what_is_stored_holds_nothing_of_the_key() -> None:
    der = KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    secret = KEY.private_numbers().private_value.to_bytes(32, "big")
    for stored in (VAULT.seal(KEY, PLACE), SEALED_WITH_PIN):
        assert secret not in stored
        assert der[:20] not in stored


def test_a_sealed_key_opens_at_its_own_place_only() -> None:
    with pytest.raises(VaultDamaged):
        VAULT.open(VAULT.seal(KEY, PLACE), place_of(new_key().public_key()))


def test_a_key_behind_a_pin_is_no_key_of_the_vault_and_the_other_way_round() -> None:
    with pytest.raises(VaultDamaged):
        VAULT.open(SEALED_WITH_PIN, PLACE)
    with pytest.raises(WrongPin):
        VAULT.open_with_pin(VAULT.seal(KEY, PLACE), PLACE, PIN)


@given(at=st.integers(0, len(VAULT.seal(KEY, PLACE)) - 1), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_changed_bit_is_noticed(at: int, bit: int) -> None:
    sealed = bytearray(VAULT.seal(KEY, PLACE))
    sealed[at] ^= 1 << bit
    with pytest.raises(VaultDamaged):
        VAULT.open(bytes(sealed), PLACE)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused_in_the_declared_way(content: bytes) -> None:
    with pytest.raises(VaultDamaged):
        VAULT.open(content, PLACE)
    with pytest.raises(WrongMasterKey):
        Vault.opened(content, MasterKey.of("m" * 40))


def test_the_vault_opens_with_its_master_key_alone() -> None:
    first, second = MasterKey.of(new_master_text()), MasterKey.of(new_master_text())
    closed = VAULT.closed(first)
    assert Vault.opened(closed, first) == VAULT
    assert first.name != second.name
    with pytest.raises(WrongMasterKey):
        Vault.opened(closed, second)
    with pytest.raises(WrongMasterKey):
        Vault.opened(closed[:-1], first)


def test_another_master_key_leaves_every_sealed_key_as_it_is() -> None:
    sealed = VAULT.seal(KEY, PLACE)
    again = Vault.opened(VAULT.closed(MasterKey.of("n" * 40)), MasterKey.of("n" * 40))
    assert again.name == VAULT.name
    assert numbers(again.open(sealed, PLACE)) == numbers(KEY)
    assert numbers(again.open_with_pin(SEALED_WITH_PIN, PLACE, PIN)) == numbers(KEY)


def test_a_short_master_key_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 32"):
        MasterKey.of("x" * 31)


def test_a_pin_alone_or_the_vault_alone_does_not_open() -> None:
    with pytest.raises(WrongPin):
        VAULT.open_with_pin(SEALED_WITH_PIN, PLACE, PIN + " ")
    with pytest.raises(WrongPin):
        Vault.new().open_with_pin(SEALED_WITH_PIN, PLACE, PIN)
    with pytest.raises(WrongPin):
        VAULT.open_with_pin(None, PLACE, PIN)
    with pytest.raises(WrongPin):
        VAULT.open_with_pin(b"", PLACE, PIN)


def test_what_is_shown_of_them_tells_nothing() -> None:
    master = MasterKey.of("correct horse battery staple, and more")
    for thing, secret in ((VAULT, VAULT.key), (master, master.secret)):
        assert secret.hex() not in repr(thing)
        assert repr(secret) not in repr(thing)
        assert "horse" not in repr(thing)
