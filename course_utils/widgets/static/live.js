// A training run, watched live. The kernel sends curves and how far it is; this page draws them
// and sends "start", "stop" and "reset". Nothing is fetched.

const ACTIONS = { start: "Start", stop: "Stop", reset: "Reset" };
const CURVES = [
  { trait: "loss", label: "training", style: 0, promisedStyle: 2 },
  { trait: "val_loss", label: "validation", style: 1, promisedStyle: 3 },
];
const TITLE = "Loss against epochs";
const AREA = plotArea(640, 260);
const SPEAK_EVERY = 2000; // milliseconds: a screen reader must be able to finish a sentence
const PATIENCE = 3000; // milliseconds without an answer from the kernel
const NO_ANSWER =
  "No answer yet. The kernel may be busy with a cell. If it was restarted, run this cell again.";

// A copy: the bytes need not begin at a multiple of four.
function floats(view) {
  const bytes = new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);
  return Array.from(new Float32Array(bytes.slice().buffer));
}

// What the kernel has told so far. Without validation there is one curve.
function readRun(model) {
  const [training, validation] = CURVES.map((curve) => ({
    ...curve,
    values: floats(model.get(curve.trait)),
  }));
  return {
    epochs: model.get("epochs"),
    done: model.get("done"),
    running: model.get("running"),
    problem: model.get("problem"),
    finished: training.values.length >= model.get("epochs"),
    curves: validation.values.length ? [training, validation] : [training],
    promised: readPromised(model.get("promised")),
  };
}

// What an explorer shows for this run, if it came from one.
function readPromised({ epochs = [], ...losses }) {
  return CURVES.filter(({ trait }) => losses[trait]).map(({ trait, label, promisedStyle }) => ({
    name: label,
    label: `${label}, in the explorer`,
    style: promisedStyle,
    epochs,
    values: losses[trait].map((value) => value ?? NaN),
  }));
}

// Its numbers at the last of its epochs that this run has reached.
function promisedSentence(promised, count) {
  const place = promised[0]?.epochs.findLastIndex((epoch) => epoch <= count) ?? -1;
  const known = promised.filter(({ values }) => Number.isFinite(values[place]));
  const losses = known.map(({ name, values }) => `${name} ${numberText(values[place])}`);
  return known.length ? `. In the explorer at epoch ${promised[0].epochs[place]}: ${losses.join(", ")}` : "";
}

function runSentence({ running, finished, epochs, curves, promised }) {
  const count = curves[0].values.length;
  const word = running ? "Training" : finished ? "Done" : count ? "Stopped" : "Ready";
  if (!count) return `${word}. ${epochs} epochs to go.`;
  const losses = curves.map(({ label, values }) => `${label} ${numberText(values.at(-1))}`);
  const said = `${word}: epoch ${count} of ${epochs}, ${losses.join(", ")}`;
  return running ? said : said + promisedSentence(promised, count);
}

// The losses so far. The scale stays while the curve falls, and is drawn again when it must grow.
class LossPlot {
  constructor() {
    this.root = html("div");
  }

  draw(run) {
    const known = [...run.curves, ...run.promised];
    const finite = known.flatMap(({ values }) => values).filter(Number.isFinite);
    const top = roundStep(Math.max(...finite, 0) || 1, 1);
    const shape = `${top} ${run.epochs} ${run.curves.length}`;
    if (this.shape !== shape) this.frameFor(run, top);
    this.shape = shape;
    const curves = run.curves.filter(({ values }) => values.some(Number.isFinite));
    // The dashes lie on top: the two often are one line.
    this.frame.draw(
      [...curves, ...run.promised].map((curve) => seriesLine(curve.style, ...this.pixels(curve))),
      curves.map((curve) => this.end(curve)),
    );
    this.frame.describe(runSentence(run));
  }

  frameFor({ epochs, curves, promised }, top) {
    const [x, y] = [linearScale([0, epochs], AREA.x, WIDE), linearScale([0, top], AREA.y)];
    this.frame = new Frame(TITLE, x, y, "epoch", "loss", AREA);
    const items = [...curves, ...promised].map(({ style, label }) => legendItem(lineSwatch(style), label));
    this.frame.legend.append(...items);
    this.root.replaceChildren(this.frame.root);
  }

  // The loss of epoch 1 is at 1: it is known when that epoch is over.
  pixels({ values, epochs }) {
    const xs = values.map((_, i) => this.frame.x.map(epochs ? epochs[i] : i + 1));
    return [xs, values.map(this.frame.y.map)];
  }

  end({ style, values }) {
    const last = values.findLastIndex(Number.isFinite);
    return marker(style, this.frame.x.map(last + 1), this.frame.y.map(values[last]));
  }
}

class LiveView {
  constructor(model) {
    this.model = model;
    this.buttons = Object.fromEntries(
      Object.entries(ACTIONS).map(([name, label]) => [name, button(label, () => this.press(name))]),
    );
    this.progress = html("progress", { "aria-label": "epochs done" });
    this.plot = new LossPlot();
    this.sentence = html("p", { role: "status", "aria-live": "polite" });
    this.problem = html("p", { class: "xp-live-problem", role: "alert" });
    this.table = html("div", {
      class: "xp-tables",
      tabindex: 0,
      role: "region",
      "aria-label": "Losses as a table",
    });
    this.losses = new Disclosure("The losses as a table", [this.table]);
    this.losses.onopen = () => this.update();
    this.spoken = 0;
    this.root = html(
      "section",
      { class: "xp xp-live", "aria-label": "Live training", "data-alive": model.get("key") },
      html("div", { class: "xp-row" }, ...Object.values(this.buttons), this.progress),
      this.plot.root,
      this.sentence,
      this.problem,
      this.losses.button,
      this.losses.content,
    );
  }

  // Not `disabled`: a button that loses the focus while it is used strands a keyboard.
  enable(name, on) {
    this.buttons[name].setAttribute("aria-disabled", !on);
  }

  press(name) {
    if (this.buttons[name].getAttribute("aria-disabled") === "true") return;
    this.stopWaiting();
    this.waiting = setTimeout(() => setText(this.problem, NO_ANSWER), PATIENCE);
    this.model.send(name); // last: it raises where the kernel is gone
  }

  stopWaiting() {
    clearTimeout(this.waiting);
  }

  update() {
    this.stopWaiting();
    const run = readRun(this.model);
    this.enable("start", !run.running && !run.finished);
    this.enable("stop", run.running);
    this.enable("reset", run.running || run.done > 0);
    this.progress.max = run.epochs;
    this.progress.value = run.done;
    this.plot.draw(run);
    setText(this.problem, run.problem);
    this.speak(run);
    if (this.losses.isOpen) this.fill(run);
  }

  speak(run) {
    const now = Date.now();
    if (run.running && now - this.spoken <= SPEAK_EVERY) return;
    this.spoken = now;
    setText(this.sentence, runSentence(run));
  }

  fill({ curves }) {
    const epochs = curves[0].values.map((_, i) => String(i + 1));
    const columns = curves.map(({ label, values }) => ({ name: label, values }));
    this.table.replaceChildren(dataTable(numberTable(TITLE, "epoch", epochs, columns)));
  }
}

function render({ model, el }) {
  const view = new LiveView(model);
  const update = () => view.update();
  const letKeysGo = keepKeys(view.root);
  el.append(view.root);
  model.on("change", update);
  update();
  return () => {
    view.stopWaiting();
    letKeysGo();
    model.off("change", update);
  };
}

export default { render };
