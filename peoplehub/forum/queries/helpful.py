"""Topics that may help others: with a summary, or with a reply that helped."""
from collections.abc import Collection

from sqlalchemy import exists, or_, select

from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post, Topic
from peoplehub.reactions.models import HELPED, Reaction

HAS_HELPED = (
    exists(select(Reaction.piece_id).join(Post, Post.id == Reaction.piece_id).where(
        Reaction.kind == Post.kind, Reaction.what == HELPED, Post.topic_id == Topic.id,
        Post.is_out()).correlate(Topic)))


def helpful_topics(viewer: Viewer, ids: Collection[int]) -> list[tuple[Topic, bool]]:
    """Those of these topics that the viewer may read, and whether a reply in each helped."""
    if not ids:
        return []
    seen = Topic.readable(viewer).add_columns(HAS_HELPED).where(
        Topic.id.in_(ids), Topic.listed.is_(True), or_(Topic.summary_at.is_not(None), HAS_HELPED))
    return [(topic, helped) for topic, helped in db.session.execute(seen)]
