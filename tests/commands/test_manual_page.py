"""The manual page and what bash completes, both made of the commands themselves."""

import subprocess

from screenpop.commands.bash_completion import completion
from screenpop.commands.command_line import Described, described
from screenpop.commands.manual_page import manual_page

ODD = (
    Described("screenpop", "Says who calls.", [("--config FILE", "settings"), ("-h, --help", "help")]),
    Described("screenpop log", "The log.", [("--config FILE", "settings")]),
    Described("screenpop log list", ".so a line \\that groff obeys", [("--text", "'quoted")]),
)


def completed(*typed: str) -> set[str]:
    words = " ".join(f"'{word}'" for word in typed)
    asked = (
        f"COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; _screenpop; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    script = "\n".join(completion(described()))
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True, timeout=30
    )
    return set(done.stdout.split())


def test_what_commands_say_is_never_taken_for_an_order_to_groff():
    page = list(manual_page(ODD, "1.0"))

    assert "\\&.so a line \\ethat groff obeys" in page
    assert "\\&'quoted" in page


def test_what_all_commands_take_is_told_once():
    page = "\n".join(manual_page(ODD, "1.0"))

    assert page.count("\\-\\-config") == 1


def test_commands_that_the_program_gives_only_itself_are_no_bodys_to_type():
    names = {each.name for each in described()}

    assert "screenpop log export" in names
    assert not names & {"screenpop read-spreadsheets", "screenpop manual-page", "screenpop bash-completion"}


def test_bash_completes_commands_actions_and_options():
    assert {"log", "learn"} <= completed("screenpop", "l")
    assert completed("screenpop", "log", "ex") == {"export"}
    assert "--format" in completed("screenpop", "log", "export", "--f")
    assert completed("screenpop", "--config", "") == set()
