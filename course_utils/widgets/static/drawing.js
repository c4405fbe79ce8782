// A curve that the learner draws before it is revealed: labelled sliders, or dragging on the plot.

const HANDLE_STEPS = 100;
const CLOSE = 0.1; // of the plot's height

class Drawing {
  constructor(drawing, scene, onchange) {
    this.drawing = drawing;
    this.scene = scene;
    this.onchange = onchange;
    this.panel = scene.panelNamed(scene.page.prediction.panel);
    this.moved = false;
    const { range, map } = this.panel.frame.y;
    const { area } = this.panel.frame;
    this.toSteps = linearMap(area.y, [0, HANDLE_STEPS]);
    this.map = map;
    this.scale = (this.panel.panel.log ? logScale : linearScale)(range, [0, HANDLE_STEPS]);
    this.handles = drawing.at.map((place) => this.handle(place));
    this.root = html(
      "fieldset",
      { class: "xp-handles" },
      html("legend", {}, drawing.label),
      ...this.handles.map(({ root }) => root),
    );
    this.panel.root.classList.add("xp-grab");
    listenToDrags(this.panel.frame, (x) => (scene.view.open ? null : this.follow(x)));
    this.draw();
  }

  handle(place) {
    const id = newId("handle");
    const { label, texts } = this.panel.setting;
    const input = html("input", {
      id,
      type: "range",
      min: 0,
      max: HANDLE_STEPS,
      step: 1,
      value: HANDLE_STEPS / 2,
      oninput: () => this.changed(),
    });
    const said = html("span", { class: "xp-value", "aria-hidden": "true" });
    const name = html("label", { for: id }, `${label} ${texts[place]}`);
    return { place, input, said, root: html("div", { class: "xp-control" }, name, input, said) };
  }

  // The handle nearest to where the pointer went down goes where the pointer goes.
  follow(x) {
    const held = this.handles[nearestOf(this.handles.map(({ place }) => this.panel.xs[place]), x)];
    return (_, y) => {
      held.input.value = Math.max(0, Math.min(HANDLE_STEPS, this.toSteps(y)));
      this.changed();
    };
  }

  changed() {
    this.moved = true;
    this.draw();
    this.onchange();
  }

  value({ input }) {
    return this.scale.back(Number(input.value));
  }

  points() {
    return this.handles.map((handle) => ({ place: handle.place, value: this.value(handle) }));
  }

  draw() {
    for (const handle of this.handles) {
      const text = numberText(this.value(handle), 2);
      handle.input.setAttribute("aria-valuetext", text);
      setText(handle.said, text);
    }
    this.scene.update({ drawn: this.points() });
  }

  // What was drawn beside what happened, in words; right where all of it is close.
  compared(points) {
    const { measure } = this.drawing;
    const { texts, label } = this.panel.setting;
    const real = this.scene.measures.along(measure, this.panel.panel.x, this.scene.page.prediction.at);
    const steps = (value) => this.toSteps(this.map(value));
    const off = ({ place, value }) => Math.abs(steps(value) - steps(real[place]));
    const isClose = (point) => off(point) <= CLOSE * HANDLE_STEPS;
    const close = points.filter(isClose).length;
    const worst = points.reduce((a, b) => (off(b) > off(a) ? b : a));
    const [drawn, happened] = [worst.value, real[worst.place]].map((v) => numberText(v, 2));
    const where = `${label.toLowerCase()} ${texts[worst.place]}`;
    const told = `Furthest off at ${where}: ${drawn} drawn, ${happened} happened.`;
    return { right: close === points.length, close, told };
  }
}
