"""What the library hears of: a sheet whose files are to be made again."""
from peoplehub.core import jobs
from peoplehub.core.events import Changed, Published
from peoplehub.library.events import SheetChecked
from peoplehub.library.models import Sheet
from peoplehub.library.pdf_files import make_files


def wake(event: Published | Changed) -> None:
    """After a sheet was published or changed: have its papers made."""
    if event.kind == Sheet.kind:
        jobs.later(make_files, event.piece_id)


def wake_for_checked(event: SheetChecked) -> None:
    """The day of the check is printed on them."""
    jobs.later(make_files, event.sheet_id)
