"""What it costs to make safe HTML of what people write: our profile beside plain Python-Markdown,
both with bleach and nh3 behind them, in turns. `python -m bench.report` prints the table."""
import statistics
import time

from markdown import Markdown

from peoplehub.core.text import rendering

ROUNDS, SECONDS = 15, 0.2
POST = (
    "We met Maya on **Monday**, and she told us about the plan that she wrote for her daughter "
    "last year. It took two weeks.\nIt helped a lot, and @amina wrote back to say so: see "
    "[her story](https://a.example/story) when you can.\n\n"
    "- one thing at a time\n- and somebody to ask when it is too much\n\n"
)
TEXTS = {
    "a post of 600 characters": (POST * 2)[:600],
    "the longest there may be, 20,000 characters": (POST * 60)[:20_000],
    "20,000 characters of hostile marks, below the bound": "*a_ " * 450 + "x " * 9_100,
}


def measured() -> list[dict]:
    plain = Markdown(extensions=["sane_lists", "nl2br", "tables"])

    def by_plain(source: str) -> None:
        plain.reset()
        rendering.nh3.clean(rendering._linked(plain.convert(source)), **rendering.NH3_OPTIONS)

    return [row(name, source, by_plain) for name, source in TEXTS.items()]


def row(name: str, source: str, by_plain) -> dict:
    """Medians of turns, so that a busy machine does not favour either."""
    times = max(1, round(SECONDS / max(cost(rendering.render, source, 1), 1e-6)))
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(cost(by_plain, source, times))
        ours.append(cost(rendering.render, source, times))
    ms, base = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    return {"text": name, "ms": ms, "ratio": ms / base}


def cost(render, source: str, times: int) -> float:
    """Seconds of this thread for one rendering."""
    began = time.thread_time()
    for _ in range(times):
        render(source)
    return (time.thread_time() - began) / times


def table(rows: list[dict]) -> str:
    lines = ["| words made into HTML | processor, ms | × plain Python-Markdown |", "|---|---|---|"]
    lines += ["| {text} | {ms:.2f} | {ratio:.2f} |".format(**one) for one in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(measured()))
