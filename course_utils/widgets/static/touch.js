// A plot that answers: dragging in it moves a setting, the pointer or the arrow keys read numbers.

const BACK = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1 };

// From the screen to the coordinates of the plot.
function toPlot({ picture, area }, { clientX, clientY }) {
  const box = picture.getBoundingClientRect();
  return [
    ((clientX - box.left) / box.width) * area.width,
    ((clientY - box.top) / box.height) * area.height,
  ];
}

const nearestOf = (numbers, wanted) =>
  numbers.reduce(
    (best, number, i) => (Math.abs(number - wanted) < Math.abs(numbers[best] - wanted) ? i : best),
    0,
  );

// Calls `start(x, y)` where a pointer goes down; what it returns follows the pointer until it is
// let go.
function listenToDrags(frame, start) {
  const { picture } = frame;
  let follow = null;
  picture.addEventListener("pointerdown", (event) => {
    follow = start(...toPlot(frame, event));
    if (!follow) return;
    picture.setPointerCapture(event.pointerId);
    follow(...toPlot(frame, event));
  });
  picture.addEventListener("pointermove", (event) => follow?.(...toPlot(frame, event)));
  for (const end of ["pointerup", "pointercancel"])
    picture.addEventListener(end, () => (follow = null));
}

// `panel.stops(view)` are the pixels along x where there is something to read, and
// `panel.reading(i, view)` says it; `panel.grab(x, y)` returns what a drag does, or nothing. Where
// stops are places in a plane, `panel.stopNear(x, y, view)` finds one, `panel.ring(i, view)` marks it.
class Touch {
  constructor(panel) {
    this.panel = panel;
    this.frame = panel.frame;
    this.place = null;
    const { picture } = this.frame;
    picture.setAttribute("tabindex", 0);
    listenToDrags(this.frame, (x, y) => (this.open ? panel.grab(x, y) : null));
    picture.addEventListener("pointermove", (event) => this.hover(event));
    picture.addEventListener("pointerleave", () => this.clear());
    picture.addEventListener("blur", () => this.clear());
    picture.addEventListener("keydown", (event) => this.key(event));
  }

  get open() {
    return this.panel.scene.view.open;
  }

  hover(event) {
    if (!this.open || event.pointerType === "touch") return;
    const { panel } = this;
    const [x, y] = toPlot(this.frame, event);
    const { view } = panel.scene;
    this.read(panel.stopNear?.(x, y, view) ?? nearestOf(panel.stops(view), x), "off");
  }

  key(event) {
    const step = BACK[event.key];
    if (event.key === "Escape") this.clear();
    if (!step || !this.open || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const last = this.panel.stops(this.panel.scene.view).length - 1;
    const from = this.place ?? this.panel.here?.(this.panel.scene.view) ?? 0;
    this.read(Math.max(0, Math.min(last, this.place === null ? from : from + step)), "polite");
  }

  // A pointer reads for the eye alone: the words would otherwise be said at every pixel.
  read(place, live) {
    this.place = place;
    this.frame.reading.setAttribute("aria-live", live);
    this.draw();
  }

  clear() {
    this.place = null;
    this.draw();
  }

  draw() {
    const { reading, cursor, area } = this.frame;
    const { view } = this.panel.scene;
    const x = this.open && this.place !== null ? this.panel.stops(view)[this.place] : undefined;
    reading.hidden = x === undefined;
    cursor.replaceChildren();
    if (x === undefined) return;
    setText(reading, this.panel.reading(this.place, view));
    reading.classList.toggle("xp-reading-left", x > area.width / 2);
    const [y1, y2] = area.y;
    const ring = this.panel.ring?.(this.place, view);
    cursor.append(ring ?? svg("line", { class: "xp-cursor", x1: x, x2: x, y1, y2 }));
  }
}
