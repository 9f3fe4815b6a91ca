"""Mentions of somebody who took another pen name lead to their new address."""
from sqlalchemy import and_, func, select, update

from peoplehub.accounts.events import ProfileChanged
from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS
from peoplehub.core.text import leading_to
from peoplehub.notifications.models import Mention


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
