"""The ways from a customer into other systems: the site's links, each filled in with what is known of this one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.settings.model import LinkTable
from ui.card.call import Call
from ui.components.addresses import address
from ui.components.link_button import HEIGHT, LinkButton
from ui.components.links import host_of, open_page, page
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.theme.scale import GAP_SMALL


def lead(link: LinkTable, call: Call) -> str | None:
    """The page of this call's customer; None where it cannot be named, or may not be yet."""
    identity = call.identity
    customer = identity.customer if identity else None
    if identity is None or customer is None or identity.masked:
        return None
    # suggestions are kept under the number that sales has, as everywhere
    departments = (link.department, "sales") if link.department == "cross_sell" else (link.department,)
    values = {
        "customer_id": customer.id,
        "ref": customer.reference(*filter(None, departments)),
        "name": customer.name,
        "number": call.caller.number,
    }
    found = address(link.url, values)
    return found if page(found) is not None else None


class Leads(QWidget):
    """A button for each link that leads somewhere; they stand at the right, one after the other."""

    def __init__(self, look: Look, links: Sequence[LinkTable], *, ink: str = "accent") -> None:
        super().__init__()
        self._look = look
        self._links = links
        self._addresses: list[str | None] = [None] * len(links)
        self.buttons = [LinkButton(look.theme, harmless(link.label, longest=60), ink) for link in links]
        for place, button in enumerate(self.buttons):
            button.setParent(self)
            button.hide()
            button.clicked.connect(lambda _checked, place=place: self._open(place))

    @property
    def offers(self) -> bool:
        """Some link leads somewhere."""
        return any(self._addresses)

    def offer(self, call: Call | None) -> None:
        """Offer the pages of this call's customer."""
        if not self._links:
            return
        self._addresses = [lead(link, call) if call else None for link in self._links]
        for button, found in zip(self.buttons, self._addresses, strict=True):
            button.setVisible(found is not None)
            host = harmless(host_of(found)) if found else ""
            explain(button, self._look.text(say("Opens {host}", host=host)) if host else "")
        self._place()

    def sizeHint(self) -> QSize:
        """As wide as all of them."""
        return QSize(self.width_wanted(), HEIGHT)

    def width_wanted(self) -> int:
        """How wide all of them are."""
        widths = [button.sizeHint().width() for button in self.buttons if not button.isHidden()]
        return sum(widths) + GAP_SMALL * max(0, len(widths) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand at the right."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        right = self.width()
        for button in reversed([button for button in self.buttons if not button.isHidden()]):
            wide = min(button.sizeHint().width(), max(0, right))
            button.setGeometry(right - wide, (self.height() - HEIGHT) // 2, wide, HEIGHT)
            right -= wide + GAP_SMALL

    def _open(self, place: int) -> None:
        found = self._addresses[place]
        if found is not None:
            open_page(found)
