"""Where an error was raised, without what it says and what the variables held: both may be customers' data."""

from collections.abc import Iterator
from itertools import islice
from types import TracebackType

_FRAMES = 60
_ERRORS = 10


def lines_of(error: BaseException) -> list[str]:
    """The error and what it came from, the last one first: a line for each error, and one for each of its frames."""
    lines = []
    for place, each in enumerate(islice(_chain(error, set()), _ERRORS)):
        lines.append(f"{'because of ' if place else ''}{name_of(type(each))}")
        frames = list(_frames(each.__traceback__))
        if len(frames) > _FRAMES:
            middle = f"... {len(frames) - _FRAMES} more"
            frames = [*frames[: _FRAMES // 2], middle, *frames[-_FRAMES // 2 :]]
        lines += [f"  {frame}" for frame in frames]
    return lines


def in_short(error: BaseException) -> str:
    """What kind of error it is, and the last place that it came from."""
    frames = list(_frames(error.__traceback__))
    return f"{name_of(type(error))} at {frames[-1] if frames else '?'}"


def name_of(kind: type) -> str:
    """As it is written in code."""
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _chain(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from _chain(each, seen)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno} {code.co_qualname}"
        trace = trace.tb_next
