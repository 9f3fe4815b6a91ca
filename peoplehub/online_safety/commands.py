"""Command-line verbs of online safety: the jobs of `deadlines`, done now."""
from flask.cli import AppGroup

from peoplehub.online_safety import deadlines

group = AppGroup("safety", help="Copies of what was taken down, and evidence by date.")


@group.command("copies")
def copies() -> None:
    """Hash what is stored, and take down copies of what was taken down for good."""
    deadlines.hash_files()
    deadlines.look_for_copies()


@group.command("destroy")
def destroy() -> None:
    """Destroy evidence whose date has come. Also after a backup was restored."""
    deadlines.destroy_evidence()
