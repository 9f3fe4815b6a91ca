// What this device keeps for one box, and what the server has of it, as one list. Each window writes
// under a name of its own, so nothing is written over. It touches no page, so a test can shuffle it.

// `device`: {writer, words, at, saved}, `rows`: {writer, words, at}. What is saved and not on the
// server any more was sent, taken over or thrown away elsewhere: it is `gone`. `come` is what the
// device is to keep from now on; `foreign` is what no window of this device wrote.
export function merge(device, rows) {
  const served = new Set(rows.map(({ writer }) => writer));
  const gone = device.filter(({ writer, saved }) => saved && !served.has(writer)).map(({ writer }) => writer);
  const known = new Map(device.map((one) => [one.writer, one]));
  const isNews = ({ writer }) => !known.has(writer) || known.get(writer).saved;
  const come = rows.filter(isNews).map((row) => ({ ...row, saved: true, foreign: known.get(row.writer)?.foreign ?? !known.has(row.writer) }));
  return { gone, come };
}

// Which one a box shows: this window's own, unless another device has newer words. `all`: newest first.
export function chosen(all, me) {
  const own = all.find(({ writer }) => writer === me);
  const theirs = all.find(({ foreign }) => foreign);
  return own && !(theirs?.at > own.at) ? own : (own ? theirs : all[0]);
}

// Whether all of these words stand in what is shown.
export const isInside = (words, shown) => words.every((one) => shown.some((other) => other.includes(one.trim())));
