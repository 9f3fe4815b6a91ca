"""Broadcasts of posts to open browsers: to those who follow their topic or are looking at it."""
from peoplehub.accounts import following, queries as people
from peoplehub.core.channels import send_to
from peoplehub.core.events import Changed, Moderated, Published, Withdrawn
from peoplehub.core.publications import piece_of
from peoplehub.forum import policy
from peoplehub.forum.models import Post
from peoplehub.realtime import presence


def show_new(event: Published) -> None:
    if event.kind == Post.kind:
        post = piece_of(event)
        if post is not None and post.is_shown and not post.is_question:
            _show(post, "forum:replied")


def show_changed(event: Changed | Withdrawn | Moderated) -> None:
    """It goes from, comes to, or is another one on open pages: they fetch it again."""
    if event.kind == Post.kind:
        _show(piece_of(event), "forum:changed")


def _show(post: Post, name: str) -> None:
    send_to(_onlookers(post), name, {"topic_id": post.topic_id, "number": post.number})


def _onlookers(post: Post) -> set[int]:
    """Blocks count only where the writer is named: silence would tell who it is."""
    by = post.author_id if post.author and not post.anonymous else None
    followers = following.followers_of(*following.place_of(post), post.audience, apart_from=by)
    others = presence.looking_at(post.topic_id) - followers
    if others and by:
        others -= people.blocked_ids(post.author)
    if not post.topic.listed:  # following alone does not let them see it
        followers, others = set(), others | followers
    may_see = {person.id for person in people.people_of(others)
               if policy.may_see(person, post.topic)}
    return (may_see | followers) - {post.author_id}
