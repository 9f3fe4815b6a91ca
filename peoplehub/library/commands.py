"""Command line of the library."""
import click
from flask.cli import AppGroup

from peoplehub.core import formatting
from peoplehub.library import pdf_files, queries

group = AppGroup("library", help="Information sheets.")


@group.command("make")
def make() -> None:
    """Make the PDFs of every sheet that is out: only those that are missing or have changed."""
    sheet_ids = queries.published_ids()
    with click.progressbar(sheet_ids, label="Making the PDFs") as numbers:
        for sheet_id in numbers:
            pdf_files.make_files(sheet_id)
    click.echo(f"Ready: the PDFs of {formatting.count(len(sheet_ids), 'sheet')}.")
