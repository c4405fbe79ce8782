// A training run, watched live. The kernel sends curves and how far it is; this module draws them
// and sends "start", "stop" and "reset". Nothing is fetched, nothing else is needed.
// data-lm-suppress-shortcuts: keys on a button are the button's, not JupyterLab's.

const BUTTONS = ["start", "stop", "reset"];
const CURVES = [
  { trait: "loss", name: "training" },
  { trait: "val_loss", name: "validation" },
];
const SIZE = { width: 640, height: 260, left: 64, right: 12, top: 12, bottom: 40 };
const SPEAK_EVERY = 2000; // milliseconds: a screen reader must be able to finish a sentence
const PATIENCE = 3000; // milliseconds without an answer from the kernel

export default { render };

function render({ model, el }) {
  const page = build(el);
  const state = { spoken: 0, waiting: 0 };
  const update = () => {
    clearTimeout(state.waiting);
    show(page, read(model), state);
  };
  for (const name of BUTTONS) {
    page[name].addEventListener("click", () => {
      if (page[name].getAttribute("aria-disabled") === "true") return;
      clearTimeout(state.waiting);
      state.waiting = setTimeout(() => say(page.problem, NO_ANSWER), PATIENCE);
      model.send(name); // last: it raises where the kernel is gone
    });
  }
  page.details.addEventListener("toggle", update);
  model.on("change", update);
  update();
  return () => {
    clearTimeout(state.waiting);
    model.off("change", update);
  };
}

const NO_ANSWER =
  "No answer yet. The kernel may be busy with a cell. If it was restarted, run this cell again.";

function read(model) {
  const curves = CURVES.map(({ trait, name }) => ({ name, values: floats(model.get(trait)) }));
  return {
    epochs: model.get("epochs"),
    done: model.get("done"),
    running: model.get("running"),
    problem: model.get("problem"),
    curves: curves.filter(({ name, values }) => name === "training" || values.length),
  };
}

// A copy: the bytes need not begin at a multiple of four.
function floats(view) {
  const bytes = new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);
  return Array.from(new Float32Array(bytes.slice().buffer));
}

function build(el) {
  el.innerHTML = `
    <section class="course-live" aria-label="Live training">
      <p class="live-buttons">
        <button type="button" data-part="start" data-lm-suppress-shortcuts="true">Start</button>
        <button type="button" data-part="stop" data-lm-suppress-shortcuts="true">Stop</button>
        <button type="button" data-part="reset" data-lm-suppress-shortcuts="true">Reset</button>
        <progress data-part="progress" aria-label="epochs done" max="1" value="0"></progress>
      </p>
      <svg data-part="plot" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img"></svg>
      <p data-part="sentence" role="status" aria-live="polite"></p>
      <p data-part="problem" class="live-problem" role="alert"></p>
      <details data-part="details">
        <summary data-lm-suppress-shortcuts="true">The losses as a table</summary>
        <table data-part="table"></table>
      </details>
    </section>`;
  const parts = [...el.querySelectorAll("[data-part]")];
  return Object.fromEntries(parts.map((part) => [part.dataset.part, part]));
}

function show(page, run, state) {
  const finished = run.curves[0].values.length >= run.epochs;
  enable(page.start, !run.running && !finished);
  enable(page.stop, run.running);
  enable(page.reset, run.running || run.done > 0);
  page.progress.max = run.epochs;
  page.progress.value = run.done;
  draw(page.plot, run);
  say(page.problem, run.problem);
  const now = Date.now();
  if (!run.running || now - state.spoken > SPEAK_EVERY) {
    state.spoken = now;
    say(page.sentence, sentence(run, finished));
  }
  if (page.details.open) page.table.innerHTML = rows(run);
}

// Not `disabled`: a button that loses the focus while it is used strands a keyboard.
function enable(button, on) {
  button.setAttribute("aria-disabled", String(!on));
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function sentence(run, finished) {
  const count = run.curves[0].values.length;
  const word = run.running ? "Training" : finished ? "Done" : count ? "Stopped" : "Ready";
  if (!count) return `${word}. ${run.epochs} epochs to go.`;
  const losses = run.curves.map(({ name, values }) => `${name} ${number(values.at(-1))}`);
  return `${word}: epoch ${count} of ${run.epochs}, ${losses.join(", ")}`;
}

function number(value) {
  if (Number.isNaN(value)) return "not a number";
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "infinite";
}

function rows(run) {
  const names = run.curves.map(({ name }) => `<th scope="col">${name}</th>`).join("");
  const body = run.curves[0].values.map((_, epoch) => {
    const cells = run.curves.map(({ values }) => `<td>${number(values[epoch])}</td>`).join("");
    return `<tr><th scope="row">${epoch + 1}</th>${cells}</tr>`;
  });
  return `<tr><th scope="col">epoch</th>${names}</tr>${body.join("")}`;
}

function draw(svg, run) {
  const values = run.curves.flatMap((curve) => curve.values).filter(Number.isFinite);
  const top = nice(Math.max(...values, 0) || 1);
  const right = SIZE.width - SIZE.right;
  const bottom = SIZE.height - SIZE.bottom;
  const x = (epoch) => SIZE.left + ((right - SIZE.left) * epoch) / run.epochs;
  const y = (loss) => bottom - ((bottom - SIZE.top) * loss) / top;
  const ticks = [0, 0.5, 1].map((part) => label(SIZE.left - 8, y(top * part) + 4, "end", top * part));
  const grid = [0, 0.5, 1].map(
    (part) => `<path class="live-grid" d="M${SIZE.left} ${y(top * part)}H${right}"/>`,
  );
  const ends = [0, run.epochs].map((epoch) => label(x(epoch), bottom + 16, "middle", epoch));
  const lines = run.curves.map((curve) => line(curve, x, y));
  const names = run.curves.map(({ name }, i) => legend(name, right - 250 + 130 * i));
  svg.innerHTML = [
    ...grid,
    ...ticks,
    ...ends,
    label((SIZE.left + right) / 2, SIZE.height - 6, "middle", "epoch"),
    `<text class="live-text" transform="rotate(-90)" x="${-(SIZE.top + bottom) / 2}" y="14" text-anchor="middle">loss</text>`,
    ...lines,
    ...names,
  ].join("");
  svg.setAttribute("aria-label", `Loss against epochs. ${sentence(run, false)}`);
}

// The curve of epoch 1 stands at 1: it is known when that epoch is over.
function line({ name, values }, x, y) {
  const points = values
    .map((value, i) => (Number.isFinite(value) ? `${x(i + 1).toFixed(1)} ${y(value).toFixed(1)}` : ""))
    .filter(Boolean);
  if (!points.length) return "";
  const [ex, ey] = points.at(-1).split(" ");
  const end = `<circle class="live-${name}-end" cx="${ex}" cy="${ey}" r="3.5"/>`;
  return `<path class="live-curve live-${name}" d="M${points.join("L")}"/>${end}`;
}

function legend(name, x) {
  const sample = `<path class="live-curve live-${name}" d="M${x} ${SIZE.top + 4}h32"/>`;
  return sample + label(x + 40, SIZE.top + 8, "start", name);
}

function label(x, y, anchor, text) {
  const shown = typeof text === "number" ? number(text) : text;
  return `<text class="live-text" x="${x}" y="${y}" text-anchor="${anchor}">${shown}</text>`;
}

// The next 1, 2 or 5 with zeros: the scale stays where it is while the curve falls.
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((step) => step * power >= value);
}
