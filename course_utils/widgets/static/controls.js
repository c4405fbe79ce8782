// The settings: native, labelled sliders and radio buttons.

function lengthOfLongest(texts) {
  return Math.max(...texts.map((text) => text.length));
}

class SliderControl {
  constructor(setting, change) {
    const id = newId("setting");
    this.setting = setting;
    this.input = html("input", {
      id,
      type: "range",
      min: 0,
      max: setting.values.length - 1,
      step: 1,
      "data-setting": setting.name,
      oninput: () => change({ [setting.name]: Number(this.input.value) }),
    });
    this.said = html("span", { class: "xp-value", "aria-hidden": "true" });
    this.said.style.width = `${lengthOfLongest(setting.texts) + 1}ch`;
    const label = html("label", { for: id }, setting.label);
    this.root = html("div", { class: "xp-control" }, label, this.input, this.said);
  }

  show(place) {
    const text = this.setting.texts[place];
    this.input.value = place;
    this.input.setAttribute("aria-valuetext", text);
    setText(this.said, text);
  }
}

class ChoiceControl {
  constructor(setting, change) {
    const name = newId("choice");
    this.inputs = setting.values.map((_, i) =>
      html("input", {
        type: "radio",
        name,
        value: i,
        "data-setting": setting.name,
        onchange: () => change({ [setting.name]: i }),
      }),
    );
    const labels = this.inputs.map((input, i) =>
      html("label", {}, input, html("span", {}, setting.texts[i])),
    );
    this.root = html(
      "fieldset",
      { class: "xp-control xp-choice" },
      html("legend", {}, setting.label),
      ...labels,
    );
  }

  show(place) {
    this.inputs[place].checked = true;
  }
}

// Every setting that is shown, in one group.
class Controls {
  constructor(scene) {
    const shown = scene.page.settings.filter(({ name }) => scene.shows(name));
    this.controls = shown.map((setting) => {
      const Control = setting.kind === "choice" ? ChoiceControl : SliderControl;
      return [setting.name, new Control(setting, (patch) => scene.change(patch))];
    });
    const roots = this.controls.map(([, control]) => control.root);
    const timed = this.controls.find(([name]) => name === scene.time?.name);
    if (timed) timed[1].root.append(new Player(scene).root);
    this.root = html(
      "fieldset",
      { class: "xp-controls" },
      html("legend", { class: "xp-said" }, "Settings"),
      ...roots,
    );
    this.root.hidden = roots.length === 0;
  }

  draw({ at }) {
    for (const [name, control] of this.controls) control.show(at[name]);
  }
}
