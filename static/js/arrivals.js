// What came in while somebody reads or writes: it moves nothing that they look at, and where it is out
// of sight a quiet sign leads to it.

// Make a change above or below, and leave what is being looked at where it is: the foot of the page if
// it shows (the box one writes in), else the first of the pieces that does.
export function hold(foot, pieces, change) {
  const anchor = [foot, ...pieces()].find((one) => one && shows(one));
  const before = anchor?.getBoundingClientRect().top;
  const settle = () => anchor?.isConnected && scrollBy(0, anchor.getBoundingClientRect().top - before);
  change();
  settle();
  requestAnimationFrame(settle);
}

function shows(one) {
  const { top, bottom } = one.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

// Gives back what to call with the pieces that came. `seen(piece)` is called as each is on the screen;
// `show(piece)` brings one there.
export function sign(place, words, seen, show = (piece) => piece.scrollIntoView({ block: "center" })) {
  const unseen = new Set();
  const link = document.createElement("a");
  link.className = "btn btn--quiet btn--small arrivals";
  link.hidden = true;
  place.after(link);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const [first] = unseen;
    first.tabIndex = -1;
    show(first);
    first.focus({ preventScroll: true });
  });
  const eye = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting && target.isConnected) continue;
      unseen.delete(target);
      eye.unobserve(target);
      seen(target);
    }
    const [first] = unseen;
    link.hidden = !first;
    if (!first) return;
    link.href = "#" + first.id;
    link.textContent = words(unseen.size);
  });
  return (pieces) => {
    for (const piece of pieces) {
      unseen.add(piece);
      eye.observe(piece);
    }
  };
}
