// The list of conversations, kept as it is on the server. Nothing changes under the hand of who is
// about to choose: it waits until they have left.
import { announce } from "./announce.js";
import { fetchPart, replace } from "./fragments.js";
import { fromTimeToTime, socket } from "./live.js";

let timer;

const shown = () => document.getElementById("conversations");
const isInHand = (list) => list.matches(":hover, :focus-within");

async function renew() {
  const part = !isInHand(shown()) && (await fetchPart(location.href, "conversations"));
  const list = shown();
  if (part && !isInHand(list)) return replace(list, part);
  for (const end of ["mouseleave", "focusout"]) list.addEventListener(end, soon, { once: true });
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => renew().catch(() => {}), 500);
}

socket.on("messages:sent", ({ quiet }) => {
  if (!quiet) announce("You have a new message.");
  soon();
});
socket.on("messages:changed", soon);
socket.on("connect", soon);
fromTimeToTime(soon);
