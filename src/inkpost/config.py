"""Settings: read once from the environment and the command line, then passed along as one value."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

DEFAULT_LISTEN = "127.0.0.1:8090"
MAIL_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
"""How a mail server may be spoken to, and the port where none is named."""
Network = IPv4Network | IPv6Network


class SettingFault(Exception):
    """A setting is unusable; the text names it, its fault and what is valid."""


class Limits(StrEnum):
    """How many requests a client may make: the vendor's tariffs, or no limit at all."""

    OFF = "off"
    STANDARD = "standard"
    ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True)
class Rate:
    """Calls a minute: from one address, and from all together. 0 is as many as come."""

    one: int
    whole: int


STAMP_RATE, OCSP_RATE, CRL_RATE = Rate(60, 600), Rate(300, 6000), Rate(120, 3000)
CHECK_RATE, CODE_RATE = Rate(30, 120), Rate(60, 1200)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. Durations are seconds, sizes bytes."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8090
    public_url: str = ""
    database_url: str = ""
    tls: bool = False
    secret_key: bytes = field(default=b"", repr=False)
    master_key: str = field(default="", repr=False)
    trusted_proxies: tuple[Network, ...] = ()
    allowed_networks: tuple[Network, ...] = ()
    limits: Limits = Limits.OFF
    operating_limit: float = 480.0
    convert_slots: int = 1
    threads: int = 16
    max_body: int = 64 * 1024 * 1024
    link_lifetime: int = 3600
    heartbeat: float = 2.0
    files_grace: int = 86400
    mail_server: str = field(default="", repr=False)
    mail_from: str = "inkpost@localhost"
    timestamp_authorities: tuple[str, ...] = ()
    timestamp_anchors: str = field(default="", repr=False)
    timestamp_seconds: float = 10.0
    exchange_roots: str = field(default="", repr=False)
    operator_name: str = "Inkpost"
    operator_inn: str = "0100000000"
    stamp_rate: Rate = STAMP_RATE
    status_rate: Rate = OCSP_RATE
    list_rate: Rate = CRL_RATE
    check_rate: Rate = CHECK_RATE
    code_rate: Rate = CODE_RATE
    evidence_after: int = 3600
    remind_after: int = 3 * 86400
    renew_days: int = 90
    algorithm_ends: Mapping[str, datetime] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def base_url(self) -> str:
        """The only source of absolute links: the public address, or the listener."""
        if self.public_url:
            return self.public_url
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the listener."""
        return _is_loopback(self.host)


@cache
def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def split_listen(value: str) -> tuple[str, int]:
    """Take ``HOST:PORT`` apart (``[::1]:8090`` for IPv6)."""
    host, separator, port = value.rpartition(":")
    if not separator or not port.isdigit() or int(port) > 65535:
        raise SettingFault(f"--listen is {value!r}: it takes HOST:PORT, for example {DEFAULT_LISTEN}")
    return host.strip("[]") or "127.0.0.1", int(port)


def from_environment(
    data: Path | None = None,
    listen: str | None = None,
    *,
    tls: bool = False,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Read every ``INKPOST_…`` variable; the command line's arguments win over them."""
    env = os.environ if environ is None else environ
    folder = (data or Path(env.get("INKPOST_DATA", "data"))).expanduser().resolve()
    host, port = split_listen(listen or env.get("INKPOST_LISTEN", DEFAULT_LISTEN))
    return Settings(
        data=folder,
        host=host,
        port=port,
        public_url=_public_url(env.get("INKPOST_PUBLIC_URL", "")),
        database_url=env.get("INKPOST_DATABASE_URL", ""),
        tls=tls,
        secret_key=_secret_key(folder, env.get("INKPOST_SECRET_KEY", "")),
        master_key=_master_key(env.get("INKPOST_MASTER_KEY", "")),
        trusted_proxies=_networks(env, "INKPOST_TRUSTED_PROXIES"),
        allowed_networks=_networks(env, "INKPOST_ALLOWED_NETWORKS"),
        limits=_limits(env.get("INKPOST_LIMITS", "off")),
        operating_limit=_seconds(env, "INKPOST_OPERATING_LIMIT", 480.0),
        convert_slots=_number(env, "INKPOST_CONVERT_SLOTS", 1, 1, 64),
        threads=_number(env, "INKPOST_THREADS", 16, 1, 256),
        max_body=_number(env, "INKPOST_MAX_BODY", 64 * 1024 * 1024, 1024, 2**31),
        timestamp_authorities=_stampers(env.get("INKPOST_TIMESTAMP_AUTHORITIES", "")),
        timestamp_anchors=_anchors(env.get("INKPOST_TIMESTAMP_ANCHORS", "")),
        timestamp_seconds=_seconds(env, "INKPOST_TIMESTAMP_SECONDS", 10.0),
        exchange_roots=_anchors(env.get("INKPOST_EXCHANGE_ROOTS", ""), "INKPOST_EXCHANGE_ROOTS"),
        operator_name=_operator_name(env.get("INKPOST_OPERATOR_NAME", "Inkpost")),
        operator_inn=_operator_inn(env.get("INKPOST_OPERATOR_INN", "0100000000")),
        stamp_rate=_rate(env, "INKPOST_STAMP_RATE", STAMP_RATE),
        status_rate=_rate(env, "INKPOST_OCSP_RATE", OCSP_RATE),
        list_rate=_rate(env, "INKPOST_CRL_RATE", CRL_RATE),
        check_rate=_rate(env, "INKPOST_CHECK_RATE", CHECK_RATE),
        code_rate=_rate(env, "INKPOST_CODE_RATE", CODE_RATE),
        evidence_after=_number(env, "INKPOST_EVIDENCE_AFTER", 3600, 0, 30 * 86400),
        remind_after=_number(env, "INKPOST_REMIND_AFTER", 3 * 86400, 0, 365 * 86400),
        renew_days=_number(env, "INKPOST_RENEW_DAYS", 90, 1, 3650),
        algorithm_ends=_algorithm_ends(env.get("INKPOST_ALGORITHM_ENDS", "")),
        link_lifetime=_number(env, "INKPOST_LINK_LIFETIME", 3600, 1, 30 * 86400),
        files_grace=_number(env, "INKPOST_FILES_GRACE", 86400, 600, 3650 * 86400),
        mail_server=_mail_server(env.get("INKPOST_MAIL_SERVER", "")),
        mail_from=_sender(env.get("INKPOST_MAIL_FROM", "inkpost@localhost")),
    )


