import pytest
from pydantic import ValidationError

from connectors.sources.rest.settings import RestSettings


def read(**table):
    return RestSettings(kind="rest", **({"url": "https://crm.example/api"} | table))


def test_an_address_is_enough():
    assert read().auth == "none"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080",
        "http://10.0.0.5/api",
        "https://[::1]/",
        "http://localhost",
        "https://crm.example/a/b",
    ],
)
def test_a_server_that_the_administrator_names_is_allowed_wherever_it_is(url):
    assert read(url=url).url == url


@pytest.mark.parametrize("key", ["url", "token_url", "proxy"])
@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://crm.example/",
        "crm.example/api",
        "https://anna:canary@crm.example/",
        "https://crm.example/api?key=canary",
        "http://169.254.169.254/latest",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://0.0.0.0/",
    ],
)
def test_what_is_no_address_of_a_companys_server_is_refused(key, url):
    with pytest.raises(ValidationError) as caught:
        read(**{key: url})

    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"url": ""}, "url is missing"),
        ({"auth": "basic"}, 'auth = "basic" needs username'),
        ({"auth": "header"}, 'auth = "header" needs header'),
        ({"auth": "oauth2", "client_id": "x"}, 'auth = "oauth2" needs token_url'),
        ({"auth": "oauth2", "token_url": "https://crm.example/token"}, 'auth = "oauth2" needs client_id'),
        ({"auth": "basic", "username": "a:b"}, "holds a colon"),
        ({"auth": "digest"}, "'none', 'bearer'"),
        ({"headers": {"Authorization": "Bearer canary"}}, "Authorization looks like a secret"),
        ({"headers": {"X-Api-Key": "canary"}}, 'header = "X-Api-Key"'),
        ({"headers": {"Cookie": "session=canary"}}, "looks like a secret"),
        ({"headers": {"Host": "evil.example"}}, "no header that the settings may set"),
        ({"headers": {"X:Y": "1"}}, "no header that the settings may set"),
        ({"headers": {"X-Tenant": "a\r\nX-Evil: 1"}}, "a character that no header has"),
        ({"header": "X-Key\r\n"}, "no header that a secret can be sent in"),
        ({"paging": {"by": "next"}}, "needs next"),
        ({"paging": {"by": "cursor", "next": "$.a"}}, "needs parameter"),
        ({"paging": {"by": "page"}}, "needs parameter"),
        ({"paging": {"by": "page", "parameter": "a&b"}}, "match pattern"),
        ({"pages": 0}, "greater than or equal to 1"),
        ({"verify": False}, "Extra inputs"),
        ({"password": "x"}, "Extra inputs"),
        ({"token": "x"}, "Extra inputs"),
    ],
)
def test_what_cannot_work_is_told(table, told):
    with pytest.raises(ValidationError) as caught:
        read(**table)

    assert told in str(caught.value)
    assert "canary" not in str(caught.value)


def test_headers_that_are_no_secret_are_sent():
    assert read(headers={"X-Tenant": "brand-a"}).headers == {"X-Tenant": "brand-a"}
