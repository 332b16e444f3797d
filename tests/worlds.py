"""A small world on a running server: every test gets an organisation of its own, so none disturbs another."""

from __future__ import annotations

import base64
import functools
import io
import secrets
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from inkpost import config
from inkpost.composition import make_services, prepare
from inkpost.model.numbering import Numerator
from inkpost.model.numbering import Sequence as Counting
from inkpost.model.secrets import hash_password
from inkpost.operations import administration
from inkpost.operations.administration import NewApplication, TokenPair
from inkpost.operations.kit import Services
from inkpost.store import numbering, people, roles
from support import Rest, Served, wait_for

SCOPES = ["documentgenerator", "crm", "user", "user_basic", "user_brief", "department", "disk", "sign.b2e"]
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>"""
_BODY = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}<w:sectPr>
<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="708"
w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>"""


def docx(*paragraphs: str) -> bytes:
    """The smallest DOCX with these paragraphs; text in braces is a placeholder."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    packed = io.BytesIO()
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": _BODY.format(body)}
    with zipfile.ZipFile(packed, "w") as package:
        for name, text in parts.items():
            # By a ZipInfo of its own no part tells the time: the same words are the same bytes.
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def docx_text(content: bytes) -> str:
    """The text of a DOCX's body, a line a paragraph."""
    from lxml import etree

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{word}t")) for p in root.iter(f"{word}p"))


def pdf_text(content: bytes) -> str:
    """The text of a PDF, all pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def b64(content: bytes) -> str:
    """Base64 as text."""
    return base64.b64encode(content).decode()


@dataclass
class Person:
    """A user with a way to call."""

    id: int
    login: str
    password: str
    rest: Rest
    secret: str


PASSWORD = secrets.token_hex(8)
"""Everybody's: to hash one takes longer than many a test."""


@functools.cache
def _password_hash() -> str:
    return hash_password(PASSWORD)


@dataclass
class World:
    """One organisation, its administrator, and the means to make more."""

    served: Served
    services: Services
    organization_id: int
    admin: Person = field(init=False)

    def __post_init__(self) -> None:
        self.admin = self.person(admin=True)

    @property
    def rest(self) -> Rest:
        """The administrator's calls."""
        return self.admin.rest

    def person(
        self, *, admin: bool = False, departments: Sequence[int] = (), scopes: Sequence[str] = SCOPES, **more: Any
    ) -> Person:
        """A new user of the organisation with a webhook; without ``admin`` one that has no role at all."""
        login = f"user-{secrets.token_hex(6)}@example.test"
        more = {"name": "Anna", "last_name": "Schmidt", "email": login, **more}
        number = administration.add_user(
            self.services,
            self.organization_id,
            login,
            admin=admin,
            departments=departments,
            **more,
        )
        with self.services.engine.begin() as db:
            people.set_user(db, number, password_hash=_password_hash())
        secret = self.webhook(number, scopes)
        return Person(number, login, PASSWORD, Rest(self.webhook_url(number, secret)), secret)

    def webhook(self, user_id: int, scopes: Sequence[str] = SCOPES) -> str:
        """The secret of a new webhook."""
        return administration.add_webhook(self.services, self.organization_id, user_id, scopes=scopes)

    def webhook_url(self, user_id: int, secret: str) -> str:
        """The address that a webhook is called at."""
        return f"{self.served.base_url}/rest/{user_id}/{secret}/"

    def application(self, **more: Any) -> NewApplication:
        """A new application with every scope."""
        given = {"scopes": SCOPES, "redirect_urls": ["https://app.example.test/back"], **more}
        return administration.add_application(self.services, self.organization_id, "Test", **given)

    def token(self, application: NewApplication, user_id: int | None = None) -> TokenPair:
        """Tokens for a user (default: the administrator)."""
        return administration.issue_token(self.services, application.id, user_id or self.admin.id)

    def role(self, person: Person, **permissions: str) -> None:
        """Give a user a role of its own: ``role(p, documents_view="X", templates_modify="A")``."""
        found: dict[str, dict[str, str]] = {}
        for name, level in permissions.items():
            area, action = name.split("_")
            found.setdefault(area, {})[action] = level
        with self.services.engine.begin() as db:
            roles.grant(db, self.organization_id, f"U{person.id}", found)

    def numerator(self, template: str = "{NUMBER}", counting: Counting | None = None) -> int:
        """A new numerator."""
        new = Numerator(0, self.organization_id, "Numbers", template, None, counting or Counting())
        with self.services.engine.begin() as db:
            return numbering.add(db, new).id

    def template(self, content: bytes, *, rest: Rest | None = None, **fields: Any) -> int:
        """Upload a template that everybody may use."""
        given = {"name": "Contract", "region": "de", "users": ["UA"], "file": ["contract.docx", b64(content)], **fields}
        given.setdefault("numeratorId", self.numerator())
        return int((rest or self.rest)("documentgenerator.template.add", fields=given)["template"]["id"])

    def document(self, template_id: int, *, rest: Rest | None = None, **params: Any) -> dict[str, Any]:
        """Make a document."""
        given = {"templateId": template_id, "value": "DEAL_1", **params}
        made: dict[str, Any] = (rest or self.rest)("documentgenerator.document.add", **given)["document"]
        return made

    def converted(self, document_id: int | str, *, seconds: float = 240) -> dict[str, Any]:
        """The document once its PDF and its picture are there."""

        def look() -> dict[str, Any] | None:
            found: dict[str, Any] = self.rest("documentgenerator.document.get", id=document_id)["document"]
            assert not found["isTransformationError"], found
            return found if "pdfUrl" in found and "imageUrl" in found else None

        found = wait_for(look, seconds=seconds, what=f"the conversion of document {document_id}")
        assert found is not None
        return found


def services_of(served: Served) -> Services:
    """Services of the test's own on the server's database and files."""
    environ = {**served.environment}
    listen = served.base_url.rpartition("//")[2]
    return make_services(prepare(config.from_environment(served.data, listen, environ=environ)))


def new_world(served: Served, services: Services, **organization: Any) -> World:
    """A fresh organisation."""
    given = {"timezone": "Europe/Berlin", **organization}
    number = administration.add_organization(services, f"Acme {secrets.token_hex(4)}", **given)
    return World(served, services, number)
