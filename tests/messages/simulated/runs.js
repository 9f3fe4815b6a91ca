// Whole simulated conversations: `run(from, to)` makes one for each seed and returns what happened in
// all of them, and for each that ended wrong its seed and what was wrong.
import { Person } from "./person.js";
import { Server } from "./server.js";
import { World } from "./world.js";

const ACTS = 60, CALM = 80000; // milliseconds; polls come every 24 seconds
const RealDate = Date;
let clock = () => RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...given) {
    given.length ? super(...given) : super(clock());
  }

  static now() {
    return clock();
  }
};

export async function run(from, to) {
  const total = {}, wrong = [];
  for (let seed = from; seed < to; seed += 1) {
    const { world, errors } = await conversation(seed);
    for (const [what, many] of Object.entries(world.counts)) total[what] = (total[what] ?? 0) + many;
    if (errors.length) wrong.push({ seed, errors });
  }
  clock = () => RealDate.now();
  return { runs: to - from, ...total, wrong };
}

async function conversation(seed) {
  const world = new World(seed), server = new Server(world, seed % 3 === 0);
  const people = ["amina", "maya"].map((name) => new Person(world, server, name));
  let whose = people[0]; // whose clock it is: all of a turn runs on one device
  clock = () => 1.8e12 + world.now + whose.skew;
  people.forEach((person) => person.openTab());
  for (let done = 0; done < ACTS; done += 1) {
    whose = world.one(people);
    act(world, server, whose);
    await world.until(world.now + world.between(0, 4000));
  }
  world.isCalm = true;
  server.refuses = false;
  await world.until(world.now + CALM);
  for (const { tabs } of people) tabs.forEach((tab) => tab.retryRefused());
  await world.until(world.now + CALM);
  world.counts.messages = server.messages.length;
  return { world, errors: [...people.flatMap((person) => errorsOf(person, server))] };
}

function act(world, server, person) {
  const die = world.chance();
  if (die < 0.5) person.write();
  else if (die < 0.65) server.change();
  else if (die < 0.75) world.one(person.tabs).lose();
  else if (die < 0.8) person.killTab();
  else if (die < 0.87 && person.tabs.length < 3) person.openTab();
  else if (die < 0.9) server.restart();
  else if (die < 0.95) person.stepClock();
  else if (die < 0.98) server.block();
  else for (let many = 0; many < 12; many += 1) server.post("elsewhere", { text: "One of many", client_id: `many-${server.messages.length}` });
}

// Everything written is stored once and in the order of writing, nothing waits any more, and every tab
// shows what the server has.
function errorsOf(person, server) {
  const errors = [], own = server.messages.filter(({ author }) => author === person.name);
  const stored = own.map(({ client_id }) => client_id);
  const lost = person.written.filter((name) => !stored.includes(name));
  if (lost.length) errors.push(`${person.name} lost ${lost}`);
  if (new Set(stored).size !== stored.length) errors.push(`${person.name} has doubles`);
  if (person.kept.size) errors.push(`${[...person.kept.keys()]} still wait`);
  if (!server.world.counts.refusals && String(stored) !== String(person.written)) errors.push(`${person.name} wrote in another order`);
  for (const tab of person.tabs) errors.push(...errorsShown(tab, server));
  return errors;
}

function errorsShown(tab, server) {
  const all = [...tab.shown.values()].sort((one, other) => one.number - other.number);
  const first = all[0]?.number ?? 1;
  const seen = (messages) => JSON.stringify(messages.map(({ number, html, gone }) => [number, html, !!gone]));
  const same = seen(all) === seen(server.messages.slice(first - 1));
  return same && !tab.store.hasGap ? [] : [`a tab of ${tab.person.name} shows ${all.length} from ${first}, not what is there`];
}
