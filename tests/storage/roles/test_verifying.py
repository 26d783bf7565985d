"""Whatever a superuser does behind the program's back, the auditor's verification names it."""

import hashlib
import json
from collections.abc import Mapping

import pytest

from screenpop.errors import RecordUnavailable
from screenpop.storage.roles.faults import Fault, Wrong
from screenpop.storage.roles.heads import head_line
from screenpop.storage.roles.names import ENTRIES
from screenpop.storage.roles.verifying import Verified, verify
from tests.storage.roles.company import Company

BY_HAND = "set session_replication_role = replica; "
"""No trigger sees what is done after it."""


def verified(
    company: Company, heads: Mapping[int, bytes] = {}
) -> tuple[Verified, list[Fault]]:  # nobody changes it
    database, faults = company.database("paul"), []
    try:
        with database.reading() as connection:
            found = verify(connection, heads, tell=faults.append)
    finally:
        database.close()
    assert found.faults == len(faults)
    return found, faults


def wrongs(company: Company, heads: Mapping[int, bytes] = {}) -> set[tuple[Wrong, str]]:  # nobody changes it
    return {(fault.wrong, fault.kind) for fault in verified(company, heads)[1]}


def exported_head(company: Company) -> dict[int, bytes]:
    database = company.database("paul")
    try:
        with database.reading() as connection:
            head = json.loads(head_line(connection))
    finally:
        database.close()
    return {head["seq"]: bytes.fromhex(head["hash"])}


@pytest.fixture
def busy(company: Company) -> Company:
    """A company with a call that has an entry of every kind."""
    company.have_call("anna", "K-1", "what Anna wrote")
    return company


def test_a_record_that_nobody_touched_is_as_it_was_written(busy: Company):
    found, faults = verified(busy)

    assert faults == []
    assert (
        found.links
        == found.rows
        == sum(busy.alter(f"select count(*) from screenpop.{table}")[0][0] for table in ENTRIES)
    )


@pytest.mark.parametrize("table", [table for table in ENTRIES if table != "erasures"])
def test_an_altered_row_is_found(busy: Company, table: str):
    busy.alter(f"{BY_HAND} update screenpop.{table} set at = at - interval '1 microsecond'")

    assert (Wrong.ALTERED, table) in wrongs(busy)


@pytest.mark.parametrize("table", [table for table in ENTRIES if table != "erasures"])
def test_a_removed_row_is_found(busy: Company, table: str):
    busy.alter(f"{BY_HAND} delete from screenpop.{table}")

    assert (Wrong.MISSING, table) in wrongs(busy)


def test_one_altered_letter_of_a_note_is_named_with_its_row_and_link(busy: Company):
    [(id_, seq)] = busy.alter(f"""{BY_HAND} update screenpop.wrap_ups set note = 'what anna wrote';
        select w.id, c.seq from screenpop.wrap_ups w join screenpop.chain c on c.id = w.id""")

    _, faults = verified(busy)

    assert faults[0] == Fault(Wrong.ALTERED, "wrap_ups", id_, seq)
    assert str(id_) in str(faults[0].told())


def test_an_altered_row_is_found_though_triggers_saw_it(busy: Company):
    busy.alter("update screenpop.facts_learned set value = '1970-01-01'")

    assert wrongs(busy) == {(Wrong.ALTERED, "facts_learned")}


def test_a_row_that_was_added_past_the_chain_is_found(busy: Company):
    busy.alter(f"""{BY_HAND} insert into screenpop.line_changes (id, at, recorded_at, agent, line, up, reason)
        values (gen_random_uuid(), now(), now(), 'anna', 'line', true, '')""")

    assert wrongs(busy) == {(Wrong.ADDED, "line_changes")}


def test_an_altered_link_is_found(busy: Company):
    busy.alter("update screenpop.chain set login = 'ola' where seq = 3")

    assert {fault.seq for fault in verified(busy)[1]} == {3}


