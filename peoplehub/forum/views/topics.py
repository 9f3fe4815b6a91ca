"""The page of a topic, its new posts, quoting, following."""
from collections.abc import Sequence

from flask import current_app, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import member, members_only, viewer
from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.errors import NotFound
from peoplehub.core.page_cache import cached_for_visitors
from peoplehub.core.paging import page_number
from peoplehub.core.url_routing import LARGEST_NUMBER
from peoplehub.folding.content_notes import around
from peoplehub.folding.not_today import folded
from peoplehub.forum import actions, policy, queries
from peoplehub.forum.forms import ReplyForm
from peoplehub.forum.models import Post, page_of
from peoplehub.forum.post_html_cache import posts_html
from peoplehub.forum.print_page import A_SHEET, printed
from peoplehub.forum.queries.topics import TopicPage
from peoplehub.forum.quoting import quotation
from peoplehub.forum.topic_html import may_do, topic_html
from peoplehub.forum.views.blueprint import bp, indexed_with, to
from peoplehub.forum.views.form_pages import preview_of


@bp.get("/topics/<int:topic_id>")
@bp.get("/topics/<int:topic_id>-<slug>")
def topic(topic_id: int, slug: str = "") -> ResponseReturnValue:
    topic, number = queries.topic_page_for(viewer(), topic_id), page_number(request.args)
    if slug != topic.slug:
        return redirect(with_query(topic.address), 301)
    indexed_with(topic.board)
    if viewer().id is None:
        return cached_for_visitors(
            lambda: show(topic, number), topic.address + (f"?page={number}" if number > 1 else ""),
            topic.asked, topic.changed_at,
        )
    return show(topic, number, begun_reply(topic))


@bp.get("/topics/<int:topic_id>/print")
def print_topic(topic_id: int) -> ResponseReturnValue:
    """For paper: `?names=no` without pen names, `?after=100` the posts after that one."""
    topic = queries.topic_page_for(viewer(), topic_id)
    after = min(whole_number(request.args.get("after", "0")), topic.last_number)
    with_names = request.args.get("names") != "no"
    if viewer().id is not None:
        return show_for_print(topic, after, with_names)
    address = f"{topic.acts}/print?after={after}{'' if with_names else '&names=no'}"
    return cached_for_visitors(lambda: show_for_print(topic, after, with_names), address,
                               topic.asked, topic.changed_at)


@bp.get("/topics/<int:topic_id>/since")
@members_only
def since(topic_id: int) -> ResponseReturnValue:
    """Newer posts as the page draws them, and the state of those from `first` on that it shows:
    hints over the socket can be lost."""
    topic = queries.topic_for(viewer(), topic_id)
    posts = queries.posts_since(viewer(), topic, whole_number(request.args.get("after", "")))
    last_number = posts[-1].number if posts else topic.last_number
    first = whole_number(request.args.get("first", "0"))
    last = whole_number(request.args.get("last", "0"))
    states = queries.states_of(viewer(), topic, first, last) if first else {}
    return jsonify(
        html=folded(viewer(), posts_html(topic, posts, **may_do(viewer(), topic))),
        last_number=last_number,
        replies=formatting.count(topic.reply_count, "reply", "replies"),
        names=[post.by.pen_name for post in posts if not post.look.is_mine],
        states=states | {post.number: post.state for post in posts},
    )


@bp.get("/topics/<int:topic_id>/posts/<int:number>")
@members_only
def post_in_topic(topic_id: int, number: int) -> ResponseReturnValue:
    """One post as the page draws it, for a browser that shows an older state of it; no words
    where there is none to see (any more)."""
    topic = queries.topic_for(viewer(), topic_id)
    posts = queries.posts_since(viewer(), topic, number - 1, most=1)
    found = [post for post in posts if post.number == number]
    if not found:
        return jsonify(html="")
    html = folded(viewer(), posts_html(topic, found, **may_do(viewer(), topic)))
    return jsonify(html=html, state=found[0].state)


@bp.get("/topics/<int:topic_id>/quote/<int:number>")
@members_only
def quote(topic_id: int, number: int) -> ResponseReturnValue:
    """The words to answer: as text for a script, else the topic with the box filled in."""
    topic = queries.topic_for(viewer(), topic_id)
    post = queries.post_at(viewer(), topic, number)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(text=quotation(post))
    page = page_of(number)
    return to(f"{topic.address}?page={page}&quote={number}#reply", 302)


@bp.get("/topics/<int:topic_id>/answer/<int:number>")
@members_only
def answer(topic_id: int, number: int) -> ResponseReturnValue:
    """The topic, with the box for a reply to that post."""
    topic = queries.topic_for(viewer(), topic_id)
    queries.post_at(viewer(), topic, number)
    return to(f"{topic.address}?page={page_of(number)}&answer={number}#reply", 302)


