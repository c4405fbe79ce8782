// First the learner commits to a prediction, then the results are shown beside it.

const DRAW = "Draw your curve first: move a handle, or drag on the plot.";

class PredictionPart {
  constructor(scene) {
    this.scene = scene;
    const { question, choices, drawing } = scene.page.prediction;
    const id = newId("question");
    this.drawing = drawing && new Drawing(drawing, scene, () => this.changed());
    this.form = html(
      "div",
      { class: "xp-asked", role: "group", "aria-labelledby": id },
      html("p", { id, class: "xp-question" }, question),
      ...(drawing ? this.drawn() : [this.choices(choices)]),
    );
    this.result = html("div", { class: "xp-told", tabindex: -1, role: "group", "aria-label": "What happens" });
    this.root = html(
      "section",
      { class: "xp-part xp-prediction", "aria-label": "Your prediction" },
      this.form,
      this.result,
    );
  }

  // To choose is to commit.
  choices(texts) {
    const one = (text, choice) => button(text, () => this.commit({ choice }), { class: "xp-answer-button" });
    return html("div", { class: "xp-choices" }, ...texts.map(one));
  }

  drawn() {
    this.button = button("This is my prediction", () => this.commitDrawing(), {
      class: "xp-strong-button",
      "aria-disabled": "true",
    });
    this.hint = html("p", { class: "xp-hint", role: "status" }, DRAW);
    return [this.drawing.root, this.button, this.hint];
  }

  changed() {
    this.button.setAttribute("aria-disabled", "false");
    setText(this.hint, "");
  }

  commitDrawing() {
    if (this.drawing.moved) this.commit({ points: this.drawing.points() });
  }

  commit(guess) {
    this.scene.update({ guess, open: true, at: this.scene.page.prediction.at });
    this.scene.draw(); // now: what is hidden cannot take the focus
    this.result.focus({ preventScroll: true });
    scrollToSee(this.scene.root);
  }

  // A line with a sign, and why.
  verdict({ guess }) {
    const { choices, outcome } = this.scene.page.prediction;
    if (!guess) return { text: choices.length ? `What happens: “${choices[outcome]}”.` : "" };
    if (guess.points) {
      const { right, close, told } = this.drawing.compared(guess.points);
      const count = `✗ Close at ${close} of ${guess.points.length} places.`;
      return { right, text: right ? "✓ As you drew it." : count, told };
    }
    const right = guess.choice === outcome;
    const said = choices[guess.choice];
    const text = right
      ? `✓ As you said: “${said}”.`
      : `✗ Not what you said, “${said}”. What happens: “${choices[outcome]}”.`;
    return { right, text };
  }

  // What the marks of the reveal mean; in a plane there is no gap.
  legend(right) {
    const { panels, prediction } = this.scene.page;
    const hasGap = panels.find(({ title }) => title === prediction.panel)?.kind !== "plane";
    const gap = hasGap ? [legendItem(gapSwatch(right), "the gap")] : [];
    const items = [legendItem(guessSwatch(), "your guess"), ...gap];
    return html("span", { class: "xp-legend" }, ...items);
  }

  draw(view) {
    this.form.hidden = view.open;
    this.result.hidden = !view.open;
    if (!view.open || this.shown === view.guess) return;
    this.shown = view.guess;
    const { right, text, told } = this.verdict(view);
    const isDrawn = view.guess && (view.guess.points || claimsOf(this.scene, view).length);
    const marks = isDrawn ? [this.legend(right)] : [];
    const verdict = html("p", { class: "xp-verdict", "data-right": right }, text, ...marks);
    const lines = [told, this.scene.page.prediction.because].filter(Boolean);
    this.result.replaceChildren(
      ...(text ? [verdict] : []),
      ...lines.map((line) => html("p", {}, line)),
    );
  }
}
