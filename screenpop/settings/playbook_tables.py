"""The tables of a playbook's file."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from screenpop.ports.kinds import Table, Timespan


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=300)], ...], BeforeValidator(_several)]
"""One text, or several of which the first counts that can be filled."""

Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_-]{0,39}$")]


class RuleTable(Table):
    """One rule; see docs/playbook.md.

    `when`: all must hold. `say`, `why`: of several texts the first of which everything is known. `serve_first`: nothing
    is offered now, because of this text, or of `why` where it is true. `sells`: silent while somebody is to be served
    first; so is whatever has `offers` or a `campaign`. `before`, `after`: the rule beside which it stands.
    """

    name: Name
    on: bool = True
    when: Texts = ()
    say: Texts = ()
    why: Texts = ()
    serve_first: bool | Texts = False
    sells: bool | None = None
    gesture: str = ""
    offers: Literal["", "again", "fits", "any"] = ""
    campaign: str = ""
    before: str = ""
    after: str = ""

    @model_validator(mode="after")
    def _does_something(self) -> "RuleTable":
        if self.say and not self.why:
            raise ValueError("what it says needs a “why”: the card always tells the reason")
        if not self.say and not self.serve_first:
            raise ValueError("it needs “say” and “why”, or “serve_first”")
        if self.serve_first is True and not self.why:
            raise ValueError("“serve_first” needs a text of its own, or a “why”")
        if self.before and self.after:
            raise ValueError("it stands either before a rule or after one")
        return self


class GestureTable(Table):
    """One gesture.

    `worth`, `budget`: "50 PLN"; the budget is the whole company's for a month. `rests`: for so long nobody gives it to
    the same customer again. `who`: the agents who may; everybody where it is left out.
    """

    name: Name
    on: bool = True
    label: str = Field(min_length=1, max_length=80)
    worth: str = Field(default="", max_length=40)
    budget: str = Field(default="", max_length=40)
    rests: Timespan = timedelta(days=365)
    who: tuple[str, ...] = Field(default=(), max_length=1_000)


class CampaignTable(Table):
    """One campaign; what is left out is about everybody, or everything.

    `from`, `until`: its first and its last day. `products`, `categories`: one of them must be among what may be
    suggested now. `segments`: of customers. `queues`: or labels of called numbers, by which the call comes.
    """

    name: Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]
    on: bool = True
    label: str = Field(default="", max_length=80)
    since: date | None = Field(default=None, alias="from")
    until: date | None = None
    products: tuple[str, ...] = Field(default=(), max_length=1_000)
    categories: tuple[str, ...] = Field(default=(), max_length=100)
    segments: tuple[str, ...] = Field(default=(), max_length=100)
    queues: tuple[str, ...] = Field(default=(), max_length=100)
    say: Texts = ()

    @model_validator(mode="after")
    def _can_run(self) -> "CampaignTable":
        if self.since and self.until and self.until < self.since:
            raise ValueError("it ends before it begins")
        return self


class WordsTable(Table):
    """What the company calls some things.

    `complaint`: the reasons, outcomes and channels that are a complaint. `open`: states of what is not settled yet.
    `settled`: the outcomes of a call that settle a complaint, and those before it.
    """

    complaint: tuple[str, ...] = Field(default=("complaint",), max_length=50)
    open: tuple[str, ...] = Field(default=("open", "new", "pending"), max_length=50)
    settled: tuple[str, ...] = Field(default=("solved",), max_length=50)
