"""Whether pages cost the same however much is written: `make bench GROWTH=1`, or
`python -m bench.growth [POSTS ...]`. Fills a database of each size, asks for the main pages of each
beside the constant page, and prints how many times the smallest's each costs. At most `MOST`.
"""
import sys
import tempfile
from contextlib import ExitStack

from bench import pages
from bench.__main__ import asked_of, cost, settings_in, stand
from bench.measuring import served

SIZES = (40_000, 400_000, 1_000_000)  # posts
POSTS_IN_A_TOPIC = 20
MOST = 1.2
PAGES = ("thread, first page, visitor", "thread, last page, member",
         "thread, another each time, visitor", "board, member", "home, member", "posting a reply")


def main(sizes: list[int]) -> None:
    with ExitStack() as servers:
        constant = stand(servers, served, "bench.constant:app", {})
        ratios = [measured(size, constant) for size in sizes]
    print(table(sizes, ratios))


def measured(posts: int, constant) -> dict[str, float]:
    """The pages of a site with so many posts, in constant pages."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        settings = settings_in(folder)
        stage = asked_of("bench.stage", settings, str(posts), str(posts // POSTS_IN_A_TOPIC))
        site = stand(servers, served, "bench.site:app", settings)
        requests = pages.of_peers(stage)
        constant[1].begin()
        return {name: cost(f"{posts:,} posts, {name}", requests[name], constant, site)["ratio"]
                for name in PAGES}


def table(sizes: list[int], ratios: list[dict[str, float]]) -> str:
    first = ratios[0]
    heads = [f"{size:,} posts" for size in sizes]
    lines = [f"| page | {' | '.join(heads)} |", "|---" * (len(sizes) + 1) + "|"]
    grown = [[one[name] / first[name] for one in ratios] for name in first]
    lines += [f"| {name} | {' | '.join(f'{times:.2f}' for times in row)} |"
              for name, row in zip(first, grown, strict=True)]
    worst = max(map(max, grown))
    said = "within" if worst <= MOST else "over"
    return "\n".join([*lines, "", f"The most is {worst:.2f} ×, {said} {MOST:g} ×."])


if __name__ == "__main__":
    if unknown := [word for word in sys.argv[1:] if not word.isdigit()]:
        raise SystemExit(f"How many posts? Numbers only, not {' '.join(unknown)!r}.")
    main([int(word) for word in sys.argv[1:]] or list(SIZES))
