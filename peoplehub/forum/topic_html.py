"""The page of a topic as HTML: its template is rendered once for each look that it can have
(`core.page_frames`), and filled in topic by topic."""
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from flask import current_app, json, render_template
from markupsafe import Markup, escape

from peoplehub.core import clock
from peoplehub.core.audiences import ANYONE
from peoplehub.core.errors import NotFound
from peoplehub.core.formatting import count, month, when
from peoplehub.core.page_frames import framed, page_parts, pagination
from peoplehub.core.paging import Page
from peoplehub.core.text import isolated, known_safe
from peoplehub.core.viewers import Viewer
from peoplehub.drafts.page_context import has_drafts
from peoplehub.folding.content_notes import noted
from peoplehub.forum import policy
from peoplehub.forum.forms import ReplyForm
from peoplehub.forum.models import Topic
from peoplehub.forum.models.protocols import TopicColumns
from peoplehub.forum.moved_html import notes_html, places_html
from peoplehub.forum.post_html_cache import empty_reply_form, posts_html
from peoplehub.forum.queries.posts import Shown, post_at
from peoplehub.forum.queries.topics import TopicPage
from peoplehub.forum.quoting import described
from peoplehub.glossary.page_context import note_version
from peoplehub.tags.tag_html import tag_links

OTHER = '<li data-fold><a href="{}" dir="auto">{}</a></li>'
SINCE = known_safe('<p class="since" id="new"><span>New since you were here</span></p>')
EDITOR = "<markdown-toolbar"  # by which the page gets the scripts of the editor


class TopicLook(NamedTuple):
    """What makes the page of a topic look other than the next: all that `forum/topic.html` and its
    parts decide by."""

    is_member: bool
    is_suspended: bool
    is_confirmed: bool
    is_waiting_to_join: bool
    may_reply: bool
    has_box: bool  # of a reply; also where one was refused, with what was typed
    may_summarize: bool
    may_moderate_topic: bool
    is_following: bool
    is_muted: bool
    is_open_to_anyone: bool
    is_indexed: bool
    is_first_page: bool
    is_last_page: bool
    has_pages: bool
    is_unnamed: bool
    has_replies: bool
    is_old: bool  # nobody has replied for long: rules and amounts may have changed since
    has_sheet: bool  # and a sheet that is out says what holds now
    is_pinned: bool
    is_noted: bool
    is_locked: bool
    has_locked_reason: bool
    has_end: bool  # it is closed until a time
    is_slowed: bool  # the rules of the topic itself, for moderators
    is_approved: bool
    is_listed: bool
    has_summary: bool
    has_summary_author: bool
    has_posts: bool
    has_states: bool
    has_others: bool
    has_moves: bool  # posts came from, or went to, another topic
    is_new: bool  # something came since the viewer was here
    has_tags: bool


def topic_html(
    viewer: Viewer, topic: TopicPage, page: Page, posts: list[Shown],
    others: list[tuple[str, str]], form: ReplyForm | None, preview: Markup | None
) -> str:
    """`others`: titles and addresses of other topics; `form`: as it was sent or filled; `preview`:
    its words as they will look."""
    note_version(topic.glossary_version)
    may = may_do(viewer, topic)
    is_refused = bool(form and form.errors)
    has_box = viewer.id is not None and (may["may_reply"] or is_refused)
    states = {post.number: post.state for post in posts if post.state}
    sheet = _sheet_of_now(topic) if _is_old(topic) else None
    look = _look(viewer, topic, page, may, has_box, bool(posts), bool(states), bool(others),
                 bool(sheet))
    return framed(
        "forum/topic.html", "topic", look,
        contains=EDITOR * has_box, ask_about=f"?board={topic.board.slug}",
        has_errors=is_refused,
        posts=_posts(viewer, topic, page, posts, may), states=escape(json.dumps(states)),
        moves=notes_html(viewer, topic) if topic.has_moves else "",
        seen=_seen(viewer, [post.id for post in posts]),
        others="".join([OTHER.format(address, escape(title)) for title, address in others]),
        box=_box(viewer, topic, form, preview) if has_box else "", **_words_of(topic, page),
        sheet_address=sheet[1] if sheet else "", sheet=escape(isolated(sheet[0])) if sheet else "",
    )


def _is_old(topic: TopicPage) -> bool:
    days = timedelta(days=current_app.config["OLD_TOPIC_DAYS"])
    return topic.last_reply_at < clock.now() - days


def _sheet_of_now(topic: TopicPage) -> tuple[str, str] | None:
    """Title and address of the sheet that a moderator chose for an old topic, while it is out, or
    else that fits best by its tags. One query or two, of old topics only."""
    ask = current_app.extensions
    if topic.sheet_chosen_at and topic.sheet_id is None:
        return None
    chosen = ask["sheet_out"](topic.sheet_id) if topic.sheet_id else None
    return chosen or ask["sheet_like"](Topic.kind, topic.id)


def may_do(viewer: Viewer, topic: TopicColumns) -> dict[str, bool]:
    """What shows at each post of the topic."""
    return {"is_member": viewer.id is not None, "may_reply": policy.may_reply(viewer, topic),
            "may_moderate_topic": policy.may_moderate_topic(viewer, topic)}


