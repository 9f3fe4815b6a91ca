// The help card above a box, while somebody writes words of danger. What is typed stays where it is on
// the screen, and is sent nowhere.
import { announce } from "./announce.js";
import { put } from "./device.js";
import { pieceOf } from "./fragments.js";

const RULES = "/safeguarding/words-of-danger.json";
const SHORTEST = 8; // letters; there is no phrase in less
const closed = new WeakSet();
let timer, asked;

addEventListener("input", ({ target }) => {
  if (target.dataset?.draft === undefined || target.value.length < SHORTEST || closed.has(target)) return;
  clearTimeout(timer);
  timer = setTimeout(look, 700, target);
});

function fetched() {
  asked ??= Promise.all([fetch(RULES).then((answer) => answer.json()), import("./words-of-danger.js")]).then(([{ rules, ...cards }, { Rules }]) => ({ ...cards, rules: new Rules(rules) }));
  asked.catch(() => (asked = undefined)); // no network: asked for again at the next key
  return asked;
}

async function look(box) {
  const { rules, card, private_card: privateCard } = await fetched().catch(() => ({}));
  if (!rules || document.querySelector("[data-help-card]") || !rules.judge(box.value)) return;
  const place = box.closest(".field, .composer") ?? box;
  const before = box.getBoundingClientRect().top;
  const isPrivate = location.pathname.startsWith("/messages");
  const made = pieceOf(isPrivate ? privateCard : card).querySelector("section");
  place.before(made);
  prepare(made, box);
  keepInPlace(box, before);
  announce("There is help above the box: who you can call now.");
  if (made.getBoundingClientRect().top < 0) pointTo(made);
}

// At once, and again when the browser has laid the page out and moved it by itself.
function keepInPlace(box, before) {
  const correct = () => scrollBy({ top: box.getBoundingClientRect().top - before, behavior: "instant" });
  correct();
  requestAnimationFrame(() => { correct(); requestAnimationFrame(correct); });
}

function prepare(card, box) {
  const close = card.querySelector("[data-close-help-card]");
  close.hidden = false;
  close.addEventListener("click", () => {
    const before = box?.getBoundingClientRect().top;
    card.remove();
    document.querySelector("[data-to-help-card]")?.remove();
    if (!box) return;
    closed.add(box);
    keepInPlace(box, before);
    box.focus({ preventScroll: true });
  });
  // Only at this tap do the words go to the page that tells the team, on this device.
  card.querySelector("a[data-tell-team]")?.addEventListener("click", () => put("tell-team:card", { words: box.value, base: "", page: location.pathname }));
}

// It stands above what the screen shows: a quiet sign leads to it.
function pointTo(card) {
  const sign = document.createElement("button");
  sign.type = "button";
  sign.className = "btn arrivals";
  sign.dataset.toHelpCard = "";
  sign.textContent = "See who you can call now";
  sign.addEventListener("click", () => {
    sign.remove();
    card.scrollIntoView({ block: "start" });
    card.querySelector("summary").focus({ preventScroll: true });
  });
  document.body.append(sign);
}

for (const card of document.querySelectorAll("[data-help-card]")) prepare(card, card.parentElement.querySelector("textarea[data-draft]"));
