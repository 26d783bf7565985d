from telephony.sip.dialog_table import DialogTable
from telephony.sip.dialogs import Dialog, DialogInfo, DialogState


def dialog(key: str, state: str) -> Dialog:
    return Dialog(key, DialogState(state))


def test_a_full_document_ends_what_it_does_not_name():
    table = DialogTable()
    table.apply(DialogInfo(0, full=True, dialogs=(dialog("a", "early"), dialog("b", "confirmed"))))

    changed = table.apply(DialogInfo(1, full=True, dialogs=(dialog("b", "confirmed"),)))

    assert changed == (dialog("a", "terminated"), dialog("b", "confirmed"))
    assert table.apply(DialogInfo(2, full=True, dialogs=())) == (dialog("b", "terminated"),)


def test_a_partial_document_leaves_the_others_alone():
    table = DialogTable()
    table.apply(DialogInfo(0, full=True, dialogs=(dialog("a", "early"),)))

    assert table.apply(DialogInfo(1, full=False, dialogs=(dialog("b", "early"),))) == (dialog("b", "early"),)
    assert table.apply(DialogInfo(2, full=True, dialogs=())) == (
        dialog("a", "terminated"),
        dialog("b", "terminated"),
    )


def test_a_late_document_is_dropped():
    table = DialogTable()
    table.apply(DialogInfo(5, full=True, dialogs=(dialog("a", "confirmed"),)))

    assert table.apply(DialogInfo(4, full=True, dialogs=(dialog("a", "early"),))) == ()
    assert not table.incomplete


def test_a_pbx_that_counts_anew_is_followed():
    table = DialogTable()
    table.apply(DialogInfo(700, full=True, dialogs=()))

    assert table.apply(DialogInfo(0, full=True, dialogs=(dialog("a", "early"),))) == ()
    assert table.apply(DialogInfo(1, full=True, dialogs=(dialog("a", "early"),))) == (dialog("a", "early"),)
    assert table.apply(DialogInfo(0, full=True, dialogs=())) == ()
    assert table.outdated == 2


def test_a_pbx_that_never_counts_is_understood():
    table = DialogTable()

    states = ("early", "confirmed", "terminated")
    seen = [table.apply(DialogInfo(0, full=False, dialogs=(dialog("a", state),))) for state in states]

    assert [one.state.value for (one,) in seen] == list(states)


def test_a_lost_partial_document_is_noticed_until_a_full_one_comes():
    table = DialogTable()
    table.apply(DialogInfo(0, full=True, dialogs=()))

    table.apply(DialogInfo(2, full=False, dialogs=(dialog("a", "early"),)))
    assert table.incomplete

    table.apply(DialogInfo(3, full=True, dialogs=(dialog("a", "early"),)))
    assert not table.incomplete


def test_a_new_subscription_counts_anew_and_ends_what_is_gone():
    table = DialogTable()
    table.apply(DialogInfo(9, full=True, dialogs=(dialog("a", "early"),)))

    table.subscribe_anew()

    assert table.apply(DialogInfo(0, full=True, dialogs=())) == (dialog("a", "terminated"),)


def test_a_table_does_not_grow_without_end():
    table = DialogTable()

    changed = [
        table.apply(DialogInfo(number, full=False, dialogs=(dialog(str(number), "early"),)))
        for number in range(1000)
    ]

    assert changed[256] == (dialog("0", "terminated"), dialog("256", "early"))
    assert len(table.apply(DialogInfo(1000, full=True, dialogs=()))) == 256
