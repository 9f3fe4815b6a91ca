"""Questions and answers as places that can be followed."""
from peoplehub.accounts.followed_places import News, of_pieces
from peoplehub.accounts.following import CHANGED
from peoplehub.questions.models import Question


def _noted_changes(question_id: int) -> News:
    """But for small corrections, of which nobody is told."""
    return News(Question, Question.id == question_id, Question.noted_at, CHANGED)


FOLLOWED_PLACES = {
    "question": of_pieces("question", "Question and answer", _noted_changes, "Every change"),
}
