"""The subjects of "not today" lists: a short list, each known by its usual words."""
from typing import NamedTuple


class Subject(NamedTuple):
    """`title` as it is read; `words`: usual ones by which a piece about it is known."""

    title: str
    words: tuple[str, ...]


SUBJECTS: dict[str, Subject] = {
    "child-death": Subject("Death of a child", (
        "child died", "baby died", "son died", "daughter died", "stillborn", "stillbirth",
        "miscarriage", "funeral", "bereaved", "bereavement", "hospice")),
    "death": Subject("Death and grief", (
        "died", "dying", "death", "passed away", "funeral", "grief", "grieving", "bereaved",
        "bereavement")),
    "self-harm": Subject("Self-harm and suicide", (
        "self harm", "self harmed", "self harming", "suicide", "suicidal", "overdose")),
    "abuse": Subject("Abuse and violence", (
        "abuse", "abused", "abusive", "violent", "violence", "assault", "assaulted")),
    "hospital": Subject("Hospitals and emergencies", (
        "hospital", "hospitals", "ambulance", "intensive care", "icu", "picu", "resus",
        "operation", "surgery")),
    "seizures": Subject("Seizures", ("seizure", "seizures", "convulsion", "convulsions", "epilepsy",
                                     "status epilepticus")),
    "restraint": Subject("Restraint and seclusion", (
        "restraint", "restrained", "seclusion", "secluded", "held down")),
    "food": Subject("Food and weight", (
        "weight loss", "lost weight", "calories", "diet", "dieting", "anorexia", "bulimia",
        "eating disorder")),
    "needles": Subject("Needles and blood", (
        "needle", "needles", "injection", "injections", "cannula", "blood test", "blood tests")),
}
TITLES = {slug: subject.title for slug, subject in SUBJECTS.items()}