def _operator_name(value: str) -> str:
    if not 1 <= len(value) <= 1000 or not value.isprintable():
        raise SettingFault("INKPOST_OPERATOR_NAME takes the name of a company, 1 to 1000 characters")
    return value


def _operator_inn(value: str) -> str:
    if not (value.isascii() and value.isdigit() and len(value) == 10) or value.startswith("00"):
        raise SettingFault(f"INKPOST_OPERATOR_INN is {value!r}: it takes the INN of a company, 10 digits")
    return value


def _public_url(value: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain:
        raise SettingFault(
            f"INKPOST_PUBLIC_URL is {value!r}: it takes an address such as https://documents.example.com"
        )
    return value.rstrip("/")


def _mail_server(value: str) -> str:
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        good = parts.scheme in MAIL_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:  # not repeated: it may hold a password
        raise SettingFault(
            "INKPOST_MAIL_SERVER takes an address such as smtp://user:password@mail.example.com:587; "
            f"valid schemes are {', '.join(MAIL_PORTS)}"
        )
    return value


def _sender(value: str) -> str:
    name, _, host = value.rpartition("@")
    if not name or not host or any(character.isspace() and character != " " for character in value):
        raise SettingFault(f"INKPOST_MAIL_FROM is {value!r}: it takes an address such as signing@example.com")
    return value


def _limits(value: str) -> Limits:
    try:
        return Limits(value.lower())
    except ValueError:
        names = ", ".join(Limits)
        raise SettingFault(f"INKPOST_LIMITS is {value!r}: valid values are {names}") from None


def _networks(env: Mapping[str, str], name: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in env.get(name, "").split(",") if part.strip())
    except ValueError as fault:
        raise SettingFault(f"{name}: {fault}; it takes networks such as 10.0.0.0/8, separated by commas") from None


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isdigit() or not low <= int(text) <= high:
        raise SettingFault(f"{name} is {text!r}: it takes a number from {low} to {high}")
    return int(text)


def _seconds(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name, "").strip()
    if not text:
        return default
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 86400:
        raise SettingFault(f"{name} is {text!r}: it takes seconds from 0 to 86400")
    return found


def _rate(env: Mapping[str, str], name: str, default: Rate) -> Rate:
    text = env.get(name, "").strip()
    if not text:
        return default
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and int(part) <= 10**6 for part in parts):
        raise SettingFault(
            f"{name} is {text!r}: it takes the calls a minute of one address and of all, such as "
            f"{default.one},{default.whole}; 0 is as many as come, 1000000 the most"
        )
    return Rate(int(parts[0]), int(parts[1]))


