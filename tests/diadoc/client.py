"""A small client of the Diadoc interface, in JSON and in Protocol Buffers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
from google.protobuf.message import Message

from inkpost.faces.diadoc import proto as pb
from support import CLIENT

M = TypeVar("M", bound=Message)
JSON = "application/json"


class Refused(Exception):
    """A call was refused."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(f"{answer.status_code} {answer.text}")
        self.status = answer.status_code
        self.text = answer.text
        self.headers = answer.headers


@dataclass
class Client:
    """Calls of one program, for one user once it has signed in."""

    base_url: str
    client_id: str = ""
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def sign_in(self, login: str, password: str) -> Client:
        """Get a token by password; the client itself, to go on with."""
        body = pb.LoginPassword(Login=login, Password=password).SerializeToString()
        self.token = self.raw("POST", "/V3/Authenticate?type=password", body).text
        return self

    def raw(self, verb: str, path: str, body: bytes | None = None, **headers: str) -> httpx.Response:
        """One call as it is; Refused for any status from 300 on."""
        answer = self.send(verb, path, body, **headers)
        if answer.status_code >= 300:
            raise Refused(answer)
        return answer

    def send(self, verb: str, path: str, body: bytes | None = None, **headers: str) -> httpx.Response:
        """One call as it is, whatever comes of it."""
        given = {"authorization": self._authorization(), **self.headers}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        return CLIENT.request(verb, self.base_url + path, content=body, headers=given)

    def ask(self, kind: type[M], verb: str, path: str, body: Message | None = None, **query: Any) -> M:
        """A call in Protocol Buffers, without a Content-Type, as the vendor's programs make them."""
        answer = self.raw(verb, _with(path, query), body.SerializeToString() if body is not None else None)
        return kind.FromString(answer.content)

    def json(self, verb: str, path: str, body: Any = None, **query: Any) -> Any:
        """A call in JSON."""
        import json

        content = json.dumps(body).encode() if body is not None else None
        answer = self.raw(verb, _with(path, query), content, content_type=JSON, accept=JSON)
        return answer.json() if answer.content else None

    def _authorization(self) -> str:
        told = f"DiadocAuth ddauth_api_client_id={self.client_id}"
        return f"{told},ddauth_token={self.token}" if self.token else told


def _with(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{httpx.QueryParams(query)}" if query else path
