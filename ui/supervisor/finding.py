"""Finds customers of the log for a picker, as one types."""

from collections.abc import Callable, Sequence
from functools import partial

from screenpop.errors import ScreenPopError
from screenpop.ports.log_choices import ChoicesOfLog
from screenpop.record.choices import KnownCustomer
from ui.background import Background
from ui.components.outside import harmless
from ui.supervisor.choice_list import Choice, Find

AT_MOST = 40


def finder_of(background: Background, choices: ChoicesOfLog, fail: Callable[[ScreenPopError], None]) -> Find:
    """Asks in the background; what goes wrong is told to `fail`."""

    def find(text: str, tell: Callable[[Sequence[Choice]], None]) -> None:
        def show(found: Sequence[KnownCustomer]) -> None:
            tell([Choice(each.customer_id, harmless(each.customer)) for each in found])

        background.ask(partial(choices.customers, text, at_most=AT_MOST), show, fail)

    return find
