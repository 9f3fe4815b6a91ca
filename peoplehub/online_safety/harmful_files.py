"""The record of files that were refused because they hold something harmful."""
from peoplehub.core.acts import act, announce
from peoplehub.online_safety.events import HarmfulFileRefused

LONGEST = 100  # characters


@act
def note_harmful_file(signature: str) -> None:
    """Nothing of the file is kept, and nothing of who sent it: that stands in the log."""
    announce(HarmfulFileRefused(signature[:LONGEST]))
