from collections import defaultdict
from random import Random

import phonenumbers

from connectors.demo_company.telephones import Exchange
from connectors.demo_company.words import read_people
from tests.connectors.demo_company.asking import contacts


def test_every_number_is_valid_in_its_country_however_it_is_written():
    countries, _ = read_people()
    exchange = Exchange(Random(1))

    for country in countries:
        given = [exchange.mobile(country) for _ in range(200)]
        for _, area, _ in country.list("cities"):
            given += [exchange.fixed(country, area) for _ in range(60)]
            for _ in range(15):
                main, direct = exchange.trunk(country, area)
                assert main.written.endswith("-0")
                assert [each.e164[:-1] for each in direct] == [main.e164[:-1]] * 9
                given += [main, *direct]
        for each in given:
            number = phonenumbers.parse(each.written, "PL")
            assert phonenumbers.is_valid_number_for_region(number, country.code), each
            assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == each.e164
        assert len({each.e164 for each in given}) == len(given)


def test_numbers_are_written_as_people_write_them():
    countries, _ = read_people()
    exchange = Exchange(Random(1))
    poland = countries[0]
    written = {exchange.fixed(poland, "22").written for _ in range(200)}

    assert any(each.startswith("0048") for each in written)
    assert any(each.startswith("22/") for each in written)
    assert any(each.startswith("(22)") for each in written)
    assert any(each.isdigit() and len(each) == 9 for each in written)
    assert any("(0)" in exchange.fixed(countries[3], "161").written for _ in range(20))


def holders(company):
    found = defaultdict(set)
    for row in contacts(company.folder):
        written = row["number"]
        if not written.isdigit() or len(written) > 5:
            number = phonenumbers.parse(written, "PL")
            assert phonenumbers.is_valid_number(number), row
            written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        found[written].add((row["customer_id"], row["contact"], row["active"]))
    return found


def test_the_callers_are_who_they_are_said_to_be(company):
    holding, callers = holders(company), company.callers

    for caller in (callers.troubled, callers.good, callers.thai, callers.colleague):
        assert holding[caller.number] == {(caller.customer_id, caller.contact, 1)}
    shared = holding[callers.main_number.number]
    assert {customer for customer, _, _ in shared} == {callers.main_number.customer_id}
    assert len(shared) > 3
    assert callers.direct_line.number not in holding
    assert callers.direct_line.number[:-1] == callers.main_number.number[:-1]
    assert len({customer for customer, _, _ in holding[callers.two_customers.number]}) == 2
    assert callers.stranger.number not in holding
    assert phonenumbers.is_valid_number(phonenumbers.parse(callers.stranger.number))


def test_somebodys_number_was_once_another_persons(company):
    assert any({active for _, _, active in people} == {0, 1} for people in holders(company).values())


def test_the_thai_caller_is_written_in_thai(company):
    assert all("\u0e00" <= sign <= "\u0e7f" or sign == " " for sign in company.callers.thai.contact)
