"""Generator of docs/data-model.md and docs/validation.md from the models and forms."""
import inspect
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from flask import current_app
from sqlalchemy import Column, String, Table, UniqueConstraint
from wtforms import Field, fields
from wtforms.validators import DataRequired, InputRequired

from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model, db
from peoplehub.core.forms import Form, NoLongerThan, NotBlank

ROOMS = ("accounts", "forum", "blogs", "messages", "editorial", "library", "questions",
         "handouts", "member_templates",
         "sheet_feedback", "contact", "membership", "training", "advisors",
         "cover", "supervision", "email_replies", "moderation",
         "safeguarding", "rota", "online_safety",
         "push", "drafts", "reactions", "bookmarks", "tags", "glossary", "revisions",
         "attachments", "folding",
         "unanswered", "first_visit", "announcements", "handover",
         "compliance", "notifications", "search", "audit", "backups", "core", "admin",
         "text_checks")  # fmt: skip
EVERYWHERE = ("csrf_token", "idempotency_key")
KINDS = {
    "TimeField": "a time",
    "BooleanField": "yes or no", "RadioField": "one of", "SelectField": "one of",
    "TextAreaField": "lines of text", "StringField": "a line of text", "EmailField": "an email",
    "PasswordField": "a password", "FileField": "a file", "HiddenField": "hidden",
    "MultipleFileField": "files", "Several": "hidden", "NumberField": "a whole number",
    "SelectMultipleField": "some of", "MomentField": "a day and a time",
    "IntegerField": "a whole number", "PostNumbers": "numbers of posts", "DateField": "a day",
}  # fmt: skip
MOST_CHOICES = 8

DATA_MODEL = """\
# The data model

Written by `python -m docs_generator data-model`; a test fails when a table is another. The same
tables serve SQLite and PostgreSQL. Moments are kept in UTC. What people publish (posts, entries,
comments, messages, sheets) shares the columns of `Publication` in
`peoplehub/core/publications.py`. The search index has a table of words beside `search_entry` (FTS5
on SQLite, tsvector on PostgreSQL), which is made by a migration and can be thrown away and made
again. Who hid, closed or pinned a thing (columns that end in `_by_id`) is left out of the drawing.

```mermaid
erDiagram
{diagram}
```
"""
VALIDATION = """\
# What every form takes

Written by `python -m docs_generator validation`; a test fails when a form is another. Every form
also carries `csrf_token` (without it: 400) and `idempotency_key` (the same form sent twice works
once). What is refused is answered with 422, the reason beside its field, and all that was typed.
The same checks stand behind pages and scripts: nothing is checked by the browser alone. Text is
tidied first: line ends become one kind, and control and text-direction characters go. *More
rules* means that the form checks the field further, or against others: the rule is a method of
the form, `validate_` and the name of the field.
"""


def data_model() -> str:
    tables = sorted(db.metadata.tables.values(), key=lambda table: table.name)
    page = [DATA_MODEL.format(diagram="\n".join(_lines_between(tables)))]
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers}
    for room, theirs in _by_room(models.values()):
        page.append(f"## {room.capitalize()}\n")
        for model in sorted(theirs, key=lambda model: model.__tablename__):
            page.append(_table(model.__table__, _means(model)))
    return "\n".join(page)


def validation() -> str:
    page = [VALIDATION]
    with current_app.test_request_context():
        for room, forms in _by_room(_forms(Form)):
            page.append(f"## {room.capitalize()}\n")
            page += [_form(kind) for kind in sorted(forms, key=lambda kind: kind.__name__)]
    return "\n".join(page)


def _by_room(classes) -> Iterator[tuple[str, list[type[Any]]]]:
    """What belongs to each package of the application, in the order of the map."""
    rooms: dict[str, list[type[Any]]] = defaultdict(list)
    for one in classes:
        package, _, rest = one.__module__.partition(".")
        room = rest.split(".")[0]
        if package == "peoplehub" and one not in rooms[room]:  # a form may have two parents
            rooms[room].append(one)
    return iter(sorted(rooms.items(), key=lambda pair: ROOMS.index(pair[0])))


