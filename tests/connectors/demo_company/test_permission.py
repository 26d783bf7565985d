"""Who objects at the demo company, and what stands on its shelves."""

from connectors.demo_company.cast import CAST
from connectors.demo_company.company import DemoCompany
from tests.connectors.demo_company.asking import contacts, rows


def test_most_were_never_asked_a_few_object_and_some_allow_it(company: DemoCompany) -> None:
    people = [row for row in contacts(company.folder) if row["contact"]]
    at_all = [row["marketing_ok"] for row in people]

    assert set(at_all) == {None, 0}
    assert 0 < at_all.count(0) < 0.03 * len(at_all)
    assert {row["marketing_phone"] for row in people} == {None, 0, 1}
    assert {row["marketing_email"] for row in people} == {None, 0, 1}
    assert not any(row["marketing_ok"] for row in contacts(company.folder) if not row["contact"])


def test_of_the_cast_only_the_one_who_is_there_for_that_objects(company: DemoCompany) -> None:
    cast = {f"C-{10_001 + place}" for place in range(len(CAST))}
    objecting = {
        (row["customer_id"], row["contact"])
        for row in contacts(company.folder)
        if row["customer_id"] in cast and 0 in (row["marketing_ok"], row["marketing_phone"])
    }

    assert objecting == {(company.callers.objecting.customer_id, company.callers.objecting.contact)}


def test_an_article_costs_less_than_its_price_and_some_are_sold_out_or_promoted(company: DemoCompany) -> None:
    shelf = rows(company.folder, "shop", 'select * from "products"')

    assert all(0 < each["unitCost"] < each["listPrice"] for each in shelf)
    assert 0 < sum(each["onShelf"] == 0 for each in shelf) < len(shelf) / 10
    assert 0 < sum(each["promoted"] for each in shelf) < len(shelf) / 4


def test_with_those_whom_something_is_offered_or_given_nothing_is_late(company: DemoCompany) -> None:
    for caller in (company.callers.willing, company.callers.celebrating):
        (customer,) = rows(
            company.folder, "crm", "select * from companies where customer_no = :no", no=caller.customer_id
        )
        late = rows(
            company.folder,
            "shop",
            'select * from "orders" where "buyerId" = :shop and "deliveredOn" is null',
            shop=customer["shop_id"],
        )
        assert late == []
