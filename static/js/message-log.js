// Draws messages into the log of a conversation, each in its place by number.
import { pieceOf } from "./fragments.js";
import { dayOf, timeOf } from "./message-days.js";
import { nameWaiting, placeMessage, placeWaiting } from "./message-groups.js";

const log = document.querySelector(".log");
const mould = (id) => document.getElementById(id).content.cloneNode(true);
const acts = (bubble) => [...bubble.querySelectorAll("[data-act]")];

export const waitingBubble = (clientId) => log.querySelector(`[data-client="${CSS.escape(clientId)}"]`);

// What is on the page, as the store of messages wants to know it.
export const shown = () => [...log.querySelectorAll("[data-number]")].map((bubble) => ({
  number: +bubble.dataset.number, version: +bubble.dataset.version, gone: Boolean(bubble.querySelector(".bubble__words--gone")),
}));

export function draw(message, mine) {
  const old = document.getElementById("message-" + message.number);
  if (old) return redraw(old, message);
  const bubble = fill(mould(mine ? "message-mine" : "message-theirs").firstElementChild, message);
  placeMessage(bubble, dayOf(message.sent_at), ...neighbours(message.number));
  nameWaiting();
  return bubble;
}

// The messages before and after a number; where none is after it, the last one is found at once.
function neighbours(number) {
  const numbers = log.querySelectorAll("[data-number]");
  let at = numbers.length;
  while (at && +numbers[at - 1].dataset.number > number) at -= 1;
  return [numbers[at - 1], numbers[at]];
}

// The log as another loading of the page has it.
export function drawAll(other) {
  log.replaceChildren(...other.childNodes);
}

// One that is on its way has no number yet and stands at the end.
export function drawWaiting(entry) {
  const bubble = mould("message-mine").firstElementChild;
  const words = document.createElement("p");
  words.textContent = entry.text;
  words.className = "bubble__plain";
  bubble.querySelector("[data-words]").append(words);
  acts(bubble).forEach((act) => act.remove());
  bubble.dataset.client = entry.client_id;
  time(bubble, entry.at);
  placeWaiting(bubble, dayOf(Date.now()));
  nameWaiting();
  return bubble;
}

// All that do not wait any more; `left` are the client_ids of those that do.
export function removeWaiting(left) {
  for (const bubble of log.querySelectorAll("[data-client]")) if (!left.includes(bubble.dataset.client)) bubble.remove();
  nameWaiting();
}

export function dropWaiting(clientId) {
  waitingBubble(clientId)?.remove();
  nameWaiting();
}

export function showState(bubble, how) {
  const place = bubble.querySelector("[data-state]");
  if (!place || place.dataset.how === how) return place;
  place.dataset.how = how;
  place.replaceChildren(how ? mould("state-" + how) : "");
  bubble.classList.toggle("msg--failed", how === "failed");
  return place;
}

// Only the last of one's own says how far it has come: the ones before have come as far.
export function showStates({ delivered, read }) {
  const own = [...log.querySelectorAll(".msg--mine[data-number]")];
  const last = own.pop();
  own.forEach((bubble) => showState(bubble, ""));
  if (!last) return;
  const number = +last.dataset.number;
  showState(last, read >= number ? "read" : delivered >= number ? "delivered" : "sent");
}

function fill(bubble, message) {
  bubble.id = "message-" + message.number;
  bubble.dataset.number = message.number;
  time(bubble, message.sent_at);
  redraw(bubble, message);
  for (const act of acts(bubble)) {
    const address = act.getAttribute("href");
    act.href = address.startsWith("/report") ? `/report/message/${message.id}` : address.replace("/0/", `/${message.number}/`);
    act.querySelector("[data-of]").textContent = message.number;
  }
  return bubble;
}

function redraw(bubble, message) {
  const words = bubble.querySelector("[data-words]");
  bubble.dataset.version = message.version;
  words.replaceChildren(pieceOf(message.html));
  words.classList.toggle("bubble__words--gone", !!message.gone);
  bubble.querySelector("[data-edited]").hidden = !message.edited;
  for (const act of acts(bubble)) if (message.gone && !act.getAttribute("href").startsWith("/report")) act.remove(); // what is gone can be reported
  return bubble;
}

function time(bubble, moment) {
  const place = bubble.querySelector("time");
  place.dateTime = moment;
  place.textContent = timeOf(moment);
}
