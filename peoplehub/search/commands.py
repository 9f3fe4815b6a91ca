"""Command line: `flask search rebuild` rebuilds the index while the site runs."""
import click
from flask.cli import AppGroup

from peoplehub.search.rebuild import index_everything, pieces_in_all

group = AppGroup("search", help="The search index.")


@group.command()
def rebuild() -> None:
    """Make the search index again from what people have published."""
    with click.progressbar(length=pieces_in_all(), label="Indexing") as bar:
        for looked_at in index_everything():
            bar.update(looked_at)
    click.echo("The search index is new.")
