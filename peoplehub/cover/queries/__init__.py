"""Reading who is away, who stands in, and which families wait."""
from peoplehub.cover.queries.absences import (
    absence_locked,
    absence_of,
    absences_for,
    can_cover,
    cover_request_for,
    cover_requests_to,
    covered_by,
    going_on,
)
from peoplehub.cover.queries.families import (
    Given,
    covers_of,
    families_of,
    family_for,
    family_locked,
    given_of,
    given_to,
    given_to_me,
    helped_by,
    newest_between,
    own_last_messages,
)
from peoplehub.cover.queries.tasks import (
    is_waiting_still,
    open_task_of,
    open_tasks,
    task_for,
    tasks_for,
    tasks_of_cover,
    was_told_since,
)
from peoplehub.cover.queries.waiting import (
    Waiting,
    all_waiting,
    answer_hours,
    waiting_for,
    waiting_in,
    with_conversations,
)

__all__ = [
    "Given", "Waiting", "absence_locked", "absence_of", "absences_for", "all_waiting",
    "answer_hours", "can_cover", "cover_request_for", "cover_requests_to", "covered_by",
    "covers_of", "families_of", "family_for", "family_locked", "given_of", "given_to",
    "given_to_me", "going_on", "helped_by", "is_waiting_still", "newest_between", "open_task_of",
    "open_tasks", "own_last_messages", "task_for", "tasks_for", "tasks_of_cover", "waiting_for",
    "waiting_in", "was_told_since", "with_conversations",
]  # fmt: skip
