// The groups of a log: the messages of a day stand under its name, in the order of their numbers,
// whatever order they are drawn in. What waits to be sent stands after all of them.
import { pieceOf } from "./fragments.js";
import { nameOf, onNewDay } from "./message-days.js";

const log = document.querySelector(".log");
const groupOf = (bubble) => bubble?.closest(".log__day");
const listOf = (group) => group.querySelector(".msgs");

// Between its neighbours by number, either of which may be missing. A group holds neighbours of one day.
export function placeMessage(bubble, day, before, after) {
  const above = groupOf(before), below = groupOf(after);
  if (above?.dataset.day === day) return before.after(bubble);
  if (below?.dataset.day === day) return after.before(bubble);
  const made = newGroup(day);
  listOf(made).append(bubble);
  if (above && above === below) split(above, after);
  if (above) above.after(made);
  else log.prepend(made);
}

// From this message on in a group of its own, of the same day.
function split(group, from) {
  const rest = newGroup(group.dataset.day);
  const all = [...listOf(group).children];
  listOf(rest).append(...all.slice(all.indexOf(from)));
  group.after(rest);
}

export function placeWaiting(bubble, day) {
  const last = log.lastElementChild;
  const isThere = last?.dataset.day === day && "waiting" in last.dataset;
  const group = isThere ? last : newGroup(day);
  group.dataset.waiting = "";
  listOf(group).append(bubble);
  if (!isThere) log.append(group);
}

// A group of what waits is named where the day before it is another one, and goes when it is empty.
export function nameWaiting() {
  for (const group of log.querySelectorAll("[data-waiting]")) {
    if (!listOf(group).childElementCount) group.remove();
    else group.querySelector(".day").hidden = group.previousElementSibling?.dataset.day === group.dataset.day;
  }
}

function newGroup(day) {
  const group = document.createElement("div");
  group.className = "log__day";
  group.dataset.day = day;
  group.append(pieceOf('<h2 class="day"><span></span></h2><ol class="msgs"></ol>'));
  name(group);
  return group;
}

const name = (group) => (group.querySelector(".day span").textContent = nameOf(group.dataset.day));

onNewDay(() => log.querySelectorAll(".log__day").forEach(name));
