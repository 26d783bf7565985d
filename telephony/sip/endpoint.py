"""Our end of the wire: pyVoIP's client, on one thread that waits instead of polling.

What pyVoIP's client knows of an account (user, server, instance, counters, tags) is kept; how it receives,
waits and parses is replaced. `reach` finds the PBX and opens the way to it, and may be called again whenever
the PBX does not answer: names and interfaces change under a running desktop.
"""

import secrets
from collections.abc import Callable, Iterable

from sipmessage import URI

from screenpop.sentences import Sentence, say
from telephony.sip.account import Account
from telephony.sip.credentials import Credentials, NoPassword
from telephony.sip.digest import strongest_challenge
from telephony.sip.library import SIPClient, VoIPPhone
from telephony.sip.message import Header, Message, Peer, build_response, place_of, sip_user
from telephony.sip.requests import PATIENCE, Requests
from telephony.sip.stream_transport import StreamTransport
from telephony.sip.transport import Transport, UdpTransport
from telephony.wire.guard import Guard
from telephony.wire.io_thread import IoThread

__all__ = ["Account", "Endpoint", "Finished"]

KEEP_ALIVE = 25.0
"""Seconds between two empty packets on a connection, which keep the way through firewalls open (RFC 5626)."""
KEEP_ALIVE_UDP = 5.0
"""The same on UDP, where they also find out that nobody listens: a PBX that is being started again is noticed."""
MOST_CHALLENGES = 3

Outcome = Message | NoPassword | None
"""The final response; or why the PBX's question for a password is not answered; or None: no answer in time."""

Finished = Callable[[Outcome], None]


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
        self.transport = self._way()
        self.requests = Requests(self.thread, self.transport)
        self.credentials = Credentials(account.username, password, self.thread, account.secret)
        self._serve = serve
        self._seen_as: Peer | None = None
        self._attempt = 0
        self._lost: Callable[[Sentence], None] | None = None
        self._doubt: Callable[[], None] = lambda: None

    @property
    def contact(self) -> str:
        """Our own URI: the extension at the address under which the PBX sees us."""
        place = place_of(self._seen_as or self.transport.local)
        return f"sip:{sip_user(self.account.extension)}@{place}{self.account.by}"

    def is_ours(self, uri: URI) -> bool:
        """Whether the URI is our own contact."""
        return (uri.host.strip("[]"), uri.port or 5060) in (self.transport.local, self._seen_as)

    def attend(
        self,
        lost: Callable[[Sentence], None],
        check: Callable[[], None],
        doubt: Callable[[], None] = lambda: None,
    ) -> None:
        """Say whom to tell of what happens by itself.

        Args:
            lost: Told why, when the connection to the PBX is lost; requests under way get no outcome then.
            check: Called when all may be different now: the computer has slept.
            doubt: Called when the PBX's computer says that nobody listens there.
        """
        self._lost = lost
        self._doubt = doubt
        self.thread.on_wake(check)

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
        """Find the PBX and open the way to it; `then` is told what stands in the way, or None.

        A call before the last one's `then` takes its place.
        """
        self._attempt += 1
        attempt, was = self._attempt, self.transport.local

        def reached(obstacle: Sentence | None) -> None:
            if self.transport.local != was:
                self._seen_as = None
                self.myIP, self.myPort = self.transport.local
            then(obstacle)

        def found(addresses: list[str]) -> None:
            if attempt != self._attempt:
                return
            if self.guard.learn(addresses):
                self.transport.reach(reached)
            else:
                then(say("The PBX {server} has no known address; trying again.", server=self.account.host))

        self.thread.aside(self.guard.addresses, found)

    def look_around(self, moved: Callable[[], None]) -> None:
        """Ask the resolver whether the PBX's name still stands for the address that we use; `moved` if not."""

        def found(addresses: list[str]) -> None:
            if self.guard.lost_sight(addresses):
                moved()

        if self.guard.is_named:
            self.thread.aside(self.guard.addresses, found)

    def unanswered(self) -> None:
        """The PBX does not answer: the next attempt goes to its next address, on a connection of its own."""
        self.guard.next_peer()
        if self.transport.reliable:
            self.transport.close()

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
            self.requests.send(method, uri, told, lambda one: judge(one, rounds), patience=patience)

        def judge(response: Message | None, rounds: int) -> None:
            challenge = strongest_challenge(response) if response and response.code in (401, 407) else None
            refused = rounds > 0 and challenge is not None and not challenge.stale
            if challenge is None or refused or rounds == MOST_CHALLENGES:
                if refused:
                    self.credentials.forget()
                finished(response)
                return
            self.credentials.answer(
                challenge,
                method,
                uri,
                lambda answer: (
                    finished(answer) if isinstance(answer, NoPassword) else send(answer, rounds + 1)
                ),
            )

        send(self.credentials.ahead(method, uri), 0)

    def reply(
        self, request: Message, code: int, *, headers: Iterable[Header] = (), content: bytes = b""
    ) -> None:
        """Answer a request."""
        response = build_response(request, code, to_tag=self.gen_tag(), headers=headers, content=content)
        self.transport.send(response, request.reply_to)

    def keep_open(self) -> None:
        """Begin to send the empty packets that keep the way open."""
        self.transport.send(b"\r\n\r\n")
        self.thread.call_later(KEEP_ALIVE if self.transport.reliable else KEEP_ALIVE_UDP, self.keep_open)

    def gen_tag(self) -> str:
        """A tag that nobody can guess, and that nobody has to remember."""
        return secrets.token_hex(6)

    def gen_call_id(self) -> str:
        """A Call-ID that no other start of the program has used."""
        return secrets.token_hex(16)

    def _way(self) -> Transport:
        account = self.account
        if account.transport == "udp":
            return UdpTransport(
                self.thread, self.guard, self._received, account.listen_port, self._nobody_there
            )
        return StreamTransport(
            self.thread,
            self.guard,
            self._received,
            self._connection_lost,
            tls=account.transport == "tls",
            ca_file=account.ca_file,
        )

    def _nobody_there(self) -> None:
        self._doubt()

    def _connection_lost(self, reason: Sentence) -> None:
        self.requests.drop_all()
        if self._lost is not None:
            self._lost(reason)

    def _received(self, message: Message) -> None:
        if message.is_request:
            self._serve(message)
        else:
            self._seen_as = message.via.seen_as(self.transport.local[0]) or self._seen_as
            self.requests.received(message)

    def _close(self) -> None:
        self.requests.drop_all()
        self.transport.close()
