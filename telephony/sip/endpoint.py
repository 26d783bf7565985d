"""Our end of the wire: pyVoIP's client, on one thread that waits instead of polling.

What pyVoIP's client knows of an account (user, server, instance, counters, tags) is kept; how it receives,
waits and parses is replaced. `reach` finds the PBX and opens the socket, and may be called again whenever
the PBX does not answer: names and interfaces change under a running desktop.
"""

import errno
import secrets
from collections.abc import Callable, Iterable

from sipmessage import URI

from screenpop.sentences import Sentence, say
from telephony.sip.account import Account
from telephony.sip.credentials import Credentials
from telephony.sip.digest import strongest_challenge
from telephony.sip.library import SIPClient, VoIPPhone
from telephony.sip.message import Header, Message, Peer, build_response, place_of, sip_user
from telephony.sip.requests import PATIENCE, Requests
from telephony.sip.transport import UdpTransport
from telephony.wire.guard import Guard
from telephony.wire.io_thread import IoThread

__all__ = ["Account", "Endpoint", "Finished"]

KEEP_ALIVE = 25.0
"""Seconds between two empty packets, which keep the way through firewalls and NAT open (RFC 5626)."""
MOST_CHALLENGES = 3

Finished = Callable[[Message | Sentence | None], None]
"""Is given the final response; or why none was asked for; or None, if no answer came in time."""


class Endpoint(SIPClient):
    """Sends requests for an account, and hands over what the PBX asks of us.

    Args:
        name: Of the line; its thread is called after it.
        account: Who we are.
        phone: The pyVoIP phone this client belongs to.
        password: Gives the password, or None; may block; asked on a thread of its own, upon a challenge.
        serve: Is given every request of the PBX, on the line's thread.
    """

    def __init__(
        self,
        name: str,
        account: Account,
        phone: VoIPPhone,
        password: Callable[[], str | None],
        serve: Callable[[Message], None],
    ) -> None:
        super().__init__(account.host, account.port, account.username, "", phone, myPort=account.listen_port)
        self.account = account
        self.default_expires = account.expires
        self.thread = IoThread(f"line {name}")
        self.guard = Guard(account.host, account.port)
        self.transport = UdpTransport(self.thread, self.guard, self._received, account.listen_port)
        self.requests = Requests(self.thread, self.transport)
        self.credentials = Credentials(account.username, password, self.thread, account.secret)
        self._serve = serve
        self._seen_as: Peer | None = None

    @property
    def contact(self) -> str:
        """Our own URI: the extension at the address under which the PBX sees us."""
        return f"sip:{sip_user(self.account.extension)}@{place_of(self._seen_as or self.transport.local)}"

    def is_ours(self, uri: URI) -> bool:
        """Whether the URI is our own contact."""
        return (uri.host.strip("[]"), uri.port or 5060) in (self.transport.local, self._seen_as)

    def start(self) -> None:
        """Run the thread; nothing is sent yet."""
        self.NSD = True
        self.thread.start()

    def stop(self) -> None:
        """End the thread and close the socket."""
        self.NSD = False
        self.thread.call_soon(self._close)
        self.thread.stop(timeout=0.2)

    def reach(self, then: Callable[[Sentence | None], None]) -> None:
        """Find the PBX and open the socket that faces it; `then` is told what stands in the way, or None."""

        def found(addresses: list[str]) -> None:
            then(self._open(addresses))

        self.thread.aside(self.guard.addresses, found)

    def request(
        self,
        method: str,
        uri: str,
        headers: Callable[[], list[Header]],
        finished: Finished,
        patience: float = PATIENCE,
    ) -> None:
        """Send a request, and again with our credentials if the PBX asks for them.

        Args:
            method: REGISTER, SUBSCRIBE.
            uri: The request-URI.
            headers: Makes the headers of each round, with a CSeq of its own; Via is added.
            finished: Is told the outcome; a 401 or 407 that comes here is a refusal.
            patience: Seconds that each round may take.
        """

        def send(authorization: Header | None, rounds: int) -> None:
            told = headers() if authorization is None else [*headers(), authorization]
            self.requests.send(
                method, uri, told, lambda one: judge(one, authorization, rounds), patience=patience
            )

        def judge(response: Message | None, authorization: Header | None, rounds: int) -> None:
            challenge = strongest_challenge(response) if response and response.code in (401, 407) else None
            refused = authorization is not None and challenge is not None and not challenge.stale
            if challenge is None or refused or rounds == MOST_CHALLENGES:
                finished(response)
                return
            self.credentials.answer(
                challenge,
                method,
                uri,
                lambda answer: finished(answer) if isinstance(answer, Sentence) else send(answer, rounds + 1),
            )

        send(None, 0)

    def reply(
        self, request: Message, code: int, *, headers: Iterable[Header] = (), content: bytes = b""
    ) -> None:
        """Answer a request."""
        response = build_response(request, code, to_tag=self.gen_tag(), headers=headers, content=content)
        self.transport.send(response, request.reply_to)

    def keep_open(self) -> None:
        """Begin to send the empty packets that keep the way open."""
        self.transport.send(b"\r\n\r\n")
        self.thread.call_later(KEEP_ALIVE, self.keep_open)

    def gen_tag(self) -> str:
        """A tag that nobody can guess, and that nobody has to remember."""
        return secrets.token_hex(6)

    def gen_call_id(self) -> str:
        """A Call-ID that no other start of the program has used."""
        return secrets.token_hex(16)

    def _open(self, addresses: list[str]) -> Sentence | None:
        if not self.guard.learn(addresses):
            return say("The PBX {server} has no known address; trying again.", server=self.account.host)
        try:
            self.transport.open()
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return say(
                    "Port {port} of this computer is taken by another program; trying again.",
                    port=self.account.listen_port,
                )
            return say(
                "There is no way to the PBX {server} ({reason}); trying again.",
                server=self.account.host,
                reason=error.strerror or str(error),
            )
        self.myIP, self.myPort = self.transport.local
        return None

    def _received(self, message: Message) -> None:
        if message.is_request:
            self._serve(message)
        else:
            self._seen_as = message.via.seen_as(self.transport.local[0]) or self._seen_as
            self.requests.received(message)

    def _close(self) -> None:
        self.requests.drop_all()
        self.transport.close()
