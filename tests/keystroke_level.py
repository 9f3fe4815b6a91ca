"""How long a journey takes a careful person, by the keystroke-level model: Card, Moran and Newell,
"The keystroke-level model for user performance time with interactive systems", CACM 23 (1980).

Their times in seconds. A finger is taken for the mouse, which makes it slower than it is; somebody
who does not know the keyboard types a letter in 1.2. To theirs are added the time to read every
word above what is tapped (238 words a minute: Brysbaert, Journal of Memory and Language 109, 2019;
150 for a slow reader), and the page's answer on a slow line.
"""
from dataclasses import dataclass, field
from math import ceil

MENTAL, POINT, PRESS, KEY = 1.35, 1.10, 0.10, 1.20
USUAL_READER, SLOW_READER = 238, 150  # words a minute
ANSWER = 1.0  # from a tap until the next page is there

WORDS_ABOVE = """(target) => {
    const bottom = target.getBoundingClientRect().bottom, range = document.createRange();
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    let words = 0;
    while (texts.nextNode()) {
        range.selectNode(texts.currentNode);
        const { top, height } = range.getBoundingClientRect();
        if (height > 4 && top < bottom) words += texts.currentNode.data.trim().split(/\\s+/).length;
    }
    return words;
}"""


@dataclass
class Journey:
    """What somebody did on a phone so far. A tap is decided, aimed at and pressed; a swipe by one
    screen is aimed at and pressed."""

    screen: int  # pixels of its height
    taps: int = 0
    swipes: int = 0
    words: int = 0
    letters: int = 0
    read: dict[str, int] = field(default_factory=dict)  # words, by page

    def tap(self, locator) -> None:
        """Read on until there, scroll to it, tap it."""
        self.look(locator)
        self.taps += 1
        locator.click()

    def choose(self, locator, label: str) -> None:
        """Open a list, read it, take one."""
        self.look(locator)
        self.words += len(locator.inner_text().split())
        self.taps += 2
        locator.select_option(label)

    def write(self, locator, words: str) -> None:
        self.letters += len(words)
        self.tap(locator)
        locator.fill(words)

    def look(self, locator) -> None:
        """What was read on that page already is not read again."""
        above, known = locator.evaluate(WORDS_ABOVE), self.read.get(locator.page.url, 0)
        self.words += max(0, above - known)
        self.read[locator.page.url] = max(above, known)
        there = locator.bounding_box()["y"]
        if there > self.screen:
            self.swipes += ceil(there / self.screen) - 1

    def seconds(self, words_a_minute: int = USUAL_READER) -> float:
        return (self.taps * (MENTAL + POINT + PRESS + ANSWER) + self.swipes * (POINT + PRESS)
                + self.words / words_a_minute * 60 + self.letters * KEY)

    def __str__(self) -> str:
        return (f"{self.taps} taps, {self.swipes} swipes, {self.words} words read, "
                f"{self.letters} letters written: {self.seconds():.0f} seconds, "
                f"{self.seconds(SLOW_READER):.0f} for a slow reader")
