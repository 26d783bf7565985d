"""What is wished of the windows from outside: by commands, by links, by a second start of the program."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from screenpop.bootstrap.bell import Fulfil
from screenpop.bootstrap.opened_links import linked, no_link
from screenpop.bootstrap.parts import reader_of
from screenpop.errors import ConfigurationError, UnknownCall
from screenpop.sentences import say
from screenpop.settings.model import Settings
from ui.application import Application


class FrontDoor:
    """Has each wish done on the thread of the windows; who wished waits for it."""

    def __init__(
        self, application: Application, settings: Settings, more: Mapping[str, Fulfil] | None = None
    ) -> None:
        self._application = application
        self._settings = settings
        self._more = more or {}

    @property
    def wishes(self) -> Mapping[str, Fulfil]:
        """What the bell fulfils for whoever has windows."""
        return {
            "come_up": self._come_up,
            "show": self._show,
            "open": self.open,
            "no_cards": self._no_cards,
            "keys": self._keys,
            "settings": self._settings_wanted,
            **self._more,
        }

    def open(self, link: Any) -> None:  # whatever came out of JSON
        """Open what a link names.

        Raises:
            ConfigurationError: It names nothing that is opened here.
        """
        named = linked(link, reader_of(self._settings)) if isinstance(link, str) else None
        if named is None:
            raise ConfigurationError(no_link(str(link)))
        self._do(partial(self._application.open_customer, named.customer_id, named.number))

    def _come_up(self, _: object) -> None:
        self._do(self._application.show_home)

    def _settings_wanted(self, _: object) -> None:
        self._do(self._application.show_settings)

    def _show(self, call_id: Any) -> None:  # as above
        found: list[bool] = []
        wanted = call_id if isinstance(call_id, str) else None
        self._do(lambda: found.append(self._application.show_card(wanted)))
        if not found[0] and wanted is None:
            raise UnknownCall(say("No call has come since Screenpop was started."))
        if not found[0]:
            raise UnknownCall(
                say(
                    "The card of {call_id} is not at hand any more. The window “Calls” has it.",
                    call_id=wanted,
                )
            )

    def _no_cards(self, on: object) -> None:
        self._do(partial(self._application.want_no_cards, on=on is True))

    def _keys(self, _: object) -> Mapping[str, Any]:
        hint = self._application.key_hint
        return {
            "troubles": [str(each) for each in self._application.key_troubles],
            "hint": str(hint) if hint else "",
        }

    def _do(self, job: Callable[[], object]) -> None:
        self._application.do(lambda: (job(), None)[1])
