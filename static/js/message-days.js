// The days of a conversation and their names. A day is a day in the United Kingdom, wherever the
// device is, as in every time that the server words. It touches no page, so a test can ask it.
const LONDON = { timeZone: "Europe/London" };
const DAY = 24 * 60 * 60 * 1000;
const date = new Intl.DateTimeFormat("sv-SE", LONDON); // 2026-11-22
const clock = new Intl.DateTimeFormat("en-GB", { ...LONDON, hour: "numeric", minute: "2-digit", hour12: true });
const inWords = (form) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", ...form });
const thisYear = inWords({ weekday: "long" }), otherYear = inWords({ year: "numeric" });
const listeners = [];

export const dayOf = (moment) => date.format(new Date(moment));
export const timeOf = (moment) => clock.format(new Date(moment)).replace(" ", ""); // 2:31pm
export const onNewDay = (act) => listeners.push(act);

// By the calendar: a day on which the clocks change has 23 or 25 hours.
const dayBefore = (day) => new Date(Date.parse(day) - DAY).toISOString().slice(0, 10);

// Today, Yesterday, Thursday 19 November, 19 November 2025
export function nameOf(day, today = dayOf(Date.now())) {
  if (day === today) return "Today";
  if (day === dayBefore(today)) return "Yesterday";
  const words = day.slice(0, 4) === today.slice(0, 4) ? thisYear : otherYear;
  return words.format(new Date(day)).replace(",", "");
}

// A page that stays open over midnight, or wakes up on another day.
let today = dayOf(Date.now());
function look() {
  if (today === dayOf(Date.now())) return;
  today = dayOf(Date.now());
  for (const act of listeners) act();
}
setInterval(look, 20000);
document.addEventListener("visibilitychange", look);