@bp.get("/topics/<int:topic_id>/names")
@members_only
def names(topic_id: int) -> ResponseReturnValue:
    """People to call by name, for a script: those of the topic first."""
    here = queries.names_in(viewer(), queries.topic_for(viewer(), topic_id))
    return as_json([*here, *(one for one in queries.names_for(viewer()) if one not in here)])


@bp.get("/topics/names")
@members_only
def names_of_writers() -> ResponseReturnValue:
    """The same where no topic is there yet."""
    return as_json(queries.names_for(viewer()))


def as_json(people: Sequence[User]) -> ResponseReturnValue:
    return jsonify([{"slug": person.slug, "pen_name": person.pen_name} for person in people])


@bp.get("/topics/<int:topic_id>/unread")
def unread(topic_id: int) -> ResponseReturnValue:
    """To the first post that came since the viewer was here; to the first of all where they have
    not been (in a topic of their own: of others), and to the newest where nothing came. `?post=9`,
    as notices say it: that one where it is not known what is new, or nothing is."""
    topic = queries.topic_page_for(viewer(), topic_id)
    told = min(whole_number(request.args.get("post", "0")), topic.last_number)
    if topic.read_number is None and not policy.is_askers(viewer(), topic):
        return to(topic.address_of(told) if told else topic.address, 302)
    number = queries.first_unread(viewer(), topic, topic.read_number or 0)
    return to(topic.address_of(number or told or topic.last_number), 302)


@bp.post("/topics/<int:topic_id>/read")
@members_only
def mark_read(topic_id: int) -> ResponseReturnValue:
    """A script tells it when the page is left, and a button does it without scripts: read to
    `number`, or else to the end."""
    number = whole_number(request.form.get("number", str(LARGEST_NUMBER)))
    actions.mark_read(member(), topic_id, number)
    if "from" not in request.form:
        return "", 204
    flash("We have noted that you have read to here.")
    return to(queries.topic_for(viewer(), topic_id).address)


@bp.post("/topics/<int:topic_id>/follow")
@members_only
def follow(topic_id: int) -> ResponseReturnValue:
    topic = queries.topic_for(viewer(), topic_id)
    actions.follow(viewer(), topic)
    flash("You follow this topic now. We tell you when somebody replies.")
    return to(topic.address)


@bp.post("/topics/<int:topic_id>/unfollow")
@members_only
def unfollow(topic_id: int) -> ResponseReturnValue:
    topic = queries.topic_for(viewer(), topic_id)
    actions.unfollow(viewer(), topic)
    flash("You do not follow this topic any more.")
    return to(topic.address)


def show(topic: TopicPage, number: int, form: ReplyForm | None = None) -> str:
    person = viewer()
    page, posts = queries.posts_for(person, topic, number)
    preview = preview_of(form.text.data or "") if form else None
    return topic_html(person, topic, page, posts, queries.others_in(person, topic), form, preview)


def show_for_print(topic: TopicPage, after: int, with_names: bool) -> str:
    posts = queries.posts_since(viewer(), topic, after, A_SHEET)
    return render_template(
        "forum/print.html", topic=topic, posts=printed(posts, with_names), after=after,
        with_names=with_names, today=clock.now(), most=A_SHEET, around_note=around,
        base_url=current_app.config["BASE_URL"].rstrip("/"),
        next_after=after + A_SHEET if after + A_SHEET < topic.last_number else 0)


def begun_reply(topic: TopicPage) -> ReplyForm | None:
    """`?quote=3`: the box begins with those words, if this viewer may read them; `?answer=3`: it is
    an answer to that post."""
    quoted, answered = asked_post(topic, "quote"), asked_post(topic, "answer")
    if quoted is None and answered is None:
        return None
    return ReplyForm(text=quotation(quoted) if quoted else "", anonymous=topic.was_unnamed,
                     answers=answered.number if answered else None)


def asked_post(topic: TopicPage, name: str) -> Post | None:
    """The post whose number the address gives under that name."""
    number = request.args.get(name, "")
    if not (number.isascii() and number.isdigit()):
        return None
    return queries.post_at(viewer(), topic, int(number[:12]))


def whole_number(said: str) -> int:
    """A number of an address, at most 2³¹ - 1. Raises NotFound for anything else."""
    if not (said.isascii() and said.isdigit()):
        raise NotFound()
    return min(int(said[:12]), LARGEST_NUMBER)


def with_query(address: str) -> str:
    asked = request.query_string.decode("ascii", "ignore")
    return f"{address}?{asked}" if asked else address