def _means(thing: type) -> str:
    """The first sentence said of it, if it says one of its own."""
    said = inspect.cleandoc(vars(thing).get("__doc__") or "")
    if not said or said.startswith(f"{thing.__name__}("):
        return ""
    return " ".join(said.split("\n\n")[0].split()) + "\n"


# --- tables ---


def _lines_between(tables: list[Table]) -> list[str]:
    lines = []
    for table in tables:
        drawn = [_line_to(table, column) for column in table.columns
                 if column.foreign_keys and not column.name.endswith("_by_id")]
        lines += drawn or [f"    {table.name.upper()}"]
    return lines


def _line_to(table: Table, column: Column) -> str:
    one = "|o" if column.nullable else "||"
    (key,) = column.foreign_keys
    return f'    {key.column.table.name.upper()} {one}--o{{ {table.name.upper()} : "{column.name}"'


def _table(table: Table, means: str) -> str:
    rows = [f"### `{table.name}`\n", means, "| column | holds | |", "|---|---|---|"]
    rows += [f"| `{column.name}` | {_holds(column)} | {_rules(column)} |"
             for column in table.columns]
    together = [", ".join(f"`{column.name}`" for column in rule.columns)
                for rule in sorted(table.constraints, key=lambda rule: str(rule.name))
                if isinstance(rule, UniqueConstraint) and len(rule.columns) > 1]
    rows += [f"\nOnly once together: {names}." for names in together]
    return "\n".join(row for row in rows if row) + "\n"


def _holds(column: Column) -> str:
    if isinstance(column.type, UTCDateTime):
        return "moment"
    if type(column.type) is String and column.type.length:
        return f"text, up to {column.type.length}"
    words = {"INTEGER": "whole number", "TEXT": "text", "BOOLEAN": "yes or no", "DATE": "day",
             "JSON": "JSON", "FLOAT": "number"}  # fmt: skip
    kind = str(column.type)
    return words.get(kind, kind.lower())


def _rules(column: Column) -> str:
    rules = [f"→ `{key.target_fullname}`" for key in sorted(column.foreign_keys, key=str)]
    rules += ["key"] * column.primary_key
    rules += ["unique"] * bool(column.unique)
    rules += ["may be empty"] * bool(column.nullable)
    return ", ".join(rules)


# --- forms ---


def _forms(kind: type[Form]) -> Iterator[type[Form]]:
    for child in kind.__subclasses__():
        yield child
        yield from _forms(child)


def _form(kind: type[Form]) -> str:
    form = kind(formdata=None)
    rows = [f"### {kind.__name__}\n", _means(kind)]
    shown = [field for field in form if field.name not in EVERYWHERE]
    if not shown:
        return "\n".join(row for row in rows if row) + "\nNothing but a button.\n"
    rows += ["| field | on the page | takes | longest | must be given | |", "|---" * 6 + "|"]
    rows += [f"| `{field.name}` | {field.label.text} | {_takes(field)} | {_longest(field)} | "
             f"{_must(field)} | {_more(kind, field)} |" for field in shown]
    return "\n".join(row for row in rows if row) + "\n"


def _takes(field: Field) -> str:
    kind = next(KINDS[base.__name__] for base in type(field).__mro__ if base.__name__ in KINDS)
    if not isinstance(field, fields.RadioField | fields.SelectField):
        return kind
    values = [f"`{value}`" if value else "nothing" for value, *_ in field.choices or ()]
    if not values:
        return "one of those offered"
    told, left = ", ".join(values[:MOST_CHOICES]), len(values) - MOST_CHOICES
    return f"one of {told} and {left} more" if left > 0 else f"one of {told}"


def _longest(field: Field) -> str:
    most = [check.most for check in field.validators if isinstance(check, NoLongerThan)]
    return f"{most[0]:,}" if most else ""


def _must(field: Field) -> str:
    needed = NotBlank | InputRequired | DataRequired
    return "yes" if any(isinstance(check, needed) for check in field.validators) else ""


def _more(kind: type[Form], field: Field) -> str:
    own = [check for check in field.validators if inspect.isfunction(check)]
    return "more rules" if own or hasattr(kind, f"validate_{field.name}") else ""
