"""Command line of the forum."""
import click
from flask.cli import AppGroup
from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core.extensions import db
from peoplehub.forum import actions, counters
from peoplehub.forum.models import Board, Topic

group = AppGroup("forum", help="Boards, topics and posts.")


FIRST_BOARDS = [  # slug, name, what it is for, who may read
    ("getting-started", "Getting started", "New here? Ask where to begin.", "anyone"),
    ("planning", "Planning and budgets", "Plans, budgets, forms and assessments.", "anyone"),
    ("everyday-life", "Everyday life", "Sleep, work, school, and what helped.", "members"),
    ("family-room", "Family room", "For families and carers only.", "families"),
]


@group.command("first-boards")
def first_boards() -> None:
    """Make the first boards of a new site. They can be changed at /admin/boards."""
    admin = db.session.scalar(select(User).where(User.role == "admin").order_by(User.id).limit(1))
    if admin is None:
        raise click.ClickException("Add somebody of the team first: people add ... --role admin")
    if db.session.scalar(select(Board.id).limit(1)):
        raise click.ClickException("There are boards already. Change them at /admin/boards.")
    for position, (slug, name, description, audience) in enumerate(FIRST_BOARDS, 1):
        actions.save_board(admin, slug=slug, name=name, description=description,
                           audience=audience, position=position)
    click.echo(f"{len(FIRST_BOARDS)} boards are there. Change them at /admin/boards.")


@group.command("recount")
def recount() -> None:
    """Work out again what lists know of every topic and board."""
    topic_ids = list(db.session.scalars(select(Topic.id)))
    with click.progressbar(topic_ids, label="Topics") as ids:
        for topic_id in ids:
            counters.mend(topic_id)
    for board_id in list(db.session.scalars(select(Board.id))):
        counters.mend_board(board_id)
    click.echo(f"{len(topic_ids)} topics counted again.")
