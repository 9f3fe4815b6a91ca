// "Thank you" and the others with one tap, in place: the button is pressed, and nothing moves. What a
// script cannot do is done by the form itself, which says why.
import { announce } from "./announce.js";
import { ask } from "./live.js";

const waiting = new WeakSet();

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (!("react" in form.dataset) || !button || form.dataset.react === "plain") return;
  event.preventDefault();
  if (waiting.has(form)) return;
  waiting.add(form);
  try {
    const answer = await ask(form.getAttribute("action"), [[button.name, button.value]]);
    if (!answer.ok) throw answer;
    const { given } = await answer.json();
    button.name = given ? "take_back" : "give";
    button.setAttribute("aria-pressed", given);
    announce(given ? "Sent to the writer" : "Taken back");
  } catch {
    form.dataset.react = "plain";
    form.requestSubmit(button);
  } finally {
    waiting.delete(form);
  }
}, true);
