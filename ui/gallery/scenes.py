"""The scenes of an agent's day, each as far as its picture needs it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from screenpop.called import Called
from screenpop.customers import Match
from screenpop.events import news
from screenpop.events.calls import Facts
from screenpop.memory import Fact, Noted, Recollection
from screenpop.promises import Promised, PromiseKind
from screenpop.rules.masking import NOT_VERIFIED
from screenpop.sentences import say
from screenpop.trust import Trust
from screenpop.verification import Check, Checking
from ui.gallery.beginning import assistant_window
from ui.gallery.company import paid_up, relationship, standing, usual
from ui.gallery.configuring import settings_window
from ui.gallery.extremes import foreign, huge
from ui.gallery.offering import (
    gesture_worth_making,
    offer_worth_saying,
    offers_view,
    offers_view_empty,
    serve_first,
)
from ui.gallery.people import ANNA, EWA, GREEN, HURT, JAN, LONGEST, NOON, PRAGUE, THAI, calling
from ui.gallery.record import InventedDay, InventedLog
from ui.gallery.signing_in import leaving_window, sign_in_window
from ui.gallery.stage import BIRTHDAY, Stage

Scene = Callable[[Stage], QWidget]

_NOTE = "Order 8790 has to be on the site before seven.\nPromised to call back before noon on Friday."
_BRAND = Called(
    label="Baustoff Brzeg · Sales PL",
    colour="#7a2e8e",
    greeting="Dzień dobry, Baustoff Brzeg, przy telefonie …",
    language="pl",
    notice="Deliveries from Gdańsk are a day late",
)


def ringing(stage: Stage) -> QWidget:
    """A customer whom we know, who pays late."""
    stage.ring(
        calling(), facts=Facts(queue="Sales PL", brand="Hurt-Bud", waited=timedelta(minutes=4, seconds=12))
    )
    stage.know(ANNA)
    stage.fill(usual())
    return stage.card


def waiting(stage: Stage) -> QWidget:
    """The directory has answered, the departments have not."""
    stage.ring(calling(), seconds=1)
    stage.know(ANNA)
    stage.fill({"accounting": paid_up()})
    stage.fail("sales", say("no answer in time"), NOON - timedelta(minutes=18))
    return stage.card


def withheld(stage: Stage) -> QWidget:
    """Nobody knows who it is: ask, and search."""
    stage.ring(calling(None))
    stage.know(match=Match.WITHHELD)
    return stage.card


def shared(stage: Stage) -> QWidget:
    """One number, several customers."""
    stage.ring(calling("+48713335577", None))
    stage.know(ANNA, GREEN, PRAGUE, match=Match.SHARED)
    return stage.card


def main_number(stage: Stage) -> QWidget:
    """A company's main number: the customer is certain, the person is not."""
    stage.ring(calling())
    stage.know(ANNA, JAN, EWA, match=Match.SHARED, customer=HURT)
    stage.fill(usual())
    return stage.card


def unknown(stage: Stage) -> QWidget:
    """Nobody has this number, and the check of it failed."""
    stage.ring(calling("+447700900123", "PRIZE CENTRE", Trust.FAILED))
    stage.know(match=Match.UNKNOWN)
    return stage.card


def hold(stage: Stage) -> QWidget:
    """Nothing may be sold on credit."""
    stage.ring(calling(), called=_BRAND)
    stage.know(ANNA)
    stage.fill({**usual(), "credit": standing("-900", hold=True)})
    stage.recall(_remembered())
    return stage.card


def important(stage: Stage) -> QWidget:
    """An important customer against whom nothing speaks."""
    stage.ring(calling("+420222333444", None))
    stage.know(PRAGUE)
    stage.fill(
        {
            **usual(),
            "accounting": paid_up(),
            "value": relationship(important=True),
            "credit": standing("18200"),
        }
    )
    return stage.card


def talking(stage: Stage) -> QWidget:
    """The full card, with a note begun."""
    ringing(stage)
    stage.recall(_remembered())
    stage.answer()
    card = stage.card
    card.form.note.edit.setPlainText(_NOTE)
    return stage.card


def talking_on_hold(stage: Stage) -> QWidget:
    """The full card of one of several numbers of ours, with the worst news and today's notice."""
    hold(stage)
    stage.answer()
    return stage.card


def not_saved(stage: Stage) -> QWidget:
    """The call is over, and its wrap-up could not be saved."""
    talking(stage)
    stage.end()
    card = stage.card
    card.form.dispositions.choose_place(2)
    card.form.save.click()
    stage.play()
    trouble = say("the record cannot be read")
    stage.say_of_posted(lambda act: news.NotKept(stage.call_id, NOON, trouble, act))
    return stage.card


def over(stage: Stage) -> QWidget:
    """The call is over, nothing is written yet."""
    ringing(stage)
    stage.answer(252)
    stage.end()
    return stage.card


