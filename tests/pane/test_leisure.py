"""What can wait is done between the keys: not just behind one, and yet also while one is held down."""

from tuireader.pane.leisure import Leisure


class Clock:
    def __init__(self) -> None:
        self.now = 7.0

    def __call__(self) -> float:
        return self.now


def test_there_is_time_as_long_as_nothing_changes():
    clock = Clock()
    leisure = Leisure(clock)
    for _ in range(5):
        assert leisure.take()
        clock.now += 0.001


def test_there_is_none_just_behind_a_key():
    clock = Clock()
    leisure = Leisure(clock)
    assert leisure.take()
    leisure.end()
    clock.now += 0.01
    assert not leisure.take()
    clock.now += 0.02
    assert leisure.take()


def test_what_waits_comes_to_its_end_while_a_key_is_held_down():
    clock = Clock()
    leisure = Leisure(clock)
    taken = 0
    for _ in range(300):
        leisure.end()
        clock.now += 0.01
        taken += leisure.take()
    assert 20 < taken < 60
