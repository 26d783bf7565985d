from telephony.wire.backoff import Backoff


def test_pauses_grow_to_a_quarter_of_a_minute_and_are_never_the_same():
    first, second = Backoff(), Backoff()
    pauses, others = ([one.pause() for _ in range(8)] for one in (first, second))
    for pause, usual in zip(pauses, (0.2, 1, 2, 4, 8, 16, 16, 16), strict=True):
        assert usual * 0.8 <= pause <= usual * 1.2
    assert pauses != others


def test_after_it_went_well_the_next_pause_is_a_first_one():
    backoff = Backoff()
    for _ in range(4):
        backoff.pause()
    backoff.begin_anew()
    assert backoff.pause() < 0.3


def test_a_first_trouble_may_need_no_pause_and_a_second_one_does():
    backoff = Backoff()
    assert backoff.pause(at_once=True) == 0.0
    assert backoff.pause(at_once=True) >= 0.8


def test_who_is_not_let_in_now_waits_long_even_the_first_time():
    backoff = Backoff()
    pauses = []
    for _ in range(3):
        backoff.expect_long()
        pauses.append(backoff.pause())
    for pause, usual in zip(pauses, (8, 16, 16), strict=True):
        assert usual * 0.8 <= pause <= usual * 1.2
