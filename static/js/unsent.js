// Before signing out: what was written on this device and not sent, each with the page it stands on.
import { kept } from "./device.js";

const place = document.querySelector("[data-unsent]");
const list = place.querySelector("ul");
for (const { words, page } of kept()) {
  if (!words) continue;
  const line = document.createElement("li"), link = document.createElement("a");
  link.href = page;
  link.textContent = words.length > 80 ? words.slice(0, 80) + "…" : words;
  line.append(link);
  list.append(line);
}
place.hidden = !list.childElementCount;
