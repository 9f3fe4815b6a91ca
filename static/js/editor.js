// The formatting buttons above a box; loaded by site.js where there are any.
import "../vendor/markdown-toolbar-element.js";
