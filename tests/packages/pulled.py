"""What apt may install for us in a Debian that has nothing, and what it is for."""

_WINDOWS = {
    "Qt's windows under X (the platform xcb)": (
        "libx11-6 libx11-data libx11-xcb1 libxau6 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1"
        " libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1"
        " libxcb-xfixes0 libxcb-xkb1 libxcb1 libxdmcp6 libbsd0"
    ),
    "Qt's windows under Wayland": "libwayland-client0 libwayland-cursor0",
    "keyboards": "libxkbcommon0 libxkbcommon-x11-0 xkb-data",
    "Qt itself: its loop, and the session bus, which the tray and screen readers use": "libglib2.0-0 libdbus-1-3",
    "letters": "fontconfig-config fonts-dejavu-core libfontconfig1 libfreetype6 libbrotli1 libexpat1 libpng16-16",
}
_PYTHON = {
    "Python's TLS": "libssl3",
    "the spool, the directory and a record in a file": "libsqlite3-0",
    "signing in to PostgreSQL as a network's person (Kerberos), and Qt's way through proxies": (
        "libgssapi-krb5-2 libk5crypto3 libkeyutils1 libkrb5-3 libkrb5support0"
    ),
}
_BY_DEBIAN = {
    "libdbus-1-3 recommends the bus that it speaks on": (
        "dbus dbus-bin dbus-daemon dbus-session-bus-common dbus-system-bus-common libapparmor1"
    ),
    "libglib2.0-0 recommends its translations, and what knows kinds of files and folders": (
        "libglib2.0-data shared-mime-info libxml2 libicu72 xdg-user-dirs"
    ),
    "libkrb5-3 recommends its translations": "krb5-locales",
}


def _names(explained: dict[str, str]) -> frozenset[str]:
    return frozenset(name for names in explained.values() for name in names.split())


ALWAYS = _names(_WINDOWS) | _names(_PYTHON)
"""Without any of these something does not work."""
RECOMMENDED = _names(_BY_DEBIAN)
"""We recommend nothing; libraries of Debian's do."""
LEARNING = frozenset({"libgomp1"})
"""Several threads for the trees of the ranker; what else learning needs is there with the program."""
