"""What is refused: with which status, in which words, and what nobody had to refuse."""
import errno

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from peoplehub.core import errors
from peoplehub.core.database import is_away
from peoplehub.core.extensions import db


def test_what_is_found_is_given_and_what_is_not_is_not_found():
    thing = object()
    assert errors.found(thing) is thing
    assert errors.found(0) == 0 and errors.found("") == ""
    with pytest.raises(errors.NotFound, match="We cannot find that page."):
        errors.found(None)


def test_what_is_not_allowed_is_refused_in_the_words_given():
    assert errors.require(True, "Never said.") is None
    with pytest.raises(errors.Forbidden, match="Not for you."):
        errors.require(False, "Not for you.")


@pytest.mark.parametrize("refusal, status", [
    (errors.Refused("x"), 400), (errors.Forbidden("x"), 403), (errors.NotFound(), 404),
    (errors.Invalid("x"), 422), (errors.TooMany("x", retry_after=60), 429),
    (errors.Unavailable("x"), 503), (errors.StorageFull(), 503),
])
def test_every_refusal_has_the_status_that_the_web_knows_it_by(refusal, status):
    assert refusal.status == status and isinstance(refusal, errors.Refused)


def test_a_refusal_says_which_field_and_when_to_come_back():
    assert errors.Invalid("x").field is None and errors.Invalid("x", "role").field == "role"
    assert errors.TooMany("x", retry_after=60).retry_after == 60
    assert errors.Unavailable("x").retry_after == 10
    assert set(errors.FULL) == {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@pytest.mark.parametrize("statement, away", [
    ('SELECT no_such_column FROM "user"', False), ("SELEKT 1", False),
    ('INSERT INTO "user" (nothing) VALUES (1)', False), ("SELECT 1 FROM no_such_table", True),
])
def test_a_statement_that_is_wrong_is_a_mistake_of_ours_and_not_a_database_away(
        app, statement, away):
    with pytest.raises(DBAPIError) as failed:
        db.session.execute(text(statement))
    assert is_away(failed.value) is away