def masked(stage: Stage) -> QWidget:
    """The caller is not verified yet."""
    ringing(stage)
    for department in ("accounting", "sales", "credit", "cross_sell", "value"):
        stage.mask(department, NOT_VERIFIED)
    stage.answer()
    checks = (
        Check("number", "What is your customer number?"),
        Check("street", "In which street was the last delivery?"),
        Check("invoice", "How much was the last invoice?"),
    )
    hidden = frozenset(usual())
    told = Checking(checks, 2, frozenset({"number"}), verified=False, hidden=hidden, may_reveal=True)
    stage.announce(news.VerificationTold(stage.call_id, NOON, told))
    return stage.card


def long_names(stage: Stage) -> QWidget:
    """Names as long as they come, amounts of twelve digits."""
    stage.ring(
        calling(name=LONGEST.contact),
        facts=Facts(queue="Sprzedaż i obsługa klientów kluczowych", brand="Świętokrzyskie"),
    )
    stage.know(LONGEST)
    stage.fill(dict(huge()))
    stage.answer()
    return stage.card


def thai_caller(stage: Stage) -> QWidget:
    """A caller whose name is written in Thai."""
    stage.ring(calling("+6625550188", "SOMYING J"))
    stage.know(THAI)
    stage.fill(dict(foreign()))
    return stage.card


def practice(stage: Stage) -> QWidget:
    """A call to practise with."""
    stage.ring(calling(), practice=True)
    stage.know(JAN)
    stage.fill(usual())
    return stage.card


def calls(stage: Stage) -> QWidget:
    """The home window: the morning's calls, and one of them in full."""
    stage.announce(news.LineUp("desk", NOON))
    stage.open_record(InventedLog(), InventedDay())
    home = stage.home()
    home.list.setCurrentIndex(home.calls.index(0))
    stage.open_customer()
    stage.know(ANNA)
    stage.fill(usual())
    return stage.home()


def my_day(stage: Stage) -> QWidget:
    """What is due."""
    stage.announce(news.LineUp("desk", NOON))
    stage.open_record(InventedLog(), InventedDay())
    stage.home(stage.application.day)
    stage.open_customer()
    stage.know(ANNA)
    stage.fill(usual())
    stage.recall(_remembered())
    return stage.home(stage.application.day)


def settings(stage: Stage) -> QWidget:
    """The settings: a line."""
    return settings_window(stage, "line")


def settings_locked(stage: Stage) -> QWidget:
    """The settings: what the machine's policy has locked."""
    return settings_window(stage, "verification")


def assistant(stage: Stage) -> QWidget:
    """The first start: its first page."""
    return assistant_window(stage, "welcome")


def assistant_line(stage: Stage) -> QWidget:
    """The first start: the telephone system has answered as its address was typed."""
    return assistant_window(stage, "line")


def sign_in(stage: Stage) -> QWidget:
    """A seat that several share: who sits here, and at which telephone."""
    return sign_in_window(stage)


def sign_out(stage: Stage) -> QWidget:
    """Whoever leaves the seat is told what has not arrived yet."""
    return leaving_window(stage)


SCENES: Mapping[str, Scene] = {
    "01-ringing": ringing,
    "02-waiting": waiting,
    "03-withheld": withheld,
    "04-shared-number": shared,
    "05-main-number": main_number,
    "06-unknown": unknown,
    "07-credit-hold": hold,
    "08-important": important,
    "09-talking": talking,
    "10-talking-hold": talking_on_hold,
    "11-not-saved": not_saved,
    "12-over": over,
    "13-masked": masked,
    "14-long-names": long_names,
    "15-thai-caller": thai_caller,
    "16-practice": practice,
    "17-offer-worth-saying": offer_worth_saying,
    "18-gesture-worth-making": gesture_worth_making,
    "19-serve-first": serve_first,
    "20-calls": calls,
    "21-my-day": my_day,
    "22-settings": settings,
    "23-settings-locked": settings_locked,
    "24-assistant": assistant,
    "25-assistant-line": assistant_line,
    "26-offers": offers_view,
    "27-offers-empty": offers_view_empty,
    "28-sign-in": sign_in,
    "29-sign-out": sign_out,
}


def _remembered() -> Recollection:
    """What colleagues noted, what is known, what is owed, and what to ask for."""
    noted = (
        Noted(
            NOON - timedelta(minutes=38),
            "Marek Nowak",
            "Asked where order 8790 is. Will call again.",
            "Delivery",
            "Call back",
        ),
        Noted(NOON - timedelta(days=2), "Ewa Lis", "Wants delivery before seven.", "Delivery", "Solved"),
    )
    facts = (Fact("channel", "telephone", NOON - timedelta(days=9), "Ewa Lis"),)
    due = Promised(
        id=UUID(int=1),
        kind=PromiseKind.PROMISE,
        due=NOON + timedelta(days=1),
        what="order 8790 on the site",
        made_by="Marek Nowak",
        taken_by=None,
        customer_id=HURT.id,
        customer=HURT.name,
        contact=ANNA.contact,
        number="+48225550123",
        call=None,
    )
    return Recollection(noted, facts, BIRTHDAY.question.wanted, (due,))
