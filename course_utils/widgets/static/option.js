// An option of a question: a radio button, and once it is answered, why it is right or wrong.

class OptionRow {
  constructor(option, name, words, choose) {
    this.option = option;
    this.words = words;
    this.input = html("input", { type: "radio", name, onchange: choose });
    this.sign = html("span", { class: "quiz-sign" });
    this.reason = html("p", { class: "quiz-reason", hidden: true });
    const text = html("span", {}, ...marked(option.text));
    const label = html("label", {}, this.input, text);
    this.root = html("div", { class: "quiz-option" }, label, this.sign, this.reason);
  }

  // `mine`: whether this is the option that was chosen; `open`: whether the sentences are.
  draw(open, mine) {
    const { right, reason } = this.option;
    const said = [mine && this.words.yours, right && "right"].filter(Boolean).join(", ");
    setText(this.sign, open && said ? `${right ? "✓" : "✗"} ${said}` : "");
    this.root.dataset.state = !open ? "open" : right ? "right" : mine ? "wrong" : "other";
    this.reason.replaceChildren(...(open ? marked(reason) : []));
    this.reason.hidden = !open;
  }
}
