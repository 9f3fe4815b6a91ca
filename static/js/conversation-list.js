// The list beside an open conversation: what was said last, the newest on top, and how much is new in
// each, as the server counts it. Nothing changes under the hand of who is about to choose.
import { announce } from "./announce.js";
import { fetchPart, pieceOf } from "./fragments.js";
import { socket } from "./live.js";
import { onNewDay, timeOf } from "./message-days.js";

const { chat: open } = document.querySelector("[data-chat]").dataset;
const shown = () => document.querySelector(".chat__list .convs");
const MOST = 12; // as many as the server lists there
let timer, counted, heardHere = 0;

// Of what comes again, late or in another order, only the newest state of the last message is shown.
export function noteLast(message, me) {
  const { conversation_id, number, version, author, html, quiet } = message;
  const isHere = String(conversation_id) === open, line = lineOf(shown(), conversation_id);
  if (isHere) heardHere = Date.now();
  else soon();
  const last = line?.dataset.number ?? 0;
  if (number < last || (number === +last && version <= line.dataset.version)) return;
  const isNews = number > last && author !== me && !isHere;
  if (isNews && !quiet) announce("You have a new message in another conversation.");
  if (!line) return;
  Object.assign(line.dataset, { number, version });
  const words = pieceOf(html).textContent.trim().replace(/\s+/g, " ");
  line.querySelector("small").textContent = wordsOf(message, words, me);
  if (number === +last) return;
  line.querySelector(".conv__when").firstChild.data = timeOf(Date.now());
  if (isNews) line.classList.add("conv--new");
  line.closest("ul").prepend(line.closest("li"));
}

// As the server says it.
function wordsOf({ author, gone }, words, me) {
  if (gone) return "This message is not shown.";
  return (author === me ? "You: " : "") + (words.length > 60 ? words.slice(0, 60) + "…" : words);
}

const lineOf = (list, id) => list.querySelector(`[data-conversation="${+id}"]`);

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => {}), 700);
}

async function renew() {
  const list = shown();
  if (!list.checkVisibility()) return;
  if (list.matches(":hover, :focus-within")) {
    for (const end of ["mouseleave", "focusout"]) list.addEventListener(end, soon, { once: true });
    return;
  }
  const fresh = (await fetchPart("/messages", "conversations"))?.querySelector(".convs");
  if (!fresh) return;
  const lines = [...fresh.children];
  lines.slice(MOST).forEach((line) => line.remove());
  lineOf(fresh, open)?.replaceWith(lineOf(list, open) ?? ""); // the open one stays marked, and is read here
  list.replaceWith(fresh);
}

socket.on("notifications:counted", ({ messages }) => {
  if (messages !== counted && Date.now() - heardHere > 3000) soon(); // read elsewhere, or a lost hint
  counted = messages;
});
onNewDay(soon);
