// A button that prints the page. Without scripts the browser's own does the same.
for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  (place.querySelector("button") ?? place).addEventListener("click", () => print());
}
