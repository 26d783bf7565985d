"""A site's links lead where the site says: no value can turn them elsewhere."""

from urllib.parse import urlsplit

import pytest

from ui.components.addresses import address
from ui.components.links import page

ERP = "https://erp.example/customers/{customer_id}?from=phone&number={number}#ledger"


def test_the_places_are_filled_with_encoded_values() -> None:
    found = address(ERP, {"customer_id": "A/17 ż", "number": "+48225550123"})

    assert found == "https://erp.example/customers/A%2F17%20%C5%BC?from=phone&number=%2B48225550123#ledger"
    assert page(found) is not None


@pytest.mark.parametrize(
    "value",
    [
        "../admin",
        "1?delete=1",
        "1#x",
        "1&role=admin",
        "1;x",
        "//evil.example",
        "@evil.example",
        "\\..\\",
        "a\r\nb",
        "%2e",
    ],
)
def test_a_value_stays_one_value(value: str) -> None:
    found = address("https://erp.example/c/{customer_id}/card?n={customer_id}&x=1", {"customer_id": value})

    assert found is not None
    parts = urlsplit(found)
    assert parts.netloc == "erp.example"
    assert parts.path.count("/") == 3
    assert parts.query.count("&") == 1
    assert not parts.fragment


@pytest.mark.parametrize("value", [".", "..", "", None])
def test_a_value_that_says_nothing_or_walks_up_gives_no_link(value: str | None) -> None:
    assert address("https://erp.example/c/{customer_id}", {"customer_id": value}) is None


@pytest.mark.parametrize(
    "template",
    [
        "https://{customer_id}.example/",
        "https://erp.example:{customer_id}/",
        "https://{customer_id}@erp.example/",
        "file:///{customer_id}",
        "javascript:{customer_id}",
        "https:///{customer_id}",
    ],
)
def test_the_host_is_the_sites_own_word_and_a_page_of_the_web(template: str) -> None:
    assert address(template, {"customer_id": "1"}) is None


def test_a_place_that_nothing_is_known_for_gives_no_link() -> None:
    assert address("https://erp.example/{unheard_of}", {"customer_id": "1"}) is None


def test_a_text_that_is_no_text_is_encoded_all_the_same() -> None:
    assert address("https://erp.example/{name}", {"name": "a\ud800b"}) == "https://erp.example/a%3Fb"
