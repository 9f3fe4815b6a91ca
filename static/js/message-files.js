// Sends a message that has a file with it, as its form would, without leaving the page. No file is
// kept on the device: of one that was not sent only its name is, to say so and ask for it again.
import { announce } from "./announce.js";
import { drop, kept, put } from "./device.js";
import { forget } from "./drafts.js";

const form = document.querySelector("form[data-composer]");
const place = form?.querySelector("[data-file-lost]");
const name = `file-${location.pathname}`;
const CLOSED = "Your file was not sent. Your words are still here. Choose the file again, if it is not chosen any more, and press Send.";

if (place) {
  const [lost] = kept(name);
  if (lost) say(`“${lost.file}” was not sent. Please choose it again.`);
  form.elements.file.addEventListener("change", hide);
  document.addEventListener("submit", send, true);
}

async function send(event) {
  const { file, file_alt: alt, text, client_id: id } = form.elements;
  if (event.target !== form || !file.files.length) return;
  if (event.submitter?.hasAttribute("formaction")) return; // another button: the words are saved for later
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  put(name, { file: file.files[0].name });
  hide();
  announce("Sending your file");
  const why = await sent(new FormData(form));
  button.disabled = false;
  if (why) return say(why);
  drop(name);
  file.value = alt.value = text.value = "";
  forget(text);
  text.dispatchEvent(new Event("input", { bubbles: true }));
  file.closest("details").open = false;
  id.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  announce("Sent");
  text.focus();
}

// Why it was not sent, or nothing.
async function sent(body) {
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body, signal: AbortSignal.timeout(120000) });
    const said = await answer.json();
    if (answer.ok) dispatchEvent(new CustomEvent("message-stored", { detail: said }));
    return answer.ok ? "" : `Your file was not sent. ${said.error}`;
  } catch {
    return CLOSED;
  }
}

function say(words) {
  place.textContent = words;
  place.hidden = false;
  form.querySelector("[data-file]").open = true;
}

function hide() {
  place.hidden = true;
}
