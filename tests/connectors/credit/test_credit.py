from datetime import date, timedelta
from decimal import Decimal

import pytest

from connectors.credit.connector import Credit
from connectors.credit.terms import terms_of
from screenpop.answers.credit import Offerable
from screenpop.customers import Customer
from screenpop.errors import UnreadableAnswer
from tests.connectors.databases import make_source

TODAY = date(2026, 3, 2)
CUSTOMER = Customer("C1", "Hurt-Bud", {"credit": "L1"})
LIMITS = """
create table limits (no, credit_limit, exposure, hold, net_days, discount, discount_days, currency, why, since);
create table offers (no, terms, discount, until, reason, refer_to);
"""
STANDING = """select credit_limit, exposure, hold, net_days, discount, discount_days, currency,
              why as hold_reason, since as hold_since from limits where no = :ref"""
OFFERABLE = "select terms, discount, until, reason, refer_to from offers where no = :ref order by rowid"


def credit(folder, script, *, standing=STANDING, offerable=OFFERABLE):
    return Credit(
        make_source(folder, LIMITS + script), lambda: TODAY, timedelta(seconds=5), standing, offerable
    )


def limit(values):
    return f"insert into limits values ('L1', {values});"


USUAL = limit("20000, 18400, 0, 30, 2, 10, 'PLN', null, null")


def test_what_is_left_is_the_limit_less_the_exposure(tmp_path):
    answer = credit(tmp_path, USUAL).ask(CUSTOMER)

    assert (str(answer.limit), str(answer.exposure), str(answer.available)) == (
        "20000.00",
        "18400.00",
        "1600.00",
    )
    assert (answer.hold, answer.currency, answer.terms) == (False, "PLN", "2/10 net 30")
    assert (answer.net_days, str(answer.discount), answer.discount_days) == (30, "2", 10)
    assert (answer.may_offer, answer.refer_to) == (None, None)


def test_more_than_the_limit_is_less_than_nothing_left(tmp_path):
    answer = credit(tmp_path, limit("1000, '1200.5', 0, 30, null, null, 'PLN', null, null")).ask(CUSTOMER)

    assert str(answer.available) == "-200.50"


def test_without_a_limit_nothing_is_said_of_what_is_left(tmp_path):
    answer = credit(tmp_path, limit("null, 12, 0, null, null, null, 'PLN', null, null")).ask(CUSTOMER)

    assert (answer.limit, str(answer.exposure), answer.available, answer.terms) == (None, "12.00", None, None)


def test_a_limit_of_nothing_is_a_limit(tmp_path):
    answer = credit(tmp_path, limit("0, 0, 0, 0, null, null, 'PLN', null, null")).ask(CUSTOMER)

    assert (str(answer.available), answer.terms) == ("0.00", "prepayment")


def test_a_customer_whom_nobody_rated_is_no_answer(tmp_path):
    assert credit(tmp_path, "").ask(CUSTOMER) is None


@pytest.mark.parametrize(
    ("written", "hold"),
    [
        *((written, True) for written in ("1", "'Y'", "'yes'", "'true'", "'t'", "1.0")),
        *((written, False) for written in ("0", "'N'", "'false'", "null", "''", "0.0")),
    ],
)
def test_hold_is_read_however_it_is_written(tmp_path, written, hold):
    department = credit(tmp_path, limit(f"1, 0, {written}, 30, 2, 10, 'PLN', 'late', '2026-01-05'"))

    answer = department.ask(CUSTOMER)

    assert answer.hold is hold
    assert (answer.hold_reason, answer.hold_since) == (("late", date(2026, 1, 5)) if hold else (None, None))


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ("'N/A', 0, 0, 30, 2, 10, 'PLN'", "the column “credit_limit” must be an amount"),
        ("'<i>1</i>', 0, 0, 30, 2, 10, 'PLN'", "the column “credit_limit” must be an amount"),
        ("1, 0, 'maybe', 30, 2, 10, 'PLN'", "the column “hold” must be yes or no"),
        ("1, 0, 0, 30.5, 2, 10, 'PLN'", "the column “net_days” must be a whole number"),
        ("1, 0, 0, 30, 2, 10, null", "the column “currency” is empty"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_column(tmp_path, values, complaint):
    department = credit(tmp_path, limit(f"{values}, null, null"))

    with pytest.raises(UnreadableAnswer, match=complaint):
        department.ask(CUSTOMER)


def test_a_required_column_that_is_not_there_is_named(tmp_path):
    department = credit(tmp_path, USUAL, standing="select credit_limit, exposure, currency from limits")

    with pytest.raises(UnreadableAnswer, match="must give a column “hold”"):
        department.ask(CUSTOMER)


def test_terms_need_not_be_known(tmp_path):
    department = credit(tmp_path, USUAL, standing="select credit_limit, exposure, hold, currency from limits")

    assert department.ask(CUSTOMER).terms is None


def test_the_sources_own_wording_stands_where_there_are_no_days(tmp_path):
    worded = STANDING.replace("why as", "'cash on delivery' as terms, why as")

    assert credit(tmp_path, USUAL, standing=worded).ask(CUSTOMER).terms == "2/10 net 30"
    (tmp_path / "ledger.db").unlink()
    without_days = limit("1, 0, 0, null, null, null, 'PLN', null, null")
    assert credit(tmp_path, without_days, standing=worded).ask(CUSTOMER).terms == "cash on delivery"


def test_two_rows_that_differ_are_not_guessed_between(tmp_path):
    department = credit(tmp_path, USUAL + limit("5, 0, 0, 30, 2, 10, 'EUR', null, null"))

    with pytest.raises(UnreadableAnswer, match="must give one row a customer; it gives 2 that differ"):
        department.ask(CUSTOMER)


def test_the_same_row_twice_is_one(tmp_path):
    assert credit(tmp_path, USUAL + USUAL).ask(CUSTOMER).terms == "2/10 net 30"


def test_the_first_terms_that_are_still_good_may_be_offered(tmp_path):
    department = credit(
        tmp_path,
        USUAL
        + """insert into offers values ('L1', 'net 60', 1, '2026-03-01', 'gone', null),
                 ('L1', 'net 45', '1.50', '2026-03-02', 'good payer', 'K. Lis'),
                 ('L1', 'net 10', null, null, null, null);""",
    )

    answer = department.ask(CUSTOMER)

    assert answer.may_offer == Offerable("net 45", Decimal("1.5"), date(2026, 3, 2), "good payer")
    assert answer.refer_to is None


def test_where_nothing_may_be_offered_it_is_told_whom_to_ask(tmp_path):
    department = credit(
        tmp_path,
        USUAL
        + """insert into offers values ('L1', 'net 60', null, '2026-03-01', null, 'K. Lis'),
                 ('L1', null, null, null, null, 'M. Nowak');""",
    )

    answer = department.ask(CUSTOMER)

    assert (answer.may_offer, answer.refer_to) == (None, "K. Lis")


@pytest.mark.parametrize(
    ("net_days", "discount", "discount_days", "terms"),
    [
        (30, "2", 10, "2/10 net 30"),
        (30, "2.50", 10, "2.5/10 net 30"),
        (30, "10", 7, "10/7 net 30"),
        (30, "0.0000001", 7, "0.0000001/7 net 30"),
        (30, "0", 10, "net 30"),
        (30, "2", None, "net 30"),
        (30, None, None, "net 30"),
        (0, "2", 10, "prepayment"),
        (None, "2", 10, None),
    ],
)
def test_terms_are_in_the_words_of_the_trade(net_days, discount, discount_days, terms):
    assert terms_of(net_days, Decimal(discount) if discount else None, discount_days) == terms
