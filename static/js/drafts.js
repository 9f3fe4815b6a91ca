// What someone writes in a box or line with data-draft=name is kept on this device, so that a lost page
// loses no words. Each tab keeps its own, so two of them cannot write over each other. Sent, it is
// gone; and a form that comes back from history after it was sent is empty again.
import { drop, isWiped, kept, person, put, tab } from "./device.js";
import { chosen } from "./draft-merge.js";
import { offerOthers } from "./other-drafts.js";
import { discard, here, keptFor, newName, savedOf, saveKept } from "./saved-drafts.js";

const boxes = [...document.querySelectorAll("[data-draft]")];
const changed = new Set();
const shown = new Map(); // box → the kept words that it shows, and the note that says so
let timer;

const named = (box) => `${box.dataset.draft}:${here.name}`;

// `key`: what makes it one thing however often it is sent, of words that were sent just now.
function keep(box, key) {
  const { value: words, defaultValue: base } = box;
  const more = { key, ...savedOf(box.form)?.about(box) };
  words.trim() && words !== base ? put(named(box), { words, base, page: location.pathname, ...more }) : drop(named(box));
}

// Soon after the last key, or when the page goes.
function keepChanged() {
  changed.forEach((box) => keep(box));
  changed.clear();
}

function forget(box) {
  changed.delete(box);
  dropAll(namesOf(box));
  showNothingKept(box);
}

// The words of a box are sent without its page being left. Returns what names their drafts.
export function sentFrom(box) {
  forget(box);
  return savedOf(box.form)?.settle().tokens ?? "";
}

// Of the words in a box: their own name, and that of the words they began with, unless somebody is
// writing on there.
function namesOf(box) {
  const from = shown.get(box)?.from;
  return [{ name: named(box) }, ...(from ? [from] : [])];
}

// Under a name with words, only what is kept there with these words goes.
function dropAll(names) {
  for (const { name, words } of names) {
    if (words === undefined || kept(name)[0]?.words === words) drop(name);
  }
}

function restore(box) {
  showNothingKept(box);
  if (box.value !== box.defaultValue) return;
  const all = keptFor(box).filter(({ base }) => base === box.defaultValue);
  const from = chosen(all, here.name);
  if (from?.name !== named(box) && kept(named(box)).length) leaveAside(); // the page shows other words
  if (from) show(box, from);
}

function show(box, from) {
  const { form } = box;
  box.value = from.words;
  savedOf(form)?.took(from.token);
  if (from.key && "idempotency_key" in form.elements) form.elements.idempotency_key.value = from.key; // its answer may be what was lost
  for (const one of form.elements) if (one.type === "checkbox" && from.ticks?.[one.name]?.split(" ").includes(one.value)) one.checked = true;
  shown.set(box, { from, note: box.tagName === "TEXTAREA" ? noteBelow(box, from.foreign) : null });
}

// What this tab kept stays under its name: what is written from now on has another.
const leaveAside = () => (here.name = newName());

function showNothingKept(box) {
  shown.get(box)?.note?.remove();
  shown.delete(box);
}

function noteBelow(box, isForeign) {
  const note = document.createElement("p");
  const button = document.createElement("button");
  note.className = "draft";
  button.type = "button";
  button.className = "btn btn--link";
  button.textContent = "Clear it";
  button.onclick = () => {
    box.value = box.defaultValue;
    forget(box);
    savedOf(box.form)?.touch();
    box.focus();
  };
  note.append(isForeign ? "You wrote this on another device. " : "We kept what you were writing. ", button);
  (box.closest(".editor") ?? box).after(note);
  return note;
}

