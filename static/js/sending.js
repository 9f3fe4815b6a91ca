// A form is sent once, and its button says so. A page shown again from the browser's memory
// starts afresh.
import { announce } from "./announce.js";

const sending = new Map();

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sending.has(form)) return event.preventDefault();
  const button = event.submitter ?? form.querySelector("[type=submit]");
  const words = button && [...button.childNodes].findLast((node) => node.nodeType === 3 && node.data.trim());
  sending.set(form, [button, words, words?.data]);
  button?.setAttribute("aria-disabled", "true");
  if (words) words.data = button.dataset.sending ?? form.dataset.sending ?? "Sending…";
  announce("Sending");
  setTimeout(again, 15000, form);
});

function again(form) {
  const [button, words, before] = sending.get(form) ?? [];
  button?.removeAttribute("aria-disabled");
  if (words) words.data = before;
  sending.delete(form);
}

addEventListener("pageshow", () => [...sending.keys()].forEach(again));
