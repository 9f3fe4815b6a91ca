// What is on the screen is no longer new, whichever way one came to it: the notice of it is read, on
// every open page of this person. Pieces carry data-piece="post 12".
import { ask, badge, showCounts, socket } from "./live.js";

const onScreen = new Set([...document.querySelectorAll("[data-piece]")].map((one) => one.dataset.piece));
const form = document.querySelector("[data-seen]");
let timer;
let said = 0, left = 0; // how many pieces were told of, and how many notices there were after that

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
  const size = onScreen.size, waiting = badge("notifications");
  if (document.visibilityState !== "visible" || !size || !waiting || (size === said && waiting <= left)) return;
  const fields = [...onScreen].slice(-200).map((piece) => ["piece", piece]);
  const answer = await ask("/notifications/seen", fields).catch(() => ({}));
  if (!answer.ok) return;
  form?.remove();
  showCounts(await answer.json());
  [said, left] = [size, badge("notifications")];
}

socket.on("notifications:counted", () => {
  left = Math.min(left, badge("notifications")); // one more than that is news
  sayWhatWasSeen();
});
document.addEventListener("visibilitychange", sayWhatWasSeen);
sayWhatWasSeen();
