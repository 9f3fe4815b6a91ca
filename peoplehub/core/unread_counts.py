"""How many new things wait for people, as their open pages are told it. Each package that counts
gives one statement, `UNREAD`: the number of each person and how many wait for them there. All are
asked in one question: of some people, or, of who is asking, in the very question who that is."""
from collections.abc import Collection

from flask import Flask, current_app
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Label,
    Select,
    bindparam,
    func,
    literal,
    union_all,
)

from peoplehub.core.channels import send_to
from peoplehub.core.column_queries import fetch_rows


def init_app(app: Flask, counts: dict[str, Select]) -> None:
    """`counts`: the name of each count in the frame of a page and its statement."""
    user_ids: BindParameter[int] = bindparam("user_ids", expanding=True)
    named = [counted.where(_whose(counted).in_(user_ids)).add_columns(literal(name))
             for name, counted in counts.items()]
    app.extensions["counts"] = tuple(counts), union_all(*named)


def columns_of(counts: dict[str, Select], person_id: ColumnElement[int]) -> list[Label]:
    """The counts of one person as columns, by their names, of a statement that has their id."""
    columns = []
    for name, counted in counts.items():
        theirs = counted.where(_whose(counted) == person_id).correlate(person_id.table)
        waiting = theirs.with_only_columns(counted.selected_columns[1]).scalar_subquery()
        columns.append(func.coalesce(waiting, 0).label(name))
    return columns


def _whose(counted: Select) -> ColumnElement:
    return counted.selected_columns[0]


def send_counts(user_ids: Collection[int]) -> None:
    """Send the unread counts of these people to their open pages."""
    for user_id, waiting in _counted(set(user_ids)).items():
        send_to([user_id], "notifications:counted", waiting)


def waiting_for(user_id: int) -> dict[str, int]:
    """The same for one person: {messages, notifications}."""
    return _counted({user_id})[user_id]


def _counted(user_ids: set[int]) -> dict[int, dict[str, int]]:
    if not user_ids:
        return {}
    names, statement = current_app.extensions["counts"]
    counted = {one: dict.fromkeys(names, 0) for one in user_ids}
    for user_id, waiting, name in fetch_rows(statement, user_ids=list(user_ids)):
        counted[user_id][name] = waiting
    return counted
