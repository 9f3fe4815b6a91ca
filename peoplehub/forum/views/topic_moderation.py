"""Topic moderation, the summary, and revealing an anonymous author."""
from collections.abc import Callable
from typing import Any

from flask import current_app, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from peoplehub.accounts.auth import for_roles, members_only, viewer
from peoplehub.accounts.models import STAFF_ROLES
from peoplehub.accounts.queries import person
from peoplehub.core.audiences import ANYONE
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import wants_preview
from peoplehub.forum import actions, policy, queries
from peoplehub.forum.forms import LockForm, MoveForm, RevealForm, SheetForm, SummaryForm
from peoplehub.forum.models import BY_TAGS, NO_SHEET, Post, Topic
from peoplehub.forum.views.blueprint import bp, to
from peoplehub.forum.views.form_pages import act_page, preview_of
from peoplehub.tags.forms import TagTopicForm
from peoplehub.tags.queries import slugs_of

moderators = for_roles(*STAFF_ROLES)
TOLD_OF_TAGS = (
    "Tags help others find a topic by situation, age and region. Whoever began it is told that you "
    "changed them."
)
MOST_SHEETS = 20  # to choose from at once
MOVED = (
    "From then on those who can read the new board can read it, and nobody else. In a board that "
    "asks first that may leave out somebody who wrote in it."
)


@bp.route("/topics/<int:topic_id>/short", methods=["GET", "POST"])
@members_only
def summarize(topic_id: int) -> ResponseReturnValue:
    topic = queries.topic_for(viewer(), topic_id)
    if not policy.may_summarize(viewer(), topic):
        raise NotFound()
    form = SummaryForm.of({"text": topic.summary_text or ""})
    if not wants_preview() and form.validate_on_submit():
        with form.refusals_beside("text"):
            actions.summarize(viewer(), topic, form.text.data or "", form.seen.data or "")
            return to(topic.address)
    person = viewer()
    writes_answers = person.is_advisor or person.is_editor or person.is_moderator
    return page(topic, form, heading="In short", button="Save", audience=topic.board.audience,
                question_of=topic.id if writes_answers else None,
                draft=f"short-{topic.id}", names=f"{topic.acts}/names", may_preview=True,
                preview=preview_of(form.text.data or ""))


@bp.post("/topics/<int:topic_id>/pin")
@moderators
def pin(topic_id: int) -> ResponseReturnValue:
    return done(queries.topic_for(viewer(), topic_id), actions.pin, "The topic is pinned.")


@bp.post("/topics/<int:topic_id>/unpin")
@moderators
def unpin(topic_id: int) -> ResponseReturnValue:
    return done(queries.topic_for(viewer(), topic_id), actions.unpin, "It is not pinned any more.")


@bp.route("/topics/<int:topic_id>/lock", methods=["GET", "POST"])
@moderators
def lock(topic_id: int) -> ResponseReturnValue:
    topic, form = queries.topic_for(viewer(), topic_id), LockForm()
    if not form.validate_on_submit():
        return page(topic, form, heading="Close this topic to replies?", button="Close the topic")
    return done(topic, actions.lock, "The topic is closed to replies.", form.reason.data,
                form.moment)


@bp.post("/topics/<int:topic_id>/unlock")
@moderators
def unlock(topic_id: int) -> ResponseReturnValue:
    return done(queries.topic_for(viewer(), topic_id), actions.unlock, "Replies are open again.")


@bp.route("/topics/<int:topic_id>/move", methods=["GET", "POST"])
@moderators
def move(topic_id: int) -> ResponseReturnValue:
    topic, form = queries.topic_for(viewer(), topic_id), MoveForm()
    boards = {board.id: board for board, _ in queries.boards_for(viewer())}
    form.board.choices = [(board.id, board.name) for board in boards.values()]
    if topic.board.audience == ANYONE:
        del form.agreed
    if form.validate_on_submit():
        with form.refusals_beside():
            return done(topic, actions.move, "The topic is moved.", boards[form.board.data],
                        bool(form.agreed and form.agreed.data))
    form.board.data = form.board.data or topic.board_id
    return page(topic, form, heading="Move this topic", button="Move the topic", lead=MOVED)


@bp.route("/topics/<int:topic_id>/tags", methods=["GET", "POST"])
@moderators
def tag_topic(topic_id: int) -> ResponseReturnValue:
    topic, form = queries.topic_for(viewer(), topic_id), TagTopicForm()
    form.tags.begin_with(slugs_of(Topic.kind, topic.id), form.is_submitted())
    if form.validate_on_submit():
        with form.refusals_beside("tags"):
            return done(topic, actions.tag_topic, "The tags are saved.", form.tags.data or ())
    return page(topic, form, heading="Change the tags of this topic", button="Save the tags",
                lead=TOLD_OF_TAGS)


@bp.route("/topics/<int:topic_id>/sheet", methods=["GET", "POST"])
@moderators
def choose_sheet(topic_id: int) -> ResponseReturnValue:
    """`?q=wages`: the sheets to choose from have these words."""
    topic, words = queries.topic_for(viewer(), topic_id), request.args.get("q", "")
    found, now = sheets_to_choose(topic, words)
    form = SheetForm().offer(found, now)
    if form.validate_on_submit():
        with form.refusals_beside("sheet"):
            return done(topic, actions.choose_sheet, "It is saved.", *form.chosen)
    shown = render_template("forum/sheet.html", form=form, topic=topic, q=words.strip(),
                            is_more=len(found) >= MOST_SHEETS)
    return shown, 422 if form.is_submitted() else 200


def sheets_to_choose(topic: Topic, words: str) -> tuple[list[tuple[int, str]], str]:
    """Numbers and titles of sheets, the chosen one first while it is out, and what is chosen."""
    find = current_app.extensions
    found = find["sheets_with"](viewer(), words, MOST_SHEETS)
    if topic.sheet_chosen_at is None:
        return found, BY_TAGS
    chosen = find["sheet_out"](topic.sheet_id) if topic.sheet_id else None
    if chosen is None:
        return found, NO_SHEET if topic.sheet_id is None else BY_TAGS
    others = [sheet for sheet in found if sheet[0] != topic.sheet_id]
    return [(topic.sheet_id, chosen[0]), *others], str(topic.sheet_id)


@bp.route("/posts/<int:post_id>/author", methods=["GET", "POST"])
@moderators
def reveal(post_id: int) -> ResponseReturnValue:
    post, form = queries.post_for(viewer(), post_id), RevealForm()
    if not post.anonymous:
        raise NotFound()
    if not form.validate_on_submit():
        return page(post.topic, form, heading="Who wrote this post?", button="Show me the name",
                    lead="The person chose not to show their name. Only look if you must, to keep "
                    "someone safe. That you looked is kept on record.")
    actions.reveal(viewer(), post, form.reason.data)
    flash(f"It was written by {name_of(post)}. Please keep this to yourself.")
    return to(post.address)


def name_of(post: Post) -> str:
    author = person(post.author_id) if post.author_id else None
    return author.pen_name if author else "someone who has left"


def page(topic: Topic, form: FlaskForm, *, heading: str, button: str,
         **said: Any) -> ResponseReturnValue:
    return act_page(
        form, heading=heading, button=button, cancel=topic.address,
        crumbs=[(topic.board.name, topic.board.address), (topic.title, topic.address)], **said,
    )


def done(topic: Topic, verb: Callable, said: str, *more: object) -> ResponseReturnValue:
    verb(viewer(), topic, *more)
    flash(said)
    return to(topic.address)
