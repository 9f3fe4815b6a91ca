// A conversation as it happens: sends over HTTP, hears over the socket, and asks for whatever it
// may have missed.
import { announce } from "./announce.js";
import { sign } from "./arrivals.js";
import { noteLast } from "./conversation-list.js";
import { person } from "./device.js";
import { reloadEmpty } from "./drafts.js";
import { fetchPage, pieceOf } from "./fragments.js";
import { ask as askServer, fromTimeToTime, socket } from "./live.js";
import { CatchUp, messagesIn } from "./message-catch-up.js";
import "./message-files.js";
import "./message-history.js";
import { draw, drawAll, shown, showStates } from "./message-log.js";
import { atEnd, keepPlace, lastSeen, show, toEnd } from "./message-scroll.js";
import { Sending } from "./message-sending.js";
import { MessageStore } from "./message-store.js";
import { typing } from "./typing.js";

const chat = document.querySelector("[data-chat]");
const { chat: id, me, name, last, delivered, read } = chat.dataset;
const form = chat.querySelector("[data-composer]");
const lost = chat.querySelector("[data-line-lost]");
const store = new MessageStore(shown(), +last);
const come = { delivered: +delivered, read: +read }; // how far the other person is
const told = { delivered: 0, read: 0 }; // how far we said that we are
const ask = (path, fields) => askServer(`/messages/${id}${path}`, fields);
const here = ({ conversation_id }) => String(conversation_id) === id;
const catchUp = new CatchUp({ store, took, reload, told: (isLost) => (lost.hidden = !isLost), ask: async (known) => (await ask("/since?" + known)).json() });
const sending = new Sending({ form, conversation: id, ask, stored: (message) => takeAll([message]), keepPlace, toEnd });
const arrived = sign(chat.querySelector("[data-scroll]"), (number) => `${number} new ${number === 1 ? "message" : "messages"}`, () => {}, show);
const hush = typing({ chat, box: form?.elements.text, here });

// --- hearing ---

socket.on("messages:sent", (message) => here(message) && hush());
for (const event of ["messages:sent", "messages:changed"]) {
  socket.on(event, (message) => {
    noteLast(message, me);
    if (here(message)) say(takeAll([message]));
  });
}
socket.on("messages:delivered", (far) => here(far) && cameTo({ delivered: far.number }));
socket.on("messages:read", (far) => here(far) && cameTo({ delivered: far.number, read: far.number }));
socket.on("messages:accepted", (where) => here(where) && answered(false));
socket.on("connect", renew);
socket.on("disconnect", () => setTimeout(() => catchUp.now(), 2000));

// States of messages, whichever way they came: drawn if they are news. Gives back those worth telling:
// new, and somebody else's.
function takeAll(messages) {
  const drawn = [];
  if (messages.some(({ number }) => number <= store.start)) store.know(shown());
  keepPlace(() => {
    for (const message of messages) {
      const mine = message.author === me, news = store.take(message);
      if (mine) sending.arrived(message.client_id);
      if (news) drawn.push({ message, mine, isNew: news === "new", bubble: draw(message, mine) });
    }
  });
  const fresh = drawn.filter(({ isNew }) => isNew), others = fresh.filter(({ mine }) => !mine);
  arrived(others.map(({ bubble }) => bubble));
  showStates(come);
  if (fresh.length) answered(!others.length);
  if (store.hasGap) catchUp.now();
  soon(tellHowFar);
  return others.map(({ message }) => message).filter(({ gone }) => !gone);
}

// What the server says when it is asked for the rest.
function took(answer) {
  say(takeAll(messagesIn(answer)));
  cameTo(answer);
}

// After a gap too long to be told at once: the state of the page as a first load gives it. What is
// being written stays.
async function reload() {
  const page = await fetchPage(location.pathname);
  const other = page.querySelector("[data-chat]");
  if (page.body.dataset.person !== person || !other) return reloadEmpty();
  drawAll(other.querySelector(".log"));
  chat.querySelector("[data-older]")?.remove();
  chat.querySelector(".log").before(...other.querySelectorAll("[data-older]"));
  store.begin(shown(), +other.dataset.last);
  sending.show();
  cameTo({ delivered: +other.dataset.delivered, read: +other.dataset.read });
  announce("There are many new messages.");
  soon(tellHowFar);
}

// An answer accepts the request: there is no more to decide, and its sender gets a box to write in.
function answered(mine) {
  if (mine) chat.querySelector("[data-knock]")?.remove();
  else if (!form) location.reload();
}

// Also when somebody comes back to this page: what came meanwhile is read only now.
async function renew() {
  store.know(shown());
  await catchUp.now();
  sending.show();
  soon(tellHowFar);
  sending.flush();
}

// Another tab put something into the outbox of this conversation, or dropped it.
addEventListener("storage", ({ key, newValue }) => {
  if (key?.includes(`:${sending.outbox.name}`)) newValue ? sending.show() : renew();
});

function say(messages) {
  if (!messages.length) return;
  const words = pieceOf(messages[0].html).textContent.trim();
  announce(messages.length > 1 ? `${messages.length} new messages from ${name}` : `${name}: ${words.slice(0, 200)}`);
}

// --- how far things have come ---

const AGAIN = 5000; // milliseconds until what was refused is told once more

function cameTo({ delivered = 0, read = 0 }) {
  come.delivered = Math.max(come.delivered, delivered);
  come.read = Math.max(come.read, read);
  showStates(come);
}

// What was in view while the window was is read; the rest has arrived. One request at a time: the
// second, where there is one, after the next pause.
function tellHowFar() {
  const whole = store.whole, isHere = document.visibilityState === "visible";
  const seen = !isHere ? 0 : atEnd() ? whole : Math.min(lastSeen(), whole);
  const [what, number] = seen > told.read ? ["read", seen] : ["delivered", whole];
  if (!number || told[what] >= number) return;
  told[what] = number;
  told.delivered = Math.max(told.delivered, number);
  ask("/" + what, { number }).then((answer) => {
    if (!answer.ok) throw answer;
    if (told.read >= whole) for (const sign of chat.querySelectorAll("[data-mark-read], .conv[aria-current] .count")) sign.remove();
    else if (told.delivered < whole) soon(tellHowFar);
  }).catch(() => {
    told[what] = 0;
    if (navigator.onLine) setTimeout(() => soon(tellHowFar), AGAIN);
  });
}

// --- the page ---

let timer;
function soon(act) {
  clearTimeout(timer);
  timer = setTimeout(act, 300);
}

showStates(come);
fromTimeToTime(renew);
addEventListener("online", renew);
addEventListener("message-stored", ({ detail }) => takeAll([detail]));
addEventListener("scroll", () => soon(tellHowFar), { passive: true, capture: true }); // also of the log
addEventListener("older-messages", () => store.know(shown()));
// What came since the page was made is asked for once the line is there, or soon without it.
const late = setTimeout(renew, 3000);
socket.on("connect", () => clearTimeout(late));
sending.show();
sending.flush();
soon(tellHowFar);
