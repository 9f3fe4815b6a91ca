"""Whom each piece calls by @name, kept by person: a mention leads to that person for good, also
after they took another pen name and somebody else took the old one."""
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.database import insert
from peoplehub.core.events import Changed, Drafted, Published
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.core.text import linked
from peoplehub.notifications.models import Mention


def keep_mentions(event: Drafted | Published | Changed) -> None:
    piece = piece_of(event)
    slugs = set(linked(piece.html).values())
    if not slugs:
        return
    people = db.session.execute(select(User.id, User.slug).where(User.slug.in_(slugs)))
    rows = [{"kind": piece.kind, "piece_id": piece.id, "user_id": id, "slug": slug}
            for id, slug in people]
    if rows:
        new = insert(Mention)
        db.session.execute(new.on_conflict_do_update(
            index_elements=["kind", "piece_id", "user_id"], set_={"slug": new.excluded.slug}), rows)