def _look(viewer: Viewer, topic: TopicPage, page: Page, may: dict[str, bool], has_box: bool,
          has_posts: bool, has_states: bool, has_others: bool, has_sheet: bool) -> TopicLook:
    return TopicLook(
        is_suspended=viewer.is_suspended,
        is_waiting_to_join=viewer.is_waiting_to_join,
        is_confirmed=viewer.is_confirmed, may_summarize=policy.may_summarize(viewer, topic),
        is_following=topic.is_following, is_muted=topic.is_muted,
        is_open_to_anyone=topic.board.audience == ANYONE,
        is_indexed=topic.board.is_indexed, is_first_page=page.number == 1,
        is_last_page=page.number == page.pages, has_pages=page.pages > 1,
        is_unnamed=topic.anonymous, has_replies=topic.reply_count > 0,
        is_old=_is_old(topic), has_sheet=has_sheet,
        is_noted=bool(topic.content_note),
        is_pinned=topic.pinned_at is not None, is_locked=topic.is_closed,
        has_locked_reason=bool(topic.locked_reason), is_listed=topic.listed,
        has_end=topic.locked_until is not None,
        is_slowed=may["may_moderate_topic"] and topic.slow_minutes > 0,
        is_approved=may["may_moderate_topic"] and topic.approval_at is not None,
        has_summary=topic.summary_at is not None, has_summary_author=topic.summary_by is not None,
        has_posts=has_posts, has_states=has_states and viewer.id is not None,
        has_others=has_others, has_box=has_box, has_moves=topic.has_moves,
        is_new=bool(topic.is_new), has_tags=bool(topic.tags), **may,
    )


def _posts(viewer: Viewer, topic: TopicPage, page: Page, posts: list[Shown],
           may: dict[str, bool]) -> Markup:
    """The posts of the page, with a line above the first that came since the viewer was here, and
    in the place of each that was moved."""
    lines = places_html(viewer, topic, page.first, page.last) if topic.has_moves else {}
    known = topic.read_number
    if known is not None and topic.is_new:
        new = (post.number for post in posts if post.number > known and not post.look.is_mine)
        if first := next(new, None):
            lines[first] = SINCE
    if not lines:
        return posts_html(topic, posts, **may)
    html, at = known_safe(""), 0
    for number, line in sorted(lines.items()):
        before = at
        while at < len(posts) and posts[at].number < number:
            at += 1
        html += posts_html(topic, posts[before:at], **may) + line
    return html + posts_html(topic, posts[at:], **may)


def _words_of(topic: TopicPage, page: Page) -> dict[str, str]:
    """What is filled in of the topic itself."""
    name, asker = topic.asker.pen_name, topic.asker
    author = topic.summary_by.described if topic.summary_by else ""
    return {
        "id": str(topic.id), "title": escape(topic.title), "acts": topic.acts,
        "address": topic.address, "newest": topic.address_of(topic.last_number),
        "board_name": escape(topic.board.name), "board_address": topic.board.address,
        "read_to": str(topic.last_number if page.number == page.pages else page.last),
        "number": str(page.number), "first": str(page.first), "last": str(topic.last_number),
        "pages": pagination(page, topic.address, "Pages of replies"),
        "replies": count(topic.reply_count, "reply", "replies"),
        "last_reply": when(topic.last_reply_at), "quiet_since": month(topic.last_reply_at),
        "asker": escape(name), "asker_is": escape(isolated(asker.described[len(name):])),
        "locked_reason": escape(topic.locked_reason), "opens": topic.opens_words,
        "summary": noted(topic.safe_summary, topic.content_note),
        "note": escape(topic.content_note), "summary_by": escape(isolated(author)),
        "summary_when": when(topic.summary_at), "topic_tags": tag_links(topic.tags),
    }


def _seen(viewer: Viewer, post_ids: list[int]) -> str:
    """The button that marks what is new here as read, when anything may be."""
    if viewer.id is None or not page_parts().unread_notifications:
        return ""
    return render_template("notifications/_seen.html", kind="post", piece_ids=post_ids)


def _box(viewer: Viewer, topic: TopicPage, form: ReplyForm | None, preview: Markup | None) -> str:
    """The form of a reply: the empty one, or as it was sent or filled. Above it what holds for
    replies here, if anything."""
    rules = topic.rules
    above = render_template("forum/_rules.html", rules=rules) if rules else ""
    if form is None and not has_drafts(f"reply/{topic.id}"):
        return above + empty_reply_form(topic)
    form = form or ReplyForm(formdata=None, anonymous=topic.was_unnamed)
    shown = render_template("forum/_preview.html", preview=preview)
    words_of_answered = partial(_words_of_answered, viewer, topic)
    return shown + above + render_template("forum/_reply_form.html", form=form, topic=topic,
                                           words_of_answered=words_of_answered)


def _words_of_answered(viewer: Viewer, topic: TopicPage, number: int) -> str:
    """Joan, post 3; nothing where there is no such post for this viewer."""
    try:
        return described(post_at(viewer, topic, number))
    except NotFound:
        return ""
