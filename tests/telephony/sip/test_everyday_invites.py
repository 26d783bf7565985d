import pytest

from screenpop.events.calls import CallOffered
from telephony.sip.contact_line import ContactLine
from tests.telephony.reports import Reports
from tests.telephony.sip.everyday import EVERYDAY, Kind
from tests.telephony.sip.pbx import ScriptedPbx
from tests.telephony.sip.stock import StockPhone

each_kind = pytest.mark.parametrize("kind", EVERYDAY, ids=lambda kind: kind.name)


def test_there_are_31_kinds():
    assert len({kind.name for kind in EVERYDAY}) == 31


@each_kind
def test_an_everyday_invite_pops_with_the_right_number(
    kind: Kind, pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    pbx.says(kind.make(pbx.address))

    offered = reports.next(CallOffered)
    assert offered.caller.number == kind.number
    assert offered.caller.withheld is (kind.number is None)
    if kind.caller is not None:
        assert offered.caller.name == kind.caller
    assert offered.did == kind.did
    assert pbx.hears().code == 180


@each_kind
def test_what_stock_pyvoip_makes_of_it_is_on_record(kind: Kind, monkeypatch: pytest.MonkeyPatch):
    number = StockPhone(monkeypatch).number_for(kind.make(("127.0.0.1", 5060)))

    assert (number is not None and number == kind.number) is kind.stock
