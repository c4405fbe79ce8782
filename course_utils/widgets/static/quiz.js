// A guess, or a few recall questions: choose, commit, then read why each option is right or wrong.
// Nothing is marked. The first answer is the committed one; to answer again takes a button.

const WORDS = {
  guess: {
    commit: "This is my guess",
    done: "Guess made",
    yours: "your guess",
    free: "A wrong guess costs nothing.",
  },
  recall: {
    commit: "This is my answer",
    done: "Answered",
    yours: "your answer",
    free: "A wrong answer costs nothing.",
  },
};

// Answers as the kernel knows them: a list of places among the options for each item.
class KernelStore {
  constructor(model) {
    this.model = model;
  }

  answers(item) {
    return this.model.get("answers")[item.id] ?? [];
  }

  add(item, place) {
    const answers = [...this.answers(item), place];
    this.model.set("answers", { ...this.model.get("answers"), [item.id]: answers });
    try {
      this.model.save_changes();
    } catch {
      // The kernel is gone: only the note in the progress record is lost.
    }
  }

  watch(draw) {
    this.model.on("change:answers", draw);
    return () => this.model.off("change:answers", draw);
  }
}

// On a page without a kernel the browser keeps the first answer, by the option's text.
class BrowserStore {
  constructor(items) {
    this.kept = new Map(items.map((item) => [item.id, this.load(item)]));
  }

  load(item) {
    try {
      const text = localStorage.getItem(`course-quiz ${item.id}`);
      const place = item.options.findIndex((option) => option.text === text);
      return place < 0 ? [] : [place];
    } catch {
      return []; // a sandboxed page has no storage: the answers last as long as it does
    }
  }

  answers(item) {
    return this.kept.get(item.id);
  }

  add(item, place) {
    this.kept.get(item.id).push(place);
    const first = item.options[this.answers(item)[0]];
    try {
      localStorage.setItem(`course-quiz ${item.id}`, first.text);
    } catch {
      // As above.
    }
    this.draw();
  }

  watch(draw) {
    this.draw = draw;
    return () => {};
  }
}

class ItemPart {
  constructor(item, page, store) {
    Object.assign(this, { item, store, words: WORDS[page.kind], chosen: null, again: false });
    const name = newId("quiz");
    this.rows = item.options.map(
      (option, i) => new OptionRow(option, name, this.words, () => this.choose(i)),
    );
    const legend = html("legend", { class: page.asks ? "" : "xp-said" }, ...marked(item.question));
    this.choice = html("fieldset", {}, legend, ...this.rows.map(({ root }) => root));
    this.status = html("p", { class: "quiz-status", role: "status" });
    const first = `Choose one first. ${this.words.free}`;
    this.hint = html("span", { class: "xp-hint", id: newId("hint") }, first);
    this.commit = button(this.words.commit, () => this.answer(), {
      "aria-describedby": this.hint.id,
    });
    this.retry = button("Answer again", () => this.askAgain());
    const row = html("div", { class: "xp-row" }, this.commit, this.hint, this.retry);
    this.root = html("div", { class: "quiz-item" }, this.choice, this.status, row);
    this.draw();
  }

  choose(place) {
    this.chosen = place;
    this.draw();
  }

  answer() {
    if (this.chosen === null || this.open) return;
    this.again = false;
    this.store.add(this.item, this.chosen);
  }

  askAgain() {
    this.again = true;
    this.chosen = null;
    this.draw();
    this.rows[0].input.focus();
  }

  get open() {
    return this.store.answers(this.item).length > 0 && !this.again;
  }

  // The button keeps its place and the focus, so that a keyboard is never left without one.
  draw() {
    const { open } = this;
    const answers = this.store.answers(this.item);
    const place = open ? answers.at(-1) : this.chosen;
    const ready = !open && place !== null;
    this.choice.disabled = open;
    this.rows.forEach((row, i) => {
      row.input.checked = i === place;
      row.draw(open, i === place);
    });
    this.root.dataset.state = open ? (this.item.options[place].right ? "right" : "wrong") : "open";
    this.commit.className = open ? "quiz-done" : "xp-strong-button";
    this.commit.setAttribute("aria-disabled", !ready);
    setText(this.commit, open ? this.words.done : this.words.commit);
    this.hint.hidden = open || ready;
    this.retry.hidden = !open;
    this.say(open ? answers : []);
  }

  // The eye sees the sentences beside the options; who listens hears them here.
  say(answers) {
    const { options } = this.item;
    const [first, last] = [options[answers[0]], options[answers.at(-1)]];
    if (!last) return this.status.replaceChildren();
    const right = options.find((option) => option.right);
    const seen = last.right ? "✓ Right." : "✗ Not right.";
    const free = last.right ? "" : ` ${this.words.free}`;
    const before = first === last ? "" : ` Your first answer was “${plain(first.text)}”.`;
    const more = last.right ? "" : ` Right is “${plain(right.text)}”: ${plain(right.reason)}`;
    const heard = ` You chose “${plain(last.text)}”: ${plain(last.reason)}${more}`;
    if (this.status.textContent === seen + free + before + heard) return;
    this.status.replaceChildren(
      html("strong", {}, seen),
      free + before,
      html("span", { class: "xp-said" }, heard),
    );
  }
}

function render({ model, el }) {
  const page = model.get("data");
  const store = model.save_changes ? new KernelStore(model) : new BrowserStore(page.items);
  const parts = page.items.map((item) => new ItemPart(item, page, store));
  const title = page.alone ? [html("h1", { class: "xp-title" }, page.title)] : [];
  const root = html("div", { class: "xp xp-quiz", "data-alive": page.key }, ...title, ...parts.map(({ root }) => root));
  const letKeysGo = keepKeys(root);
  el.append(root);
  const unwatch = store.watch(() => parts.forEach((part) => part.draw()));
  return () => {
    letKeysGo();
    unwatch?.();
  };
}

export default { render };
