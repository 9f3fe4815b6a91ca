// Puts a piece of a page from our own server in the place of another: keeps the reader's place,
// moves focus when asked, and says what changed. Only what our server rendered comes through here;
// never text from a person.
import { announce } from "./announce.js";

export async function fetchPage(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(15000) });
  if (!answer.ok || answer.redirected) throw new Error(`no page at ${address}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

export async function fetchPart(address, id) {
  return (await fetchPage(address)).getElementById(id);
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
