"""The mutants of a file: cosmic-ray's operators say what may be changed and change it.

Left out are changes that nothing could ever notice: those of a type annotation, and `==` put in the
place of `is` or the other way round. Nor is one counted with which the code does not even compile.
"""
import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

SAME = {"Eq_Is", "Is_Eq", "NotEq_IsNot", "IsNot_NotEq"}
NEED_ARGUMENTS = {"VariableReplacer", "VariableInserter"}
SEED = 6


@dataclass(frozen=True)
class Mutant:
    """One change: an operator of cosmic-ray, and its how manieth occurrence in the file."""

    path: Path
    operator: str
    occurrence: int
    line: int
    lines: tuple[int, ...]  # those of the statement that is changed

    @property
    def source(self) -> str:
        return mutate_code(self.path.read_text(), get_operator(self.operator)(), self.occurrence)

    @property
    def changed_line(self) -> str:
        was, now = self.path.read_text().splitlines(), self.source.splitlines()
        return next((new.strip() for old, new in zip(was, now, strict=False) if old != new), "")


def mutants_of(paths: list[Path]) -> list[Mutant]:
    return [mutant for path in paths for mutant in _mutants_in(path)]


def sample_of(mutants: list[Mutant], size: int | None, seed: int = SEED) -> list[Mutant]:
    """A random sample that is the same each time for one seed, or all; without those that are no
    Python."""
    if size is not None and size < len(mutants):
        chosen = random.Random(seed).sample(range(len(mutants)), size)  # noqa: S311
        mutants = [mutants[number] for number in sorted(chosen)]
    return [mutant for mutant in mutants if _compiles(mutant)]


def _mutants_in(path: Path) -> Iterator[Mutant]:
    source = path.read_text()
    tree = ast.parse(source)
    annotations = list(_annotations(tree))
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        if name.split("/")[1].removeprefix("ReplaceComparisonOperator_") in SAME | NEED_ARGUMENTS:
            continue
        number, operator = count(), get_operator(name)()
        for node in nodes:
            for start, _ in operator.mutation_positions(node):
                occurrence = next(number)
                if not any(first <= start < last for first, last in annotations):
                    yield Mutant(path, name, occurrence, start[0], _statement(path, start[0]))


def _compiles(mutant: Mutant) -> bool:
    try:
        ast.parse(mutant.source)
    except SyntaxError:
        return False
    return True


def _annotations(tree: ast.AST) -> Iterator[tuple]:
    """From where to where each type annotation goes, as (line, column)."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            said = getattr(node, name, None)
            if isinstance(said, ast.expr):
                yield (said.lineno, said.col_offset), (said.end_lineno, said.end_col_offset)


@cache
def _statements(path: Path) -> list[range]:
    """The lines of every statement; of one with a body only its head."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            found.append(range(first, max(first, last or first) + 1))
    return found


def _statement(path: Path, line: int) -> tuple[int, ...]:
    around = [lines for lines in _statements(path) if line in lines]
    return tuple(min(around, key=len, default=(line,)))
