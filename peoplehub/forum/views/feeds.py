"""Atom feeds of new topics, as a visitor sees them: public boards only, whoever asks."""
from collections.abc import Sequence

from flask import Response, current_app, render_template
from flask.typing import ResponseReturnValue

from peoplehub.accounts.models import Anonymous
from peoplehub.core import clock
from peoplehub.core.conditional_requests import tagged_by_content
from peoplehub.forum import queries
from peoplehub.forum.models import Post
from peoplehub.forum.public_author import writer_of
from peoplehub.forum.views.blueprint import bp, indexed_with, to
from peoplehub.tags.queries import tag_of_slug


@bp.get("/feed.atom")
def feed() -> ResponseReturnValue:
    return feed_of("/forum", "New in the forum", queries.started_for(Anonymous()))


@bp.get("/<slug>/feed.atom")
def board_feed(slug: str) -> ResponseReturnValue:
    board = queries.board_for(Anonymous(), slug)
    indexed_with(board)
    return feed_of(board.address, board.name, queries.started_for(Anonymous(), board))


@bp.get("/situations/<slug>/feed.atom")
def tag_feed(slug: str) -> ResponseReturnValue:
    """New topics with a tag. The address of one that was merged leads to the other."""
    tag = tag_of_slug(slug)
    if tag.slug != slug:
        return to(f"{tag.address}/feed.atom", 301)
    return feed_of(tag.address, tag.name, queries.started_for(Anonymous(), tag_id=tag.id))


def feed_of(path: str, title: str, posts: Sequence[Post]) -> Response:
    body = render_template(
        "forum/feed.xml",
        base=current_app.config["BASE_URL"],
        path=path,
        title=title,
        entries=[(post, writer_of(post)) for post in posts],
        updated=max((post.topic.changed_at for post in posts), default=clock.now()),
    )
    response = Response(body, mimetype="application/atom+xml")
    response.headers["Cache-Control"] = "no-cache"  # what is hidden goes from it at once
    return tagged_by_content(response)
