import pytest

from screenpop.ports.links import may_be_opened


@pytest.mark.parametrize(
    "address",
    [
        *("http://crm.example", "https://crm.example/t/1?a=b#c", "HTTPS://CRM.example:8443/x"),
        *("http://192.168.1.5/ticket", "http://[::1]/x", "http://crm/t", "https://łoś.example/ą"),
    ],
)
def test_pages_may_be_opened(address):
    assert may_be_opened(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "x", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "tel:112", "ms-word:x"),
        *("https:", "https://", "https:///x", "//crm.example/x", "https://user@crm.example", "http://[x"),
        *(
            "https://crm.example/a b",
            "https://crm.example/\n",
            "\thttps://crm.example",
            "https:\\\\crm.example",
        ),
        *("https://crm.example/\u202egnp.exe", "https://crm.example/\0", "https://crm.example/" + "a" * 2000),
    ],
)
def test_nothing_else_may_be_opened(address):
    assert not may_be_opened(address)
