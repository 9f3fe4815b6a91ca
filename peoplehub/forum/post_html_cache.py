"""Posts, and topics as lines of a list, as HTML without Jinja for each: their template is rendered
once for each look that one can have, and what differs from one to the next is filled in.
"""
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from zlib import crc32

from flask import current_app, render_template
from markupsafe import Markup, escape

from peoplehub.artwork import avatar
from peoplehub.attachments.page_context import files_html
from peoplehub.core.form_tokens import form_token
from peoplehub.core.formatting import count, when
from peoplehub.core.forms import new_key
from peoplehub.core.fragments import Fragment, fragment, place
from peoplehub.core.text import isolated, known_safe
from peoplehub.folding.content_notes import around
from peoplehub.forum.forms import ReplyForm
from peoplehub.forum.models import Post, post_address
from peoplehub.forum.models.aliases import alias_words
from peoplehub.forum.models.protocols import TopicColumns
from peoplehub.forum.public_author import PublicAuthor
from peoplehub.forum.queries.posts import Look, Shown
from peoplehub.forum.queries.topics import TopicListItem, TopicPage
from peoplehub.forum.reaction_html import parts_of_reactions, place_of_reaction, reaction_buttons
from peoplehub.glossary.page_context import explainer
from peoplehub.reactions.models import WORDS
from peoplehub.tags.tag_html import tag_links

PLACES = ("id", "n", "html", "written", "changed", "acts", "address", "reason", "variant",
          "face", "name", "profile", "role", "looks_next", "token", "helped_words",
          "answers", "files", "answered", "note", "note_end", "fold",
          *map(place_of_reaction, WORDS))
PLACES_OF_LINE = ("face", "address", "title", "described", "replies", "last_address", "last_when",
                  "last_by", "started", "board_address", "board_name", "unread", "note",
                  "topic_tags")
ANSWERED = '<a href="{}">In answer to {}, {}</a>'
ROLE_WORDS = known_safe('<span class="role" dir="auto">{}</span>')


def posts_html(topic: TopicColumns, posts: list[Shown], *, is_member: bool, may_reply: bool,
               may_moderate_topic: bool) -> Markup:
    """The posts one after the other, as this viewer may see them."""
    acts, address, may = topic.acts, topic.address, (is_member, may_reply, may_moderate_topic)
    looks_next = ""
    if any(post.look.is_held and post.look.is_mine for post in posts):
        looks_next = escape(current_app.extensions["next_look"]())
    shared = {"acts": acts, "looks_next": looks_next} | parts_of_reactions(topic, posts)
    explained = explainer()
    return known_safe("".join([
        _post_html(post, explained(post.html), post_address(address, post.number), may,
                   shared | {"answered": _answered(topic, post)})
        for post in posts
    ]))


def line_html(lines: list[TopicListItem], level: int, in_board: bool) -> Markup:
    """Topics as rows of a list, with headings of that level; `in_board` says no board of each."""
    return known_safe("".join([_line(line, level, in_board) for line in lines]))


def empty_reply_form(topic: TopicPage) -> Markup:
    """The form of a reply before anybody typed, with the token and a new key of its reader."""
    blank = _reply_form(topic.board.audience, topic.was_unnamed)
    return known_safe(blank.fill(id=str(topic.id), token=form_token(), key=new_key()))


@lru_cache(maxsize=8)
def _reply_form(audience: str, anonymous: bool) -> Fragment:
    form = ReplyForm(formdata=None, anonymous=anonymous, idempotency_key=place("key"))
    topic = SimpleNamespace(id=place("id"), acts=f"/forum/topics/{place('id')}",
                            board=SimpleNamespace(audience=audience))
    html = render_template("forum/_reply_form.html", form=form, topic=topic)
    return Fragment(html.replace(form_token(), place("token")))


def _line(line: TopicListItem, level: int, in_board: bool) -> str:
    blank = fragment("forum/_line.html", PLACES_OF_LINE, line=line.look, level=level,
                     in_board=in_board)
    return blank.fill(
        face=avatar(line.by.avatar), address=line.address, title=escape(line.title),
        described=escape(line.by.described), replies=count(line.reply_count, "reply", "replies"),
        last_address=line.last_reply_address, last_when=when(line.last_reply_at),
        last_by=escape(isolated(line.last_reply_by)), started=when(line.started_at),
        board_address=line.board_address, board_name=escape(line.board_name),
        unread=f"/forum/topics/{line.id}/unread", note=escape(line.note),
        topic_tags=tag_links(line.tags),
    )


def _post_html(
    post: Shown, html: str, address: str, may: tuple[bool, bool, bool], shared: dict[str, str]
) -> str:
    reason = escape(isolated(post.hidden_reason)) if post.hidden_reason else ""
    note, note_end = around(post.note)
    return _blank(post.look, *may).fill(
        id=str(post.id), n=str(post.number), html=html, reason=reason,
        written=when(post.published_at), changed=when(post.edited_at), address=address,
        variant=_variant(post), files=_files(post), answers=count(post.answers, "answer"),
        note=note, note_end=note_end, fold=_fold_key(post), **shared,
        **reaction_buttons(post.given), **_author(post.by),
    )


@lru_cache(maxsize=512)
def _blank(look: Look, is_member: bool, may_reply: bool, may_moderate_topic: bool) -> Fragment:
    return fragment("forum/_post.html", PLACES, post=look, is_member=is_member,
                    may_reply=may_reply, may_moderate_topic=may_moderate_topic)


def _fold_key(post: Shown) -> str:
    """Another one whenever its words are others (`folding.not_today`)."""
    said = f"{post.by.pen_name} {post.note} {post.hidden_reason} {post.html} {post.files or ''}"
    return f"post-{post.id}.{crc32(said.encode('utf-8', 'replace')):x}"


def _files(post: Shown) -> str:
    return files_html(Post.kind, post.id, post.files, post.by.pen_name) if post.files else ""


def _answered(topic: TopicColumns, post: Shown) -> str:
    """Joan, 12 March: of what it answers, as a link."""
    if post.answered is None:
        return ""
    number, alias, at, pen_name = post.answered
    name = pen_name if alias is None else alias_words(alias, topic.anonymous)
    words = escape(isolated(name or f"post {number}"))
    return ANSWERED.format(topic.address_of(number), words, when(at))


def _variant(post: Shown) -> str:
    """The class that says how it differs from the others, with the space before it."""
    if post.look.is_hidden or post.look.is_held:
        return " post--hidden" if post.look.is_hidden else " post--held"
    return " post--advisor" if post.by.is_advisor else ""


@lru_cache(maxsize=2048)
def _author(by: PublicAuthor) -> dict[str, str]:
    parts: Any = current_app.jinja_env.get_template("layout/macros/parts.html").module
    words = ROLE_WORDS.format(by.role_words)
    role = parts.role(by) if by.has_badge else words if by.role_words else ""
    return {"face": avatar(by.avatar), "name": escape(by.pen_name), "profile": escape(by.address),
            "role": role}
