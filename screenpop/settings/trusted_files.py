"""Whether a policy's file can be changed by those whom it binds: then it binds nobody, and may serve to harm others.

A file is as safe as the folders that lead to it: whoever may write one of them can put another file in its place.
"""

import os
import stat
from pathlib import Path

from screenpop.sentences import Sentence, say

_ROOT = 0
_ALL, _GROUP = stat.S_IWOTH, stat.S_IWGRP


def who_may_change(file: Path) -> Sentence | None:
    """Who could change it besides administrators, and how to mend that; None where nobody could.

    On Windows only whether this program could is found out, by opening the file; `icacls` tells the folder's rights.
    """
    if os.name == "nt":
        return _this_user_could(file)
    for place in (file, *file.absolute().parents, *_led_to(file)):
        if told := _of_posix(place):
            return told
    return None


def _led_to(file: Path) -> tuple[Path, ...]:
    """Where a link leads to, and how."""
    try:
        real = file.resolve(strict=True)
    except (OSError, RuntimeError):
        return ()
    return (real, *real.parents) if real != file.absolute() else ()


def _of_posix(place: Path) -> Sentence | None:
    try:
        known = place.stat()
    except OSError:
        return None
    mend = f"chown root:root {place} && chmod go-w {place}"
    if known.st_uid != _ROOT:
        return say("{place} is owned by a user, not by root ({mend})", place=place, mend=mend)
    shared = stat.S_ISDIR(known.st_mode) and known.st_mode & stat.S_ISVTX
    if known.st_mode & _ALL and not shared:
        return say("{place} can be written by everybody ({mend})", place=place, mend=mend)
    if known.st_mode & _GROUP and known.st_gid != _ROOT and not shared:
        return say("{place} can be written by a group of users ({mend})", place=place, mend=mend)
    if os.geteuid() != _ROOT and not shared and os.access(place, os.W_OK):
        return say("{place} can be written by you: an access list lets you", place=place)
    return None


def _this_user_could(file: Path) -> Sentence | None:
    try:
        os.close(os.open(file, os.O_WRONLY))
    except OSError:
        return None
    return say(
        "{place} can be written by you; an administrator's own folder is not ({mend})",
        place=file,
        mend=f'icacls "{file.parent}" /inheritance:r /grant *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX',
    )
