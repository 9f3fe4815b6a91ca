"""The page of what answers one post."""
from flask import render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import viewer
from peoplehub.core.paging import page_number
from peoplehub.forum import queries
from peoplehub.forum.post_html_cache import posts_html
from peoplehub.forum.topic_html import may_do
from peoplehub.forum.views.blueprint import bp


@bp.get("/topics/<int:topic_id>/posts/<int:number>/answers")
def answers(topic_id: int, number: int) -> ResponseReturnValue:
    """A post, and below it those that answer it."""
    topic = queries.topic_for(viewer(), topic_id)
    post = queries.post_at(viewer(), topic, number)
    page, posts = queries.answers_for(viewer(), topic, post, page_number(request.args))
    above = queries.posts_since(viewer(), topic, number - 1, most=1)
    may = may_do(viewer(), topic)
    return render_template(
        "forum/answers.html", topic=topic, post=post, page=page,
        above=posts_html(topic, above, **may), answers=posts_html(topic, posts, **may))
