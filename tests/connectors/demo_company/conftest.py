from datetime import date

import pytest

from connectors.demo_company.company import DemoCompany, build

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="package")
def company(tmp_path_factory) -> DemoCompany:
    """A small one: 600 customers."""
    return build(tmp_path_factory.mktemp("company"), customers=600, today=TODAY)
