import pytest

from connectors.sources.rest.question import read_question
from screenpop.errors import UnreadableAnswer

INVOICES = """
# what is open
GET /v2/invoices?customer={ref}&state=open
    &limit=100
no rows on 404, 410
rows $.data[*]
due = $.dueDate
balance=$.residual.amount
currency = "EUR"
as_of = page $.generated
each number = $['phone', 'mobile']
"""


def test_a_question_reads_as_it_is_written():
    question = read_question(INVOICES, "crm")

    assert question.target.filled({"ref": "4711"}) == "/v2/invoices?customer=4711&state=open&limit=100"
    assert question.rows.text == "$.data[*]"
    assert not question.rows_optional
    assert question.no_rows_on == {404, 410}
    assert [
        (column.name, column.path and column.path.text, column.fixed, column.of_page, column.each)
        for column in question.columns
    ] == [
        ("due", "$.dueDate", None, False, False),
        ("balance", "$.residual.amount", None, False, False),
        ("currency", None, "EUR", False, False),
        ("as_of", "$.generated", None, True, False),
        ("number", "$['phone', 'mobile']", None, False, True),
    ]


def test_one_request_and_one_column_are_enough():
    question = read_question("get /contacts\nnumber = $.phone", "crm")

    assert (question.rows.text, question.target.names) == ("$", ())


def test_rows_may_be_left_out_by_the_server():
    question = read_question("GET /x\nrows $.items[*] or none\na = $.a", "crm")

    assert (question.rows.text, question.rows_optional) == ("$.items[*]", True)


def test_a_filter_is_no_column():
    question = read_question("GET /x\nrows $.items[?@.open == true]\na = $.tags[?@ == 'x']", "crm")

    assert question.rows.text == "$.items[?@.open == true]"
    assert question.columns[0].name == "a"


def test_columns_may_be_called_as_the_other_lines_begin():
    question = read_question("GET /x\nrows = $.a\npage = $.b\neach = $.c", "crm")

    assert [column.name for column in question.columns] == ["rows", "page", "each"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "begins with “GET /path”"),
        ("select * from invoices", 1, "begins with “GET /path”"),
        ("POST /x\na = $.a", 1, "questions only read"),
        ("DELETE /x\na = $.a", 1, "questions only read"),
        ("GET https://evil.example/x\na = $.a", 1, "names a path of the server"),
        ("GET //evil.example/x\na = $.a", 1, "names a path of the server"),
        ("GET /x#y\na = $.a", 1, "a character that no address has"),
        ("GET /x/{ref\na = $.a", 1, "a value is written {ref}"),
        ("GET /x?{ref}=1\na = $.a", 1, "after the = of a parameter"),
        ("GET /x?api_key=4711\na = $.a", 1, "a secret does not belong into the settings"),
        ("GET /x?Access%5FToken=4711\na = $.a", 1, "a secret does not belong into the settings"),
        ("GET /x", 1, "names no column"),
        ("GET /x\n\na = a.b", 3, "TOKEN_ROOT"),
        ("GET /x\na = $.a | $.b", 2, "unexpected token"),
        ("GET /x\na = ^.b", 2, "unexpected token"),
        ("GET /x\na = $.a[", 2, "expected"),
        ("GET /x\nrows $.a[\na = $.a", 2, "expected"),
        ("GET /x\na = $.a\nA = $.b", 3, "“A” stands twice"),
        ("GET /x\neach a = $.a\neach b = $.b", 3, "only one column"),
        ('GET /x\na = "EUR', 2, "a fixed text ends"),
        ('GET /x\na = "EUR" + 1', 2, "a fixed text ends"),
        ("GET /x\na = $.a\nno rows on 500", 3, "a line is “rows $.path”"),
        ("GET /x\na = $.a\nno rows on 404, 401", 3, "a line is “rows $.path”"),
        ("GET /x\na = $.a\nno rows on 429", 3, "a line is “rows $.path”"),
        ("GET /x\nwhat is this", 2, "a line is “rows $.path”"),
    ],
)
def test_what_is_no_question_is_told_with_its_line(text, line, told):
    with pytest.raises(UnreadableAnswer, match=f"A question to “crm”, line {line} ") as caught:
        read_question(text, "crm")

    assert told in str(caught.value)
