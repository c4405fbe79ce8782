// What the learner is to find, and whether this is it.

class GoalPart {
  constructor(scene) {
    this.scene = scene;
    this.answer = html("p", { class: "xp-answer", role: "status" });
    const { yes, no } = scene.page.goal;
    const room = roomFor(scene.words.longest([yes, no], scene.view.at), this.answer);
    this.ask = button("Is this it?", () => this.tell());
    this.root = html(
      "section",
      { class: "xp-part xp-goal", "aria-label": "Goal" },
      html("p", {}, html("strong", {}, "Goal: "), scene.page.goal.text),
      html("div", { class: "xp-ask" }, this.ask, room),
    );
  }

  tell() {
    const { goal } = this.scene.page;
    const { at } = this.scene.view;
    const reached = this.scene.measures.number(goal.met, at) === 1;
    this.told = at;
    this.answer.dataset.met = reached;
    setText(
      this.answer,
      `${reached ? "✓" : "✗"} ${this.scene.words.say(reached ? goal.yes : goal.no, at)}`,
    );
  }

  // An answer holds for the setting it was asked at.
  draw({ at, open }) {
    this.ask.disabled = !open;
    if (this.told && this.told !== at) {
      this.told = null;
      setText(this.answer, "");
    }
  }
}
