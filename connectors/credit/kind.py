"""The kind of department that credit is: its settings and questions."""

from pydantic import Field, model_validator

from connectors.credit.connector import Credit
from connectors.credit.offer_tables import AuthorityTable, OfferTable, rules_of
from connectors.credit.policy import Policy
from connectors.credit.rows import OfferableRow, StandingRow
from screenpop.ports.kinds import DepartmentKind, DepartmentSettings, DepartmentSurroundings
from screenpop.ports.questions import Question


class CreditSettings(DepartmentSettings):
    """The questions about limits, which bind `:customer_id`, `:ref` and `:agent`, and what may be offered.

    `offers` is the site's table, asked where `offerable` gives nothing; `refer_to` is told where no row fits;
    from `near_limit` percent of the limit on a customer is near it.
    """

    standing: str
    offerable: str | None = None
    authority: AuthorityTable = AuthorityTable()
    offers: tuple[OfferTable, ...] = Field(default=(), max_length=500)
    refer_to: str = Field(default="", max_length=80)
    near_limit: int = Field(default=90, ge=1, le=100)

    @model_validator(mode="after")
    def _know_their_levels(self) -> "CreditSettings":
        for place, offer in enumerate(self.offers):
            if offer.authority and offer.authority not in self.authority.levels:
                raise ValueError(f'"offers.{place}.authority": {self.authority.no_such(offer.authority)}')
        return self

    @property
    def policy(self) -> Policy:
        """What agents may offer."""
        return Policy(
            rules=rules_of(self.offers, self.authority),
            ranks=self.authority.ranks(),
            usual_rank=self.authority.rank(self.authority.default),
            refer_to=self.refer_to or None,
            near_limit=self.near_limit,
        )


def _build(settings: CreditSettings, surroundings: DepartmentSurroundings) -> Credit:
    return Credit(
        source=surroundings.source,
        today=surroundings.today,
        deadline=settings.deadline,
        standing=settings.standing,
        offerable=settings.offerable,
        policy=settings.policy,
        name=surroundings.name,
        agent=surroundings.agent,
    )


KIND = DepartmentKind(
    name="credit",
    settings=CreditSettings,
    questions=(Question("standing", StandingRow), Question("offerable", OfferableRow, required=False)),
    build=_build,
)
