"""Judging a password costs little whatever is sent, and every attempt counts."""
import re
from pathlib import Path

import pytest
import zxcvbn

from peoplehub.accounts import passwords
from tests.accounts.conftest import PASSWORD, joining
from tests.conftest import RAW_TOKEN

pytestmark = pytest.mark.one_database
LEET = "4@8({<361!|1l05$7+%2" * 4  # what keeps zxcvbn busiest
NEW = {"password": "walrus piano gravel"}


@pytest.fixture
def judged(monkeypatch):
    """What zxcvbn was asked about: the length of each, and of what was known about the person."""
    asked = []
    judge = zxcvbn.zxcvbn

    def note(password, user_inputs):
        asked.append((len(password), max(map(len, user_inputs))))
        return judge(password, user_inputs=user_inputs)

    monkeypatch.setattr(zxcvbn, "zxcvbn", note)
    return asked


@pytest.mark.parametrize("length", [10, 24, 25, 66, 80, 128, 129, 5_000])
def test_no_more_than_the_beginning_of_a_password_is_judged(app, judged, length):
    passwords.refusal_for((LEET * 100)[:length], ["Nell"])
    assert len(judged) <= 1 and all(part <= 24 for part, _ in judged)
    assert bool(judged) == (length <= passwords.LONGEST)


def test_what_is_known_of_somebody_is_bounded_too(browser, app, judged):
    browser().post("/join", data=joining(email="n" * 20_000, pen_name="nell " * 20_000))
    assert judged and all(known <= 254 for _, known in judged)


def test_a_long_password_is_judged_by_how_it_begins(app):
    for strong in ("walrus piano gravel" + "x" * 40,
                   "three words that do not belong together at all " * 2):
        assert passwords.refusal_for(strong, []) == ""
    for easy in ("x" * 60, "abc" * 30, "password" * 9, "1234567890" * 8):
        assert passwords.refusal_for(easy, []) == passwords.TOO_EASY


# --- attempts count, not successes ---


def statuses(client, path: str, times: int, **form) -> list[int]:
    return [client.post(path, data=form).status_code for _ in range(times)]


def test_attempts_at_joining_count_although_each_is_refused(browser, app):
    weak = joining(password="aaaaaaaaaaaa")
    said = [browser().post("/join", data=weak).status_code for _ in range(61)]
    assert said == [422] * 60 + [429]


def test_attempts_at_a_changed_password_count_although_each_is_refused(browser, amina, judged):
    weak = {"current_password": "a wrong guess", "password": "aaaaaaaaaaaa"}
    said = statuses(browser(amina), "/settings/security/password", 61, **weak)
    assert said == [422] * 60 + [429]
    answer = browser(amina).post("/settings/security/password",
                                 data={"current_password": PASSWORD, **NEW})
    assert answer.status_code == 429, "on another device of hers too"


def test_attempts_at_a_new_password_by_a_link_count(browser, amina, letters):
    browser().post("/forgotten-password", data={"email": amina.email})
    client = browser()
    client.get(letters(amina.email)[0].link)
    client.carry(csrf_token=RAW_TOKEN)
    said = statuses(client, "/new-password", 61, password="aaaaaaaaaaaa")
    assert said == [422] * 60 + [429]


def test_guesses_at_a_code_count_for_the_letter_and_not_for_its_address(browser, letters):
    """Somebody who writes down the same address cannot use up the tries of its owner."""
    thief, owner = browser(), browser()
    thief.post("/join", data=joining(pen_name="Thief"))
    owner.post("/join", data=joining())
    assert statuses(thief, "/join/confirm", 8, code="12")[-1] == 429
    code = letters("nell@new.example")[-1].code
    assert owner.post("/join/confirm", data={"code": code}).location == "/welcome"


def test_the_words_of_the_site_are_the_ones_that_are_documented():
    """And each of them, doubled and with a year behind it, is refused."""
    page = Path("docs/security.md").read_text()
    told = page.partition("**Words that no password may be made of**")[2].partition("- **")[0]
    listed = set(re.findall(r"`([a-z]+)`", told.partition("must have five characters")[2]))
    assert listed == set(passwords.WORDS_OF_THE_SITE)
    for word in passwords.WORDS_OF_THE_SITE:
        for made in (f"{word} {word} {word}", f"{word.capitalize()}{word}26", f"{word} peoplehub"):
            assert passwords.refusal_for(made, []), made
