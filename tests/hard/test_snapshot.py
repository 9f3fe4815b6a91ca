"""What the tests that go through every act and address stand on: after each, everything is put back
as it was, though only the tables that were written to are emptied and filled."""
import pytest

from peoplehub.core import limits
from tests.hard import acts
from tests.hard.acts import RECIPES, Scene
from tests.snapshot import NEVER_EMPTIED
from tests.world import state

GROWS = "page_version"  # putting rows back is a change too: a page that was kept is not given again


def rows() -> dict[str, list]:
    return {name: those for name, those in state().items()
            if not name.startswith((NEVER_EMPTIED, GROWS))}


@pytest.mark.slow
def test_what_any_act_has_changed_is_put_back(shelf, database_kind):
    """A third of the acts on SQLite, another on PostgreSQL, where the way of doing it is another."""
    scene, before, wrong = Scene(shelf.world), rows(), {}
    first = 0 if database_kind == "sqlite" else 1
    for name, verb in sorted(acts.every_act().items())[first::3]:
        acts.make_ready(RECIPES[verb], scene)
        with limits.unlimited():
            RECIPES[verb].do(scene, 0)
        shelf.put_back()
        now = rows()
        if differs := [table for table, those in before.items() if those != now[table]]:
            wrong[name] = differs
    assert wrong == {}


def test_what_was_written_is_found_again_and_what_was_taken_away_too(shelf):
    def found(words: str) -> bool:
        answer = shelf.ask("owner", "GET", "/search", query_string={"q": words})
        return "/forum/topics/{topic}-".format(**shelf.world.names) in answer.text

    shelf.ask("owner", "POST", "/forum/posts/{post}/edit".format(**shelf.world.names),
              data={"title": "About hedgehogs", "text": "All of it is changed."})
    assert found("hedgehogs") and not found("long plan")
    shelf.put_back()
    assert found("long plan") and not found("hedgehogs")
