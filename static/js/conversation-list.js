// The list beside an open conversation: what was said last, and the newest on top.
import { announce } from "./announce.js";
import { pieceOf } from "./fragments.js";

export function noteLast({ conversation_id, author, html, quiet }, me, open) {
  const line = document.querySelector(`[data-conversation="${+conversation_id}"]`);
  const isNews = author !== me && String(conversation_id) !== open;
  if (isNews && !quiet) announce("You have a new message in another conversation.");
  if (!line) return;
  const words = pieceOf(html).textContent.trim().replace(/\s+/g, " ");
  line.querySelector("small").textContent = (author === me ? "You: " : "") + (words.length > 60 ? words.slice(0, 60) + "…" : words);
  const when = line.querySelector(".conv__when");
  when.firstChild.data = new Date().toLocaleTimeString("en-GB", { timeZone: "Europe/London", hour: "numeric", minute: "2-digit", hour12: true }).replace(" ", "");
  if (isNews) line.classList.add("conv--new");
  line.closest("ul").prepend(line.closest("li"));
}
