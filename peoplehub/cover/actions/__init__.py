"""Actions of standing in for an advisor. Each is one transaction."""
from peoplehub.cover.actions.absences import (
    answer_cover,
    assign_cover,
    come_back,
    follow_hours,
    forget_old_absences,
    go_away,
    look_at_absence,
    see_to_absences,
    write_note,
)
from peoplehub.cover.actions.answer_tasks import (
    close_answered,
    forget_old_tasks,
    make_task,
    need_no_answer,
    pass_task_on,
    see_to_answers,
    set_answer_hours,
    settle_task,
)
from peoplehub.cover.actions.choices import look_elsewhere, take_cover, wait_for_return

__all__ = [
    "answer_cover", "assign_cover", "close_answered", "come_back", "follow_hours",
    "forget_old_absences", "forget_old_tasks", "go_away", "look_at_absence", "look_elsewhere",
    "make_task", "need_no_answer", "pass_task_on", "see_to_absences", "see_to_answers",
    "set_answer_hours", "settle_task", "take_cover", "wait_for_return", "write_note",
]  # fmt: skip
