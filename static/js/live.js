// The one line to the server. It only tells; everything it tells can be had over HTTP too.
import { announce } from "./announce.js";
import { drop, isWiped, kept, person, put, tab } from "./device.js";
import { reloadEmpty, sentFrom } from "./drafts.js";
import { fetchPage } from "./fragments.js";
import { OUTBOX } from "./outbox.js";
import { oneTab } from "./outbox-sender.js";
import { Line } from "./socketio-client.js";

export const socket = new Line();

const page = document.body.dataset;

// A request like a form's, answered for a script. With `redirect` "manual" the page that it leads to is
// not asked for: what that page says once is left for whoever looks at it.
export async function ask(address, fields, redirect = "follow") {
  const answer = await request(address, fields, redirect);
  return answer.status === 400 && fields && (await renewToken()) ? request(address, fields, redirect) : answer;
}

function request(address, fields, redirect) {
  const headers = { Accept: "application/json", "X-CSRFToken": page.token ?? "" };
  const body = fields && new URLSearchParams(fields);
  return fetch(address, { method: body ? "POST" : "GET", headers, body, redirect, signal: AbortSignal.timeout(15000) });
}

// Who signed in again in another window has another token; and where it was somebody else, this page
// is not theirs. True when there is a new one.
async function renewToken() {
  const { token, person: whose } = (await fetchPage(location.href)).body.dataset;
  if (whose !== person) return reloadEmpty();
  if (!token || token === page.token) return false;
  page.token = token;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
  return true;
}

// What is told over the line is a hint, and a hint can be lost while the line stays open. So a page
// that is looked at asks from time to time as well, each at a moment of its own.
export function fromTimeToTime(act) {
  const seen = () => document.hidden || act();
  setInterval(seen, 20000 + 8000 * Math.random());
  document.addEventListener("visibilitychange", seen);
}

// A message that reached this browser has been delivered, whatever page is open. The page of its
// own conversation says so itself.
socket.on("messages:sent", ({ conversation_id, number }) => {
  if (document.querySelector(`[data-chat="${+conversation_id}"]`)) return;
  ask(`/messages/${+conversation_id}/delivered`, { number }).catch(() => {});
});

// While a topic is open, its new replies are told to this page.
export function look(topicId) {
  const say = () => document.visibilityState === "visible" && socket.emit("forum:looking", { topic_id: topicId });
  socket.on("connect", say);
  document.addEventListener("visibilitychange", say);
  setInterval(say, 60000);
}

// --- the badges of the header, on every page ---

export const badge = (name) => Number(document.querySelector(`[data-count="${name}"] [data-number]`)?.textContent ?? 0);

export function showCounts(counts) {
  for (const [name, number] of Object.entries(counts)) {
    for (const place of document.querySelectorAll(`[data-count="${name}"]`)) {
      place.querySelector("[data-number]").textContent = number;
      place.hidden = !number;
    }
  }
}

let isFirst = true;
let told = 0; // times

// What is told meanwhile is newer than the answer may be.
async function askCounts() {
  const before = told, answer = await ask("/notifications/waiting").catch(() => ({}));
  if (!answer.ok) return;
  const counts = await answer.json();
  told === before ? showCounts(counts) : askCounts();
}

socket.on("notifications:counted", (counts) => {
  told++;
  showCounts(counts);
});
socket.on("connect", () => (isFirst ? (isFirst = false) : setTimeout(askCounts, 3000 * Math.random()))); // after a line that was lost
addEventListener("pageshow", ({ persisted }) => persisted && askCounts());
fromTimeToTime(askCounts);

// A form that is sent without a connection waits on the device. The script for it comes when the page is
// at rest, or somebody begins to write.
const AT_REST = 4000; // milliseconds
let forms;

function fetchForms() {
  const given = { announce, ask, device: { drop, isWiped, kept, put }, oneTab, sentFrom };
  forms ??= import("./waiting-forms.js").then(({ start }) => start(given));
  forms.catch(() => (forms = undefined));
  return forms;
}

if (document.querySelector("[data-place]:not([data-chat] *)")) {
  document.addEventListener("focusin", ({ target }) => target.form?.querySelector("[data-place]") && fetchForms());
  setTimeout(fetchForms, AT_REST);
}

// What could not be sent goes out from any page: messages, and forms.
async function sendWaiting() {
  if (kept(OUTBOX).length) (await import("./outbox-elsewhere.js")).sendWaiting(ask);
  if (kept("waiting-").length) (await fetchForms())();
}

socket.on("connect", sendWaiting);
addEventListener("online", sendWaiting);
fromTimeToTime(sendWaiting);
sendWaiting();

// A browser where push is on.
if (navigator.serviceWorker?.controller) import("./push-renewal.js").then(({ renewSometimes }) => renewSometimes(tab)).catch(() => {});

// Closed by the server: this session has ended, perhaps in another window. What is private leaves
// the screen; what was being written waits on the device, unless signing out has wiped it.
socket.on("ended", reloadEmpty);
