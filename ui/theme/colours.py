"""Colours by what they mean, for light, dark and high contrast. Every text can be read on every ground it stands on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, as #rrggbb.

    Attributes:
        ground: Behind everything.
        surface: Panels and lists.
        field: Where something is typed, and chips.
        line: Thin borders of what can be worked with.
        edge, shade: Around a surface, and the thin shadow beneath it that lifts it off the ground.
        ink: Text that matters.
        quiet: Text that stands back.
        accent: What can be done, and the focus.
        on_accent: Text on accent.
        selected: Behind a chosen row.
        bad, warn, good: Text that judges; `*_ground` is the tint behind it.
        skeleton: What is not there yet.
        ringing, talking, over: The header by the call's state.
        on_header, on_header_quiet: Text on it.
        alarm, on_alarm: The strip of the worst news.
        caution, on_caution: The strip of news that is less bad.
        aging: Open amounts from current to over 90 days.
        chart: What became of calls: answered, elsewhere, missed, lost; each seen well on a surface.
        heat: Few and many, on a surface.
    """

    ground: str
    surface: str
    field: str
    line: str
    edge: str
    shade: str
    ink: str
    quiet: str
    accent: str
    on_accent: str
    selected: str
    bad: str
    bad_ground: str
    warn: str
    warn_ground: str
    good: str
    good_ground: str
    skeleton: str
    ringing: str
    talking: str
    over: str
    on_header: str
    on_header_quiet: str
    alarm: str
    on_alarm: str
    caution: str
    on_caution: str
    aging: tuple[str, str, str, str, str]
    chart: tuple[str, str, str, str]
    heat: tuple[str, str]


LIGHT = Colours(
    ground="#eef0f4",
    surface="#ffffff",
    field="#f4f5f8",
    line="#dfe3ea",
    edge="#e2e6ed",
    shade="#d3d9e3",
    ink="#171c26",
    quiet="#596273",
    accent="#2456c8",
    on_accent="#ffffff",
    selected="#e6edfb",
    bad="#b3261e",
    bad_ground="#fcebe9",
    warn="#8a4b08",
    warn_ground="#fdf1dd",
    good="#146c4a",
    good_ground="#e4f4ec",
    skeleton="#e7eaf0",
    ringing="#1f3a70",
    talking="#12513f",
    over="#3d4758",
    on_header="#ffffff",
    on_header_quiet="#ccd6e8",
    alarm="#c62f26",
    on_alarm="#ffffff",
    caution="#f2c063",
    on_caution="#33230a",
    aging=("#8fa3c4", "#e9bd62", "#e2903f", "#d4602f", "#b3261e"),
    chart=("#2f66d0", "#7390cb", "#cf7414", "#b3261e"),
    heat=("#e9effb", "#1c4cb4"),
)

DARK = Colours(
    ground="#0f1217",
    surface="#191d25",
    field="#232935",
    line="#2b3240",
    edge="#232935",
    shade="#0a0c10",
    ink="#e9edf4",
    quiet="#9aa5b6",
    accent="#86abff",
    on_accent="#0d1526",
    selected="#24314d",
    bad="#ff9086",
    bad_ground="#3a1f1e",
    warn="#f0b865",
    warn_ground="#352812",
    good="#6fcfa0",
    good_ground="#16321f",
    skeleton="#252b37",
    ringing="#223d78",
    talking="#15543f",
    over="#2d3543",
    on_header="#f6f8fc",
    on_header_quiet="#bfcbe2",
    alarm="#bd3129",
    on_alarm="#ffffff",
    caution="#e0ad52",
    on_caution="#2b1d07",
    aging=("#5d7297", "#d9ac54", "#d6863a", "#d9633a", "#ef6a5e"),
    chart=("#7ba4ff", "#6079b3", "#e5a84f", "#f0574c"),
    heat=("#222b3d", "#8fb1ff"),
)

HIGH_CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    field="#000000",
    line="#ffffff",
    edge="#ffffff",
    shade="#ffffff",
    ink="#ffffff",
    quiet="#e2e2e2",
    accent="#ffe04a",
    on_accent="#000000",
    selected="#122a52",
    bad="#ffb1a8",
    bad_ground="#3a0000",
    warn="#ffd166",
    warn_ground="#2e2300",
    good="#7dffb8",
    good_ground="#00301c",
    skeleton="#4d4d4d",
    ringing="#0a2f6b",
    talking="#00402a",
    over="#262626",
    on_header="#ffffff",
    on_header_quiet="#e2e2e2",
    alarm="#ff7a6e",
    on_alarm="#000000",
    caution="#ffd166",
    on_caution="#000000",
    aging=("#9fc2ff", "#ffe9a8", "#ffc46b", "#ff9a5c", "#ff7a6e"),
    chart=("#8fb8ff", "#c7d4ea", "#ffc46b", "#ff7a6e"),
    heat=("#1d2f4d", "#a8c8ff"),
)
