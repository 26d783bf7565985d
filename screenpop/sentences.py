"""Sentences for people: a template and its values, so that a window can say them in any language.

The core and the adapters make sentences in English; `str()` gives that English. A window looks the
template up in the catalogue and formats the values for the reader's country. Templates are collected by
`pybabel` from the calls to `say` and `say_many`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say.

    Attributes:
        template: English, with `{name}` for each value; also the key of its translations.
        values: What to put in; a value may itself be a sentence.
        plural: The English template for a count other than one, if the sentence counts something.
        count: How many; it is also available to the template as `{count}`.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None

    def __str__(self) -> str:
        template = self.template if self.plural is None or self.count == 1 else self.plural
        return template.format_map({**self.values, "count": self.count})


def say(template: str, /, **values: object) -> Sentence:
    """Make a sentence."""
    return Sentence(template, values)


def say_many(one: str, many: str, count: int, /, **values: object) -> Sentence:
    """Make a sentence that counts something; languages have up to three forms of it."""
    return Sentence(one, values, many, count)


def as_plain(value: object) -> object:
    """A sentence, or a value of one, as JSON can hold it."""
    if not isinstance(value, Sentence):
        return value
    plain: dict[str, object] = {"say": value.template}
    if value.values:
        plain["values"] = {name: as_plain(each) for name, each in value.values.items()}
    if value.plural is not None:
        plain |= {"many": value.plural, "count": value.count}
    return plain


def sentence_of(plain: Mapping[str, Any]) -> Sentence:
    """The sentence that `as_plain` was given."""
    values = {
        name: sentence_of(each) if isinstance(each, dict) else each
        for name, each in plain.get("values", {}).items()
    }
    return Sentence(plain["say"], values, plain.get("many"), plain.get("count"))
