// Before signing out: what was written on this device and is neither sent nor saved, each with the
// page it stands on.
import { kept } from "./device.js";
import { saveKept } from "./saved-drafts.js";

const place = document.querySelector("[data-unsent]");
const list = place.querySelector("ul");

function show() {
  for (const { words, page, saved } of kept()) {
    if (!words || saved) continue;
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = page;
    link.textContent = words.length > 80 ? words.slice(0, 80) + "…" : words;
    line.append(link);
    list.append(line);
  }
  place.hidden = !list.childElementCount;
}

saveKept().then(show);
