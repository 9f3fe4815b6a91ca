// What is on the screen is no longer new, whichever way one came to it: the notice of it is read, on
// every open page of this person. Pieces carry data-piece="post 12".
import { ask, badge, showCounts, socket } from "./live.js";

const onScreen = new Set([...document.querySelectorAll("[data-piece]")].map((one) => one.dataset.piece));
const form = document.querySelector("[data-seen]");
let timer;

// A piece that came in later is on the screen now.
export function saw({ dataset }) {
  if (!dataset.piece) return;
  onScreen.add(dataset.piece);
  sayWhatWasSeen();
}

function sayWhatWasSeen() {
  clearTimeout(timer);
  timer = setTimeout(say, 300);
}

async function say() {
  if (document.visibilityState !== "visible" || !onScreen.size || !badge("notifications")) return;
  const fields = [...onScreen].slice(-200).map((piece) => ["piece", piece]);
  const answer = await ask("/notifications/seen", fields).catch(() => ({}));
  if (!answer.ok) return;
  form?.remove();
  showCounts(await answer.json());
}

socket.on("notifications:counted", sayWhatWasSeen);
document.addEventListener("visibilitychange", sayWhatWasSeen);
sayWhatWasSeen();
