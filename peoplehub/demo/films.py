"""Film and sound of the demonstration's sheets."""
import io
from pathlib import Path

from werkzeug.datastructures import FileStorage

from peoplehub.accounts.models import User
from peoplehub.library import media_actions
from peoplehub.library.media_keeping import KEPT
from peoplehub.library.models import Sheet

FOLDER = Path(__file__).parent / "content/media"
ORDER = ("captions", "picture", "main", "small")


def add_media(editor: User, sheet: Sheet, said: dict[str, str]) -> None:
    """`said`: which file is for what. The text of the sheet has every word of it."""
    media_actions.say_of_media(editor, sheet, True, None)
    for part in (part for part in ORDER if part in said):
        sent = FileStorage(io.BytesIO((FOLDER / said[part]).read_bytes()), said[part])
        kept, _cleaned = KEPT[part](sent, part, sheet.language if part == "captions" else "")
        media_actions.add_media(editor, sheet, kept)
