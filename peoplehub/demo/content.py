"""Reads the TOML files of the demonstration community. Ages are relative to the moment of loading.
"""
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("content")
# The conversations in which somebody is hurt at home, or fears for her life, or cannot go on.
ABOUT_DANGER = ("My teenager has started hurting me", "Very tired tonight",
                "I don't think I can do this any more")


@dataclass(frozen=True)
class Content:
    people: list[dict]
    boards: list[dict]
    topics: list[dict]
    sheets: list[dict]
    questions: list[dict]
    entries: list[dict]
    conversations: list[dict]
    reports: list[dict] = field(default_factory=list)
    advisors: list[dict] = field(default_factory=list)
    requests: list[dict] = field(default_factory=list)
    following: list[dict] = field(default_factory=list)
    shifts: list[dict] = field(default_factory=list)
    announcements: list[dict] = field(default_factory=list)
    accountable: list[dict] = field(default_factory=list)
    templates: list[dict] = field(default_factory=list)


def read() -> Content:
    blogs = _file("blogs.toml")
    return Content(
        people=_file("people.toml")["person"],
        boards=_file("boards.toml")["board"],
        topics=[topic for path in _forum_files() for topic in _file(path.name)["topic"]],
        sheets=[_file(f"sheets/{path.name}") for path in sorted(FOLDER.glob("sheets/*.toml"))],
        questions=_file("questions.toml")["question"],
        entries=blogs["entry"] + [story | {"kind": "story"} for story in blogs["story"]],
        conversations=_file("conversations.toml")["conversation"],
        reports=_file("reports.toml")["report"],
        advisors=_file("advisors.toml")["advisor"],
        requests=_file("advisors.toml")["request"],
        following=_file("following.toml")["following"],
        shifts=_file("team.toml")["shift"],
        announcements=_file("team.toml")["announcement"],
        accountable=_file("team.toml")["accountable"],
        templates=_file("templates.toml")["template"],
    )


def _forum_files() -> list[Path]:
    return [*sorted(FOLDER.glob("forum-*.toml")), FOLDER / "reported.toml"]


def _file(name: str) -> dict:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def ordinary_texts() -> list[str]:
    """All titles and texts, however deep they stand, but those of conversations about danger."""
    return _texts_in(vars(read()))


def _texts_in(told: Any) -> list[str]:
    if isinstance(told, dict):
        if told.get("title") in ABOUT_DANGER:
            return []
        return [said for key, value in told.items()
                for said in ([value] if key in ("title", "text") and isinstance(value, str)
                             else _texts_in(value))]
    return [said for one in told for said in _texts_in(one)] if isinstance(told, list) else []
