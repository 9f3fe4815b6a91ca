// Leave this site quickly: by the link, or Shift three times. The page goes blank at once, and
// Back does not return to it.
import { announce } from "./announce.js";

const link = document.querySelector("[data-leave]");
let presses = 0, timer;

function leave() {
  document.documentElement.hidden = true;
  location.replace(link.href);
}

function forget() {
  clearTimeout(timer);
  presses = 0;
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return forget();
    if (event.repeat) return;
    presses += 1;
    if (presses === 3) return leave();
    clearTimeout(timer);
    timer = setTimeout(forget, 3000);
    if (presses === 2) announce("Press Shift once more to leave this site.");
  });
  document.addEventListener("keydown", (event) => event.key !== "Shift" && forget());
  addEventListener("pageshow", () => (document.documentElement.hidden = false));
}
