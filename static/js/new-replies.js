// Lists of topics: who comes back to one sees no "New replies" where they have read them meanwhile.
import { fetchPage } from "./fragments.js";

const LATER = 1500; // ms: what the topic tells when it is left may still be on its way

const chipsOf = (page) => [...page.querySelectorAll(".chip--new")];
const addressOf = (chip) => chip.getAttribute("href");

async function look() {
  const now = await fetchPage(location.href);
  const still = new Set(chipsOf(now).map(addressOf));
  for (const chip of chipsOf(document)) chip.parentElement.hidden = !still.has(addressOf(chip));
}

export function lookTwice() {
  look().catch(() => {});
  setTimeout(() => look().catch(() => {}), LATER);
}
