"""What is sealed is the same when it is opened, or is refused."""
import io
import random

import pytest

from peoplehub.backups.sealing import CHUNK, Broken, SealedWriter, reader

KEY = "a key that is only for tests, and long enough"
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77]


def sealed(data: bytes, what: str = "archive") -> bytes:
    out = io.BytesIO()
    with SealedWriter(out, KEY, what) as writer:
        for at in range(0, len(data), 300_000):
            writer.write(data[at:at + 300_000])
    return out.getvalue()


def opened(data: bytes, key: str = KEY, what: str = "archive") -> bytes:
    return reader(io.BytesIO(data), key, what).read()


@pytest.mark.parametrize("size", SIZES)
def test_it_is_the_same_and_says_nothing_of_itself(size):
    data = random.Random(size).randbytes(size)
    made = sealed(data)
    assert opened(made) == data and sealed(data) != made
    assert size < 20 or data[:20] not in made


def test_any_bit_that_is_turned_is_found():
    data = random.Random(1).randbytes(CHUNK + 500)
    made, chance = bytearray(sealed(data)), random.Random(2)
    places = [0, 5, 20, 34, 36, len(made) - 1, *chance.sample(range(len(made)), 20)]
    for place in places:
        made[place] ^= 1 << chance.randrange(8)
        with pytest.raises(Broken):
            opened(bytes(made))
        made = bytearray(sealed(data))


def test_what_is_cut_off_moved_doubled_or_another_thing_is_refused():
    data = random.Random(3).randbytes(3 * CHUNK)
    made = sealed(data)
    head, size = len(made) - 3 * (CHUNK + 16), CHUNK + 16
    parts = [made[head + at * size:head + (at + 1) * size] for at in range(3)]
    wrong = {
        "its end is missing": made[:-size], "half a chunk": made[:-5], "only the head": made[:head],
        "nothing": b"", "two changed places": made[:head] + parts[1] + parts[0] + parts[2],
        "one is doubled": made[:head] + parts[0] + b"".join(parts),
        "something behind it": made + b"x", "another ending": made + made[head:],
    }
    for why, broken in wrong.items():
        with pytest.raises(Broken):
            opened(broken)
            pytest.fail(why)
    with pytest.raises(Broken):
        opened(made, key="another key of the same length, perhaps")
    with pytest.raises(Broken):
        opened(made, what="another")