def _secret_key(folder: Path, given: str) -> bytes:
    """The key that signs links: from the environment, else made once in the data folder, readable by its owner."""
    if given:
        if len(given) < 32:
            raise SettingFault("INKPOST_SECRET_KEY is too short: it takes at least 32 characters")
        return given.encode()
    try:
        return _kept_key(folder)
    except OSError as fault:
        raise SettingFault(f"the data folder {folder} cannot be used: {fault.strerror}") from None


def _master_key(given: str) -> str:
    """The key that the authority's keys are encrypted with; without it the data folder has one (``master.key``)."""
    if given and len(given) < 32:
        raise SettingFault("INKPOST_MASTER_KEY is too short: it takes at least 32 characters")
    return given


def _stampers(value: str) -> tuple[str, ...]:
    """Timestamp authorities in turn: addresses, and the word ``own`` for the built-in one."""
    found = tuple(part.strip() for part in value.split(",") if part.strip())
    for part in found:
        if part != "own" and (urlsplit(part).scheme not in {"http", "https"} or not urlsplit(part).hostname):
            raise SettingFault(
                f"INKPOST_TIMESTAMP_AUTHORITIES holds {part!r}: it takes addresses such as https://tsa.example.com "
                "and the word own, separated by commas"
            )
    return found


def _anchors(value: str, name: str = "INKPOST_TIMESTAMP_ANCHORS") -> str:
    """The certificates (PEM) in a file."""
    if not value:
        return ""
    try:
        text = Path(value).read_text()
    except (OSError, UnicodeError) as fault:
        raise SettingFault(f"{name}: {value} cannot be read: {fault}") from None
    if "-----BEGIN CERTIFICATE-----" not in text:
        raise SettingFault(f"{name}: {value} holds no certificate (PEM)")
    return text


def _algorithm_ends(value: str) -> Mapping[str, datetime]:
    """Until when algorithms are trusted: names as ``sha256``, ``rsa-2048``, ``ec-256``, each with a day."""
    found = {}
    for part in filter(None, (each.strip() for each in value.split(","))):
        name, _, day = part.partition("=")
        try:
            found[name.strip().lower()] = datetime.fromisoformat(day.strip()).replace(tzinfo=UTC)
        except ValueError:
            name = ""
        if not re.fullmatch(r"[A-Za-z0-9_]+(-[0-9]+)?", name.strip()):
            raise SettingFault(
                f"INKPOST_ALGORITHM_ENDS holds {part!r}: it takes algorithms and days such as rsa-2048=2030-12-31, "
                "separated by commas"
            )
    return found


def _kept_key(folder: Path) -> bytes:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "secret.key"
    draft = folder / f"secret.{secrets.token_hex(6)}.tmp"
    if not path.exists():
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(32).encode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # the first of several starters wins; the others read its key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
