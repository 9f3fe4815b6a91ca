"""What somebody chooses for their own comfort: how hard words are shown, and what they hear of."""
from peoplehub.accounts.models import User
from peoplehub.core.acts import act
from peoplehub.core.errors import require
from peoplehub.moderation.models import Report


@act
def choose_veil(moderator: User, veil: str, pictures: str) -> None:
    """How words, and pictures, that were reported or held are shown to them first."""
    moderator.preferences = {**moderator.preferences, "veil": veil, "picture_veil": pictures}


@act
def choose_news(reporter: User, report: Report, wanted: bool) -> None:
    """Whether whoever reported something is told what comes of it."""
    require(report.reporter_id == reporter.id, "Only whoever made this report can choose that.")
    report.wants_news = wanted
