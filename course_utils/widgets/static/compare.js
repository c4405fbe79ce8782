// Two ways to compare: keep a run beside the others, and show the spread over seeds.

class PinPart {
  constructor(scene) {
    this.scene = scene;
    this.pin = button("Pin this run", () => this.toggle(), { "aria-pressed": "false" });
    this.said = html("p", { class: "xp-pin-name" });
    this.root = this.pin;
  }

  toggle() {
    const { at, pin } = this.scene.view;
    this.scene.update({ pin: pin ? null : { at, text: this.shortName(at), name: this.name(at) } });
  }

  // Without the time: a pinned run is shown whole.
  get without() {
    return this.scene.time ? [this.scene.time.name] : [];
  }

  name(at) {
    return this.scene.words.run(at, this.without) || this.scene.words.run(at);
  }

  shortName(at) {
    const named = this.scene.page.settings.filter(({ name }) => !this.without.includes(name));
    return named.map(({ name }) => this.scene.words.text(name, at)).join(", ") || this.name(at);
  }

  draw({ pin, open }) {
    this.pin.disabled = !open;
    this.pin.setAttribute("aria-pressed", Boolean(pin));
    setText(this.pin, pin ? "Unpin" : "Pin this run");
    setText(this.said, pin ? `Pinned: ${pin.name}` : "");
  }
}

class SpreadPart {
  constructor(scene) {
    const onchange = () => scene.update({ spread: this.input.checked });
    this.input = html("input", { type: "checkbox", onchange });
    this.root = html(
      "label",
      { class: "xp-check" },
      this.input,
      html("span", {}, "Spread over 20 seeds"),
    );
  }

  draw({ open, spread }) {
    this.input.disabled = !open;
    this.input.checked = spread;
  }
}
