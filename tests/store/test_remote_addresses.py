"""Which addresses are nobody's business: every one that is not public, however it is written or wrapped."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.store.guard import is_open

NOT_PUBLIC = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.255.255.254"),
    *("169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1"),
    *("198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "100::1", "2001:db8::1", "2001:2::1"),
    *("2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe", "3fff::1"),
    *("fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "5f00::1", "4000::1"),
    *("2a00:1450:4001:80b:0:5efe:7f00:1", "2a00:1450:4001:80b:200:5efe:a00:1"),
]
PUBLIC = ["8.8.8.8", "93.184.216.34", "192.88.98.1", "2a00:1450:4001:80b::200e", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_open(address)


KINDS = ("is_private", "is_loopback", "is_link_local", "is_multicast", "is_reserved", "is_unspecified")


def kinds(address: IPv4Address | IPv6Address) -> set[str]:
    """What the standard library calls it that a public address is not."""
    return {kind for kind in KINDS if getattr(address, kind)}


@given(st.ip_addresses(v=4))
def test_ipv4_is_open_only_where_the_standard_library_calls_it_global(address: IPv4Address) -> None:
    if is_open(str(address)):
        assert address.is_global
        assert kinds(address) == set()


@given(st.ip_addresses(v=6))
def test_ipv6_is_open_only_where_the_standard_library_calls_it_global(address: IPv6Address) -> None:
    if is_open(str(address)) and address.ipv4_mapped is None and address not in ip_network("64:ff9b::/96"):
        assert address.is_global
        assert address in ip_network("2000::/3")
        assert kinds(address) == set()
        assert not address.is_site_local


@given(st.ip_addresses(v=4))
def test_what_carries_an_ipv4_address_is_no_more_open_than_that(address: IPv4Address) -> None:
    number = int(address)
    carriers = [
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address("64:ff9b::").__class__(int(IPv6Address("64:ff9b::")) | number),
        IPv6Address(0x2002 << 112 | number << 80 | 1),
        IPv6Address(0x20010000 << 96 | number << 64),
        IPv6Address(0x20010000 << 96 | int(IPv4Address("8.8.8.8")) << 64 | (number ^ 0xFFFFFFFF)),
        IPv6Address(int(IPv6Address("2a00:1450::")) | 0x5EFE << 32 | number),
        IPv6Address(number),
    ]
    if not is_open(str(address)):
        assert [str(each) for each in carriers if is_open(str(each))] == []


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_an_opened_network_is_open_also_as_a_mapped_address(address: IPv4Address) -> None:
    allowed = (ip_network("10.0.0.0/8"),)
    assert is_open(str(address), allowed)
    assert is_open(f"::ffff:{address}", allowed)
    assert not is_open("192.168.0.1", allowed)
    assert not is_open("fd00::1", allowed)


def test_an_opened_ipv6_network_is_open() -> None:
    assert is_open("fd00::1", (ip_network("fd00::/8"),))
    assert not is_open("fe80::1", (ip_network("fd00::/8"),))
