// Puts a piece of a page from our own server in the place of another: keeps the reader's place,
// moves focus when asked, and says what changed. Only what our server rendered comes through here;
// never text from a person.
import { announce } from "./announce.js";

export async function fetchPart(address, id) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(`no part at ${address}`);
  return partOf(await answer.text(), id);
}

function partOf(html, id) {
  return new DOMParser().parseFromString(html, "text/html").getElementById(id);
}

// A piece of HTML that our server made safe, as nodes. The parser runs no script in it.
export function pieceOf(html) {
  const made = document.createDocumentFragment();
  made.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  return made;
}

export function replace(old, part, { focus = false, say = "" } = {}) {
  const hadFocus = old.contains(document.activeElement) && document.activeElement.id;
  old.replaceWith(part);
  const place = hadFocus ? document.getElementById(hadFocus) : focus && part;
  if (place) {
    if (place === part && !part.hasAttribute("tabindex")) part.tabIndex = -1;
    place.focus();
  }
  if (say) announce(say);
}
