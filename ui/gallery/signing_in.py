"""Signing in at a seat that several share, and out of it while the database is away."""

from screenpop.errors import SeatUnknown
from screenpop.ports.record import SpoolState
from screenpop.sentences import say
from screenpop.settings.sitting import Sitting
from ui.background import Background
from ui.gallery.people import NOON
from ui.gallery.stage import Stage
from ui.sign_in.leaving import LeavingWindow
from ui.sign_in.window import Asked, SignInWindow

_AGENTS = ("Anna Wąs-Świątkowska", "Marek Nowak", "Ewa Lis")


def sign_in_window(stage: Stage) -> SignInWindow:
    """Somebody has mistyped the extension."""
    asked = Asked(agent=True, extension=True, agents=_AGENTS, offered=Sitting(_AGENTS[1], "1 01"))
    window = SignInWindow(stage.application.look, asked)
    stage.shown.append((window, Background()))
    window.come_up()
    stage.play()
    problem = say("“{extension}” is no extension.", extension="1 01")
    window.refuse_seat(SeatUnknown(problem, "extension"))
    stage.play()
    return window


def leaving_window(stage: Stage) -> LeavingWindow:
    """Not all that was saved has arrived."""
    window = LeavingWindow(stage.application.look)
    stage.shown.append((window, Background()))
    window.show_left(SpoolState(3, NOON, trouble=say("The database server does not answer.")))
    window.show()
    stage.play()
    return window
