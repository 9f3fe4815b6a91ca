// Small help in forms: how much room is left, and a look at a password.
import { announce } from "./announce.js";

let timer;

function count(box) {
  const note = document.getElementById(box.id + "-left");
  const left = box.dataset.longest - box.value.length;
  if (!note || left > box.dataset.longest / 2) return;
  const number = Math.abs(left).toLocaleString("en-GB");
  note.textContent = left < 0 ? `This is ${number} characters too long.` : `You have ${number} characters left.`;
  note.classList.toggle("left--over", left < 0);
  clearTimeout(timer);
  timer = setTimeout(announce, 1000, note.textContent);
}

addEventListener("input", ({ target }) => target.dataset?.longest && count(target));
addEventListener("change", ({ target }) => {
  const choice = target.dataset?.picks && document.querySelector(target.dataset.picks);
  if (choice && target.files?.length) choice.checked = true; // whoever brings a picture wants it
});

for (const button of document.querySelectorAll("[data-show]")) {
  const box = document.getElementById(button.dataset.show);
  button.hidden = false;
  const show = (shown) => {
    box.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-label", button.textContent + " password");
  };
  button.addEventListener("click", () => {
    show(box.type === "password");
    announce(box.type === "text" ? "Your password is visible" : "Your password is hidden");
  });
  box.form?.addEventListener("submit", () => show(false));
}
