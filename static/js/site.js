// On every page. Everything works without it.
import "./leave.js";
import "./sending.js";
import { person, tab } from "./device.js";

document.querySelector("[data-focus]")?.focus({ preventScroll: Boolean(location.hash) });
if (tab.sent) tab.redirects ??= performance.getEntriesByType("navigation")[0]?.redirectCount;
if (tab.sent || document.querySelector("form[method=post]")) import("./drafts.js");
if (person) import("./live.js");
if (person && document.querySelector("[data-piece]")) import("./seen.js");
if (document.querySelector("[data-read]")) setTimeout(() => import("./read-to.js").catch(() => {}), 1500); // after what the first look needs
if (document.querySelector("textarea[data-draft]")) import("./help-card.js");
if (document.querySelector("[data-unsent]")) import("./unsent.js");
if (document.querySelector("[data-longest], [data-show]")) import("./fields.js");
if (document.querySelector("[data-answers]")) document.addEventListener("focusin", ({ target }) => target.id === "title" && import("./answers.js"));
if (document.querySelector("[data-pack]")) import("./pack.js");
if (document.querySelector("[data-upload]")) import("./upload.js");
for (const box of document.querySelectorAll("[data-folder]")) box.webkitdirectory = true;
if (document.querySelector("[data-reading]")) import("./reading-age.js");
if (document.querySelector("[data-suggest]")) document.addEventListener("focusin", ({ target }) => target.matches("[data-suggest]") && import("./search-suggest.js").then(({ offer }) => offer(target)).catch(() => {}));
if (document.querySelector("markdown-toolbar")) import("./editor.js");

// Somebody comes back to a list: what it shows as new may be read by now.
addEventListener("pageshow", ({ persisted }) => {
  const isBack = persisted || performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (isBack && document.querySelector(".chip--new")) import("./new-replies.js").then((chips) => chips.lookTwice());
});

// A hard word: its meaning in a note; the link itself where that cannot be had.
addEventListener("click", (event) => {
  const word = event.target.closest?.("a.term");
  if (!word || event.ctrlKey || event.metaKey || event.shiftKey || !("popover" in word)) return;
  event.preventDefault();
  import("./words.js").then(({ explain }) => explain(word)).catch(() => location.assign(word.href));
});
