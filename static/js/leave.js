// Leave this site quickly: by the link, or Shift three times. The page goes blank at once, with all
// others of the site that this browser has open; what was being written is gone from the device, and
// Back brings back neither the page nor the words. Without scripts the link leads out by way of the
// server, which forgets what the browser carries; with them nobody waits for the server.
import { announce } from "./announce.js";
import { tab, wipe } from "./device.js";

const link = document.querySelector("[data-leave]");
let presses = 0, timer;

function leave() {
  wipe("left");
  fetch(link.href, { keepalive: true, redirect: "manual" }).catch(() => {});
  goBlank();
}

function goBlank() {
  document.documentElement.hidden = true;
  for (const form of document.forms) form.reset();
  tab.left = "1";
  location.replace(link.dataset.leave);
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
  addEventListener("storage", ({ key, newValue }) => key === "left" && newValue && goBlank());
  addEventListener("pageshow", () => (document.documentElement.hidden = false));
}
