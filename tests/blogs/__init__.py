"""Tests of the blogs, over HTTP first."""
from datetime import timedelta

from peoplehub.blogs import actions
from peoplehub.core import clock, limits


def draft(author, title="The bus and the rota", text="We went by **bus**.", **fields):
    with limits.unlimited():
        return actions.save_entry(author, title=title, text=text, **fields)


def published(author, title="The bus and the rota", text="We went by **bus**.", days_ago=0.0,
              **fields):
    with clock.at(clock.now() - timedelta(days=days_ago)):
        return actions.publish(author, draft(author, title, text, **fields))


def release(piece):
    """What the moderation room does to a held piece."""
    actions.act(lambda: setattr(piece, "held_at", None))()
