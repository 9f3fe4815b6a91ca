// Draws messages into the log of a conversation, each in its place by number.
import { pieceOf } from "./fragments.js";

const log = document.querySelector(".log");
const LONDON = { timeZone: "Europe/London" };
const clock = new Intl.DateTimeFormat("en-GB", { ...LONDON, hour: "numeric", minute: "2-digit", hour12: true });
const date = new Intl.DateTimeFormat("sv-SE", LONDON); // 2026-11-22
const inWords = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" });
const DAY = 24 * 60 * 60 * 1000;
const mould = (id) => document.getElementById(id).content.cloneNode(true);

const acts = (bubble) => [...bubble.querySelectorAll("[data-act]")];

export const waitingBubble = (clientId) => log.querySelector(`[data-client="${CSS.escape(clientId)}"]`);
export const bubbleOf = (number) => document.getElementById("message-" + number);

// The lowest number on the page, and those whose words are gone.
export function shown() {
  const all = [...log.querySelectorAll("[data-number]")];
  const gone = all.filter((one) => one.querySelector(".bubble__words--gone"));
  return { first: all[0]?.dataset.number ?? 0, gone: gone.map((one) => one.dataset.number) };
}

export function draw(message, mine) {
  const old = bubbleOf(message.number);
  if (old) return redraw(old, message);
  const bubble = fill(mould(mine ? "message-mine" : "message-theirs").firstElementChild, message);
  const before = [...log.querySelectorAll("[data-number]")].findLast((one) => +one.dataset.number < message.number);
  placeAfter(before, bubble, date.format(new Date(message.sent_at)));
  return bubble;
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
  dayAtEnd(date.format(new Date())).append(bubble);
  return bubble;
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
  words.replaceChildren(pieceOf(message.html));
  words.classList.toggle("bubble__words--gone", !!message.gone);
  bubble.querySelector("[data-edited]").hidden = !message.edited;
  for (const act of acts(bubble)) if (message.gone && !act.getAttribute("href").startsWith("/report")) act.remove(); // what is gone can be reported
  return bubble;
}

function time(bubble, moment) {
  const place = bubble.querySelector("time");
  place.dateTime = moment;
  place.textContent = clock.format(new Date(moment)).replace(" ", "");
}

function placeAfter(before, bubble, day) {
  const group = before?.closest(".log__day");
  const next = group?.nextElementSibling;
  if (!group) return dayAtStart(day).prepend(bubble);
  if (day <= group.dataset.day || before.nextElementSibling?.dataset.number) return before.after(bubble);
  if (next && day >= next.dataset.day) return next.querySelector(".msgs").prepend(bubble);
  const made = newDay(day);
  group.after(made);
  made.querySelector(".msgs").append(bubble);
}

function dayAtStart(day) {
  const first = log.querySelector(".log__day");
  if (first) return first.querySelector(".msgs");
  return dayAtEnd(day);
}

function dayAtEnd(day) {
  let last = log.lastElementChild;
  if (!last || last.dataset.day < day) log.append((last = newDay(day)));
  return last.querySelector(".msgs");
}

function newDay(day) {
  const group = document.createElement("div");
  group.className = "log__day";
  group.dataset.day = day;
  group.append(pieceOf('<h2 class="day"><span></span></h2><ol class="msgs"></ol>'));
  name(group);
  return group;
}

// A day is a day in the United Kingdom, wherever the device is.
function name(group) {
  const { day } = group.dataset, now = Date.now();
  const recent = { [date.format(now)]: "Today", [date.format(now - DAY)]: "Yesterday" };
  group.querySelector("span").textContent = recent[day] ?? inWords.format(new Date(day)).replace(",", "");
}

// A page that stays open over midnight: what was today is yesterday.
let today = date.format(new Date());
setInterval(() => {
  if (today === date.format(new Date())) return;
  today = date.format(new Date());
  const recent = [...log.querySelectorAll(".log__day")].filter(({ dataset }) => dataset.day >= date.format(Date.now() - 3 * DAY));
  recent.forEach(name);
}, 20000);
