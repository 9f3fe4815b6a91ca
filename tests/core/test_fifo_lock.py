"""One after the other, in the order in which they came."""
import threading

import pytest

from peoplehub.core import fifo_lock
from peoplehub.core.errors import Unavailable


def test_they_go_in_the_order_in_which_they_came_and_others_do_not_wait_for_them():
    queue, went, inside = fifo_lock.FifoLocks(), [], []

    def go(number):
        with queue.turn("a talk"):
            inside.append(number)
            went.append((number, len(inside)))
            inside.remove(number)

    with queue.turn("a talk"):
        crowd = []
        for number in range(20):
            crowd.append(threading.Thread(target=go, args=(number,)))
            crowd[-1].start()
            while len(queue._queues["a talk"]) < number + 2:
                pass
        with queue.turn("another talk"):
            assert went == []
    for one in crowd:
        one.join(5)
    assert went == [(number, 1) for number in range(20)]
    assert queue._queues == {}


def test_who_waits_too_long_is_told_and_nobody_waits_for_them(monkeypatch):
    monkeypatch.setattr(fifo_lock, "LONGEST_WAIT", 0.01)
    queue = fifo_lock.FifoLocks()
    with queue.turn("a talk"), pytest.raises(Unavailable, match="What you typed is safe"):
        queue.turn("a talk").__enter__()
    with queue.turn("a talk"):
        assert len(queue._queues["a talk"]) == 1


def test_who_breaks_inside_gives_the_turn_on():
    queue = fifo_lock.FifoLocks()
    with pytest.raises(KeyError), queue.turn("a talk"):
        raise KeyError("broken")
    assert queue._queues == {}
