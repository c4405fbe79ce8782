// The setting as a token: to copy, to answer with, to come back to.

class SharePart extends Disclosure {
  constructor(scene) {
    const id = newId("token");
    const input = html("input", {
      id,
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      onkeydown: (event) => event.key === "Enter" && this.restore(),
    });
    const go = button("Go there", () => this.restore());
    const label = html("label", { for: id }, "Token");
    super("Token", [html("div", { class: "xp-row" }, label, input, go)]);
    Object.assign(this, { scene, input });
    this.told = html("span", { class: "xp-shared", role: "status" });
    this.copy = button("Copy token", () => this.take());
    this.answer = button("Use as my answer", () => this.use());
    this.answer.hidden = !window.jupyterapp;
  }

  take() {
    const text = writeToken(this.scene.page, this.scene.view.at);
    const tell = (said) => this.tell(said);
    if (this.isOpen) return copyText(text, this.input, tell);
    const refused = { focus: () => this.toggle(), select: () => selectAll(this.input) };
    copyText(text, refused, tell);
  }

  use() {
    const token = writeToken(this.scene.page, this.scene.view.at);
    const around = notebookAround(this.scene.root);
    if (!around) return this.take();
    if (answerBelow(around, token)) return this.tell("Your answer is in its cell below.");
    cellBelow(around, answerLine(token));
    this.tell("Your answer is in a new cell below.");
  }

  tell(text) {
    setText(this.told, text);
  }

  restore() {
    try {
      const at = readToken(this.scene.page, this.input.value);
      this.scene.update({ at, open: true });
      this.shown = at;
      this.tell("You are there.");
    } catch (error) {
      this.tell(error.message);
    }
  }

  draw({ at, open }) {
    if (this.shown === at || !open) return;
    this.shown = at;
    this.input.value = writeToken(this.scene.page, at);
    this.tell("");
  }
}
