"""What a server's refusal is told as."""

import pytest

from connectors.web.failures import LeftAlone, refusal
from screenpop.errors import SourceUnavailable


def test_a_server_that_names_a_rest_is_left_alone_for_so_long():
    error = refusal(429, "7", "crm")

    assert isinstance(error, LeftAlone)
    assert error.seconds == 7


@pytest.mark.parametrize(
    "retry_after",
    [
        *("", "soon", "-1", "1e9", "Mon, 01 Jan 1990 00:00:00 GMT"),
        "Mon, 01 Jan 99999999999 00:00:00 GMT",
        "Mon, 01 Jan 2024 00:00:00 +99999999999999999999",
    ],
)
def test_a_rest_that_is_none_is_not_waited_for(retry_after):
    error = refusal(503, retry_after, "crm")

    assert isinstance(error, SourceUnavailable)
    assert not isinstance(error, LeftAlone)
