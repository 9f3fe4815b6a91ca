// What the pages of one person keep on this device, each thing under that person's own key: nobody
// else is shown it. A visitor's lasts as long as the tab, and goes along with who joins. It is gone
// after a day, when somebody else signs in, on signing out and on leaving quickly.
const DAY = 24 * 60 * 60 * 1000;
export const person = document.body.dataset.person ?? "";
const own = `draft:${person}:`;
let device = {}, wiped = false;
const page = {}; // what there was no room for and the server has: it lasts as long as the page
export let tab = {}; // what only this tab knows
try {
  [device, tab] = [localStorage, sessionStorage];
} catch { /* a browser may refuse: then it lasts as long as the page */ }
const store = person ? device : tab;

export const isWiped = () => wiped;
export const drop = (name) => delete store[own + name] && delete page[own + name];

export function put(name, kept) {
  if (wiped) return;
  const words = JSON.stringify({ at: Date.now(), ...kept });
  try {
    store[own + name] = words;
    delete page[own + name];
  } catch { // there is no room left
    if (kept.saved) page[own + name] = words;
  }
}

// Everything of this person whose name begins so, the newest first.
export function kept(beginning = "") {
  const all = { ...store, ...page };
  const names = Object.keys(all).filter((name) => name.startsWith(own + beginning));
  return names.map((name) => ({ ...read(all[name]), name: name.slice(own.length) })).sort((one, other) => other.at - one.at);
}

// Everybody's, here and in the other open pages of this browser.
export function wipe(why = "wiped") {
  forgetWhere(() => true);
  wiped = true;
  device[why] = Date.now();
  delete device[why];
}

function read(words) {
  try {
    return JSON.parse(words) ?? {};
  } catch {
    return {};
  }
}

function forgetWhere(holds) {
  for (const place of [device, tab, page]) {
    for (const name of Object.keys(place)) if (name.startsWith("draft:") && holds(name, read(place[name]))) delete place[name];
  }
}

function adopt() {
  for (const name of Object.keys(tab)) if (name.startsWith("draft::")) device[own + name.slice(7)] = tab[name];
}

if (person && tab.joining) adopt();
forgetWhere((name, { at }) => !(at > Date.now() - DAY) || (person && !name.startsWith(own)));
tab.joining = !person && (location.pathname.startsWith("/join") || document.querySelector("main [name=next]")?.value) ? "1" : "";
addEventListener("storage", ({ key, newValue }) => {
  if (newValue && (key === "wiped" || key === "left")) wiped = true;
});
addEventListener("submit", ({ target }) => target.getAttribute("action") === "/sign-out" && wipe());
