"""Pagination with stable addresses."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, func, literal_column, select

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db

T = TypeVar("T")

LAST_THINKABLE = 1_000_000


@dataclass(frozen=True)
class Page:
    """Page `number` (from 1) of `total` items, `size` a page."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        return self.offset + 1

    @property
    def last(self) -> int:
        return self.offset + self.size

    @property
    def shown(self) -> list[int | None]:
        """The numbers worth showing: the first and last, those next to this page, and None where
        some are left out."""
        near = {1, self.pages, *range(self.number - 1, self.number + 2)}
        numbers = sorted(n for n in near if 1 <= n <= self.pages)
        row: list[int | None] = []
        for number in numbers:
            if row and number - (row[-1] or 0) > 1:
                row.append(None)
            row.append(number)
        return row

    def checked(self) -> "Page":
        """Itself, or NotFound when there is no such page."""
        if self.number > self.pages:
            raise NotFound()
        return self


def counted(chosen: Select, number: int, size: int) -> Page:
    """Page `number` of all that is chosen. Raises NotFound when there is no such page."""
    # Its own tables are counted also where no condition names them.
    rows = chosen.order_by(None).with_only_columns(
        literal_column("1"), maintain_column_froms=True).subquery()
    total = db.session.scalar(select(func.count()).select_from(rows))
    return Page(number, size, total or 0).checked()


def fetch_page(chosen: Select[T], number: int, size: int,
               *options: Any) -> tuple[list[T], Page]:
    """The rows of page `number` of an ordered statement, and the page. `options` are those of the
    rows alone. Raises NotFound when there is no such page."""
    page = counted(chosen, number, size)
    rows = chosen.options(*options).offset(page.offset).limit(page.size)
    return list(db.session.scalars(rows).unique()), page


def page_number(args: Mapping[str, str]) -> int:
    """The `page` of a query string: 1 when absent, NotFound when it is no page number."""
    said = args.get("page", "1")
    if not (said.isascii() and said.isdigit() and 1 <= int(said[:8]) <= LAST_THINKABLE):
        raise NotFound()
    return int(said)