// The words of another device come into the form; those that stand there are kept beside.
function takeOver(form, { fields, writer, token }) {
  const own = boxes.filter((box) => box.form === form);
  own.forEach((box) => keep(box));
  leaveAside();
  savedOf(form).taken.clear();
  for (const box of own) {
    showNothingKept(box);
    box.value = box.defaultValue;
    const words = fields[box.name];
    if (words) show(box, { words, name: `${box.dataset.draft}:${writer}`, token, ticks: fields, foreign: true });
    keep(box);
  }
  savedOf(form).touch();
  saveKept();
}

// --- sent ---

// A form that was taken answers with another page to go to; one refused or lost does not. site.js notes
// which it was at once, so that going back finds the form empty however soon that is.
function dropSent() {
  const { id, names, late } = JSON.parse(tab.sent);
  const taken = Number(tab.redirects) && location.pathname !== "/sign-in";
  delete tab.sent;
  delete tab.redirects;
  if (!taken) return noteNotTaken({ names, late });
  delete tab.again;
  dropAll(names);
  if (late) discard(late);
  tab.taken = `${id} ${tab.taken ?? ""}`.slice(0, 500);
}

// The page that says so may hold the same form, to be sent with one tap (data-again); so may the page
// after signing in again.
function noteNotTaken(sent) {
  if (!location.pathname.startsWith("/sign-in")) tab.again = JSON.stringify(sent);
}

const addressOf = (form) => form.getAttribute("action") || location.pathname;

function noteSent(form) {
  const own = boxes.filter((box) => box.form === form);
  own.forEach((box) => keep(box, form.elements.idempotency_key?.value));
  own.forEach((box) => changed.delete(box)); // what is written from now on has another name
  const id = newName();
  const sent = "again" in form.dataset ? JSON.parse(tab.again ?? '{"names":[]}') : { names: own.flatMap(namesOf), late: savedOf(form)?.settle().late };
  history.replaceState({ ...history.state, sent: id, form: addressOf(form) }, "");
  tab.sent = JSON.stringify({ id, ...sent });
}

// --- come back from history ---

function arrive(fromMemory) {
  const { sent, form, who = person } = history.state ?? {};
  const taken = sent && tab.taken?.includes(sent);
  const left = tab.left && performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const others = who !== person || left;
  if (fromMemory && (taken || tab.who !== person)) return reloadEmpty();
  for (const one of document.forms) if (others || (taken && addressOf(one) === form)) one.reset();
  if (others || taken) boxes.forEach(restore);
  tab.who = person;
  history.replaceState({ who: person }, "");
}

export function reloadEmpty() {
  keepChanged();
  for (const form of document.forms) form.reset();
  location.reload();
}

if (tab.sent) dropSent();
delete tab.name;
boxes.forEach(restore);
for (const form of new Set(boxes.map((box) => box.form))) offerOthers(form, takeOver);
for (const hint of document.querySelectorAll("[data-kept]")) hint.textContent = hint.dataset.kept;
if (person && !document.querySelector("[data-again]")) saveKept(); // not what is about to be sent
if (document.readyState === "complete") arrive(false);
addEventListener("pageshow", ({ persisted }) => {
  delete tab.name;
  arrive(persisted);
});
addEventListener("pagehide", () => {
  keepChanged();
  tab.name = here.name;
});
addEventListener("input", ({ target }) => {
  const own = boxes.filter((box) => box === target || (target.type === "checkbox" && box.form === target.form)); // ticks are kept with words
  if (!own.length) return;
  clearTimeout(timer);
  own.forEach((box) => changed.add(box));
  timer = setTimeout(keepChanged, 400);
  savedOf(target.form)?.touch();
});
addEventListener("submit", (event) => event.defaultPrevented || event.target.method !== "post" || isWiped() || noteSent(event.target));
// Sent from another tab, or cleared there: it does not stay here either, unless somebody wrote on.
addEventListener("storage", ({ key, newValue }) => {
  for (const [box, { from }] of [...shown]) {
    if (newValue !== null || !key?.endsWith(":" + from.name) || box.value !== from.words) continue;
    box.value = box.defaultValue;
    showNothingKept(box);
  }
});
