"""Only pages of the web are opened, whatever a database calls a link."""

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from ui.components.links import host_of, open_page, page


class Browser(QObject):
    """Takes the pages that would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser(qtbot: QtBot):
    made = Browser()
    schemes = ("http", "https", "file", "javascript", "tel")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.parametrize(
    "address", ["https://crm.example/4711?a=b", "http://crm.example", "HTTPS://crm.example/ł"]
)
def test_a_page_is_opened_in_the_browser(browser: Browser, address: str) -> None:
    assert open_page(address)
    assert len(browser.opened) == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "crm.example",
        "//crm.example/x",
        "https://",
        "https:///etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "tel:+48225550123",
        "data:text/html,x",
        "smb://host/share",
        "ms-msdt:/id",
        "https://bank.example@evil.example/",
        "https://user:secret@crm.example/",
        "https://crm.example/\nfile:///x",
        "https://" + "x" * 3000 + ".example",
        "--help",
    ],
)
def test_anything_else_is_not(browser: Browser, address: str) -> None:
    assert page(address) is None
    assert not open_page(address)
    assert browser.opened == []


def test_a_host_is_told_as_it_will_be_opened() -> None:
    assert host_of("https://crm.example:8443/x") == "crm.example"
    assert host_of("file:///x") == ""
