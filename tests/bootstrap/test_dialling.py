"""Which line dials, what it is given, and why nobody does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from screenpop.bootstrap.dialling import Dialling
from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import LineError
from screenpop.phone_numbers import NumberReader
from screenpop.ports.line import Line
from screenpop.sentences import Sentence, say
from screenpop.settings.reading import read_settings

SIP = '[[line]]\nkind = "sip"\nname = "{}"\nserver = "pbx.example"\nextension = "101"\ndial = {}\n'


@dataclass
class DeafLine:
    """A line that cannot dial."""

    name: str

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def counts(self) -> Mapping[str, int]:
        return {}


@dataclass
class DialingLine(DeafLine):
    """A line that dials, or says why not."""

    refusal: Sentence | None = None
    dialled: list[str] = field(default_factory=list)

    def dial(self, number: str, told: Callable[[Sentence | None], None]) -> None:
        self.dialled.append(number)
        told(self.refusal)


@pytest.fixture
def dialling(tmp_path: Path) -> Callable[..., Dialling]:
    def build(*lines: Line, by: str = "line", dial: str = "true") -> Dialling:
        file = tmp_path / "settings.toml"
        tables = "".join(SIP.format(line.name, dial) for line in lines)
        file.write_text(f'region = "PL"\noutside_line = "0"\n{tables}[dial]\nby = "{by}"\n')
        settings = read_settings(file, all_kinds())
        return Dialling(settings, lines, NumberReader(settings.region, settings.outside_line))

    return build


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+48225550123", "0225550123"),
        ("22 555 01 23", "0225550123"),
        ("0 22 555-01-23", "0225550123"),
        ("(22) 555.01.23", "0225550123"),
        ("+36 1 234 5678", "0003612345678"),
        ("tel:+48-22-555-01-23", "0225550123"),
        ("tel:%2B3612345678", "0003612345678"),
        ("104", "104"),
        ("tel:104;phone-context=pbx.example", "104"),
    ],
)
def test_a_number_is_dialled_as_the_pbx_wants_it(
    dialling: Callable[..., Dialling], text: str, dialled: str
) -> None:
    line = DialingLine("desk")
    dialling(line).dial_and_wait(text)
    assert line.dialled == [dialled]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "tel:anna",
        "*21*0900#",
        "tel:*21*0900#",
        "22 555 01 23 x12",
        "sip:101@pbx",
        "+",
        "1" * 40,
        "12\n;x",
    ],
)
def test_rubbish_is_refused_in_one_line_and_nobody_dials(
    dialling: Callable[..., Dialling], text: str
) -> None:
    line = DialingLine("desk")
    with pytest.raises(LineError, match="is no telephone number") as refused:
        dialling(line).dial_and_wait(text)
    assert len(str(refused.value)) < 150
    assert line.dialled == []


def test_the_first_line_that_can_and_may_dials(dialling: Callable[..., Dialling]) -> None:
    first, second = DialingLine("ami"), DialingLine("desk")
    dialling(DeafLine("watch"), first, second).dial_and_wait("104")
    assert (first.dialled, second.dialled) == (["104"], [])


def test_why_the_pbx_refuses_is_told(dialling: Callable[..., Dialling]) -> None:
    line = DialingLine("ami", refusal=say("the user lacks the right “originate”"))
    with pytest.raises(LineError, match="lacks the right"):
        dialling(line).dial_and_wait("104")


@pytest.mark.parametrize(
    ("lines", "by", "dial", "why"),
    [
        ((DialingLine("ami"),), "off", "true", "switch calling out off"),
        ((DialingLine("ami"),), "system", "true", 'set by = "line"'),
        ((DialingLine("desk"),), "line", "false", "The line “desk” may not .* dial = true"),
        ((DeafLine("desk"),), "line", "true", "No line can have the desk phone call"),
    ],
)
def test_why_nobody_dials_is_told_with_what_to_do(
    dialling: Callable[..., Dialling], lines: tuple[DeafLine, ...], by: str, dial: str, why: str
) -> None:
    with pytest.raises(LineError, match=why):
        dialling(*lines, by=by, dial=dial).dial_and_wait("104")
    assert not any(line.dialled for line in lines if isinstance(line, DialingLine))


def test_a_pbx_that_never_says_is_given_up(
    dialling: Callable[..., Dialling], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screenpop.bootstrap.dialling._PATIENCE", 0.05)
    line = DialingLine("desk")
    monkeypatch.setattr(line, "dial", lambda _number, _told: None)
    with pytest.raises(LineError, match="does not say whether"):
        dialling(line).dial_and_wait("104")
