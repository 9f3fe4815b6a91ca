"""Events of questions and answers."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class QuestionChecked(Event):
    """Somebody read it again and says that it is still right."""

    question_id: int
    by_id: int
