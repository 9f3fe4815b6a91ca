"""The forum's command-line verbs."""
import click
from flask.cli import AppGroup
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.forum import counters
from peoplehub.forum.models import Board, Topic

group = AppGroup("forum", help="Boards, topics and posts.")


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
