// On every page. Everything works without it; this makes some things kinder.
import "./leave.js";
import "./sending.js";
import "./drafts.js";

document.querySelector("[data-focus]")?.focus({ preventScroll: Boolean(location.hash) });
if (document.querySelector("[data-longest], [data-show]")) import("./fields.js");
if (document.querySelector("markdown-toolbar")) import("./editor.js");
if (document.querySelector("text-expander")) import("./mentions.js");
