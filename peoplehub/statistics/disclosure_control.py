"""Statistical disclosure control of tables of counts: numbers from 1 to 4 are hidden, and so many
others that none of them can be computed from what is left (secondary suppression).

A table is of kinds (lines) by months (columns), with a total for each. With totals negated each
line and each column adds up to zero. A hidden number is safe when four hidden numbers at the
corners of a rectangle, or six on a longer cycle, can change by one together, each within what its
words say, so that every number that is shown stays as it is: then it has at least two possible
values. A month is shown when it is over and stays as it was shown, so its column is made safe on
its own (by two hidden numbers of it); when the year is over its totals are added, and hidden where
they must be, that of all things last.
"""
from collections.abc import Iterator, Sequence

FEWER, NOT_SHOWN = "fewer than 5", "not shown"
SMALL = range(1, 5)
COST_OF_NEW_LINE = 1_000  # where nothing is hidden so far: hidden ones in one line protect another
COST_OF_TOTAL = 1_000_000  # a total is hidden only when nothing else will do

Cell = tuple[int, int]
Counts = Sequence[Sequence[int]]


def alone(number: int) -> int | str:
    """A number that stands in no table: hidden when it is small."""
    return FEWER if number in SMALL else number


class ProtectedTable:
    """The counts of each kind (one list) in each month (its items), safe to publish.

    `shown[line][column]` is a number, FEWER or NOT_SHOWN; the last line holds the totals of the
    months. When the year `is_whole` the last column holds those of the kinds and of the year.
    """

    def __init__(self, counts: Counts, *, is_whole: bool):
        lines = [[*line, sum(line)] for line in counts]
        self._values = [*lines, [sum(column) for column in zip(*lines, strict=True)]]
        self._total_line, self._year = len(counts), len(counts[0])
        self._hidden: dict[Cell, str] = {}
        for column in range(self._year):
            self._protect_month(column)
        if is_whole:
            self._protect_year()
        columns = self._year + 1 if is_whole else self._year
        self.shown = [[self._hidden.get((line, column), self._values[line][column])
                       for column in range(columns)] for line in range(self._total_line + 1)]

    def _protect_month(self, column: int) -> None:
        self._hide_small(column)
        for cell in self._small_in(column):
            if not any(self._moves((cell, other)) for other in self._month_mates(cell)
                       if other in self._hidden):
                self._hide_cheapest([(other,) for other in self._month_mates(cell)], cell)

    def _protect_year(self) -> None:
        """Only totals of the year may still be hidden: the months have been shown."""
        self._hide_small(self._year)
        for column in (*range(self._year), self._year):
            for cell in self._small_in(column):
                if not any(self._moves(cycle) for cycle in self._cycles(cell)
                           if all(corner in self._hidden for corner in cycle)):
                    self._hide_cheapest(list(self._cycles(cell)), cell)

    def _hide_small(self, column: int) -> None:
        for line in range(self._total_line + 1):
            if self._values[line][column] in SMALL:
                self._hidden[line, column] = FEWER

    def _small_in(self, column: int) -> list[Cell]:
        return [cell for cell, words in self._hidden.items()
                if cell[1] == column and words == FEWER]

    def _month_mates(self, cell: Cell) -> list[Cell]:
        line, column = cell
        return [(other, column) for other in range(self._total_line + 1)
                if other != line and self._values[other][column]]

    def _cycles(self, cell: Cell) -> Iterator[tuple[Cell, ...]]:
        """Rectangles with this cell, and cycles of six through the year's totals of two lines: the
        corners in order, of which those in months are hidden."""
        line, column = cell
        for other in self._open_in(column, line):
            for next_column in range(self._year + 1):
                ends = (line, next_column), (other, next_column)
                if next_column != column and all(map(self._is_open, ends)):
                    yield (cell, *ends, (other, column))
        for month in range(self._year) if column == self._year else (column,):
            for first in self._open_in(month):
                for cycle in self._long_cycles(first, month):
                    if cell in cycle:
                        place = cycle.index(cell)
                        yield (*cycle[place:], *cycle[:place])

    def _long_cycles(self, line: int, month: int) -> Iterator[tuple[Cell, ...]]:
        end = (line, self._year)
        for other in self._open_in(month, line) if self._is_open(end) else ():
            for second in range(self._year):
                if second == month or not self._is_open((other, second)):
                    continue
                for third in self._open_in(second, other):
                    if third != line and self._is_open((third, self._year)):
                        yield ((line, month), (other, month), (other, second), (third, second),
                               (third, self._year), end)

    def _open_in(self, column: int, but: int = -1) -> list[int]:
        """The lines that are open in that column, but that one."""
        return [line for line in range(self._total_line + 1)
                if line != but and self._is_open((line, column))]

    def _is_open(self, cell: Cell) -> bool:
        """Whether it may change: hidden, or of the year and not 0."""
        return cell in self._hidden or (
            cell[1] == self._year and self._values[cell[0]][cell[1]] > 0)

    def _hide_cheapest(self, choices: list[tuple[Cell, ...]], cell: Cell) -> None:
        """Hide what is not hidden of the choice that costs least and leaves the cell safe."""
        ordered = sorted(choices, key=self._cost)
        safe = (one for one in ordered if self._moves((cell, *one) if len(one) == 1 else one))
        chosen = next(safe, None)
        for corner in chosen or next(iter(ordered), ()):
            # Where a small number leaves no room, its words say nothing of its size any more.
            if corner != cell and (chosen is None or corner not in self._hidden):
                self._hidden[corner] = NOT_SHOWN
        if chosen is None:
            self._hidden[cell] = NOT_SHOWN

    def _cost(self, cells: tuple[Cell, ...]) -> int:
        new = [cell for cell in cells if cell not in self._hidden]
        return sum(self._values[line][column] + self._totals_in((line, column)) ** 3 * COST_OF_TOTAL
                   + COST_OF_NEW_LINE * all(cell[0] != line for cell in self._hidden)
                   for line, column in new)

    def _totals_in(self, cell: Cell) -> int:
        """0, 1, or 2 for the total of all."""
        return (cell[0] == self._total_line) + (cell[1] == self._year)

    def _moves(self, cells: tuple[Cell, ...]) -> bool:
        """Whether they can all change by one, up or down, with no sum changed."""
        return any(all(self._takes(cell, change) for cell, change in self._changes(cells, by))
                   for by in (1, -1))

    def _changes(self, cells: tuple[Cell, ...], by: int) -> Iterator[tuple[Cell, int]]:
        """One after the other up and down; the other way round where one is a total."""
        for place, cell in enumerate(cells):
            turns = place + self._totals_in(cell) - self._totals_in(cells[0])
            yield cell, by if turns % 2 == 0 else -by

    def _takes(self, cell: Cell, change: int) -> bool:
        """Whether what is said of it, or would be when it is hidden, is true of that value too."""
        changed = self._values[cell[0]][cell[1]] + change
        return changed in SMALL if self._hidden.get(cell) == FEWER else changed >= 0
