"""Fetching pictures: what a hostile or broken server may try, against a real one on this machine."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import pytest

from inkpost.errors import InkpostError, Reason
from inkpost.store import remote
from inkpost.store.guard import shown
from inkpost.store.remote import Fetcher
from inkpost.tls import self_signed
from store.sites import Site, picture
from store.sites import site as opened

HERE = (ip_network("127.0.0.0/8"),)
PNG = picture()


@pytest.fixture
def site() -> Iterator[Site]:
    with opened() as made:
        yield made


@pytest.fixture
def fetcher() -> Fetcher:
    """One for which this machine is no secret."""
    return Fetcher(HERE, max_bytes=100_000, seconds=5)


def refused(fetcher: Fetcher, url: str) -> str:
    """What is said of an address that must be refused."""
    with pytest.raises(InkpostError) as caught:
        fetcher.picture(url, subject="Logo")
    assert caught.value.reason is Reason.PARAMETER_INVALID
    assert caught.value.subject == "Logo"
    return caught.value.message


def test_a_picture_comes(site: Site, fetcher: Fetcher) -> None:
    assert fetcher.picture(site.plain("/a.png", PNG)) == PNG


def test_it_asks_plainly(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials, no cookies, no compression, and no proxy of the environment."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fetcher.picture(site.plain("/a.png", PNG, more=("Set-Cookie: id=1",)) + "?size=2&name=%D0%B0")
    fetcher.picture(site.url("/a.png"))
    lines = site.asked[0].decode().split("\r\n")
    assert lines[0] == "GET /a.png?size=2&name=%D0%B0 HTTP/1.1"
    assert sorted(line for line in lines[1:] if line) == [
        "Accept-Encoding: identity",
        "Accept: image/*",
        f"Host: 127.0.0.1:{site.port}",
        "User-Agent: Inkpost",
    ]
    assert b"ookie" not in site.asked[1]


def test_this_machine_is_nobodys_business(site: Site) -> None:
    site.plain("/a.png", PNG)
    strict = Fetcher()
    for host in (
        *("127.0.0.1", "localhost", "0.0.0.0", "0", "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "[64:ff9b::7f00:1]", "127.0.0.1.", "①②⑦.0.0.1"),
    ):
        said = refused(strict, site.url(host=host))
        whys = ("it is not a public address", "it could not be reached", "it is not an address")
        assert said.endswith(whys), (host, said)
    assert site.asked == []


@pytest.mark.parametrize("host", ["169.254.169.254", "10.0.0.1", "192.168.1.1", "100.64.0.1", "[fd00::1]", "[fe80::1]"])
def test_inner_networks_are_refused_without_a_packet(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("it connected")

    monkeypatch.setattr(socket, "create_connection", connect)
    assert "it is not a public address" in refused(Fetcher(), f"http://{host}/latest/meta-data/a.png")


@pytest.mark.parametrize("url", ["http://a@127.0.0.1/", "http://example.com:pw@127.0.0.1/", "http://user:pw@host/a"])
def test_user_names_are_refused_and_not_repeated(url: str, fetcher: Fetcher) -> None:
    said = refused(fetcher, url)
    assert said.endswith("it takes an address without a user name or password")
    assert "pw" not in said


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://127.0.0.1/a.png", "gopher://127.0.0.1:70/1", "data:image/png;base64,AA=="),
        *("//127.0.0.1/a.png", "/etc/passwd", "http://", "http:///a.png", "javascript:alert(1)", "", "http:a"),
    ],
)
def test_only_http_addresses(url: str, fetcher: Fetcher) -> None:
    assert "it takes an http or https address" in refused(fetcher, url)


@pytest.mark.parametrize("url", ["http://[::1", "http://a:b:c/", "http://h:99999/", "http://a\r\nX: y/", "http://a b/"])
def test_what_is_no_address(url: str, fetcher: Fetcher) -> None:
    said = refused(fetcher, url)
    assert "it is not an address" in said or "could not be reached" in said


@pytest.mark.parametrize("port", [22, 25, 110, 143, 587, 993])
def test_ports_of_other_services_are_refused(port: int, fetcher: Fetcher) -> None:
    assert f"port {port} is not for the web; valid ports are 80, 443 and those from 1024" in refused(
        fetcher, f"http://127.0.0.1:{port}/a.png"
    )


def test_a_name_in_letters_of_its_own_is_understood(
    fetcher: Fetcher, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = resolving(monkeypatch, {"xn--80a1acny.xn--p1ai": ["127.0.0.1"]})
    site.plain("/%D0%BF%D0%B5%D1%87%D0%B0%D1%82%D1%8C.png", PNG)
    assert fetcher.picture(site.url("/печать.png", host="почта.рф")) == PNG
    assert names == ["xn--80a1acny.xn--p1ai"]


def resolving(patch: pytest.MonkeyPatch, answers: dict[str, list[str]]) -> list[str]:
    """Answer names so; the list of what was asked."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[object]:
        if host.replace(".", "").isdigit() or ":" in host:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answers[host]]

    patch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_every_address_of_a_name_must_be_open(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, {"two.test": ["127.0.0.1", "10.0.0.1"]})
    assert "it is not a public address" in refused(fetcher, site.url(host="two.test"))
    assert site.asked == []


