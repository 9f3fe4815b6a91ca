"""Every act, done by three at the same moment on PostgreSQL, comes to what it comes to when they do
it one after the other: no row twice, no count lost, nobody let through who would have been refused,
and no error that a person would see."""
import os
from functools import partial
from itertools import combinations
from pprint import pformat

import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.core import transactions
from tests.hard import acts, racing
from tests.hard.acts import RECIPES, Scene

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "1"))  # `make soak` does many


@pytest.fixture
def scene(shelf, database_kind):
    if database_kind == "sqlite":
        pytest.skip("one writer at a time: nobody can race")
    return Scene(shelf.world)


@pytest.fixture
def deadlocks(monkeypatch):
    """The acts that waited for each other in a circle, which PostgreSQL ends after a second: they
    are done again, but with one order of locks there are none."""
    found, really = [], transactions.met_another

    def note(error) -> bool:
        if getattr(error.orig, "sqlstate", None) == "40P01":
            found.append(" ".join(str(error).split())[:300])
        return really(error)

    monkeypatch.setattr(transactions, "met_another", note)
    return found


def test_every_act_has_a_recipe():
    assert set(acts.every_act().values()) == set(RECIPES)


def test_three_who_do_the_same_at_once_come_to_the_same_as_one_after_the_other(
    shelf, scene, deadlocks
):
    wrong = {}
    for name, verb in acts.every_act().items():
        if difference := differing(shelf, scene, RECIPES[verb]):
            wrong[name] = difference
    assert wrong == {}, pformat(wrong)
    assert deadlocks == []


SETTINGS = (accounts.choose_display, accounts.choose_letters, accounts.choose_privacy)


def test_three_different_settings_at_once_are_all_kept(shelf, scene):
    for _ in range(ROUNDS):
        shelf.put_back()
        racing.together(shelf.world.app, [lambda verb=verb: RECIPES[verb].do(scene, 0)
                                          for verb in SETTINGS])
        kept = scene.amina.preferences
        assert (kept["letters"], kept["read_signs"]) == ("none", True)
        assert scene.amina.display["theme"] == "dark"


@pytest.mark.skipif(ROUNDS == 1, reason="every act beside every other: `make soak` does it")
def test_any_two_acts_at_once_come_to_the_same_as_in_one_of_both_orders(shelf, scene, deadlocks):
    assert_pairs_fit(shelf, scene, deadlocks, combinations(acts.every_act().values(), 2))


PEOPLE_FIRST = (  # those that come to a person by a link that was sent, beside those that begin there
    (accounts.confirm_new_email, accounts.change_password),
    (accounts.set_new_password, accounts.change_password),
    (accounts.make_link, accounts.set_new_password),
    (accounts.confirm_by_link, accounts.ask_to_confirm),
)


def test_a_link_that_was_sent_and_its_person_are_locked_in_one_order(shelf, scene, deadlocks):
    assert_pairs_fit(shelf, scene, deadlocks, PEOPLE_FIRST)


def assert_pairs_fit(shelf, scene, deadlocks, pairs) -> None:
    wrong = {}
    for pair in pairs:
        names = " and ".join(map(acts.name_of, pair))
        if difference := fitting_neither(shelf, scene, [RECIPES[verb] for verb in pair]):
            wrong[names] = difference
        if deadlocks:
            wrong[f"{names}: deadlock"] = deadlocks[:]
            deadlocks.clear()
    assert wrong == {}, pformat(wrong, width=300)


def fitting_neither(shelf, scene, recipes) -> list[dict]:
    """What two at once came to, where it is what neither order of the two comes to."""
    does = [lambda recipe=recipe, number=number: recipe.do(scene, number)
            for number, recipe in enumerate(recipes)]
    orders = [come_to(shelf, scene, recipes, partial(racing.one_after_the_other, in_order))
              for in_order in (does, does[::-1])]
    seen = come_to(shelf, scene, recipes, partial(racing.together, shelf.world.app, does))
    if seen in orders:
        return []
    return [{word: (order.get(word), seen.get(word)) for word in order | seen
             if order.get(word) != seen.get(word)} for order in orders]


def differing(shelf, scene, recipe) -> dict:
    """What three at once came to and three in a row did not, and the other way round."""
    does = [lambda number=number: recipe.do(scene, number) for number in range(3)]
    expected = come_to(shelf, scene, [recipe], lambda: racing.one_after_the_other(does))
    for _ in range(ROUNDS):
        seen = come_to(shelf, scene, [recipe], lambda: racing.together(shelf.world.app, does))
        if seen != expected or any(is_error(word) for word in expected):
            return {word: (expected.get(word), seen.get(word)) for word in expected | seen
                    if expected.get(word) != seen.get(word) or is_error(word)}
    return {}


def come_to(shelf, scene, recipes, do_them) -> dict:
    shelf.put_back()
    for recipe in recipes:
        acts.make_ready(recipe, scene)
    before = racing.counted()
    kinds, after = racing.kinds_of(do_them()), racing.counted()
    return kinds | {word: number - before[word] for word, number in after.items()}


def is_error(word: str) -> bool:
    return word.endswith(")")
