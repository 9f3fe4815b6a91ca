// Looks at what is being written for words of danger, on this device only: the rules come to the
// browser, and no word leaves it. The same matcher as peoplehub/text_checks/phrases.py.
const STOP = ".", PASSED_OVER = "_";
const PICTURES = { "💊": " pills ", "🔪": " knife ", "😂": " lol ", "🤣": " lol ", "😅": " lol " };

function tokens(text, spellings) {
  for (const [picture, word] of Object.entries(PICTURES)) text = text.replaceAll(picture, word);
  text = text.normalize("NFKD").toLowerCase().replace(/['’‘ʼ\x60´]/g, "").replace(/([a-z])\1\1+/g, "$1$1");
  const found = (text.match(/[a-z0-9]+|[.!?\n;:]/g) ?? []).map((word) => (/[a-z0-9]/.test(word) ? word : STOP));
  const meant = [];
  for (let at = 0; at < found.length;) {
    const two = found.slice(at, at + 2).join(" ");
    const size = at + 1 < found.length && Object.hasOwn(spellings, two) ? 2 : 1;
    const said = size === 2 ? two : found[at];
    meant.push(...(Object.hasOwn(spellings, said) ? spellings[said] : [said]));
    at += size;
  }
  return meant;
}

function prepared(step) {
  if (typeof step === "number") return { gap: step };
  const optional = step.at(-1) === "?";
  const said = optional ? step.slice(0, -1) : step;
  const beginnings = said.filter((word) => word.endsWith("*")).map((word) => word.slice(0, -1));
  return { words: new Set(said.filter((word) => !word.endsWith("*"))), beginnings, optional };
}

const fits = ({ words, beginnings }, word) => words.has(word) || beginnings.some((begin) => word.startsWith(begin));

function endOfMatch(steps, words, start) {
  let places = new Set([start]);
  for (const step of steps) {
    const after = new Set();
    for (const place of places) {
      for (let more = 0; more <= (step.gap ?? -1); more++) {
        after.add(place + more);
        if (place + more >= words.length || words[place + more] === STOP) break;
      }
      if (step.gap) continue;
      if (step.optional) after.add(place);
      if (place < words.length && fits(step, words[place])) after.add(place + 1);
    }
    if (!after.size) return -1;
    places = after;
  }
  return Math.max(...places);
}

export class Rules {
  constructor(rules) {
    this.spellings = rules.spellings;
    for (const kind of ["plain", "possible", "harmless", "mute"]) {
      this[kind] = { under: new Map(), open: [] };
      for (const steps of rules[kind].map((phrase) => phrase.map(prepared))) {
        for (const word of steps[0].words) this[kind].under.set(word, [...(this[kind].under.get(word) ?? []), steps]);
        if (steps[0].beginnings.length) this[kind].open.push(steps);
      }
    }
  }

  *matches(kind, words) {
    for (const [at, word] of words.entries()) {
      for (const steps of [...(this[kind].under.get(word) ?? []), ...this[kind].open]) {
        const end = endOfMatch(steps, words, at);
        if (end > 0) yield [at, end];
      }
    }
  }

  // "plain", "possible" or "".
  judge(text) {
    const heard = [];
    let sentence = [];
    for (const word of [...tokens(text, this.spellings), STOP]) {
      if (word !== STOP) { sentence.push(word); continue; }
      if (this.matches("mute", sentence).next().done) heard.push(...sentence, STOP);
      sentence = [];
    }
    const without = [...heard];
    for (const [start, end] of this.matches("harmless", heard)) without.fill(PASSED_OVER, start, end);
    return ["plain", "possible"].find((level) => !this.matches(level, without).next().done) ?? "";
  }
}
