// A few questions asked again: choose or write, commit, and read why. Each is answered once.

const PRACTICE_WORDS = { yours: "your answer" };
const UNSURE = "I am not sure: ask me again soon, even if I am right";

// The answers, by the question's id; a kernel hears of each.
class Answers {
  constructor(model) {
    Object.assign(this, { model, own: model.get("answers") ?? {} });
  }

  of({ id }) {
    return this.own[id];
  }

  add({ id }, answer) {
    this.own = { ...this.own, [id]: answer };
    this.draw();
    try {
      this.model.set?.("answers", this.own);
      this.model.save_changes?.();
    } catch {
      // The kernel is gone: only the note in the progress record is lost.
    }
  }

  watch(draw) {
    this.draw = draw;
    const hear = () => {
      this.own = this.model.get("answers");
      draw();
    };
    this.model.on?.("change:answers", hear);
    return () => this.model.off?.("change:answers", hear);
  }
}

class ChoiceField {
  constructor({ options }, changed) {
    const name = newId("practice");
    const choose = (text) => {
      this.said = text;
      changed();
    };
    this.rows = options.map(
      (option) => new OptionRow(option, name, PRACTICE_WORDS, () => choose(option.text)),
    );
    this.parts = this.rows.map(({ root }) => root);
    this.missing = "Choose one first.";
  }

  draw(said, open) {
    for (const row of this.rows) {
      row.input.checked = row.option.text === said;
      row.draw(open, row.option.text === said);
    }
  }
}

class NumberField {
  constructor({ unit }, changed, commit) {
    this.input = html("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      oninput: () => {
        this.said = this.input.value;
        changed();
      },
      onkeydown: ({ key }) => key === "Enter" && commit(),
    });
    const label = html("label", { class: "practice-number" }, "Your answer: ", this.input, unit);
    this.parts = [label];
    this.missing = "Write a number first, such as 12 or 0.5.";
  }

  draw(said) {
    if (said !== undefined && this.input.value !== said) this.input.value = said;
  }
}

class QuestionPart {
  constructor(question, answers) {
    Object.assign(this, { question, answers });
    const Field = question.kind === "choice" ? ChoiceField : NumberField;
    this.field = new Field(question, () => this.draw(), () => this.answer());
    this.unsure = html("input", { type: "checkbox" });
    this.doubt = html("label", { class: "xp-check practice-unsure" }, this.unsure, UNSURE);
    const legend = html("legend", {}, ...marked(question.question));
    this.choice = html("fieldset", {}, legend, ...this.field.parts, this.doubt);
    this.status = html("div", { class: "quiz-status practice-status", role: "status" });
    const heard = { id: newId("hint"), "aria-live": "polite" };
    this.hint = html("span", { class: "xp-hint", ...heard }, this.field.missing);
    this.commit = button("This is my answer", () => this.answer(), {
      "aria-describedby": this.hint.id,
    });
    const figure = question.curves ? [new CurvesFigure(question.curves).root] : [];
    const row = html("div", { class: "xp-row" }, this.commit, this.hint);
    const from = html("p", { class: "xp-origin" }, `Lesson ${question.lesson}`);
    this.root = html("div", { class: "quiz-item" }, from, ...figure, this.choice, this.status, row);
  }

  get given() {
    return this.answers.of(this.question);
  }

  get ready() {
    return !this.given && foreseen(this.question, this.field.said ?? "") !== null;
  }

  get right() {
    return Boolean(this.given && foreseen(this.question, this.given.said)?.right);
  }

  answer() {
    if (!this.ready) return this.given || this.refuse(this.field.said?.trim());
    this.commit.focus(); // the number field is about to be closed
    this.answers.add(this.question, { said: this.field.said, unsure: this.unsure.checked });
  }

  refuse(said) {
    setText(this.hint, `${said ? `“${said}” is no number. ` : ""}${this.field.missing}`);
  }

  draw() {
    const { given, ready } = this;
    this.choice.disabled = Boolean(given);
    if (given) this.unsure.checked = given.unsure;
    this.doubt.hidden = Boolean(given) && !given.unsure;
    this.field.draw(given?.said ?? this.field.said, Boolean(given));
    this.root.dataset.state = !given ? "open" : this.right ? "right" : "wrong";
    this.commit.className = given ? "quiz-done" : "xp-strong-button";
    this.commit.setAttribute("aria-disabled", !ready);
    setText(this.commit, given ? "Answered" : "This is my answer");
    this.hint.hidden = Boolean(given) || ready;
    if (given && !this.status.hasChildNodes()) this.say(given.said);
  }

  // Options have their sentences beside them: there, only who listens needs them here.
  say(said) {
    const { options, kind } = this.question;
    const mine = foreseen(this.question, said);
    const right = options.find((option) => option.right);
    const seen = kind === "number" ? {} : { class: "xp-said" };
    const verdict = html("strong", {}, mine?.right ? "✓ Right." : "✗ Not right.");
    const why = [` ${this.heard(said)} `, ...marked(mine?.reason ?? "")];
    this.status.replaceChildren(html("p", {}, verdict, html("span", seen, ...why)));
    if (mine?.right) return;
    const answer = html("b", {}, ...marked(right.text));
    this.status.append(html("p", seen, "Right is ", answer, ": ", ...marked(right.reason)));
  }

  heard(said) {
    const { kind, unit } = this.question;
    if (kind === "choice") return `You chose “${plain(said)}”.`;
    const number = said.trim();
    return `You wrote ${number}${unit && !number.endsWith(unit) ? ` ${unit}` : ""}.`;
  }
}

function render({ model, el }) {
  const page = model.get("data");
  const answers = new Answers(model);
  const parts = page.questions.map((question) => new QuestionPart(question, answers));
  const note = page.note ? [html("p", { class: "practice-note" }, ...marked(page.note))] : [];
  const total = html("p", { class: "practice-total", role: "status" });
  const draw = () => {
    for (const part of parts) part.draw();
    const [done, right] = ["given", "right"].map((what) => parts.filter((part) => part[what]).length);
    const all = done === parts.length;
    const after = all ? [" ", ...marked(page.after)] : [];
    if (done) total.replaceChildren(`${done} of ${parts.length} answered, ${right} right.`, ...after);
  };
  const title = html(page.alone ? "h1" : "p", { class: "xp-title practice-title" }, page.title);
  const root = html(
    "div",
    { class: "xp xp-quiz xp-practice", role: "group", "aria-label": page.title, "data-alive": page.key },
    title,
    ...note,
    ...parts.map((part) => part.root),
    total,
  );
  const letKeysGo = keepKeys(root);
  el.append(root);
  const unwatch = answers.watch(draw);
  draw();
  return () => {
    letKeysGo();
    unwatch();
  };
}

export default { render };
