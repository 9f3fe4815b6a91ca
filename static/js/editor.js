// The formatting buttons above a box; loaded by site.js where there are any.
import "../vendor/markdown-toolbar-element.js";

// Names are offered to who writes, so their script is fetched when somebody comes to the box.
const offerNames = ({ target }) => target?.closest("text-expander") && import("./mentions.js").catch(() => {}); // no connection: then nothing is offered
document.addEventListener("focusin", offerNames);
offerNames({ target: document.activeElement });

// Ctrl and B, or I (on a Mac the command key), as everywhere one writes.
// A second time, at the end of what was typed since, it goes on behind.
const TOOLS = { b: ["md-bold", "**"], i: ["md-italic", "_"] };
document.addEventListener("keydown", (event) => {
  const { target, key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const [tool, mark] = ((ctrlKey || metaKey) && !altKey && !shiftKey && TOOLS[key.toLowerCase()]) || [];
  const button = tool && target.id && document.querySelector(`markdown-toolbar[for="${target.id}"] ${tool}`);
  if (!button) return;
  event.preventDefault();
  const { value, selectionStart: at, selectionEnd: end } = target;
  if (at === end && value.startsWith(mark, at) && !value.slice(0, at).endsWith(mark)) target.setSelectionRange(at + mark.length, at + mark.length);
  else button.click();
});
