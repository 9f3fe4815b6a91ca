// The page that follows a sent form: what was kept of it is dropped, at once, so that going back finds
// the form empty however soon that is.
import { drop, kept, tab } from "./device.js";

if (tab.sent) dropSent();

// A form that was taken answers with another page to go to; one refused or lost does not.
function dropSent() {
  const [way] = performance.getEntriesByType("navigation");
  const { id, names } = JSON.parse(tab.sent);
  delete tab.sent;
  if (way?.type !== "navigate" || !way.redirectCount || location.pathname === "/sign-in") return;
  dropAll(names);
  tab.taken = `${id} ${tab.taken ?? ""}`.slice(0, 500);
}

// Under a name with words, only what is kept there with these words goes.
export function dropAll(names) {
  for (const { name, words } of names) {
    if (words === undefined || kept(name)[0]?.words === words) drop(name);
  }
}
