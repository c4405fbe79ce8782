// One view of an explorer: its state, its parts, and when they are drawn.
//
// A view asks first: the question and the one plot it is about. To answer is to commit: the same
// plot then shows the guess beside what happened, and everything else opens.

const PANELS = {
  curves: CurvesPanel,
  fit: FitPanel,
  plane: PlanePanel,
  heatmap: HeatmapPanel,
  matrix: MatrixPanel,
  images: ImagesPanel,
  histogram: HistogramPanel,
  boundary: BoundaryPanel,
  diagram: DiagramPanel,
};

class Scene {
  constructor(page, numbers) {
    this.page = page;
    this.measures = new Measures(page.measures, numbers, page.settings);
    this.words = new Words(page.settings, this.measures);
    this.time = page.settings.find(({ kind }) => kind === "time");
    this.view = { at: page.at, open: page.opened, guess: null, drawn: null, pins: [], spread: false, silent: null, own: null };
    this.frame = 0;
    this.parts = [];
    this.main = html("div", { class: "xp-main" });
    this.others = html("div", { class: "xp-others" });
    const asked = page.panels.find((panel) => this.isAsked(panel));
    this.arrange((asked ?? page.panels[0]).title);
  }

  shows(part) {
    return this.page.show.includes(part);
  }

  isAsked({ title }) {
    return this.shows("prediction") && this.page.prediction.panel === title;
  }

  panelNamed(title) {
    return this.panels.find(({ panel }) => panel.title === title);
  }

  // One panel is large, the others are small beside each other.
  arrange(large) {
    this.panels = this.page.panels.map((panel) => {
      const area = panel.title === large ? LARGE : SMALL;
      return new PANELS[panel.kind](panel, this, area);
    });
    const isLarge = ({ panel }) => panel.title === large;
    const small = this.panels.filter((panel) => !isLarge(panel));
    for (const { panel, root } of small) root.append(this.enlarger(panel.title));
    this.main.replaceChildren(...this.panels.filter(isLarge).map(({ root }) => root));
    this.others.replaceChildren(...small.map(({ root }) => root));
  }

  enlarger(title) {
    const place = () => [...this.others.children].findIndex((root) => root.contains(one));
    const enlarge = () => {
      const at = place();
      this.arrange(title);
      this.draw();
      this.others.children[at].querySelector(".xp-enlarge").focus();
    };
    const one = button("⤢", enlarge, { class: "xp-enlarge", "aria-label": `Enlarge “${title}”`, title: "Enlarge" });
    return one;
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

  // Another run, as far as the run on screen is.
  atSameTime(at, here) {
    return this.time ? { ...at, [this.time.name]: here[this.time.name] } : at;
  }

  // Whether a measure is the same there as here, whatever else differs.
  same(measure, there, here) {
    return Object.keys(there).every(
      (name) => there[name] === here[name] || !this.measures.dependsOn(measure, name),
    );
  }

  reaches(at) {
    return this.measures.number(this.page.goal.met, at) === 1;
  }

  // A run in words; without the time, since a run is whole.
  runName(at) {
    return this.words.run(at, this.time ? [this.time.name] : []) || this.words.run(at);
  }

  results(at) {
    return this.page.readouts.map(({ label, measure, unit, digits }) => {
      const number = numberText(this.measures.number(measure, at), digits);
      return `${label} ${number}${unit ? ` ${unit}` : ""}`;
    });
  }
}

class Readouts {
  constructor(scene) {
    this.scene = scene;
    this.items = scene.page.readouts.map((readout) => ({ readout, said: html("dd") }));
    const pairs = this.items.map(({ readout, said }) =>
      html("div", {}, html("dt", {}, readout.label), said),
    );
    this.root = html("dl", { class: "xp-readouts" }, ...pairs);
    this.root.hidden = pairs.length === 0;
  }

  draw({ at }) {
    for (const { readout, said } of this.items) {
      const number = this.scene.measures.number(readout.measure, at);
      const text = numberText(number, readout.digits);
      setText(said, `${text}${readout.unit ? ` ${readout.unit}` : ""}`);
    }
  }
}

// The sentence is there for the eye at once; it is said when the slider has come to rest.
class Sentence {
  constructor(scene) {
    this.scene = scene;
    this.seen = html("p", { class: "xp-sentence", "aria-hidden": "true" });
    this.heard = html("p", { class: "xp-said", "aria-live": "polite" });
    this.root = html("div", {}, this.seen, this.heard);
    this.say = whenQuiet((text) => setText(this.heard, text), QUIET);
  }

  draw({ at, open }) {
    const text = open ? this.scene.words.sentence(this.scene.page.sentence, at) : "";
    setText(this.seen, text);
    this.say(text);
  }
}

const rootsOf = (parts) => parts.filter(Boolean).map(({ root }) => root);

// The parts that are there, and their places on the page.
function build(scene, model) {
  const { page } = scene;
  const part = (name, Part) => (scene.shows(name) ? new Part(scene) : null);
  const prediction = part("prediction", PredictionPart);
  scene.own = page.own && model.send ? new OwnPoints(scene, model) : null;
  const [controls, readouts, sentence] = [Controls, Readouts, Sentence].map((P) => new P(scene));
  const goal = part("goal", GoalPart);
  const [spread, pin, tried] = [
    part("spread", SpreadPart),
    part("pin", PinPart),
    part("pin", TriedPart),
  ];
  const [code, table, share] = [
    part("code", CodePart),
    part("table", TablePart),
    part("token", SharePart),
  ];
  const opening = [tried, code, table, share].filter(Boolean);
  scene.parts = [prediction, controls, readouts, sentence, goal, spread, pin, scene.own, ...opening].filter(
    Boolean,
  );
  const tools = html(
    "div",
    { class: "xp-row xp-tools" },
    ...rootsOf([spread]),
    ...(pin ? [pin.button] : []),
    ...(share ? [share.copy, share.answer] : []),
    ...opening.map((tool) => tool.button),
    ...(share ? [share.told] : []),
  );
  const contents = opening.map(({ content }) => content);
  const rest = [
    html("div", { class: "xp-side" }, ...rootsOf([controls, readouts, sentence, scene.own])),
    scene.others,
    html(
      "div",
      { class: "xp-foot" },
      ...rootsOf([pin, goal]),
      tools,
      ...contents,
      html("p", { class: "xp-origin" }, scene.page.origin),
    ),
  ];
  const body = html("div", { class: "xp-body" }, ...rootsOf([prediction]), scene.main, ...rest);
  // What is asked about is alone until it is answered.
  const stage = {
    draw({ open }) {
      body.dataset.stage = open ? "open" : "asked";
      for (const element of rest) element.hidden = !open;
    },
  };
  scene.parts.unshift(stage);
  return body;
}

// `memory` keeps what the learner did and gives it back: see memory.js.
function render({ model, el, memory = browserMemory }) {
  const page = model.get("data");
  const scene = new Scene(page, model.get("numbers"));
  const id = newId("title");
  const heading = model.save_changes ? "h3" : "h1"; // the title of a page of its own
  const title = html(heading, { id, class: "xp-title" }, page.title);
  scene.root = html("section", { class: "xp", "aria-labelledby": id, "data-alive": page.key }, title);
  scene.root.append(build(scene, model));
  const letKeysGo = keepKeys(scene.root);
  el.append(scene.root);
  const forget = remember(scene, memory(page));
  scene.draw();
  if (navigator.userActivation?.isActive) requestAnimationFrame(() => scrollToSee(scene.root));
  return () => {
    scene.stop();
    scene.own?.end();
    forget();
    letKeysGo();
  };
}

export default { render };
