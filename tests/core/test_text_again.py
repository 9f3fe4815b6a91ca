"""Old pieces are rendered again by a command, and say the same as before."""
from sqlalchemy import update

from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post


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
