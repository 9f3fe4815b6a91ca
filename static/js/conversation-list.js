// The list beside an open conversation: what was said last, and the newest on top.
import { announce } from "./announce.js";
import { pieceOf } from "./fragments.js";

// Of what comes again, late or in another order, only the newest state of the last message is shown.
export function noteLast(message, me, open) {
  const { conversation_id, number, version, author, html, quiet } = message;
  const line = document.querySelector(`[data-conversation="${+conversation_id}"]`);
  const last = line?.dataset.number ?? 0;
  if (number < last || (number === +last && version <= line.dataset.version)) return;
  const isNews = number > last && author !== me && String(conversation_id) !== open;
  if (isNews && !quiet) announce("You have a new message in another conversation.");
  if (!line) return;
  Object.assign(line.dataset, { number, version });
  const words = pieceOf(html).textContent.trim().replace(/\s+/g, " ");
  line.querySelector("small").textContent = wordsOf(message, words, me);
  if (number === +last) return;
  const when = line.querySelector(".conv__when");
  when.firstChild.data = new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "numeric", minute: "2-digit", hour12: true }).replace(" ", "");
  if (isNews) line.classList.add("conv--new");
  line.closest("ul").prepend(line.closest("li"));
}

// As the server says it.
function wordsOf({ author, gone }, words, me) {
  if (gone) return "This message is not shown.";
  return (author === me ? "You: " : "") + (words.length > 60 ? words.slice(0, 60) + "…" : words);
}
