"""A new kind of thing costs its own room only: a table, a policy and a template made here are
served by search, reports, moderation, notices, following, feeds and the record, without a line
elsewhere."""
import re
import warnings
from xml.etree import ElementTree

import pytest
from flask import Blueprint, render_template_string
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import Mapped, mapped_column, relationship

from config import Testing
from peoplehub import create_app
from peoplehub.accounts.auth import viewer
from peoplehub.accounts.policy import may_write
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.core import clock, publication_lookup, publications
from peoplehub.core.acts import act
from peoplehub.core.audiences import ANYONE, MEMBERS
from peoplehub.core.errors import require
from peoplehub.core.extensions import Model, db
from peoplehub.core.publication_descriptions import SearchDocument
from peoplehub.core.publications import KINDS, REPORTABLE, Publication
from peoplehub.moderation import actions as moderation
from tests.conftest import Browser

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = """{% extends "layout/base.html" %}
{% block main %}<h1>{{ piece.title }}</h1>{{ piece.safe_html }}
{% include "notifications/_follow.html" %}
<a href="/report/{{ piece.kind }}/{{ piece.id }}">Report</a>
{% endblock %}"""


# --- the room: a table, a policy, acts, a view with its template ---


def make_room():
    """Two tables: recipes, and the tips below each of them."""

    class Recipe(Publication, Model):
        kind = "recipe"
        shelves = {"recipe": (9, "Recipes")}
        feed = ("Recipes", "/recipes")

        id: Mapped[int] = mapped_column(primary_key=True)
        title: Mapped[str] = mapped_column(String(80))
        audience: Mapped[str] = mapped_column(String(10), default=ANYONE)

        @property
        def address(self):
            return f"/recipes/{self.id}"

        @property
        def heading(self):
            return self.title

        @property
        def below(self):
            return [(Tip, Tip.recipe_id == self.id)]

        def search_document(self):
            return SearchDocument("recipe", f"recipe {self.id}", self.title,
                                         self.plain_words, self.audience)

        @classmethod
        def readable(cls, viewer):
            return select(cls).where(cls.audience.in_(viewer.audiences), cls.shown_to(viewer))

        @classmethod
        def reportable(cls, viewer):
            return select(cls).where(cls.audience.in_(viewer.audiences), cls.was_shown_to(viewer))

    class Tip(Publication, Model):
        kind = "tip"

        id: Mapped[int] = mapped_column(primary_key=True)
        recipe_id: Mapped[int] = mapped_column(ForeignKey("recipe.id"))
        recipe: Mapped[Recipe] = relationship()

        lock_root = property(lambda self: self.recipe)
        address = property(lambda self: self.recipe.address)
        heading = property(lambda self: f"A tip for {self.recipe.title}")

        def search_document(self):
            return SearchDocument(
                "recipe",
                f"recipe {self.recipe_id}",
                self.recipe.title,
                self.plain_words,
                self.recipe.audience,
                is_head=False,
            )

        @classmethod
        def readable(cls, viewer):
            there = Recipe.readable(viewer).with_only_columns(Recipe.id)
            return select(cls).where(cls.recipe_id.in_(there), cls.shown_to(viewer))

        reportable = readable

    return Recipe, Tip


def may_cook(viewer) -> bool:
    return may_write(viewer)


@act
def write(author, piece, text):
    require(may_cook(author), "You cannot write recipes.")
    piece.author_id, piece.published_at = author.id, clock.now()
    piece.write(text, slugs_mentioned(text))
    return publications.publish(author, piece)


@act
def change(author, piece, text):
    publication_lookup.lock(piece)
    piece.write(text)
    return publications.change(author, piece)


@act
def take_away(author, piece):
    publication_lookup.lock(piece)
    piece.deleted_at = clock.now()
    return publications.withdraw(author, piece)


def recipe(recipe_id):
    piece = publication_lookup.find("recipe", viewer(), recipe_id)
    return render_template_string(PAGE, piece=piece)


