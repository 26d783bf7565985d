"""What the table of a REST source may say."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from connectors.web.addresses import may_be_asked
from connectors.web.origin import split_url
from screenpop.ports.kinds import SourceSettings, Table

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}")
_OURS = {"accept-encoding", "connection", "content-length", "content-type", "expect", "host", "te", "upgrade"}
_SECRET_WORDS = ("auth", "cookie", "key", "passw", "secret", "token")


class PagingTable(Table):
    """How one page of rows leads to the next.

    `by`: "link" (the header Link, rel="next"), "next" (the JSON path `next` leads to the next address), "cursor"
    (it leads to what `parameter` is set to), "page" and "offset" (`parameter` counts pages from `first`, or rows).
    `more`: a JSON path to yes or no. `size`: how many rows a full page has; a page of fewer is the last one.
    """

    by: Literal["link", "next", "cursor", "page", "offset"]
    next: str = ""
    parameter: str = Field(default="", pattern=r"^[A-Za-z0-9_.$\[\]-]{0,80}$")
    first: int = Field(default=1, ge=0, le=1)
    more: str = ""
    size: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _is_complete(self) -> "PagingTable":
        if self.by in {"next", "cursor"} and not self.next:
            raise ValueError(f'by = "{self.by}" needs next, a JSON path like "$.paging.next"')
        if self.by in {"cursor", "page", "offset"} and not self.parameter:
            raise ValueError(f'by = "{self.by}" needs parameter, the name of what is set in the query')
        return self


class RestSettings(SourceSettings):
    """A web service that answers in JSON. Its password is the source's secret, whatever `auth` makes of it.

    `url` is what all questions' paths begin with. `auth`: how the secret is sent: as a bearer token, as the password
    of `username`, as the header `header`, or to `token_url` for a token (OAuth2's client credentials).
    `probe` is a target that any login may ask, for `screenpop check`. `pages`: at most so many pages make an answer.
    """

    url: str
    headers: Mapping[str, str] = Field(default_factory=dict, max_length=20)
    auth: Literal["none", "bearer", "basic", "header", "oauth2"] = "none"
    username: str = ""
    header: str = ""
    token_url: str = ""
    client_id: str = ""
    scope: str = ""
    client_in: Literal["header", "body"] = "header"
    paging: PagingTable | None = None
    pages: int = Field(default=50, ge=1, le=10_000)
    megabytes: int = Field(default=16, ge=1, le=1000)
    ca_file: Path | None = None
    proxy: str = ""
    probe: str = Field(default="", pattern=r"^(/.*)?$")

    @field_validator("url", "token_url", "proxy")
    @classmethod
    def _is_a_server(cls, url: str) -> str:
        if url:
            origin, target = split_url(url)
            if "?" in target:
                raise ValueError("it ends before the question mark; a question has its own query")
            if not _may_be_asked(origin.host):
                raise ValueError(f"{origin.host} is an address where no server of a company is")
        return url

    @field_validator("headers")
    @classmethod
    def _are_open(cls, headers: Mapping[str, str]) -> Mapping[str, str]:
        for name, value in headers.items():
            if not _HEADER.fullmatch(name) or name.lower() in _OURS:
                raise ValueError(f"{name!r} is no header that the settings may set")
            if any(word in name.lower() for word in _SECRET_WORDS):
                raise ValueError(
                    f'{name} looks like a secret, which does not belong into the file: say auth = "header" and '
                    f'header = "{name}", and store it with “screenpop secret set”'
                )
            if not (value.isascii() and value.isprintable()):
                raise ValueError(f"{name} holds a character that no header has")
        return headers

    @field_validator("header")
    @classmethod
    def _is_a_header(cls, header: str) -> str:
        if header and (not _HEADER.fullmatch(header) or header.lower() in _OURS):
            raise ValueError("it is no header that a secret can be sent in")
        return header

    @model_validator(mode="after")
    def _is_complete(self) -> "RestSettings":
        if not self.url:
            raise ValueError('url is missing; it is written like "https://crm.example/api"')
        needs = {"basic": ("username",), "header": ("header",), "oauth2": ("token_url", "client_id")}
        for key in needs.get(self.auth, ()):
            if not getattr(self, key):
                raise ValueError(f'auth = "{self.auth}" needs {key}')
        if ":" in self.username:
            raise ValueError("username holds a colon, which no login of this kind has")
        return self


def _may_be_asked(host: str) -> bool:
    try:
        return may_be_asked(host)
    except ValueError:
        return True  # a name, which is looked up when it is asked
