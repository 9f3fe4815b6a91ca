// What the pages of one person keep on this device, each thing under that person's own key: nobody
// else is shown it. A visitor's lasts as long as the tab, and goes along with who joins. It is gone
// after a day, when somebody else signs in, on signing out and on leaving quickly.
const DAY = 24 * 60 * 60 * 1000;
export const person = document.body.dataset.person ?? "";
const own = `draft:${person}:`;
let device = {}, wiped = false;
export let tab = {}; // what only this tab knows
try {
  [device, tab] = [localStorage, sessionStorage];
} catch { /* a browser may refuse: then it lasts as long as the page */ }
const store = person ? device : tab;

export const isWiped = () => wiped;
export const drop = (name) => delete store[own + name];

export function put(name, kept) {
  if (wiped) return;
  try {
    store[own + name] = JSON.stringify({ at: Date.now(), ...kept });
  } catch { /* there is no room left */ }
}

// Everything of this person whose name begins so, the newest first.
export function kept(beginning = "") {
  const names = Object.keys(store).filter((name) => name.startsWith(own + beginning));
  return names.map((name) => ({ ...read(store[name]), name: name.slice(own.length) })).sort((one, other) => other.at - one.at);
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
  for (const place of [device, tab]) {
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
