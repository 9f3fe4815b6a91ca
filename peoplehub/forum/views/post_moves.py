"""Moving posts to another topic, and leading from a topic that was joined with another to that."""
from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from peoplehub.accounts.auth import for_roles, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.core.audiences import is_within
from peoplehub.core.error_pages import show_refused
from peoplehub.core.errors import Invalid, NotFound
from peoplehub.core.formatting import count
from peoplehub.core.paging import page_number
from peoplehub.forum import actions, queries
from peoplehub.forum.answers import renumbered
from peoplehub.forum.forms import MergeForm, ReplyForm, SplitForm
from peoplehub.forum.forms.post_moves import THERE
from peoplehub.forum.models import Board, Topic
from peoplehub.forum.public_author import writer_of
from peoplehub.forum.views.blueprint import bp, to
from peoplehub.forum.views.topic_moderation import page
from peoplehub.forum.views.topics import whole_number

moderators = for_roles(*STAFF_ROLES)
NO_TOPIC = "We cannot find that topic. Open it, and copy its address from the top of your browser."
JOINED = (
    "All posts of this topic go to the end of the other one. Its address leads there from then on. "
    "Those who wrote them and those who follow this topic are told."
)


@bp.route("/topics/<int:topic_id>/split", methods=["GET", "POST"])
@moderators
def split(topic_id: int) -> ResponseReturnValue:
    """Posts are ticked, over several pages if need be, and go to a new topic or to another."""
    topic, form = queries.topic_for(viewer(), topic_id), SplitForm()
    boards = {board.id: board for board, _ in queries.boards_for(viewer())}
    form.board.choices = [(board.id, board.name) for board in boards.values()]
    form.board.data = form.board.data or topic.board_id
    target = queries.topic_of_words(viewer(), form.topic.data or "")
    form.ask_about_readers(topic.board, place_of(form, boards, target))
    if "page" not in request.form and form.validate_on_submit():
        with form.refusals_beside("posts"):
            new = move_ticked(topic, target, boards[form.board.data], form)
            flash(f"{count(len(form.posts.data), 'post is', 'posts are')} here now.")
            return to(new.address)
    return show_posts(topic, form)


@bp.route("/topics/<int:topic_id>/merge", methods=["GET", "POST"])
@moderators
def merge(topic_id: int) -> ResponseReturnValue:
    topic, form = queries.topic_for(viewer(), topic_id), MergeForm()
    target = queries.topic_of_words(viewer(), form.topic.data or "")
    form.ask_about_readers(topic.board, target.board if target else None)
    if form.validate_on_submit():
        with form.refusals_beside("topic"):
            into = actions.merge(viewer(), topic, known(target), form.reason.data or "",
                                 form.has_agreed)
            flash("The two topics are one now.")
            return to(into.address)
    return page(topic, form, heading="Join this topic with another", button="Join them",
                lead=JOINED)


@bp.errorhandler(NotFound)
def follow_merged(error: NotFound) -> ResponseReturnValue:
    """What was asked of a topic that was joined with another is asked of that one, also a reply
    that somebody was writing, unless more people would read it than they knew."""
    topic_id = (request.view_args or {}).get("topic_id")
    address, code = address_after(topic_id, request.endpoint or "") if topic_id else (None, 0)
    return to(address, code) if address else show_refused(error)


def address_after(topic_id: int, endpoint: str) -> tuple[str | None, int]:
    """Where an address of a merged topic leads now, and how; None where it leads nowhere."""
    try:
        topic = queries.merged_topic_for(viewer(), topic_id)
    except NotFound:
        return None, 0
    if endpoint == "forum.topic":
        moved = queries.moved_address(viewer(), topic_id, page_number(request.args))
        return moved or topic.address, 301
    if endpoint == "forum.reply":
        is_safe = is_within(topic.board.audience, queries.audience_before(topic_id))
        return f"{topic.acts}/replies?from={topic_id}" if is_safe else None, 307
    ways = {"forum.unread": f"{topic.acts}/unread", "forum.replies": f"{topic.address}#reply",
            "forum.answers": topic.address}
    return ways.get(endpoint), 302


def renumber(form: ReplyForm, before: str) -> None:
    """A reply was begun in a topic that was joined with this one meanwhile: what it answers and
    quotes has other numbers here. `before`: that topic, as the address says it."""
    numbers = queries.numbers_after_merge(whole_number(before))
    form.answers.data = numbers.get(form.answers.data or 0)
    form.text.data = renumbered(form.text.data or "", numbers)


def place_of(form: SplitForm, boards: dict[int, Board], target: Topic | None) -> Board | None:
    """The board to which the posts go, as far as the form says it."""
    if form.where.data == THERE:
        return target.board if target else None
    return boards.get(form.board.data)


def move_ticked(topic: Topic, target: Topic | None, board: Board, form: SplitForm) -> Topic:
    """Returns where they are now. Raises Invalid."""
    posts, reason, agreed = form.posts.data, form.reason.data or "", form.has_agreed
    if form.where.data == THERE:
        return actions.move_posts(viewer(), topic, known(target), posts, reason, agreed)
    return actions.split(viewer(), topic, posts, form.title.data or "", board, reason, agreed)


def known(target: Topic | None) -> Topic:
    if target is None:
        raise Invalid(NO_TOPIC, "topic")
    return target


def show_posts(topic: Topic, form: SplitForm) -> ResponseReturnValue:
    asked = page_number(request.form if "page" in request.form else request.args)
    shown, posts = queries.posts_to_move(viewer(), topic, asked)
    elsewhere = [number for number in form.posts.data
                 if not shown.first <= number <= shown.last]
    html = render_template("forum/split.html", topic=topic, form=form, page=shown,
                           elsewhere=elsewhere, posts=[(post, writer_of(post)) for post in posts])
    return html, 422 if form.errors else 200