def test_a_name_is_asked_once_and_its_checked_address_used(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second answer that names an inner address (rebinding) never comes to be asked for."""
    answers = {"rebinds.test": ["127.0.0.1"]}
    asked = resolving(monkeypatch, answers)
    site.plain("/a.png", PNG)
    assert fetcher.picture(site.url(host="rebinds.test")) == PNG
    assert asked == ["rebinds.test"]
    answers["rebinds.test"] = ["169.254.169.254"]
    assert "it is not a public address" in refused(fetcher, site.url(host="rebinds.test"))


def test_the_next_address_is_tried_when_the_first_is_down(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, {"two.test": ["127.0.0.2", "127.0.0.1"]})  # nobody listens on the first
    site.plain("/a.png", PNG)
    assert fetcher.picture(site.url(host="two.test")) == PNG


def test_a_name_nobody_knows(fetcher: Fetcher) -> None:
    assert "could not be reached" in refused(fetcher, "http://nobody.invalid/a.png")


def test_a_resolver_that_does_not_answer_costs_no_more_than_the_time_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with opened() as site:  # its end is awaited where the resolver would answer
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [site.closing.wait(30)][:0])
        started = time.monotonic()
        assert "did not answer within 0.3 seconds" in refused(Fetcher(seconds=0.3), "http://slow.test/a.png")
        assert time.monotonic() - started < 15


def test_redirects_are_followed(site: Site, fetcher: Fetcher) -> None:
    site.plain("/a.png", PNG)
    site.redirect("/2", "/a.png", 308)
    site.redirect("/1", site.url("/2"), 301)
    assert fetcher.picture(site.redirect("/0", "1", 303)) == PNG


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("file:///etc/passwd", "it takes an http or https address"),
        ("ftp://127.0.0.1/a.png", "it takes an http or https address"),
        ("http://10.0.0.1/a.png", "it is not a public address"),
        ("//169.254.169.254/a.png", "it is not a public address"),
        ("http://[::1]/a.png", "it is not a public address"),
        ("http://user:pw@127.0.0.1/", "it takes an address without a user name or password"),
        ("http://127.0.0.1:25/", "port 25 is not for the web"),
    ],
)
def test_redirects_lead_nowhere_else(site: Site, fetcher: Fetcher, to: str, said: str) -> None:
    assert said in refused(fetcher, site.redirect("/0", to))


def test_redirects_end(site: Site, fetcher: Fetcher) -> None:
    assert "it redirects more than 3 times" in refused(fetcher, site.redirect("/0", "/0"))
    assert len(site.asked) == 4


def test_the_type_must_be_a_pictures(site: Site, fetcher: Fetcher) -> None:
    for kind in ("text/html", "image/svg+xml", "application/octet-stream", "image/png2"):
        said = refused(fetcher, site.plain("/a.png", PNG, kind=kind))
        assert f"its type is {kind}; valid types are image/bmp" in said
    assert fetcher.picture(site.plain("/a.png", PNG, kind="IMAGE/PNG; charset=x")) == PNG


@pytest.mark.parametrize("status", ["404 Not Found", "500 Oops", "204 Nothing", "304 Same", "302 Nowhere"])
def test_another_status(site: Site, fetcher: Fetcher, status: str) -> None:
    assert f"it answered with status {status[:3]}" in refused(fetcher, site.plain("/a.png", PNG, status=status))


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"


def test_too_large_by_its_own_word(site: Site, fetcher: Fetcher) -> None:
    """It is refused at its word, before it is sent."""

    def answer(stream: socket.socket) -> None:
        stream.sendall(HEAD + b"Content-Length: 100001\r\n\r\n")
        site.closing.wait(20)

    started = time.monotonic()
    assert "it is larger than 100000 bytes" in refused(fetcher, site.answer("/a.png", answer))
    assert time.monotonic() - started < 15


def test_a_body_without_end(site: Site, fetcher: Fetcher) -> None:
    def answer(stream: socket.socket) -> None:
        stream.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        while not site.closing.is_set():
            stream.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")

    assert "it is larger than 100000 bytes" in refused(fetcher, site.answer("/a.png", answer))


def test_a_body_longer_than_its_word_is_cut_there(site: Site, fetcher: Fetcher) -> None:
    head = HEAD + f"Content-Length: {len(PNG)}\r\n\r\n".encode()
    url = site.answer("/a.png", lambda stream: stream.sendall(head + PNG + b"x" * 500_000))
    assert fetcher.picture(url) == PNG


def test_a_body_shorter_than_its_word(site: Site, fetcher: Fetcher) -> None:
    url = site.answer("/a.png", lambda stream: stream.sendall(HEAD + b"Content-Length: 9000\r\n\r\nshort"))
    assert "could not be reached" in refused(fetcher, url)


@pytest.mark.parametrize("start", [b"", HEAD, HEAD + b"Content-Length: 5000\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_a_drip_buys_no_time(site: Site, start: bytes) -> None:
    """A byte now and then, in the status, the headers or the body: the fetch ends when its time has come."""

    def answer(stream: socket.socket) -> None:
        stream.sendall(start)
        while not site.closing.wait(0.1):
            stream.sendall(start if b"100 Continue" in start else b"H")

    started = time.monotonic()
    said = refused(Fetcher(HERE, seconds=1), site.answer("/a.png", answer))
    assert "it did not answer within 1 seconds" in said
    assert time.monotonic() - started < 15


def test_headers_without_end(site: Site, fetcher: Fetcher) -> None:
    def answer(stream: socket.socket) -> None:
        stream.sendall(b"HTTP/1.1 200 OK\r\n")
        while not site.closing.is_set():
            stream.sendall(b"X-Filler: " + b"x" * 8000 + b"\r\n")

    assert "could not be reached" in refused(fetcher, site.answer("/a.png", answer))


def test_compression_nobody_asked_for(site: Site, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"\0" * 10_000_000)
    said = refused(fetcher, site.plain("/a.png", bomb, more=("Content-Encoding: gzip",)))
    assert "it is compressed on its way" in said


def test_what_is_no_http(site: Site, fetcher: Fetcher) -> None:
    url = site.answer("/a.png", lambda stream: stream.sendall(b"220 mail.example.test ESMTP\r\n"))
    assert "could not be reached" in refused(fetcher, url)


def test_https_is_verified(tmp_path: Path) -> None:
    """A certificate that nobody vouches for is refused; one of a known authority is taken."""
    certificate, key = self_signed(tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    with opened() as site:
        plain = site._serve

        def serve(stream: socket.socket) -> None:
            try:
                plain(server.wrap_socket(stream, server_side=True))
            except OSError:
                stream.close()

        site._serve = serve  # type: ignore[method-assign]
        url = site.plain("/a.png", PNG).replace("http:", "https:")
        assert "could not be reached" in refused(Fetcher(HERE), url)
        known = ssl.create_default_context(cafile=str(tmp_path / "tls" / "ca.pem"))
        assert Fetcher(HERE, tls=known).picture(url) == PNG


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://h.test:8443/a/logo.png", "https://h.test:8443/a/logo.png"),
        ("http://[::1]/latest/meta-data/", "http://[::1]/latest/meta-data/"),
        ("https://h.test/rest/1/x7k2m9p4q8r1t5v3/logo.png?token=t0k3n#x", "https://h.test/rest/1/…/logo.png"),
        ("https://user:pw@h.test/logo.png", "https://h.test/logo.png"),
        ("https://user:pw@h.test?token=x", "https://h.test"),
        ("https://h.test/" + "a" * 5000, "https://h.test/" + "a" * 184 + "…"),
        ("nonsense", "nonsense"),
    ],
)
def test_an_address_is_shown_without_what_may_be_secret(address: str, told: str) -> None:
    assert shown(address) == told


def test_the_limits_are_those_of_the_house() -> None:
    fetcher = Fetcher()
    assert (fetcher.max_bytes, fetcher.seconds, fetcher.redirects) == (10 * 1024 * 1024, 10.0, 3)
    assert {f"image/{kind}" for kind in ("png", "jpeg", "gif", "bmp", "webp", "tiff")} == remote.IMAGE_TYPES