def test_a_removed_link_is_found(busy: Company):
    busy.alter("delete from screenpop.chain where seq = 5")

    assert Wrong.GAP in {wrong for wrong, _ in wrongs(busy)}


def test_links_in_another_order_are_found(busy: Company):
    busy.alter("""update screenpop.chain set seq = -seq where seq in (4, 5);
        update screenpop.chain set seq = 9 + seq where seq in (-4, -5)""")

    assert Wrong.LINK in {wrong for wrong, _ in wrongs(busy)}


def test_a_removed_salt_without_an_erasure_is_found(busy: Company):
    busy.alter("delete from screenpop.chain_salts where seq = 4")

    assert [fault.seq for fault in verified(busy)[1]] == [4]


def test_the_last_rows_removed_with_their_links_are_found(busy: Company):
    busy.alter(
        f"{BY_HAND} delete from screenpop.line_changes; delete from screenpop.chain where kind = 'line_changes'"
    )

    assert Wrong.HEAD in {wrong for wrong, _ in wrongs(busy)}


def test_an_altered_row_with_a_second_link_for_its_new_text_is_found(busy: Company):
    busy.alter(f"""{BY_HAND} update screenpop.wrap_ups set note = 'forged';
        select screenpop.chain_append('wrap_ups', id, jsonb_strip_nulls(to_jsonb(w))::text, now())
        from screenpop.wrap_ups w""")

    assert (Wrong.ALTERED, "wrap_ups") in wrongs(busy)


def test_an_alteration_passed_off_as_an_erasure_is_found(busy: Company):
    busy.alter(f"""{BY_HAND} update screenpop.wrap_ups set note = 'forged';
        insert into screenpop.erased select '11111111-1111-1111-1111-111111111111', 'wrap_ups', id, 'redacted'
        from screenpop.wrap_ups;
        set session_replication_role = origin;
        insert into screenpop.erasures (id, reason, deleted, redacted, erased_digest)
        select '11111111-1111-1111-1111-111111111111', 'forged', 0, 1,
            encode(sha256(convert_to('wrap_ups ' || id || ' redacted', 'UTF8')), 'hex') from screenpop.wrap_ups;
        select screenpop.chain_append('wrap_ups', id, jsonb_strip_nulls(to_jsonb(w))::text, now())
        from screenpop.wrap_ups w""")

    assert (Wrong.ALTERED, "wrap_ups") in wrongs(busy)


def test_a_removal_passed_off_as_part_of_a_lawful_erasure_is_found(busy: Company):
    busy.have_call("ola", "K-2", "to be erased", number="+48225550999")
    busy.ask_and_commit("rita", "select screenpop.erase_person('K-2', null, 'article 17')")
    [(note,)] = busy.alter("select id from screenpop.wrap_ups where agent = 'anna'")
    busy.alter(f"""{BY_HAND} delete from screenpop.wrap_ups where id = '{note}';
        insert into screenpop.erased select id, 'wrap_ups', '{note}', 'deleted' from screenpop.erasures""")

    assert (Wrong.ALTERED, "erased") in wrongs(busy)


@pytest.mark.parametrize("table", ["legs", "call_log"])
def test_what_people_read_says_what_the_entries_say(busy: Company, table: str):
    busy.alter(f"update screenpop.{table} set note = 'forged'")

    assert (Wrong.PROJECTION, table) in wrongs(busy)


@pytest.mark.parametrize("turned", ["elsewhere = not elsewhere", "rings_to = rings_to + interval '1 hour'"])
def test_a_leg_is_right_about_what_its_agents_log_and_its_call_are_told_by(busy: Company, turned: str):
    assert Wrong.PROJECTION not in {wrong for wrong, _ in wrongs(busy)}
    busy.alter(f"alter table screenpop.legs disable trigger user; update screenpop.legs set {turned}")

    assert (Wrong.PROJECTION, "legs") in wrongs(busy)


