"""Command line of the library."""
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from peoplehub.accounts.queries import person_with_email
from peoplehub.core import formatting, limits
from peoplehub.core.documents import MOST_BYTES
from peoplehub.core.email_address import canonical
from peoplehub.core.errors import Invalid
from peoplehub.library import folder_export, folder_upload, pdf_files, policy, queries
from peoplehub.library.folder_upload import CHANGED, NEW, REFUSED, SAME
from peoplehub.library.topics import TOPICS

SAID = {NEW: "new", SAME: "as before", CHANGED: "changed", REFUSED: "not taken"}
group = AppGroup("library", help="Information sheets.")
export = AppGroup("export", help="What is on the site, as files.")


@group.command("make")
def make() -> None:
    """Make the PDFs of every sheet that is out: only those that are missing or have changed."""
    sheet_ids = queries.published_ids()
    with click.progressbar(sheet_ids, label="Making the PDFs") as numbers:
        for sheet_id in numbers:
            pdf_files.make_files(sheet_id)
    click.echo(f"Ready: the PDFs of {formatting.count(len(sheet_ids), 'sheet')}.")


@group.command("upload")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--owner", required=True, metavar="EMAIL", help="Who looks after the drafts.")
@click.option("--topic", default=next(iter(TOPICS)), type=click.Choice(list(TOPICS)),
              show_default=True, help="Of files whose folder is not called as a topic is.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
def upload(folder: Path, owner: str, topic: str, dry_run: bool) -> None:
    """Make a draft of each document in FOLDER, or of each line of its library.csv."""
    person = person_with_email(canonical(owner) or "")
    if person is None or not policy.may_manage(person):
        raise click.ClickException("Nobody with that email may write sheets.")
    told: Counter[str] = Counter()
    try:
        with limits.unlimited():
            for result in folder_upload.results_of(person, list(paths_in(folder)), lambda path: (
                    read(folder, path)), topic, dry_run):
                click.echo(f"{SAID[result.outcome]:<9}  {result.path}: {result.sentence}")
                told[result.outcome] += 1
    except Invalid as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(", ".join(f"{told[outcome]} {words}" for outcome, words in SAID.items()) + (
        ". Nothing was changed: this was a dry run." if dry_run else "."))
    if told[REFUSED]:
        raise click.exceptions.Exit(1)


@export.command("library")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_library(folder: Path) -> None:
    """Write all that everybody may read in the library to FOLDER, as pages that open without a
    server, with all files and a list."""
    number = 0
    try:
        with current_app.test_request_context():  # templates are rendered as for a visitor
            for title in folder_export.export_library(folder):
                click.echo(title)
                number += 1
    except Invalid as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{formatting.count(number, 'sheet')} in {folder}. Open index.html.")


def paths_in(folder: Path) -> Iterator[str]:
    """Files as seen from the folder. Nothing that a link leads to."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not (path := Path(place, name)).is_symlink() and path.is_file():
                yield path.relative_to(folder).as_posix()


def read(folder: Path, path: str) -> bytes:
    """A file, or as much of it as shows that it is too large."""
    with (folder / path).open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
