"""One web service at work: asks with our credentials, goes from page to page, rests when it is told to."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from time import monotonic

from connectors.sources.rest.credentials import Credentials, credentials_of
from connectors.sources.rest.paging import Page, next_target
from connectors.sources.rest.picking import picked
from connectors.sources.rest.question import RestQuestion
from connectors.sources.rest.settings import RestSettings
from connectors.sources.rest.target import NoTarget
from connectors.web.addresses import LookUp, look_up
from connectors.web.client import Reply, WebClient
from connectors.web.failures import LeftAlone, no_answer_in_time, refusal
from connectors.web.json_text import read_json, web_page
from connectors.web.origin import split_url
from connectors.web.secrets import Password
from screenpop.errors import SourceError, UnreadableAnswer
from screenpop.ports.source import Row
from screenpop.sentences import Sentence, say, say_many

_A_PAGE_OF_MANY = 60.0
_LONGEST_REST = 120
_RESTS = 5
_ACCEPT = {"accept": "application/json"}
_NOTHING = object()


class Service:
    """Asks one web service; what it raises are `SourceError`s. Safe to ask from several threads at once."""

    def __init__(
        self,
        name: str,
        settings: RestSettings,
        password: Password,
        folder: Path,
        *,
        look_up: LookUp = look_up,
    ) -> None:
        self._name = name
        self._settings = settings
        self._folder = folder
        self._look_up = look_up
        self._closed = Event()
        self._rest_until = 0.0
        self._server, path = self._client(settings.url, name)
        self._base = path.rstrip("/")
        self._token_server: WebClient | None = None
        self._credentials: Credentials = credentials_of(name, settings, password, self._token_client)

    def pages(
        self, question: RestQuestion, values: Mapping[str, str], until: float | None
    ) -> Iterator[list[Row]]:
        """The rows, a page at a time; without `until` all of them, however long that takes.

        Raises:
            SourceError: Some page cannot be had; those before it were given.
        """
        target: str | None = self._target(question, values)
        number = items = 0
        last, seen = b"", set[str]()
        while target is not None:
            number += 1
            seen.add(target)
            if until is not None and number > self._settings.pages:
                raise self._too_many_pages()
            reply = self._patiently(target) if until is None else self._ask(target, until)
            content = self._content(reply, question, number)
            if content is _NOTHING:
                return
            page = picked(content, question, self._name)
            if page.items and reply.body == last:
                raise self._never_ends()
            yield page.rows
            items += page.items
            last = reply.body
            if question.one_page:
                return
            target = self._next(Page(reply.target, reply.headers, content, number, page.items, items))
            if target in seen:
                raise self._never_ends()

    def try_out(self, within: float) -> Sentence:
        """Ask for something, and tell what is there.

        Raises:
            SourceError: As `pages`.
        """
        began = monotonic()
        probe = self._settings.probe
        reply = self._ask(f"{self._base}{probe}" or "/", began + within)
        if reply.status in {401, 403} or reply.status >= 500 or (probe and not reply.status < 300):
            raise self._refusal(reply)
        took = round((monotonic() - began) * 1000)
        if self._settings.auth != "none" and not self._server.origin.encrypted:
            return say(
                "{server} answers in {ms} ms; the login goes there unencrypted, which https would end",
                server=self._server.origin,
                ms=took,
            )
        return say("{server} answers in {ms} ms", server=self._server.origin, ms=took)

    def close(self) -> None:
        """Break off what is under way."""
        self._closed.set()
        self._server.close()
        if self._token_server is not None:
            self._token_server.close()

    def _target(self, question: RestQuestion, values: Mapping[str, str]) -> str:
        try:
            return self._base + question.target.filled(values)
        except NoTarget as error:
            raise UnreadableAnswer(
                say("A question to “{source}” cannot be put: {why}.", source=self._name, why=str(error))
            ) from None

    def _next(self, page: Page) -> str | None:
        paging = self._settings.paging
        return None if paging is None else next_target(paging, page, self._server.led_to, self._name)

    def _content(self, reply: Reply, question: RestQuestion, number: int) -> object:
        """What an answer says; `_NOTHING` if it says that there are no rows, or no further page."""
        paging = self._settings.paging
        past_the_last = number > 1 and reply.status == 404 and paging is not None and paging.by == "page"
        if reply.status in {204, 205} or reply.status in question.no_rows_on or past_the_last:
            return _NOTHING
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        if "html" in reply.headers.get("content-type", "").lower():
            raise web_page(self._name)
        return read_json(reply.body, self._name)

    def _patiently(self, target: str) -> Reply:
        """Ask as an import does, which has time to rest."""
        for rest in range(_RESTS + 1):
            try:
                return self._ask(target, monotonic() + _A_PAGE_OF_MANY)
            except LeftAlone as error:
                if rest == _RESTS or error.seconds > _LONGEST_REST or self._closed.wait(error.seconds):
                    raise
        raise no_answer_in_time(self._name)

    def _ask(self, target: str, until: float) -> Reply:
        """Ask, unless we were asked to leave the service alone for a while."""
        left = self._rest_until - monotonic()
        if left > 0:
            raise LeftAlone(self._name, max(1, round(left)))
        try:
            return self._ask_now(target, until)
        except LeftAlone as error:
            self._rest_until = monotonic() + error.seconds
            raise

    def _ask_now(self, target: str, until: float) -> Reply:
        """Ask with our credentials; a token that is not accepted any more is replaced once."""
        headers = self._credentials.headers(until)
        reply = self._get(target, headers, until)
        if reply.status == 401 and self._credentials.refused(headers):
            headers = self._credentials.headers(until)
            reply = self._get(target, headers, until)
            if reply.status == 401:
                self._credentials.refused(headers)
        if reply.status in {429, 503}:
            raise self._refusal(reply)
        return reply

    def _get(self, target: str, headers: Mapping[str, str], until: float) -> Reply:
        left = until - monotonic()
        if left <= 0:
            raise no_answer_in_time(self._name)
        return self._server.get(target, headers, within=left)

    def _client(self, url: str, asked: str) -> tuple[WebClient, str]:
        settings = self._settings
        origin, path = split_url(url)
        client = WebClient(
            asked,
            origin,
            headers=_ACCEPT | {name.lower(): value for name, value in settings.headers.items()},
            ca_file=settings.ca_file and self._folder / settings.ca_file.expanduser(),
            proxy=split_url(settings.proxy)[0] if settings.proxy else None,
            at_most=settings.megabytes * 1_000_000,
            look_up=self._look_up,
        )
        return client, path

    def _token_client(self) -> tuple[WebClient, str]:
        self._token_server, target = self._client(self._settings.token_url, self._name)
        return self._token_server, target

    def _refusal(self, reply: Reply) -> SourceError:
        return refusal(reply.status, reply.headers.get("retry-after", ""), self._name)

    def _too_many_pages(self) -> UnreadableAnswer:
        return UnreadableAnswer(
            say_many(
                "“{source}” answers on more than {count} page; the question must ask for fewer rows.",
                "“{source}” answers on more than {count} pages; the question must ask for fewer rows.",
                self._settings.pages,
                source=self._name,
            )
        )

    def _never_ends(self) -> UnreadableAnswer:
        return UnreadableAnswer(
            say(
                "“{source}” gives the same page again and again; its paging is another one than the settings say.",
                source=self._name,
            )
        )
