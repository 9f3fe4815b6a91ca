// Older messages come in above, a page at a time, while somebody reads upwards: by the same link that
// leads to them without scripts, and soon before it is reached. What is read stays where it is.
import { announce } from "./announce.js";
import { fetchPart } from "./fragments.js";
import { keepPlace } from "./message-scroll.js";

const NEAR = 600; // pixels
const box = document.querySelector("[data-scroll]");
const log = box.querySelector(".log");
const linkToOlder = () => box.querySelector("[data-older] a"); // another one after a long gap
let loading = false;

async function loadOlder(link) {
  if (loading) return;
  loading = true;
  try {
    const part = await fetchPart(link.href, "log-page");
    if (!link.isConnected) return;
    keepPlace(() => putAbove([...part.querySelectorAll(".log__day")]));
    goOn(link, part.querySelector("[data-older] a"));
    dispatchEvent(new Event("older-messages"));
  } finally {
    loading = false;
  }
}

function putAbove(days) {
  const first = log.querySelector(".log__day"), last = days.at(-1);
  for (const state of days.flatMap((day) => [...day.querySelectorAll("[data-state]")])) state.replaceChildren();
  if (last?.dataset.day === first?.dataset.day) {
    days.pop();
    first.querySelector(".msgs").prepend(...last.querySelector(".msgs").children);
  }
  log.prepend(...days);
}

function goOn(link, older) {
  if (older) return (link.href = older.getAttribute("href"));
  const hadFocus = link === document.activeElement;
  keepPlace(() => link.parentElement.remove());
  if (hadFocus) box.focus({ preventScroll: true });
}

box.addEventListener("click", (event) => {
  const link = event.target.closest("[data-older] a");
  if (!link) return;
  event.preventDefault();
  loadOlder(link).then(() => announce("Older messages are above.")).catch(() => (location.href = link.href));
});
box.addEventListener("scroll", () => {
  const link = linkToOlder();
  if (link && link.getBoundingClientRect().bottom > box.getBoundingClientRect().top - NEAR) loadOlder(link).catch(() => {});
}, { passive: true });
