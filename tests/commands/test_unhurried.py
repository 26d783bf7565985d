import subprocess
import sys

from screenpop.commands.unhurried import Progress
from screenpop.sentences import say_many


def lines(number):
    return say_many("{count} line", "{count} lines", number)


def test_progress_is_told_a_line_a_second_and_the_newest_is_never_lost(capsys):
    times = iter((0.0, 0.0, 0.4, 0.9, 1.1, 1.1, 1.2, 1.3))
    progress = Progress(lambda: next(times))
    for number in (1, 2, 3, 4, 5):
        progress.tell(lines(number))
    progress.flush()

    assert capsys.readouterr().err.splitlines() == ["1 line", "4 lines", "5 lines"]


def test_nothing_is_told_twice(capsys):
    progress = Progress(lambda: 0.0)
    progress.tell(lines(1))
    progress.flush()
    progress.flush()

    assert capsys.readouterr().err == "1 line\n"


def test_long_work_takes_the_processor_only_while_nobody_else_wants_it():
    program = (
        "import os; from screenpop.commands.unhurried import yield_to_others as y; y(); print(os.nice(0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == "19"
