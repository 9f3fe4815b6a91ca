"""Prints how well search answers the judged questions: python -m tests.search.judged [--failed]

`--failed` lists those of the half for tuning that were not answered within the first three."""
import sys
import tempfile
from pathlib import Path

from tests import postgres
from tests.search import judged


def told(name: str, of_part: list[judged.Judgement]) -> str:
    return (f"{name:<22} {len(of_part):>4} questions   within the first {judged.FIRST}: "
            f"{judged.success(of_part):6.1%}   mean reciprocal rank: "
            f"{judged.mean_reciprocal_rank(of_part):.3f}")


def measure(database: str, url: str) -> None:
    with judged.community(url) as viewer:
        every = [judged.judge(viewer, question) for question in judged.questions()]
    print(f"\n{database}")
    tuned = [one for one in every if not one.question.is_measured]
    print(told("all", every))
    print(told("for tuning", tuned))
    print(told("only measured", [one for one in every if one.question.is_measured]))
    for kind in dict.fromkeys(one.question.kind for one in every):
        print(told(f"  {kind}", [one for one in every if one.question.kind == kind]))
    if "--failed" in sys.argv:
        for one in tuned:
            if not one.is_success:
                print(f"  {one.place}  {one.question.typed!r}: {one.shown}")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="peoplehub-judged-") as folder:
        Path(folder).chmod(0o755)  # the PostgreSQL of the tests is another user's
        measure("SQLite", f"sqlite:///{folder}/judged.db")
        if postgres.binaries():
            with postgres.running(Path(folder) / "server") as url:
                measure("PostgreSQL", url)


main()
