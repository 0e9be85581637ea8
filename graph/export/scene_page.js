// Moving the picture, and marking in it what is being read. Everything else is links, which need no script.
(function () {
  "use strict";
  const picture = document.getElementById("picture");
  const svg = picture.querySelector("svg");
  const all = svg.getAttribute("viewBox").split(" ").map(Number);
  let [x, y, width, height] = all;
  let drag = null;
  let moved = false;

  const show = () => svg.setAttribute("viewBox", [x, y, width, height].join(" "));

  function zoom(factor, at) {
    const next = Math.min(Math.max(width * factor, all[2] / 20), all[2] * 2);
    const ratio = next / width;
    const [cx, cy] = at ?? [x + width / 2, y + height / 2];
    x = cx - (cx - x) * ratio;
    y = cy - (cy - y) * ratio;
    width *= ratio;
    height *= ratio;
    show();
  }

  function place(event) {
    const inverse = svg.getScreenCTM().inverse();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
    return [point.x, point.y];
  }

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(event.deltaY * 0.0012), place(event));
  }, { passive: false });

  // One finger or the mouse moves the picture, two fingers bring it closer.
  const fingers = new Map();
  svg.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, event);
    drag = fingers.size === 1 ? place(event) : null;
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    fingers.set(event.pointerId, event);
    if (fingers.size === 2) {
      const other = [...fingers.values()].find((one) => one.pointerId !== event.pointerId);
      const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      moved = true;
      zoom(apart(before) / apart(event), place(other));
    } else if (drag !== null) {
      const [px, py] = place(event);
      if (Math.hypot(px - drag[0], py - drag[1]) > width / 200) moved = true;
      x += drag[0] - px;
      y += drag[1] - py;
      show();
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      drag = null;
    });
  }
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
  }, true);

  document.getElementById("tools").hidden = false;
  document.getElementById("closer").addEventListener("click", () => zoom(0.75));
  document.getElementById("farther").addEventListener("click", () => zoom(1.33));
  document.getElementById("whole").addEventListener("click", () => {
    [x, y, width, height] = all;
    show();
  });

  const numbers = (element, name) => (element.getAttribute(name) ?? "").split(" ");

  function mark() {
    for (const one of svg.querySelectorAll(".chosen, .near")) one.classList.remove("chosen", "near");
    const target = document.getElementById(window.location.hash.slice(1));
    if (target === null) return;
    const [sort, number] = target.id.split("-");
    const ends = sort === "link" ? numbers(target, "data-ends") : sort === "thing" ? [number] : [];
    for (const one of svg.querySelectorAll(".mark")) {
      if (numbers(one, "data-things").some((thing) => ends.includes(thing))) one.classList.add("chosen");
      if (sort === "stack" && one.getAttribute("href") === window.location.hash) one.classList.add("chosen");
    }
    for (const one of svg.querySelectorAll(".line")) {
      const links = numbers(one, "data-links");
      if (sort === "link" && links.includes(number)) one.classList.add("chosen");
      if (sort === "thing" && links.some((link) => numbers(document.getElementById("link-" + link), "data-ends").includes(number))) one.classList.add("near");
    }
    target.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", mark);
  mark();
})();
