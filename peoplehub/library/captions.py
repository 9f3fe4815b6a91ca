"""No film or sound without its words: what is asked before it is published, and the captions that
are promised. Only within an act, under the lock of the sheet."""
from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.errors import Invalid
from peoplehub.editorial.models import CAPTIONS
from peoplehub.editorial.tasks import close_task, open_task
from peoplehub.library.models import Sheet

NO_WORDS = (
    "This sheet has a film or sound, so every word of it must stand in the sheet, for people who "
    "cannot hear or play it. Please write the words, and tick that they are there on the page Film "
    "and sound."
)
NO_CAPTIONS = (
    "This film has no captions. Please add them on the page Film and sound, or give the day by "
    "which there will be some. Readers will see the day."
)


def require_words_of_media(sheet: Sheet, text: str) -> None:
    """Before it is published, or stays published, with that text. Raises Invalid."""
    if not sheet.media_kind:
        return
    if not (text and sheet.is_transcript):
        raise Invalid(NO_WORDS, "is_transcript")
    if sheet.lacks_captions and sheet.captions_promised_for is None:
        raise Invalid(NO_CAPTIONS, "captions_promised_for")


def follow_captions(by: User, sheet: Sheet) -> None:
    """Open or close the task of a published sheet."""
    if sheet.lacks_captions:
        today = formatting.local(clock.now()).date()
        open_task(sheet, CAPTIONS, sheet.captions_promised_for or today)
    else:
        close_task(by, sheet, CAPTIONS)
