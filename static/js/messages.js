// A conversation as it happens: sends over HTTP, hears over the socket, and asks for whatever it
// may have missed.
import { announce } from "./announce.js";
import { sign } from "./arrivals.js";
import { noteLast } from "./conversation-list.js";
import { pieceOf } from "./fragments.js";
import { ask as askServer, fromTimeToTime, socket } from "./live.js";
import { bubbleOf, draw, shown, showStates } from "./message-log.js";
import { MessageOrder } from "./message-order.js";
import { Sending } from "./message-sending.js";
import { typing } from "./typing.js";

const chat = document.querySelector("[data-chat]");
const { chat: id, me, name, last, delivered, read } = chat.dataset;
const form = chat.querySelector("[data-composer]");
const foot = form ?? chat.querySelector("#write");
const lost = chat.querySelector("[data-line-lost]");
const order = new MessageOrder(+last);
const come = { delivered: +delivered, read: +read }; // how far the other person is
const told = { delivered: 0, read: 0 }; // how far we said that we are
const ask = (path, fields) => askServer(`/messages/${id}${path}`, fields);
const here = ({ conversation_id }) => String(conversation_id) === id;
const sending = new Sending({ form, outbox: id, ask, stored: take, keepPlace });
const arrived = sign(chat.querySelector(".log"), (number) => `${number} new ${number === 1 ? "message" : "messages"}`, () => {});
const hush = typing({ chat, box: form?.elements.text, here });

// --- hearing ---

socket.on("messages:sent", (message) => {
  noteLast(message, me, id);
  if (!here(message)) return;
  hush();
  if (take(message)) say([message]);
});
socket.on("messages:changed", (message) => here(message) && change(message));
socket.on("messages:delivered", (far) => here(far) && cameTo({ delivered: far.number }));
socket.on("messages:read", (far) => here(far) && cameTo({ delivered: far.number, read: far.number }));
socket.on("messages:accepted", (where) => here(where) && answered(false));
socket.on("connect", renew);
socket.on("disconnect", () => setTimeout(catchUp, 2000));

// True when it is worth telling: new, and somebody else's.
function take(message) {
  const mine = message.author === me;
  const isNew = order.take(message);
  keepPlace(() => {
    sending.arrived(message.client_id);
    const bubble = isNew && draw(message, mine);
    if (bubble && !mine) arrived([bubble]);
  });
  showStates(come);
  if (isNew) answered(mine);
  if (order.hasGap) catchUp();
  soon(tellHowFar);
  return isNew && !mine && !message.gone;
}

// An answer accepts the request: there is no more to decide, and its sender gets a box to write in.
function answered(mine) {
  if (mine) chat.querySelector("[data-knock]")?.remove();
  else if (!form) location.reload();
}

// Taken away, hidden or shown again: only where it is on this page, or would be.
function change(message) {
  if (!bubbleOf(message.number) && message.number <= order.start) return;
  order.take(message);
  keepPlace(() => draw(message, message.author === me));
}

let asking = false, wanted = false;

// Ask for everything after the last number without a gap: at the start, on a gap, on a new line,
// and from time to time in any case.
async function catchUp() {
  wanted = true;
  if (asking) return;
  asking = true;
  try {
    while (wanted) {
      wanted = false;
      const { first, gone } = shown();
      const known = new URLSearchParams([["after", order.whole], ["first", first], ...gone.slice(-100).map((number) => ["gone", number])]);
      const answer = await (await ask("/since?" + known)).json();
      say(answer.messages.filter(take));
      [...answer.gone, ...answer.edited, ...answer.back].forEach(change);
      cameTo(answer);
      wanted ||= answer.more;
    }
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  asking = false;
}

// Also when somebody comes back to this page: what came meanwhile is read only now.
async function renew() {
  await catchUp();
  soon(tellHowFar);
  sending.flush();
}

function say(messages) {
  if (!messages.length) return;
  const words = pieceOf(messages[0].html).textContent.trim();
  announce(messages.length > 1 ? `${messages.length} new messages from ${name}` : `${name}: ${words.slice(0, 200)}`);
}

// --- how far things have come ---

function cameTo({ delivered = 0, read = 0 }) {
  come.delivered = Math.max(come.delivered, delivered);
  come.read = Math.max(come.read, read);
  showStates(come);
}

function tellHowFar() {
  const what = document.visibilityState === "visible" && atEnd() ? "read" : "delivered";
  const number = order.whole;
  if (!number || told[what] >= number) return;
  told[what] = told.delivered = number;
  ask("/" + what, { number }).then((answer) => {
    if (!answer.ok) throw answer;
    if (what === "read") for (const sign of chat.querySelectorAll("[data-mark-read], .conv[aria-current] .count")) sign.remove();
  }).catch(() => (told[what] = 0));
}

// --- the page ---

// What is being read stays where it is; only at the end does the page move along.
function keepPlace(change) {
  const moves = atEnd(), before = foot.getBoundingClientRect().top;
  change();
  if (moves) scrollBy(0, foot.getBoundingClientRect().top - before);
}

function atEnd() {
  return foot.getBoundingClientRect().top < innerHeight;
}

let timer;
function soon(act) {
  clearTimeout(timer);
  timer = setTimeout(act, 300);
}

if (!location.hash && last > 5) foot.scrollIntoView({ block: "end" });
showStates(come);
fromTimeToTime(renew);
addEventListener("online", renew);
addEventListener("scroll", () => soon(tellHowFar), { passive: true });
renew();
soon(tellHowFar);
