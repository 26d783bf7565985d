"""Invented people of an invented wholesaler, and when all pictures are taken."""

from datetime import UTC, date, datetime, timedelta

from screenpop.customers import Customer, Person
from screenpop.events.news import Caller
from screenpop.trust import Trust

NOON = datetime(2026, 3, 12, 11, 42, 7, tzinfo=UTC)
TODAY = NOON.date()

HURT = Customer("1001", "Hurt-Bud sp. z o.o.", {}, date(2012, 5, 7))
ANNA = Person(HURT, "Anna Wąs-Świątkowska", role="buyer", language="pl")
JAN = Person(HURT, "Jan Nowak", role="owner")
EWA = Person(HURT, "Ewa Lis", role="accounts", may_hear_finance=True)
GREEN = Person(Customer("1042", "Zielona Hurtownia"), "Piotr Zieliński", role="owner")
PRAGUE = Person(Customer("1077", "Stavby Praha a.s."), "Jana Dvořáková", role="site manager")

LONG = Customer(
    "2090", "Przedsiębiorstwo Produkcyjno-Handlowo-Usługowe „Materiały Budowlane Świętokrzyskie” sp. z o.o."
)
LONGEST = Person(
    LONG, "Aleksandra Konstancja Brzęczyszczykiewicz-Wolańska", role="deputy head of purchasing and logistics"
)
THAI = Person(Customer("3001", "บริษัท ก่อสร้างไทยรุ่งเรือง จำกัด"), "สมหญิง ใจดี", role="จัดซื้อ", language="th")
HEBREW = Person(Customer("3002", "בנייה וגמר בע״מ"), "נועה לוי-אברהמי")
ARABIC = Person(Customer("3003", "شركة النور للبناء"), "محمد عبد الرحمن")

WARSAW = "+48225550123"
OURS = "+48225550000"


def ago(days: int) -> date:
    """The day so many days before the pictures are taken."""
    return TODAY - timedelta(days=days)


def calling(
    number: str | None = WARSAW, name: str | None = "WAS A", trust: Trust = Trust.CONFIRMED
) -> Caller:
    """Somebody whose number is shown; without one it is withheld."""
    if number is None:
        return Caller(None, None, None, withheld=True, internal=False, trust=Trust.WITHHELD)
    return Caller(number, number, name, withheld=False, internal=False, trust=trust, vouched=True)
