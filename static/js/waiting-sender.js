// Sends the forms that wait on this device (waiting-forms.js), one after the other, and again until the
// server has taken each. A form has a key of its own, so what was taken before its answer was lost is not
// done twice.
import { announce } from "./announce.js";
import { drop, isWiped, kept, put } from "./device.js";
import { oneTab } from "./outbox-sender.js";

const WAITING = "waiting-";
const FOR_EVER = 8.64e15; // a draft is gone after a day, and what waits is not
const FOR_NOW = [400, 401, 408, 425, 429]; // an old form token, signed out, too slow, too soon, too many

// The first that was sent first.
export const waiting = () => (isWiped() ? [] : kept(WAITING).filter(({ form }) => form).sort((one, other) => one.form.turn - other.form.turn));

export function keep(form, page, words) {
  const turn = 1 + Math.max(0, ...waiting().map(({ form }) => form.turn));
  const name = WAITING + form.key;
  put(name, { form: { ...form, turn }, page, words, at: FOR_EVER });
  return waiting().find((one) => one.name === name);
}

// `ask(address, fields)`: a request of this page.
export const sendForms = (ask) => oneTab(WAITING, async () => {
  for (const one of waiting()) if (!one.form.refused && !(await send(one, ask))) return;
});

// False when it is no use to try the next one now.
async function send({ name, form, page, words }, ask) {
  tell(name, "sending");
  const answer = await ask(form.action, form.fields).catch(() => ({ status: 0 }));
  const isTaken = answer.ok && answer.redirected && new URL(answer.url).pathname !== "/sign-in";
  const isRefused = answer.status >= 400 && answer.status < 500 && !FOR_NOW.includes(answer.status);
  if (isTaken) drop(name);
  if (isRefused) put(name, { form: { ...form, refused: true }, page, words, at: FOR_EVER });
  tell(name, isTaken ? "sent" : isRefused ? "refused" : "waiting", answer.url);
  if (isTaken) announce("What waited on this device has been sent.");
  return isTaken || isRefused;
}

function tell(name, state, address) {
  document.dispatchEvent(new CustomEvent("waiting-form", { detail: { name, state, address } }));
}
