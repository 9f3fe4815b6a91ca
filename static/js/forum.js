// An open topic: new replies come in by themselves, and words are quoted into the box.
import { announce } from "./announce.js";
import { hold, sign } from "./arrivals.js";
import { pieceOf, replace } from "./fragments.js";
import { fromTimeToTime, look, socket } from "./live.js";
import { saw } from "./seen.js";
import "./reactions.js";

const SIZE = 20;
const list = document.getElementById("posts");
const topic = Number(list.dataset.topic);
const first = Number(list.dataset.first); // the lowest number that this page may show
const isLive = "live" in list.dataset; // it is the last page, where new replies come
const states = JSON.parse(list.dataset.states ?? "{}"); // of each post that is not as it was written
let last = Number(list.dataset.last);
let work = Promise.resolve();

const reply = document.getElementById("reply");
const keepPlace = (change) => hold(reply, () => list.children, change);
const arrived = sign(list, (number) => `${number} new ${number === 1 ? "reply" : "replies"}`, saw);

const numberOf = (post) => Number(post.id.slice("post-".length));
const next = (task) => (work = work.then(task).catch(() => {}));

async function ask(path) {
  const answer = await fetch(`/forum/topics/${topic}/${path}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw answer;
  return answer.json();
}

function showNewer({ html, last_number, replies, names, states: newStates }) {
  const piece = pieceOf(html);
  for (const post of [...piece.children]) if (document.getElementById(post.id)) post.remove();
  const come = [...piece.children], made = come.length;
  keepPlace(() => list.append(piece));
  arrived(come);
  last = Math.max(last, last_number);
  Object.assign(states, newStates);
  document.querySelector("[data-replies]").textContent = replies;
  if (made && names.length) announce(`${made} new ${made === 1 ? "reply" : "replies"} from ${[...new Set(names)].join(", ")}`);
}

// What the line tells is a hint, and can be lost: new replies, and what became of old ones, are asked
// for as well.
async function lookAgain() {
  const end = isLive ? last : first + SIZE - 1;
  const answer = await ask(`since?after=${last}&first=${first}&last=${end}`);
  const here = [...list.children].map(numberOf);
  const known = new Set([...here, ...Object.keys(answer.states).map(Number)]);
  for (const number of [...known].filter((one) => one <= end)) {
    const isSame = here.includes(number) && (states[number] ?? "") === answer.states[number];
    if (!isSame) await showChanged(number);
  }
  if (isLive) showNewer(answer);
  else if (answer.last_number > last) tellOfNewer(answer.last_number);
}

const catchUp = () => next(lookAgain);

function tellOfNewer(number) {
  const link = document.querySelector("#newer a") ?? noteWithLink();
  link.href = `${location.pathname}?page=${Math.ceil(number / SIZE)}#post-${number}`;
  last = number;
}

function noteWithLink() {
  const note = document.createElement("p");
  const link = document.createElement("a");
  note.id = "newer";
  note.className = "banner banner--info";
  link.textContent = "New replies on the last page";
  note.append(link);
  keepPlace(() => list.after(note));
  announce("There are new replies on the last page");
  return link;
}

// Changed, taken away, or shown again: then it comes to its place, if that is on this page.
async function showChanged(number) {
  const old = document.getElementById(`post-${number}`);
  if (!old && (number < first || number > (isLive ? last : first + SIZE - 1))) return;
  try {
    const { html, state } = await ask(`posts/${number}`);
    states[number] = state;
    const made = pieceOf(html).firstElementChild;
    keepPlace(() => {
      if (old) made ? replace(old, made) : old.remove();
      else if (made) list.insertBefore(made, after(number));
    });
  } catch (answer) {
    if (answer.status === 404) keepPlace(() => old?.remove());
  }
}

function after(number) {
  return [...list.children].find((post) => numberOf(post) > number) ?? null;
}

socket.on("forum:replied", ({ topic_id, number }) => {
  if (topic_id !== topic || number <= last) return;
  if (isLive) catchUp();
  else tellOfNewer(number);
});
socket.on("forum:changed", ({ topic_id, number }) => topic_id === topic && next(() => showChanged(number)));
socket.on("connect", catchUp);
fromTimeToTime(catchUp);
look(topic);

// A quotation comes below what was typed, and one goes on writing below it.
function putBelow(box, text) {
  box.value = (box.value.trim() ? box.value.trimEnd() + "\n\n" : "") + text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  box.scrollTop = box.scrollHeight;
}

let quoting; // the script that quotes marked words, once somebody has marked some
document.addEventListener("selectionchange", () => {
  const marked = getSelection(), box = document.getElementById("text");
  if (quoting || !box || marked.isCollapsed || !list.contains(marked.anchorNode)) return;
  quoting = import("./quote-selection.js").then(({ offerQuote }) => offerQuote(list, (text) => putBelow(box, text)))
    .catch(() => (quoting = null));
});

// "Reply to this": the box says which post is answered, and what is typed there stays as it is.
list.addEventListener("click", (event) => {
  const link = event.target.closest("[data-answer]");
  const box = document.getElementById("text");
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const note = document.getElementById("answering"), { answers } = box.form.elements;
  Object.assign(answers, { value: link.dataset.answer, disabled: false, checked: true });
  const words = link.querySelector(".vh").textContent.replace(/^ *by /, "");
  note.querySelector("b").textContent = words;
  note.hidden = false;
  box.dispatchEvent(new Event("input", { bubbles: true })); // a draft keeps it
  box.focus();
  announce(`In answer to ${words}`);
});

list.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-quote]");
  const box = document.getElementById("text");
  if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const { text } = await ask(link.pathname.split("/").slice(-2).join("/"));
    putBelow(box, text);
  } catch {
    location.assign(link.href);
  }
});
