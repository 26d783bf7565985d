"""The bucket by which storms are held back."""

from screenpop.pace import Bucket
from tests.fakes import Clock


def test_so_many_at_once_and_then_so_many_a_second():
    clock = Clock()
    bucket = Bucket(3, 2.0, clock)

    assert [bucket.allows() for _ in range(5)] == [True, True, True, False, False]
    assert (bucket.refused, bucket.wait()) == (2, 0.5)
    clock.seconds += bucket.wait()
    assert bucket.allows()


def test_one_that_never_fills_again_is_waited_for_for_ever():
    clock = Clock()
    bucket = Bucket(1, 0, clock)
    assert bucket.allows()
    assert bucket.wait() == float("inf")
