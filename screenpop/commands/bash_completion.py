"""`screenpop bash-completion`: what bash completes after `screenpop`, made of the commands themselves."""

import argparse
from collections.abc import Iterator, Sequence

from screenpop.commands.command_line import Described, described


def command(_arguments: argparse.Namespace) -> int:
    """Write the script that bash loads."""
    print("\n".join(completion(described())))
    return 0


def completion(told: Sequence[Described]) -> Iterator[str]:
    """The lines of the script; after a command that has actions these are offered, and options everywhere."""
    yield "# bash completion for screenpop"
    yield "_screenpop() {"
    yield '    local typed=${COMP_WORDS[COMP_CWORD]} words="" named="" word'
    yield '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do'
    yield '        [[ $word == -* ]] || named="$named $word"'
    yield "    done"
    yield '    case "$named " in'
    for each in sorted(told, key=lambda each: -each.name.count(" ")):
        path = each.name.removeprefix("screenpop").lstrip()
        follow = sorted(
            other.name.rsplit(" ", 1)[-1] for other in told if other.name.rpartition(" ")[0] == each.name
        )
        options = [
            word for words, _ in each.options for word in words.replace(",", " ").split() if word[0] == "-"
        ]
        pattern = f" {path} " if path else " "
        yield f'        "{pattern}"*) words="{" ".join([*follow, *options])}" ;;'
    yield "    esac"
    yield '    [[ ${COMP_WORDS[COMP_CWORD-1]} == --config ]] && words=""'
    yield '    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$typed")'
    yield "}"
    yield "complete -o default -F _screenpop screenpop"
