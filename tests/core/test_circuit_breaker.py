"""A part that hangs costs one caller its time limit, and all others nothing."""
import pytest

from peoplehub.core.circuit_breaker import OPEN_SECONDS, CircuitBreaker, CircuitOpen


def ask(circuit, answer):
    with circuit.calling(OSError):
        return answer()


def hang():
    raise TimeoutError("nothing came")


def test_what_failed_is_not_asked_again_until_it_has_rested_and_then_by_one():
    now, asked = [0.0], []
    circuit = CircuitBreaker("a part", clock=lambda: now[0])

    def note():
        asked.append(1)
        return hang()

    def others_meanwhile():
        with pytest.raises(CircuitOpen):
            ask(circuit, note)
        return "an answer"

    with pytest.raises(TimeoutError):
        ask(circuit, note)
    for _ in range(1000):
        with pytest.raises(CircuitOpen):
            ask(circuit, note)
    now[0] += OPEN_SECONDS
    assert ask(circuit, others_meanwhile) == "an answer"
    assert ask(circuit, lambda: "another") == "another"
    assert len(asked) == 1


def test_an_answer_that_is_a_refusal_opens_nothing():
    circuit = CircuitBreaker("a part")

    def refuse():
        raise KeyError("no such thing")

    for _ in range(2):
        with pytest.raises(KeyError):
            ask(circuit, refuse)
