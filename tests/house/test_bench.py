"""The benchmark runs for minutes and writes its figures down: it begins only when that is meant."""
import sys

import pytest

from bench import __main__ as bench


@pytest.mark.parametrize("word", ["--help", "delivery", "9"])
def test_the_benchmark_begins_only_without_a_word_that_it_does_not_know(word, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["bench", word])
    with pytest.raises(SystemExit, match="takes no arguments"):
        bench.main()
