// What the learner is to find, and whether this is it.

class GoalPart {
  constructor(scene) {
    this.scene = scene;
    this.answer = html("p", { class: "xp-answer", role: "status" });
    this.ask = button("Is this it?", () => this.tell());
    const text = html("p", {}, html("strong", {}, "Goal: "), scene.page.goal.text);
    this.root = html(
      "section",
      { class: "xp-part xp-goal", "aria-label": "Goal" },
      html("div", { class: "xp-ask" }, text, this.ask),
      this.answer,
    );
  }

  tell() {
    const { at } = this.scene.view;
    const reached = this.scene.reaches(at);
    this.told = at;
    this.answer.dataset.met = reached;
    setText(this.answer, `${reached ? "✓" : "✗"} ${this.text(reached, at)}`);
  }

  // What is missing is said of what is missing alone.
  text(reached, at) {
    const { words, measures, page } = this.scene;
    if (reached) return words.say(page.goal.yes, at);
    const hints = page.goal.hints.filter(({ when }) => !when || measures.number(when, at) !== 0);
    return [page.goal.no, ...hints.map(({ text }) => text)].map((text) => words.say(text, at)).join(" ");
  }

  // An answer holds for the setting it was asked at.
  draw({ at }) {
    if (this.told && this.told !== at) {
      this.told = null;
      setText(this.answer, "");
    }
  }
}
