"""Whom each piece calls by @name, kept by person: a mention leads to that person for good, also
after they took another pen name and somebody else took the old one."""
from sqlalchemy import literal, select

from peoplehub.accounts.models import User
from peoplehub.core.database import insert
from peoplehub.core.events import Changed, Drafted, Published
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.core.text import linked
from peoplehub.notifications.models import Mention

KEY = ("kind", "piece_id", "user_id")


def keep_mentions(event: Drafted | Published | Changed) -> None:
    piece = piece_of(event)
    if slugs := set(linked(piece.html).values()):
        called = select(literal(piece.kind), literal(piece.id), User.id, User.slug)
        new = insert(Mention).from_select(list(KEY) + ["slug"], called.where(User.slug.in_(slugs)))
        db.session.execute(new.on_conflict_do_update(
            index_elements=KEY, set_={"slug": new.excluded.slug}))
