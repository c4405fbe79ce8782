// A curve that the learner draws before it is revealed: labelled sliders, or dragging on the plot.

const HANDLE_STEPS = 100;

class Drawing {
  constructor(drawing, scene, onchange) {
    this.drawing = drawing;
    this.scene = scene;
    this.onchange = onchange;
    this.panel = scene.panelNamed(drawing.panel);
    this.moved = false;
    const pixels = [0, HANDLE_STEPS];
    const { range } = this.panel.frame.y;
    this.scale = this.panel.panel.log ? logScale(range, pixels) : linearScale(range, pixels);
    this.handles = drawing.at.map((place) => this.handle(place));
    this.root = html(
      "fieldset",
      { class: "xp-handles" },
      html("legend", {}, drawing.label),
      ...this.handles.map(({ root }) => root),
    );
    this.listen(this.panel.frame.picture);
  }

  handle(place) {
    const id = newId("handle");
    const { label, texts } = this.panel.setting;
    const oninput = () => this.changed();
    const input = html("input", {
      id,
      type: "range",
      min: 0,
      max: HANDLE_STEPS,
      step: 1,
      value: HANDLE_STEPS / 2,
      oninput,
    });
    const said = html("span", { class: "xp-value", "aria-hidden": "true" });
    const name = html("label", { for: id }, `${label} ${texts[place]}`);
    return { place, input, said, root: html("div", { class: "xp-control" }, name, input, said) };
  }

  // With a pointer: the handle next to it goes where the pointer is.
  listen(picture) {
    let held = null;
    const follow = (event) => {
      const [x, y] = toPlot(picture, event);
      held ??= this.nearest(x);
      const range = linearMap(PLOT_Y, [0, HANDLE_STEPS]);
      held.input.value = range(Math.max(PLOT_Y[1], Math.min(PLOT_Y[0], y)));
      this.changed();
    };
    picture.addEventListener("pointerdown", (event) => {
      if (this.scene.view.open) return;
      picture.setPointerCapture(event.pointerId);
      follow(event);
    });
    picture.addEventListener("pointermove", (event) => held && follow(event));
    for (const end of ["pointerup", "pointercancel"])
      picture.addEventListener(end, () => (held = null));
  }

  nearest(x) {
    const far = ({ place }) => Math.abs(this.panel.xs[place] - x);
    return this.handles.reduce((best, handle) => (far(handle) < far(best) ? handle : best));
  }

  changed() {
    this.moved = true;
    this.onchange();
  }

  value({ input }) {
    return this.scale.back(Number(input.value));
  }

  points() {
    return this.handles.map((handle) => ({ place: handle.place, value: this.value(handle) }));
  }

  drawn() {
    return { [this.drawing.panel]: { points: this.points(), moved: this.moved } };
  }

  draw() {
    for (const handle of this.handles) {
      const text = numberText(this.value(handle), 2);
      handle.input.setAttribute("aria-valuetext", text);
      setText(handle.said, text);
    }
  }

  // What was drawn beside what happened, in words.
  compared(at) {
    const { measure, panel: title } = this.drawing;
    const { texts, label } = this.panel.setting;
    const real = this.scene.measures.along(measure, this.panel.panel.x, at);
    const told = this.points().map(({ place, value }) => {
      const drawn = this.moved ? `${numberText(value, 2)} drawn, ` : "";
      return `${label.toLowerCase()} ${texts[place]}: ${drawn}${numberText(real[place], 2)} happened`;
    });
    return `${title}. ${told.join("; ")}.`;
  }
}

// From the screen to the coordinates of the plot.
function toPlot(picture, { clientX, clientY }) {
  const box = picture.getBoundingClientRect();
  return [
    ((clientX - box.left) / box.width) * PLOT.width,
    ((clientY - box.top) / box.height) * PLOT.height,
  ];
}

const drawnSwatch = () =>
  swatch(
    svg("path", { class: "xp-line xp-drawn", d: "M1 7L33 7" }),
    svg("circle", { class: "xp-drawn-handle", cx: 17, cy: 7, r: 5 }),
  );

function drawnCurve({ xs, frame }, points) {
  const x = points.map(({ place }) => xs[place]);
  const y = points.map(({ value }) => frame.y.map(value));
  const circles = x.map((cx, i) => svg("circle", { class: "xp-drawn-handle", cx, cy: y[i], r: 6 }));
  return [svg("path", { class: "xp-line xp-drawn", d: linePath(x, y) }), ...circles];
}
