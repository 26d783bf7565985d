"""The groups of this program's account on Linux and macOS, wherever the system has them from: files, SSSD, winbind."""

import grp
import os
import pwd
from collections.abc import Iterable

from screenpop.settings.account import UnknownGroups


def belongs_to(group: str) -> bool | None:
    """Whether the group is one of this account's; None where there is no such group on this computer.

    Raises:
        UnknownGroups: There is no such group, and one of the account's has no name: it may be this one, whose directory
            server is away.
    """
    numbers = _numbers()
    try:
        return grp.getgrnam(group).gr_gid in numbers
    except KeyError:
        pass
    names = dict(_names(numbers))
    if group in names.values():
        return True
    if unnamed := numbers - names.keys():
        raise UnknownGroups(min(unnamed))
    return None


def _numbers() -> frozenset[int]:
    """Those of the program, and those that the account has by now."""
    numbers = {os.getgid(), os.getegid(), *os.getgroups()}
    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:  # an account without a name, as in a container
        return frozenset(numbers)
    return frozenset({*numbers, *os.getgrouplist(account.pw_name, account.pw_gid)})


def _names(numbers: Iterable[int]) -> Iterable[tuple[int, str]]:
    for number in numbers:
        try:
            yield number, grp.getgrgid(number).gr_name
        except KeyError:
            continue
