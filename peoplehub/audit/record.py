"""Writing down what happened."""
from dataclasses import asdict

from sqlalchemy import insert

from peoplehub.audit.models import Record
from peoplehub.core.extensions import db
from peoplehub.core.rows import change
from peoplehub.forum.models import Post, Topic

KEPT = insert(Record.__table__)


def record(event) -> None:
    """Keep any event. It carries numbers and short codes only, so no words of people are kept."""
    change(KEPT, happened=type(event).__name__, about=_without_the_unnamed(asdict(event)))


def _without_the_unnamed(about: dict) -> dict:
    """Whoever wrote without a name has none here either: learning it is an act with a reason."""
    if "author_id" in about and "post_id" in about:
        if db.session.get(Post, about["post_id"]).anonymous:
            return about | {"author_id": None}
    if "user_id" in about and "topic_id" in about:
        topic = db.session.get(Topic, about["topic_id"])
        if topic.anonymous and topic.author_id == about["user_id"]:
            return about | {"user_id": None}
    return about
