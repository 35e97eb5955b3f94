"use strict";
const form = document.querySelector("form.filters");
const cards = [...document.querySelectorAll("article")];
const count = form.querySelector("output");
function choose() {
  const wanted = [...new FormData(form)].filter(([, value]) => value);
  let shown = 0;
  for (const card of cards) {
    const fits = ([name, value]) =>
      name === "slot" ? card.dataset.slot.split(" ").includes(value) : card.dataset[name] === value;
    card.hidden = !wanted.every(fits);
    shown += card.hidden ? 0 : 1;
  }
  count.textContent = `${shown} of ${cards.length} mistakes`;
}
form.addEventListener("input", choose);
choose();
