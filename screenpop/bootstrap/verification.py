"""What a site shows before it is known who is calling, put together from its settings."""

from collections.abc import Mapping

from connectors.right_answers.answers import AnswersOfSource
from screenpop.bootstrap.site_colleagues import holding_notes
from screenpop.ports.right_answers import RightAnswers
from screenpop.ports.source import Source
from screenpop.settings.model import Settings
from screenpop.verification import Check, VerificationPolicy

_OF_FINANCE = {"accounting", "credit"}


def policy_of(settings: Settings) -> VerificationPolicy:
    """The site's policy; where nothing is said of what stays open, names and amounts decide."""
    table, notes = settings.verification, holding_notes(settings)
    usual = notes if table.policy == "amounts" else frozenset[str]()
    departments = settings.departments.items()
    return VerificationPolicy(
        policy=table.policy,
        checks=tuple(Check(check.name, check.ask) for check in table.checks),
        needed=table.needed,
        wrong=table.wrong,
        open=usual if table.open is None else frozenset(table.open),
        reveal=table.reveal,
        finance=frozenset(name for name, each in departments if (each.kind or name) in _OF_FINANCE),
        notes=notes,
    )


def right_answers_of(settings: Settings, sources: Mapping[str, Source]) -> RightAnswers | None:
    """Who knows the right answers; None where agents look them up elsewhere, or nothing is asked."""
    table = settings.verification
    if not table.source or table.policy == "show":
        return None
    checks = tuple(check.name for check in table.checks)
    return AnswersOfSource(sources[table.source], table.answers, checks, table.deadline)
