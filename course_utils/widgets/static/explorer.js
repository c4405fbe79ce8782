// One view of an explorer: its state, its parts, and when they are drawn.

const PANELS = {
  curves: CurvesPanel,
  fit: FitPanel,
  heatmap: HeatmapPanel,
  matrix: MatrixPanel,
  histogram: HistogramPanel,
};
const QUIET = 400; // milliseconds without a change before the sentence is said

class Scene {
  constructor(page, numbers) {
    this.page = page;
    this.measures = new Measures(page.measures, numbers, page.settings);
    this.words = new Words(page.settings, this.measures);
    this.time = page.settings.find(({ kind }) => kind === "time");
    this.view = { at: page.at, open: page.opened, pin: null, spread: false, drawn: {} };
    this.frame = 0;
    this.panels = page.panels.map((panel) => new PANELS[panel.kind](panel, this));
    this.parts = [];
  }

  shows(part) {
    return this.page.show.includes(part);
  }

  isDrawn({ title }) {
    return this.shows("prediction") && this.page.prediction.drawing?.panel === title;
  }

  panelNamed(title) {
    return this.panels.find(({ panel }) => panel.title === title);
  }

  change(places) {
    this.update({ at: { ...this.view.at, ...places } });
  }

  // However many changes come, one drawing a frame.
  update(patch) {
    this.view = { ...this.view, ...patch };
    this.frame ||= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.stop();
    for (const part of [...this.panels, ...this.parts]) part.draw(this.view);
  }

  stop() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }
}

class Readouts {
  constructor(scene) {
    this.scene = scene;
    this.items = scene.page.readouts.map((readout) => ({
      readout,
      said: html("dd"),
      pinned: html("dd", { class: "xp-muted" }),
    }));
    const pairs = this.items.map(({ readout, said, pinned }) =>
      html("div", {}, html("dt", {}, readout.label), said, pinned),
    );
    this.root = html("dl", { class: "xp-readouts" }, ...pairs);
    this.root.hidden = pairs.length === 0;
  }

  text({ measure, unit, digits }, at) {
    return `${numberText(this.scene.measures.number(measure, at), digits)}${unit ? ` ${unit}` : ""}`;
  }

  draw({ at, pin, open }) {
    for (const { readout, said, pinned } of this.items) {
      setText(said, open ? this.text(readout, at) : "–");
      setText(pinned, pin ? `pinned ${this.text(readout, pin.at)}` : "");
    }
  }
}

// The sentence is there for the eye at once; it is said when the slider has come to rest.
class Sentence {
  constructor(scene) {
    this.scene = scene;
    this.seen = html("p", { class: "xp-sentence", "aria-hidden": "true" });
    this.heard = html("p", { class: "xp-said", "aria-live": "polite" });
    const all = scene.page.sentence.map(({ text }) => text).join(", ");
    const room = roomFor(scene.words.longest([all], scene.view.at), this.seen);
    this.root = html("div", {}, room, this.heard);
    this.say = whenQuiet((text) => setText(this.heard, text), QUIET);
  }

  draw({ at, open }) {
    const text = open
      ? this.scene.words.sentence(this.scene.page.sentence, at)
      : "The results are hidden until you have made your prediction.";
    setText(this.seen, text);
    this.say(text);
  }
}

function build(scene) {
  const part = (name, Part) => (scene.shows(name) ? new Part(scene) : null);
  const prediction = part("prediction", PredictionPart);
  const goal = part("goal", GoalPart);
  const controls = new Controls(scene);
  const [readouts, sentence] = [new Readouts(scene), new Sentence(scene)];
  const [pin, spread] = [part("pin", PinPart), part("spread", SpreadPart)];
  const [code, table] = [part("code", CodePart), part("table", TablePart)];
  const share = part("token", SharePart);
  scene.parts = [
    prediction,
    goal,
    controls,
    readouts,
    sentence,
    pin,
    spread,
    code,
    table,
    share,
  ].filter(Boolean);
  const panels = html("div", { class: "xp-panels" }, ...scene.panels.map(({ root }) => root));
  const tools = html(
    "div",
    { class: "xp-row xp-tools" },
    ...rootsOf([spread, pin]),
    ...[code, table].filter(Boolean).map((tool) => tool.button),
  );
  const opened = [code, table].filter(Boolean).map((tool) => tool.content);
  const pinned = pin ? [pin.said] : [];
  return [
    ...rootsOf([prediction, goal, controls, readouts]),
    sentence.root,
    panels,
    tools,
    ...pinned,
    ...rootsOf([share]),
    ...opened,
  ];
}

const rootsOf = (parts) => parts.filter(Boolean).map(({ root }) => root);

// JupyterLab takes arrows, Enter and letters for the notebook behind, unless the element that
// has the focus says no; it does not ask the elements around it.
function keepKeys(root) {
  for (const element of root.querySelectorAll("input, button, [tabindex]")) {
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  }
}

function render({ model, el }) {
  const page = model.get("data");
  const scene = new Scene(page, model.get("numbers"));
  const id = newId("title");
  const title = html("h3", { id, class: "xp-title" }, page.title);
  const root = html("section", { class: "xp", "aria-labelledby": id }, title, ...build(scene));
  keepKeys(root);
  el.append(root);
  scene.draw();
  return () => scene.stop();
}

export default { render };
