"""Command line: `flask doctor`."""
import click

from peoplehub.admin import deployment


@click.command("doctor")
def doctor() -> None:
    """Say what of this machine is not as docs/running.md says, and what to do."""
    wrong = 0
    for check in deployment.checks():
        wrong += check.state == "failed"
        mark = {"ok": "ok", "failed": "NOT SO", "skipped": "-"}[check.state]
        click.echo(f"{mark:7} {check.name}: {check.words}")
    click.echo(f"\n{wrong} of these need care." if wrong else "\nAll of this is as it should be.")
    if wrong:
        raise click.exceptions.Exit(1)
