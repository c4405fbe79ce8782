// Runs to compare: up to three are pinned, and every one that was tried can be gone back to.

const MOST_PINS = 3;
const REST = 600; // milliseconds at a setting until it counts as tried

class PinPart {
  constructor(scene) {
    this.scene = scene;
    this.button = button("Pin this run", () => this.pin());
    this.list = html("ol", { class: "xp-runs", "aria-label": "Pinned runs" });
    this.root = this.list;
  }

  pin() {
    const { at, pins } = this.scene.view;
    this.scene.update({ pins: [...pins, { at, name: this.scene.runName(at) }] });
  }

  remove(pin) {
    this.scene.update({ pins: this.scene.view.pins.filter((other) => other !== pin) });
    this.button.focus();
  }

  draw({ at, pins }) {
    this.button.disabled = pins.length >= MOST_PINS || pins.some((pin) => this.isHere(pin, at));
    const moved = pins.map((pin) => this.scene.atSameTime(pin.at, at));
    const state = JSON.stringify(moved);
    if (this.state === state) return;
    this.state = state;
    this.list.hidden = pins.length === 0;
    this.list.replaceChildren(...pins.map((pin, i) => this.item(pin, i, moved[i])));
  }

  isHere(pin, at) {
    return isSameRun(this.scene.atSameTime(pin.at, at), at);
  }

  item(pin, i, at) {
    const mark = svg("svg", { class: "xp-swatch xp-pin-swatch", viewBox: "0 0 16 16", "aria-hidden": "true" }, pinMark(i, 8, 8));
    const text = `${pin.name}: ${this.scene.results(at).join(", ")}`;
    const name = html("span", {}, text);
    const away = button("Unpin", () => this.remove(pin), { "aria-label": `Unpin run ${i + 1}` });
    return html("li", {}, mark, name, away);
  }
}

// A run counts without its time. The table is sorted by any column; its buttons go back.
class TriedPart extends Disclosure {
  constructor(scene) {
    const table = html("table", { class: "xp-table xp-tried", "aria-label": "Settings tried" });
    super("Tried (0)", [html("div", { class: "xp-scroll", tabindex: 0, role: "region", "aria-label": "Settings tried" }, table)]);
    Object.assign(this, { scene, table, tried: [], by: null });
    this.note = whenQuiet(() => this.add(), REST);
    this.onopen = () => this.fill();
  }

  add() {
    const { at, open } = this.scene.view;
    if (!open) return;
    const known = this.tried.find((other) => isSameRun(this.scene.atSameTime(other, at), at));
    this.tried = [...this.tried.filter((other) => other !== known), at];
    setText(this.button, `Tried (${this.tried.length})`);
    if (this.isOpen) this.fill();
  }

  get columns() {
    const { page, words, measures, time } = this.scene;
    const settings = page.settings.filter((setting) => setting !== time);
    return [
      ...settings.map(({ name, label }) => ({
        label,
        value: (at) => at[name],
        text: (at) => words.text(name, at),
      })),
      ...page.readouts.map(({ label, measure, digits }) => ({
        label,
        value: (at) => measures.number(measure, at),
        text: (at) => numberText(measures.number(measure, at), digits),
      })),
    ];
  }

  sorted() {
    if (!this.by) return [...this.tried].reverse();
    const { value } = this.columns[this.by.column];
    const rank = (at) => (Number.isNaN(value(at)) ? Infinity : value(at));
    return [...this.tried].sort((a, b) => this.by.sign * (rank(a) - rank(b) || 0));
  }

  sort(column) {
    const sign = this.by?.column === column ? -this.by.sign : 1;
    this.by = { column, sign };
    this.fill();
    this.table.querySelectorAll("thead button")[column].focus();
  }

  head({ label }, i) {
    const sign = this.by?.column === i ? this.by.sign : 0;
    const order = { 1: "ascending", "-1": "descending" }[sign];
    const arrow = { 1: " ▲", "-1": " ▼" }[sign] ?? "";
    return html("th", { scope: "col", "aria-sort": order }, button(label + arrow, () => this.sort(i)));
  }

  row(at) {
    const go = button("Go", () => this.scene.change(at), {
      "aria-label": `Go to ${this.scene.runName(at)}`,
    });
    return html("tr", {}, html("td", {}, go), ...this.columns.map(({ text }) => html("td", {}, text(at))));
  }

  fill() {
    const head = html("tr", {}, html("td"), ...this.columns.map((column, i) => this.head(column, i)));
    this.table.replaceChildren(
      html("thead", {}, head),
      html("tbody", {}, ...this.sorted().map((at) => this.row(at))),
    );
  }

  draw({ at }) {
    if (this.seen === at) return;
    this.seen = at;
    this.note();
  }
}

class SpreadPart {
  constructor(scene) {
    const onchange = () => scene.update({ spread: this.input.checked });
    this.input = html("input", { type: "checkbox", onchange });
    const words = html("span", {}, `Spread over ${scene.page.spread_over}`);
    this.root = html("label", { class: "xp-check" }, this.input, words);
  }

  draw({ spread }) {
    this.input.checked = spread;
  }
}
