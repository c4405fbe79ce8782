// First the learner commits to a prediction, then the results are shown beside it.

const CHOOSE = "Choose one first: a wrong guess teaches most.";
const DRAW = "Draw your curve first: move a handle, or drag on the plot.";

class PredictionPart {
  constructor(scene) {
    this.scene = scene;
    const { question, choices, drawing } = scene.page.prediction;
    this.chosen = null;
    this.drawing = drawing && new Drawing(drawing, scene, () => this.changed());
    const asked = [html("legend", {}, question), ...this.choices(choices)];
    this.commit = button("This is my prediction", () => this.reveal(), {
      class: "xp-strong-button",
    });
    this.form = html(
      "div",
      { class: "xp-asked" },
      html("fieldset", { class: "xp-choice" }, ...asked),
    );
    if (this.drawing) this.form.append(this.drawing.root);
    this.hint = html("span", { class: "xp-hint" });
    this.form.append(html("div", { class: "xp-row" }, this.commit, roomFor(DRAW, this.hint)));
    this.result = html("div", { class: "xp-told xp-off", tabindex: -1 });
    // Question and outcome share one place, as high as the higher of them.
    this.root = html(
      "section",
      { class: "xp-part xp-stack", "aria-label": "Your prediction" },
      this.form,
      this.result,
    );
    this.fillResult(scene.view.at);
    this.changed();
  }

  choices(texts) {
    const name = newId("prediction");
    return texts.map((text, i) => {
      const onchange = () => {
        this.chosen = i;
        this.changed();
      };
      return html(
        "label",
        {},
        html("input", { type: "radio", name, value: i, onchange }),
        html("span", {}, text),
      );
    });
  }

  get ready() {
    const { choices } = this.scene.page.prediction;
    return (choices.length === 0 || this.chosen !== null) && (!this.drawing || this.drawing.moved);
  }

  changed() {
    this.drawing?.draw();
    this.commit.setAttribute("aria-disabled", !this.ready);
    setText(this.hint, this.ready ? "" : this.missing());
    if (this.drawing) this.scene.update({ drawn: this.drawing.drawn() });
  }

  missing() {
    const { choices } = this.scene.page.prediction;
    return choices.length && this.chosen === null ? CHOOSE : DRAW;
  }

  reveal() {
    if (!this.ready) return;
    this.fillResult(this.scene.view.at);
    this.scene.update({ open: true });
    this.scene.draw(); // now: what is hidden cannot take the focus
    this.result.focus({ preventScroll: true });
  }

  fillResult(at) {
    const { choices, outcome, because } = this.scene.page.prediction;
    const lines = [];
    if (choices.length) {
      const right = this.chosen === outcome;
      const said = this.chosen === null ? "" : `You said: “${choices[this.chosen]}”. `;
      lines.push(
        `${said}${this.chosen !== null && right ? "And so it is" : "What happens"}: “${choices[outcome]}”.`,
      );
    }
    if (this.drawing) lines.push(this.drawing.compared(at));
    if (because) lines.push(because);
    this.result.replaceChildren(...lines.map((line) => html("p", {}, line)));
  }

  draw({ open }) {
    setShown(this.form, !open);
    setShown(this.result, open);
  }
}
