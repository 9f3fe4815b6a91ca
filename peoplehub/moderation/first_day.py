"""The first day of somebody new, asked about every piece of every kind: within the act that writes
it, which has locked its author, so that of several at once not one too many is sent."""
from sqlalchemy import func, select

from peoplehub.accounts import first_day
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.core.text import linked


def refuse_too_much(piece: Publication, is_new: bool) -> None:
    """Raises Invalid."""
    author = piece.author
    if author is None or not first_day.holds_for(author):
        return
    mentions = linked(piece.html)
    links = piece.html.count("<a ") - piece.html.count('<a href="/people/')
    first_day.refuse_in_one(author, "links", links)
    first_day.refuse_in_one(author, "mentions", len(set(mentions.values())))
    if is_new:
        what, which = piece.counted_as
        model = type(piece)
        first_day.refuse_more(author, what, db.session.scalar(
            select(func.count(model.id)).where(
                model.author_id == author.id, model.published_at >= author.joined_at, which)) or 0)
