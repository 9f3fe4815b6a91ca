"""What the page of a topic says of posts that were moved, as HTML."""
from itertools import groupby

from markupsafe import Markup, escape

from peoplehub.core.formatting import count, when
from peoplehub.core.icons import icon
from peoplehub.core.text import isolated, known_safe
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post, Topic
from peoplehub.forum.queries.post_moves import MoveNote, moved_between, moves_of
from peoplehub.forum.queries.topics import TopicPage

NOTE = known_safe('<p class="note" data-fold>{}<span>{}</span></p>')
PLACE = known_safe('<span id="post-{}"></span>')
BOX = known_safe("<div>{}</div>")
LINK = known_safe('<a href="{}" dir="auto">{}</a>')


def notes_html(viewer: Viewer, topic: TopicPage) -> Markup:
    """A line for each time that posts came to the topic or went from it."""
    return known_safe("").join(
        NOTE.format(icon("move-right"), _note(move)) for move in moves_of(viewer, topic))


def places_html(viewer: Viewer, topic: TopicPage, first: int, last: int) -> dict[int, Markup]:
    """By the number of the first of them: a line in the place of posts that went to another topic
    together, with the anchor of each."""
    moved = moved_between(viewer, topic, first, last)
    runs = groupby(enumerate(moved), key=lambda one: (one[1][0] - one[0], _topic_of(one[1][1])))
    return {those[0][0]: _place(those)
            for those in ([pair for _at, pair in run] for _key, run in runs)}


def _topic_of(post: Post | None) -> int | None:
    return post.topic_id if post else None


def _place(moved: list[tuple[int, Post | None]]) -> Markup:
    numbers, post = [number for number, _post in moved], moved[0][1]
    these = f"Post {numbers[0]}" if len(numbers) == 1 else f"Posts {numbers[0]} to {numbers[-1]}"
    said = escape(f"{these} {'is' if len(numbers) == 1 else 'are'} not here any more.")
    if post:
        said = escape(these + " moved to “") + LINK.format(
            post.address, isolated(post.topic.marked_title)) + "”."
    anchors = known_safe("").join(PLACE.format(number) for number in numbers)
    return BOX.format(anchors + NOTE.format(icon("move-right"), said))


def _note(move: MoveNote) -> Markup:
    posts = count(move.posts, "post was", "posts were")
    way = "moved here from" if move.came else "moved from here to"
    return escape(f"{posts} {way} ") + _name(move.other) + " " + when(move.moved_at) + "."


def _name(topic: Topic | None) -> Markup:
    if topic is None:
        return escape("another topic")
    return escape("“") + LINK.format(topic.address, isolated(topic.marked_title)) + escape("”")
