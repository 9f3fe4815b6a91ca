"""What a moderator chooses for their own comfort."""
from peoplehub.accounts.models import User
from peoplehub.core.acts import act


@act
def choose_veil(moderator: User, veil: str) -> None:
    """How words that were reported or held are shown to them first."""
    moderator.preferences = {**moderator.preferences, "veil": veil}
