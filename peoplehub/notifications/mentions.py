"""Whom each piece calls by @name, kept by person: a mention leads to that person for good, also
after they took another pen name and somebody else took the old one."""
from sqlalchemy import and_, func, select, update

from peoplehub.accounts.events import ProfileChanged
from peoplehub.accounts.models import User
from peoplehub.core.database import insert
from peoplehub.core.events import Changed, Drafted, Published
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS, piece_of
from peoplehub.core.text import leading_to, linked
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


def rename_mentions(event: ProfileChanged) -> None:
    """What calls this person leads to the new address: one statement for each kind of piece."""
    slug = db.session.get_one(User, event.person_id).slug
    mine = and_(Mention.user_id == event.person_id, Mention.slug != slug)
    old = db.session.execute(select(Mention.kind, Mention.slug).where(mine).distinct()).all()
    for kind, before in old:
        model = KINDS[kind]
        calling = select(Mention.piece_id).where(mine, Mention.kind == kind, Mention.slug == before)
        html = func.replace(model.html, leading_to(before), leading_to(slug))
        rows = update(model).execution_options(synchronize_session=False)
        db.session.execute(rows.where(model.id.in_(calling)).values(html=html))
    if old:
        rows = update(Mention).execution_options(synchronize_session=False)
        db.session.execute(rows.where(mine).values(slug=slug))
        db.session.expire_all()
