"""What of a reply is its writer's own words: exactly that, or held for them to check."""
import pytest

from peoplehub.email_replies.comparing import say_the_same
from peoplehub.email_replies.cutting import Known, cut
from peoplehub.email_replies.parsing import parse
from tests.email_replies.shapes import HELD, LETTER, SHAPES

pytestmark = pytest.mark.one_database
LEAKS = ("hello@localhost", "Sample", "people.example", "wrote:", "Write above", "Samaritans",
         "Original", "Betreff", "reply-", "07700", "Old words")
KNOWN = Known(letter=LETTER, ours=frozenset({"peoplehub", "hello@localhost"}),
              own="amina@people.example", pen_name="Amina")


def judged(raw: bytes) -> tuple[str, bool]:
    """The words, and whether they are sent as they are."""
    email = parse(raw)
    known = Known(**vars(KNOWN) | {"names": email.name})
    found = cut(email.text, known)
    doubt = found.doubt or email.has_files or email.is_broken or email.is_unsure
    doubt = doubt or not say_the_same(found, email.other_text, known)
    return found.words, not doubt


def test_there_are_sixty_four_shapes_or_more():
    assert len({name for name, *_ in SHAPES}) == len(SHAPES) >= 64


def test_each_shape_is_exact_or_held_and_nothing_leaks():
    wrong, leaked = [], []
    for name, raw, expected in SHAPES:
        words, is_sent = judged(raw)
        if is_sent != (expected is not HELD) or (is_sent and words != expected):
            wrong.append((name, words, is_sent))
        if is_sent:
            leaked += [(name, leak) for leak in LEAKS if leak in words and leak not in expected]
    assert (wrong, leaked) == ([], [])
