// Sends the forms that wait on this device (waiting-forms.js), one after the other, and again until the
// server has taken each. A form has a key of its own, so what was taken before its answer was lost is not
// done twice.
let page; // what the page has: its request, its store and its voice

export const use = (given) => (page = given);

const WAITING = "waiting-";
const FOR_EVER = 8.64e15; // a draft is gone after a day, and what waits is not
const FOR_NOW = [400, 401, 408, 425, 429]; // an old form token, signed out, too slow, too soon, too many

// The first that was sent first.
export const waiting = () => (page.device.isWiped() ? [] : page.device.kept(WAITING).filter(({ form }) => form).sort((one, other) => one.form.turn - other.form.turn));

export function keep(form, address, words) {
  const turn = 1 + Math.max(0, ...waiting().map(({ form }) => form.turn));
  const name = WAITING + form.key;
  page.device.put(name, { form: { ...form, turn }, page: address, words, at: FOR_EVER });
  return waiting().find((one) => one.name === name);
}

export const sendForms = () => page.oneTab(WAITING, async () => {
  for (const one of waiting()) if (!one.form.refused && !(await send(one))) return;
});

// False when it is no use to try the next one now.
async function send({ name, form, ...rest }) {
  tell(name, "sending");
  const answer = await page.ask(form.action, form.fields).catch(() => ({ status: 0 }));
  const isTaken = answer.ok && answer.redirected && new URL(answer.url).pathname !== "/sign-in";
  const isRefused = answer.status >= 400 && answer.status < 500 && !FOR_NOW.includes(answer.status);
  if (isTaken) page.device.drop(name);
  if (isRefused) page.device.put(name, { ...rest, form: { ...form, refused: true } });
  tell(name, isTaken ? "sent" : isRefused ? "refused" : "waiting", answer.url);
  if (isTaken) page.announce("What waited on this device has been sent.");
  return isTaken || isRefused;
}

function tell(name, state, address) {
  document.dispatchEvent(new CustomEvent("waiting-form", { detail: { name, state, address } }));
}