@pytest.fixture(scope="module")
def house(house, database_url, tmp_path_factory):
    """The site with one more room, on the database of all."""
    usual, blank = house
    let_go(usual)
    with warnings.catch_warnings():  # the classes that another database had may still be about
        warnings.simplefilter("ignore", SAWarning)
        kinds = make_room()
    folder = tmp_path_factory.mktemp("recipes")
    app = create_app(type("Here", (Testing,), {
        "SQLALCHEMY_DATABASE_URI": database_url, "INSTANCE": folder,
        "FILES_URL": str(folder / "files")}))
    app.test_client_class = Browser
    room = Blueprint("recipes", __name__)
    room.add_url_rule("/recipes/<int:recipe_id>", view_func=recipe)
    app.register_blueprint(room)
    yield app, blank
    let_go(app)
    for kind in kinds:
        del KINDS[kind.kind], REPORTABLE[kind.kind]
        db.metadata.remove(kind.__table__)


def let_go(app):
    """Close its connections: the file of the database is another one at the next test."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def tables(app):
    """The new tables, for one test."""
    new = [KINDS[kind].__table__ for kind in ("recipe", "tip")]
    db.metadata.create_all(db.engine, tables=new)
    yield
    db.session.rollback()
    db.session.remove()
    db.metadata.drop_all(db.engine, tables=new)


@pytest.fixture
def cook(cast):
    def cook(author=None, title="Lentil soup", text="Red lentils and cumin.", **more):
        return write(author or cast.amina, KINDS["recipe"](title=title, **more), text)

    return cook


@pytest.fixture
def advise(cast):
    def advise(recipe, author=None, text="Rinse the turmeric off."):
        return write(author or cast.ben, KINDS["tip"](recipe_id=recipe.id), text)

    return advise


def notices(client) -> str:
    """What they say, without marks."""
    page = client.get("/notifications").text.split('<div class="wrap band stack" id="notices">')[1]
    return " ".join(re.sub("<[^>]*>|[\u2068\u2069]", "", page.split("</main>")[0]).split())


def titles(feed: str) -> list[str]:
    return [one.text for one in ElementTree.fromstring(feed).iterfind(f"{ATOM}entry/{ATOM}title")]  # noqa: S314


# --- what it finds there ---


def test_it_is_found_by_those_whom_it_is_for(cook, advise, browser, cast):
    advise(cook())
    cook(title="Family bread", text="Flour and caraway", audience=MEMBERS)
    for words in ("lentils", "cumin", "turmeric"):
        page = browser().get(f"/search?q={words}").text
        assert "Lentil soup" in page or "<mark>" in page
        assert "Recipes" in page and 'href="/recipes/1"' in page
    assert "We found nothing" in browser().get("/search?q=caraway").text
    assert "Family bread" in browser(cast.ben).get("/search?q=caraway&kind=recipe").text


def test_what_is_changed_is_found_by_its_new_words_and_its_parts_by_its_new_title(
        cook, advise, browser, cast):
    soup = cook()
    advise(soup)
    soup.title = "Dal"
    db.session.commit()
    change(cast.amina, soup, "Yellow peas")
    assert "We found nothing" in browser().get("/search?q=cumin").text
    for words in ("peas", "turmeric"):
        assert "Dal" in browser().get(f"/search?q={words}").text


def test_it_is_reported_and_waits_in_the_queue(cook, browser, cast):
    soup = cook()
    told = browser().post(f"/report/recipe/{soup.id}", data={"reason": "wrong"})
    assert told.status_code in (200, 303)
    queue = browser(cast.moderator).get("/moderation").text
    assert "Lentil soup" in queue and "Report" in browser().get(soup.address).text


def test_what_a_newcomer_links_in_it_waits_for_a_moderator(cook, browser, cast):
    soup = cook(cast.newcomer, text="Buy at http://shop.example now")
    assert soup.held_at and browser().get(soup.address).status_code == 404
    assert "Lentil soup" in browser(cast.moderator).get("/moderation").text
    assert "waiting for a moderator" in notices(browser(cast.newcomer))
    browser(cast.moderator).post(f"/moderation/recipe/{soup.id}/release")
    assert browser().get(soup.address).status_code == 200
    assert "Lentil soup" in browser().get("/search?q=shop").text


@pytest.mark.parametrize("how", ["hidden", "held", "taken away"])
def test_it_goes_from_everywhere_at_once(cook, advise, browser, cast, how):
    browser(cast.outsider).post("/notifications/follow/recipe")
    soup = cook()
    advise(soup)
    everywhere = {
        soup.address: "Red lentils", "/search?q=cumin": 'href="/recipes/1"',
        "/search?q=turmeric": 'href="/recipes/1"', "/feeds/recipe.atom": "Lentil soup",
    }
    for path, words in everywhere.items():
        assert words in browser().get(path).text, path
    assert "Lentil soup" in notices(browser(cast.outsider))
    if how == "taken away":
        take_away(cast.amina, soup)
    elif how == "hidden":
        moderation.hide(cast.moderator, soup, "It is an advert")
    else:
        moderation.hold(cast.moderator, soup, "It may be an advert")
    for path, words in everywhere.items():
        assert words not in browser().get(path).text, path
    assert "Lentil soup" not in notices(browser(cast.outsider))
    if how == "taken away":
        return
    assert "It" in notices(browser(cast.amina)) and "advert" in notices(browser(cast.amina))
    undo = moderation.restore if how == "hidden" else moderation.release
    undo(cast.moderator, db.session.get(KINDS["recipe"], soup.id))
    for path, words in everywhere.items():
        assert words in browser().get(path).text, path


def test_what_happens_to_it_is_in_the_record(cook, browser, cast):
    soup = cook()
    change(cast.amina, soup, "Green lentils")
    moderation.hide(cast.moderator, soup, "It is an advert")
    moderation.restore(cast.moderator, soup)
    take_away(cast.amina, soup)
    record = browser(cast.admin).get("/admin/record").text
    for words in ("published", "changed", "hidden", "restored", "withdrawn"):
        assert f"Recipe {words}" in record


def test_whoever_follows_the_kind_hears_of_each_new_one(cook, browser, cast):
    fan = browser(cast.ben)
    assert fan.post("/notifications/follow/recipe").status_code == 303
    cook()
    assert "Something new: “Lentil soup" in notices(fan)
    assert "Lentil" not in notices(browser(cast.outsider))
    fan.post("/notifications/unfollow/recipe")
    cook(title="Bread")
    assert "Bread" not in notices(fan)


def test_whoever_follows_one_hears_of_what_is_new_in_it(cook, advise, browser, cast):
    soup, fan = cook(), browser(cast.outsider)
    assert ">Follow<" in fan.get(soup.address).text.replace("</svg>", ">")
    fan.post(f"/notifications/follow/recipe/{soup.id}", data={"next": soup.address})
    assert "Stop following" in fan.get(soup.address).text
    advise(soup)
    assert "A tip for Lentil soup" in notices(fan)
    change(cast.amina, soup, "Green lentils")
    assert "Amina has changed something: “Lentil soup" in notices(fan)


def test_nobody_hears_of_what_is_not_for_them(cook, browser, cast):
    work = browser(cast.professional)
    work.post("/notifications/follow/recipe")
    cook(audience="families")
    assert "Lentil" not in notices(work)
    assert work.post("/notifications/follow/recipe/1").status_code == 404
    assert browser(cast.ben).post("/notifications/follow/message/1").status_code == 404


def test_whom_it_calls_hears_of_it_once(cook, browser, cast):
    soup = cook(text="As @ben cooks it")
    assert "Amina mentioned you" in notices(browser(cast.ben))
    change(cast.amina, soup, "As @ben cooks it, with salt")
    assert notices(browser(cast.ben)).count("mentioned you") == 1


def test_it_is_in_a_feed_of_its_kind(cook, browser, cast):
    cook()
    cook(title="Family bread", audience=MEMBERS)
    answer = browser(cast.ben).get("/feeds/recipe.atom")
    assert titles(answer.text) == ["Lentil soup"]
    again = browser().get("/feeds/recipe.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert browser().get("/feeds/message.atom").status_code == 404