def write_anew(company: Company) -> None:
    """What a superuser does who knows how the chain is made: alters a note, and computes every link again."""
    company.alter(
        f"{BY_HAND} update screenpop.wrap_ups set note = 'forged'; update screenpop.legs set note = 'forged'"
    )
    company.alter("update screenpop.call_log set note = 'forged'")
    previous, digests = bytes(32), {}
    links = company.alter(
        "select c.seq, to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), c.login, c.kind,"
        " c.id, s.salt, c.digest from screenpop.chain c join screenpop.chain_salts s on s.seq = c.seq order by c.seq"
    )
    for seq, at, login, kind, id_, salt, kept in links:
        if kind == "wrap_ups":
            [(body,)] = company.alter(
                f"select jsonb_strip_nulls(to_jsonb(w))::text from screenpop.wrap_ups w where id = '{id_}'"
            )
            digests[seq] = hashlib.sha256(salt + body.encode()).digest()
        digest = digests.get(seq, kept)
        text = f"1|{seq}|{at}|{kind}|{id_}|{digest.hex()}|{previous.hex()}|{login}"
        hash_ = hashlib.sha256(text.encode()).digest()
        company.alter(
            f"update screenpop.chain set digest = '\\x{digest.hex()}', previous = '\\x{previous.hex()}',"
            f" hash = '\\x{hash_.hex()}' where seq = {seq}"
        )
        previous = hash_
    company.alter(f"update screenpop.chain_head set hash = '\\x{previous.hex()}'")


def test_a_chain_that_was_written_anew_is_found_by_a_head_that_was_exported_before(busy: Company):
    heads = exported_head(busy)
    assert verified(busy, heads)[1] == []

    write_anew(busy)

    assert verified(busy)[1] == []  # by itself it fits: that is why heads are exported
    assert {fault.wrong for fault in verified(busy, heads)[1]} == {Wrong.REWRITTEN}


def test_a_chain_that_was_cut_short_is_found_by_a_head_that_was_exported_before(busy: Company):
    heads = exported_head(busy)
    busy.alter(f"""{BY_HAND} delete from screenpop.line_changes;
        delete from screenpop.chain where kind = 'line_changes';
        delete from screenpop.chain_salts where seq = (select seq from screenpop.chain_head);
        update screenpop.chain_head set (seq, hash) =
            (select seq, hash from screenpop.chain order by seq desc limit 1)""")

    assert verified(busy)[1] == []
    assert {fault.wrong for fault in verified(busy, heads)[1]} == {Wrong.SHORTENED}


def test_a_column_that_a_later_version_adds_breaks_no_digest(busy: Company):
    busy.alter("alter table screenpop.calls add column later text")
    assert verified(busy)[1] == []

    busy.alter("update screenpop.calls set later = 'something'")
    assert wrongs(busy) == {(Wrong.ALTERED, "calls")}


def test_what_the_chain_covers_does_not_depend_on_how_a_session_writes_times(busy: Company):
    settings = "-c timezone=Asia/Tokyo -c datestyle=german -c bytea_output=escape -c extra_float_digits=0"
    with busy.connected("anna", options=settings, autocommit=True) as connection:
        connection.execute(
            "insert into screenpop.line_changes (id, at, agent, line, up, reason)"
            " values (gen_random_uuid(), now(), 'anna', 'ąę \"quoted\" \\ 😀', true, E'a\\nb')"
        )

    assert verified(busy)[1] == []


def test_a_link_of_a_form_that_is_not_known_is_not_judged(busy: Company):
    busy.alter("update screenpop.chain set form = 2 where seq = 4")

    with pytest.raises(RecordUnavailable, match="form 2"):
        verified(busy)


def test_an_agent_may_not_verify(busy: Company):
    database = busy.database("anna")
    try:
        with pytest.raises(RecordUnavailable, match="may not"), database.reading() as connection:
            verify(connection, {}, tell=print)
    finally:
        database.close()
