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

// Returns what waits, or nothing where the device has no room for it.
export function keep(form, address, words) {
  const turn = 1 + Math.max(0, ...waiting().map(({ form }) => form.turn));
  const name = WAITING + form.key;
  page.device.put(name, { form: { ...form, turn }, page: address, words, at: FOR_EVER });
  return find(name);
}

export const find = (name) => waiting().find((one) => one.name === name);

export const sendForms = () => page.oneTab(WAITING, async () => {
  for (const one of waiting()) if (!one.form.refused && !(await send(one))) return;
});

// False when it is no use to try the next one now. Where the answer leads is not followed: the help that
// the next page shows to who wrote words of danger, and what else it says once, is for their eyes.
async function send({ name, form, ...rest }) {
  if (!find(name)) return true; // taken back meanwhile
  tell(name, "sending");
  const answer = await page.ask(form.action, form.fields, "manual").catch(() => ({ status: 0 }));
  const isPage = answer.headers?.get("Content-Type")?.startsWith("text/html");
  const isTaken = answer.type === "opaqueredirect" || (answer.ok && !isPage);
  const isRefused = !isTaken && answer.status >= 200 && answer.status < 500 && !FOR_NOW.includes(answer.status);
  if (isTaken) page.device.drop(name);
  if (isRefused) page.device.put(name, { ...rest, form: { ...form, refused: true } });
  tell(name, isTaken ? "sent" : isRefused ? "refused" : answer.status === 401 ? "signed out" : "waiting");
  if (isTaken) page.announce("What waited on this device has been sent.");
  return isTaken || isRefused;
}

function tell(name, state) {
  document.dispatchEvent(new CustomEvent("waiting-form", { detail: { name, state } }));
}
