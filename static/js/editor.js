// The formatting buttons above a box; loaded by site.js where there are any.
import "../vendor/markdown-toolbar-element.js";

// Names are offered to who writes, so their script is fetched when somebody comes to the box.
const offerNames = ({ target }) => target?.closest("text-expander") && import("./mentions.js").catch(() => {}); // no connection: then nothing is offered
document.addEventListener("focusin", offerNames);
offerNames({ target: document.activeElement });
