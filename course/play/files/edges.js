/** Lets the boxes in which tables scroll say on which side there is more: that edge fades out. */
export function watchEdges() {
  const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => drawEdges(target.closest(".scroll"))));
  for (const box of document.querySelectorAll(".scroll")) {
    for (const part of [box, box.firstElementChild]) sizes.observe(part);
    box.addEventListener("scroll", () => drawEdges(box));
  }
}

function drawEdges(box) {
  const after = box.scrollWidth - box.clientWidth - box.scrollLeft;
  box.classList.toggle("more-before", box.scrollLeft > 1); // what is hidden may be a part of a pixel
  box.classList.toggle("more-after", after > 1);
}
