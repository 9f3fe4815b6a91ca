"""Rounds of the worker over many things, each on its own."""
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from peoplehub.core import jobs

pytestmark = pytest.mark.one_database


def test_what_goes_wrong_with_one_stops_no_other_but_a_database_that_is_away_does(app, caplog):
    done = []

    def verb(number):
        if number == 1:
            raise LookupError
        if number == 4:
            raise OperationalError("SELECT 1", {}, sqlite3.OperationalError("database is locked"))
        done.append(number)

    jobs.each(verb, [0, 1, 2])
    assert done == [0, 2] and "failed for 1" in caplog.text
    with pytest.raises(OperationalError):
        jobs.each(verb, [3, 4, 5])
    assert done == [0, 2, 3]
