"""The command line: every package's commands, and those that concern the whole application."""
from pathlib import Path
from typing import Any, cast

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from peoplehub.accounts.commands import group as people
from peoplehub.admin.commands import doctor
from peoplehub.audit.commands import group as record
from peoplehub.backups.commands import group as backup
from peoplehub.core import assets, jobs, rerender
from peoplehub.demo import content
from peoplehub.demo.commands import group as demo
from peoplehub.email_replies.commands import group as mail
from peoplehub.forum.commands import group as forum
from peoplehub.library.commands import export, group as library
from peoplehub.notifications.commands import group as weekly
from peoplehub.online_safety.commands import group as safety
from peoplehub.push.commands import group as push
from peoplehub.safeguarding.commands import group as safeguarding
from peoplehub.search import rebuild
from peoplehub.search.commands import group as search
from peoplehub.text_checks import left_out, training, weighing
from peoplehub.text_checks.danger import with_additions
from peoplehub.text_checks.measuring import figures_table, measure_danger

text = AppGroup("text", help="What people wrote, and the HTML made of it.")
files = AppGroup("assets", help="Style sheets, scripts and pictures.")

GROUPS = [people, forum, library, export, safeguarding, push, safety, search, record, demo, text,
          files, mail, weekly, backup]


def init_app(app: Flask) -> None:
    for group in GROUPS:
        app.cli.add_command(group)
    app.cli.add_command(worker)
    app.cli.add_command(doctor)


@text.command("rebuild")
@click.option("--all", "everything", is_flag=True, help="Also what the present renderer made.")
def rebuild_text(everything: bool) -> None:
    """Make the HTML of old pieces again, after the renderer changed, and the search index of it."""
    made = sum(rerender.rerender_all(everything))
    if made:
        sum(rebuild.index_everything())
    click.echo(f"{made} pieces were rendered again.")


@files.command("write")
@click.argument("folder", type=click.Path(path_type=assets.Path))
def write_assets(folder: Path) -> None:
    """Write the static files under their lasting names to FOLDER, for nginx to serve."""
    click.echo(f"{assets.write_assets(folder)} files are in {folder}.")


@click.command("worker")
def worker() -> None:
    """Do the work that waits, until told to stop. Beside a web process that does not do its own."""
    jobs.work(cast(Any, current_app)._get_current_object())


@safeguarding.command("learn")
@click.option("--without", default="", help="Leave out these halves, and only measure them.")
@click.option("--by-author", is_flag=True, help="Leave out each author in turn, and only measure.")
def learn_weights(without: str, by_author: bool) -> None:
    """Learn the weights of words of danger again, after texts or groups of words were changed."""
    rules, ordinary = with_additions(""), content.ordinary_texts()
    if by_author:
        for line in left_out.tables(rules, ordinary):
            click.echo(line)
    elif without:
        trial = left_out.without(rules, without, ordinary)
        click.echo("\n".join(figures_table(half, measure_danger(trial, half)) for half in without))
    else:
        told = training.examples(rules, ordinary)
        weighing.WEIGHTS.write_text(training.written(training.learn(told)))
        click.echo(f"Learned from {len(told)} texts.")
