import pytest

from connectors.web.origin import Origin, split_url

CRM = Origin("https", "crm.example", 443)


@pytest.mark.parametrize(
    ("url", "origin", "target"),
    [
        ("https://crm.example", CRM, "/"),
        ("HTTPS://CRM.example:443/api/", CRM, "/api/"),
        ("http://crm.example:8080/a b?q=ü#frag", Origin("http", "crm.example", 8080), "/a%20b?q=%C3%BC"),
        ("http://[::1]:81/x", Origin("http", "::1", 81), "/x"),
        ("https://żółw.example/x", Origin("https", "xn--w-uga1v8h.example", 443), "/x"),
        ("https://crm.example/a%2Fb?c=%26", CRM, "/a%2Fb?c=%26"),
    ],
)
def test_a_url_is_a_server_and_a_target_there(url, origin, target):
    assert split_url(url) == (origin, target)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "crm.example",
        "//crm.example/x",
        "file:///etc/passwd",
        "gopher://crm.example/",
        "ftp://crm.example/",
        "javascript:alert(1)",
        "http://",
        "http:///x",
        "http://crm.example:port/",
        "http://crm.example:99999/",
        "http://[::1",
        "http://[nonsense]/",
        "https://anna@crm.example/",
        "https://anna:canary@crm.example/",
        "https://crm.example\\@evil.example/",
        "https://crm.example/\r\nX: y",
    ],
)
def test_what_is_no_address_of_a_server_is_refused_and_no_password_repeated(url):
    with pytest.raises(ValueError, match=r".") as caught:
        split_url(url)

    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("/v2/next?page=2", "/v2/next?page=2"),
        ("next", "/v2/next"),
        ("?page=2", "/v2/items?page=2"),
        ("https://crm.example/v2/next", "/v2/next"),
        ("https://CRM.EXAMPLE:443/v2/next", "/v2/next"),
        (" /v2/next ", "/v2/next"),
        ("../../../../etc", "/etc"),
    ],
)
def test_a_link_within_the_same_origin_becomes_a_target(link, target):
    assert CRM.target_of(link, "/v2/items?page=1") == target


@pytest.mark.parametrize(
    "link",
    [
        "http://crm.example/v2/next",
        "https://crm.example:8443/v2/next",
        "https://evil.example/v2/next",
        "//evil.example/v2/next",
        "https://crm.example.evil.example/",
        "https://crm.example@evil.example/",
        "https://anna:b@crm.example/",
        "https://crm.example\\@evil.example/",
        "\\\\evil.example/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:5432/",
        "file:///etc/passwd",
        "gopher://crm.example:70/_x",
        "data:application/json,[]",
        "javascript:alert(1)",
        "https://[::1",
    ],
)
def test_a_link_that_leads_elsewhere_becomes_nothing(link):
    assert CRM.target_of(link, "/v2/items?page=1") is None


def test_a_server_is_written_as_people_write_it():
    assert str(CRM) == "https://crm.example"
    assert str(Origin("http", "::1", 8080)) == "http://[::1]:8080"
