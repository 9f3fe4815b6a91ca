// Where the log of a conversation stands. It scrolls in a box of its own, or with the page where there
// is little height (messages.css). What somebody reads stays where it is, whatever comes or goes; only
// who is at the end, and busy with nothing there, moves along.
const chat = document.querySelector("[data-chat]");
const box = chat.querySelector("[data-scroll]");
const log = chat.querySelector(".log");
const foot = chat.querySelector("#write");
const NEAR = 40; // pixels

const scrollsInBox = () => getComputedStyle(box).overflowY === "auto";
const topOf = (one) => one.getBoundingClientRect().top;
const bottomOf = (one) => one.getBoundingClientRect().bottom;
const by = (pixels) => (scrollsInBox() ? box : window).scrollBy({ top: pixels, behavior: "instant" });

export function atEnd() {
  if (!scrollsInBox()) return topOf(foot) < innerHeight;
  return bottomOf(box.firstElementChild) < bottomOf(box) + NEAR;
}

// The number of the last message whose end is in view, or has been scrolled past; 0 without one.
export function lastSeen() {
  const edge = Math.min(scrollsInBox() ? bottomOf(box) : innerHeight, innerHeight);
  const seen = [...log.querySelectorAll("[data-number]")].findLast((one) => bottomOf(one) < edge + NEAR / 4);
  return +(seen?.dataset.number ?? 0);
}

// Somebody who has chosen words to copy, or is at a link by keyboard.
function isBusyInLog() {
  const chosen = getSelection();
  return log.contains(document.activeElement) || (!chosen.isCollapsed && log.contains(chosen.anchorNode));
}

// What is at the keyboard's focus, else the first message that is seen.
function firstShown() {
  const focused = box.querySelector(":focus-visible");
  if (focused) return focused;
  const top = scrollsInBox() ? topOf(box) : 0;
  return [...log.querySelectorAll(".msg")].find((one) => bottomOf(one) > top) ?? foot;
}

export function keepPlace(change) {
  const follows = atEnd() && !isBusyInLog();
  if (follows && scrollsInBox()) {
    change();
    return by(box.scrollHeight);
  }
  const still = follows ? foot : firstShown(), before = topOf(still);
  change();
  if (still.isConnected) by(topOf(still) - before);
}

// Whoever sends something sees it, wherever they have scrolled to: it stands right above the box.
export function toEnd() {
  if (scrollsInBox()) by(box.scrollHeight);
}

// To a message that came in out of sight. The page around the box stays where it is.
export function show(one) {
  if (!scrollsInBox()) return one.scrollIntoView({ block: "center" });
  by(topOf(one) - topOf(box) - Math.max(16, (box.clientHeight - one.offsetHeight) / 2));
}

// The first that is new, else the newest, is in view on opening: in a box that begins at its end, the
// newest is so by itself.
function open() {
  const first = chat.querySelector(".since");
  if (location.hash && scrollsInBox()) return addEventListener("load", () => scrollTo({ top: 0, behavior: "instant" }));
  if (location.hash) return;
  if (first) by(topOf(first) - (scrollsInBox() ? topOf(box) : 0) - 16);
  else if (!scrollsInBox() && chat.dataset.last > 5) foot.scrollIntoView({ block: "end" });
}

// The box is held at its lower end. Where it shrinks (the box to write in grows, the line is lost) what
// is read further up would go up with it.
let height = box.clientHeight;
new ResizeObserver(() => {
  const lost = height - box.clientHeight;
  height = box.clientHeight;
  if (lost && scrollsInBox() && !atEnd()) by(-lost);
}).observe(box);

open();
