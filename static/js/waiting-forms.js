// A form that is sent without a connection waits on this device, says so and can be taken back. It goes
// out once there is a connection, from whichever page is open (waiting-sender.js). live.js fetches this
// when the page is at rest, and gives it what belongs to the page.
import { find, keep, sendForms, use, waiting } from "./waiting-sender.js";

const STATES = { // what a note says: its heading, and a sentence
  waiting: ["Waiting to send", "This cannot be sent just now. It is sent by itself once there is a connection and PeopleHub is open in this browser."],
  "signed out": ["Waiting to send", "You have been signed out. This is sent once you have signed in again in this browser."],
  sending: ["Sending…", ""],
  sent: ["Sent", ""],
  refused: ["Not sent", "This could not be sent as it is. Take it back and send it again: then you see why."],
  gone: ["Not waiting any more", "It was sent, or taken back, in another window."],
};
const NO_ROOM = "You have no internet connection just now, and this device has no room to keep this until there is one. Leave this page open, and send it again once you are connected.";
const WITH_FILES = "You have no internet connection just now, and a picture or document cannot wait here. Your words are kept. Send it again once you are connected.";
const NEVER = ["preview", "place"]; // these buttons want an answer now
const notes = new Map(); // name of what waits → its note
let page;

const marks = [...document.querySelectorAll("[data-place]")].filter((mark) => !mark.closest("[data-chat]"));
const addressOf = (form) => new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
const boxesOf = (form) => [...form.elements].filter((one) => one.dataset.draft);

function hold(event) {
  const { target: form, submitter } = event;
  if (navigator.onLine || !marks.some((mark) => mark.form === form) || NEVER.includes(submitter?.name)) return;
  event.preventDefault();
  if ([...form.elements].some(({ files }) => files?.length)) return say(form, WITH_FILES);
  const words = boxesOf(form).map(({ value }) => value.trim()).filter(Boolean).join("\n\n");
  if (!words) return say(form, "There is nothing to send yet.");
  const draft = boxesOf(form).map(page.sentFrom).find(Boolean) ?? "";
  const fields = [...new FormData(form)].filter(([name]) => !["csrf_token", "draft"].includes(name));
  fields.push(["draft", draft]);
  if (submitter?.name) fields.push([submitter.name, submitter.value]);
  const { idempotency_key } = Object.fromEntries(fields);
  const kept = keep({ action: addressOf(form), key: idempotency_key, fields }, location.pathname, words);
  if (!kept) return boxesOf(form).forEach(touch) || say(form, NO_ROOM);
  show(form, kept);
  page.announce(STATES.waiting[1]);
}

const touch = (box) => box.dispatchEvent(new Event("input", { bubbles: true })); // kept as a draft again

function say(form, words) {
  const place = form.querySelector("[data-no-line]") ?? form.appendChild(made("p", "note"));
  place.dataset.noLine = "";
  place.textContent = words;
  page.announce(words);
}

// In the place of the form, until it was sent or taken back.
function show(form, one) {
  const note = made("section", "panel stack");
  const [title, sentence] = STATES[one.form.refused ? "refused" : "waiting"];
  const words = made("p", "draft__words", one.words);
  const back = made("button", "btn btn--quiet", "Take it back");
  back.type = "button";
  words.dir = "auto";
  note.dataset.action = one.form.action;
  note.append(made("h3", "h3", title), made("p", "", sentence), words, back);
  back.onclick = () => takeBack(form, one);
  notes.set(one.name, note);
  form.hidden = true;
  form.after(note);
  if (form.contains(document.activeElement) || document.activeElement === document.body) focusOn(note);
}

function takeBack(form, { name, form: { fields } }) {
  page.device.drop(name);
  const values = new Map(fields);
  for (const one of form.elements) {
    if (one.type === "checkbox" || one.type === "radio") one.checked = fields.some(([name, value]) => name === one.name && value === one.value);
    else if (values.has(one.name) && !one.matches("button, [type=file], [name=draft]")) one.value = values.get(one.name);
  }
  form.hidden = false;
  notes.get(name).remove();
  notes.delete(name);
  const [box] = boxesOf(form).slice(-1);
  box.focus();
  touch(box);
}

function follow({ detail: { name, state } }) {
  const note = notes.get(name);
  if (!note) return;
  const [title, sentence, , back] = note.children;
  back.hidden = ["sending", "sent", "gone"].includes(state);
  [title.textContent, sentence.textContent] = STATES[state];
  if (state === "sent" && /^\/(forum|ask|blogs)/.test(note.dataset.action)) sentence.append(link("/settings/posts", "See it in your posts"));
}

// Sent or taken back in another window, or while this page lay in the browser's memory.
function lookAgain() {
  for (const [name, note] of notes) if (!note.lastChild.hidden && !find(name)) follow({ detail: { name, state: "gone" } });
}

function link(address, words) {
  const there = made("a", "", words);
  there.href = address;
  return there;
}

function made(tag, cls, words = "") {
  const element = document.createElement(tag);
  if (cls) element.className = cls;
  element.textContent = words;
  return element;
}

function focusOn(note) {
  note.tabIndex = -1;
  note.focus();
}

// `given`: ask, announce, device, oneTab and sentFrom of the page. Returns what sends all that waits.
export function start(given) {
  page = use(given);
  addEventListener("submit", hold, true);
  document.addEventListener("waiting-form", follow);
  addEventListener("storage", lookAgain);
  addEventListener("pageshow", lookAgain);
  for (const one of waiting()) {
    const mark = marks.find(({ form }) => !form.hidden && addressOf(form) === one.form.action);
    if (mark) show(mark.form, one);
  }
  return sendForms;
}
