"""Old pieces are rendered again by a command, and say the same as before."""
from sqlalchemy import select, update

from peoplehub.accounts.actions import change_profile
from peoplehub.accounts.models import User
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.page_cache import bump_site_version
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.search.models import SearchEntry


def test_what_another_renderer_made_is_made_again_with_its_mentions(app, cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    post = forum.start_topic(cast.amina, board, "Thanks", "Thank you @ben and @nobody, **both**.")
    wanted = post.html
    assert 'href="/people/ben"' in wanted and "nobody</a>" not in wanted
    db.session.execute(update(Post).values(rendered_with=0))
    old = '<p>Thank you <a href="/people/ben">@ben</a> old</p>'
    db.session.execute(update(Post).values(html=old))
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["text", "rebuild"]).output
    db.session.expire_all()
    assert "1 pieces" in said and db.session.get(Post, post.id).html == wanted


def test_a_visitor_sees_what_was_made_again_and_nothing_is_left_out(app, cast, browser):
    topic = forum.start_topic(cast.amina, act(save)(Board(slug="planning", name="Planning")),
                              "Thanks", "For everything").topic
    forum.summarize(cast.amina, topic, "It is *short*.")
    change_profile(cast.amina, pen_name="Amina", describes="", about="I *knit*.")
    address = topic.address
    made = {Post: {"html": "OLD", "rendered_with": 0}, User: {"about_html": "OLD"},
            Topic: {"summary_html": "OLD"}}
    for model, columns in made.items():
        act(db.session.execute)(update(model).values(columns))
    act(bump_site_version)(None)
    first = browser().get(address)
    assert first.text.count("OLD") == 2
    app.test_cli_runner().invoke(args=["text", "rebuild"])
    again = browser().get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert "OLD" not in again.text and "<em>short</em>" in again.text
    assert "<em>knit</em>" in browser(cast.ben).get("/people/amina").text


def test_search_finds_the_words_as_the_new_renderer_shows_them(app, cast):
    board = act(save)(Board(slug="planning", name="Planning"))
    forum.start_topic(cast.amina, board, "Plans", "See my_care_plan, from joan_x@example.org")
    act(db.session.execute)(update(Post).values(html="<p>OLD</p>", rendered_with=0))
    act(db.session.execute)(update(SearchEntry).values(body="mycareplan"))
    app.test_cli_runner().invoke(args=["text", "rebuild"])
    body = db.session.scalar(select(SearchEntry.body))
    assert body == "See my_care_plan, from joan_x@example.org"
