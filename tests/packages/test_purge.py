"""What is left of the program when it is taken away: nothing of it, and everything of people's own."""

from collections.abc import Mapping

from tests.packages.bare_debian import BareDebian
from tests.packages.debs import Debs
from tests.packages.left_behind import differing, files_of, own_files_of


def test_a_purge_leaves_nothing_and_touches_nobody_s_own(
    learning: BareDebian, before: Mapping[str, str]
) -> None:
    policy = learning.root / "etc/screenpop/policy.toml"
    policy.write_text('[preset]\nregion = "PL"\n')
    learning.do(
        "sh",
        "-c",
        "mkdir -p .config/screenpop && echo 'region = \"PL\"' > .config/screenpop/settings.toml",
        user="jan",
    )
    people = own_files_of(learning.root / "home")

    learning.apt("purge", "--autoremove", "screenpop", "screenpop-learn")

    assert differing(before, files_of(learning.root)) == {}
    assert own_files_of(learning.root / "home") == people


def test_a_removal_keeps_the_policy_and_a_new_installation_finds_it(debian: BareDebian, debs: Debs) -> None:
    debian.apt("install", "--no-install-recommends", debian.put(debs.desktop))
    policy = debian.root / "etc/screenpop/policy.toml"
    policy.write_text('[preset]\nregion = "PL"\n')

    debian.apt("remove", "screenpop")

    assert policy.exists()
    assert not (debian.root / "usr/lib/screenpop").exists()
    debian.apt("install", "--no-install-recommends", debian.put(debs.desktop))
    assert policy.read_text() == '[preset]\nregion = "PL"\n'


def test_an_administrator_who_asks_for_it_has_what_people_saved_deleted(
    debian: BareDebian, debs: Debs
) -> None:
    debian.apt("install", "--no-install-recommends", debian.put(debs.desktop))
    debian.do(
        "sh",
        "-c",
        "mkdir -p .local/share/screenpop .config/screenpop; touch letter .config/screenpop/settings.toml",
        user="jan",
    )
    (debian.root / "etc/screenpop/purge-data").touch()

    debian.apt("purge", "--autoremove", "screenpop")

    own = own_files_of(debian.root / "home")
    assert "jan/letter" in own
    assert [path for path in own if "screenpop" in path] == []
