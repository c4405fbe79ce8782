// The setting as text: to copy, to keep in a notebook, to come back to.

class SharePart {
  constructor(scene) {
    this.scene = scene;
    const id = newId("token");
    const onkeydown = (event) => event.key === "Enter" && this.restore();
    this.input = html("input", {
      id,
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      onkeydown,
    });
    this.told = html("p", { class: "xp-answer", role: "status" });
    this.copy = button("Copy setting", () => this.take());
    const restore = button("Restore setting", () => this.restore());
    const label = html("label", { for: id }, "Setting as text");
    this.root = html(
      "section",
      { class: "xp-part xp-share", "aria-label": "Setting as text" },
      html("div", { class: "xp-row" }, label, this.input, this.copy, restore),
      this.told,
    );
  }

  take() {
    this.input.value = writeToken(this.scene.page, this.scene.view.at);
    copyText(this.input.value, this.input, (text) => setText(this.told, text));
  }

  restore() {
    try {
      const at = readToken(this.scene.page, this.input.value);
      this.scene.update({ at, open: true });
      this.shown = at;
      setText(this.told, "Restored.");
    } catch (error) {
      setText(this.told, error.message);
    }
  }

  draw({ at, open }) {
    this.copy.disabled = !open;
    if (this.shown === at || !open) return;
    this.shown = at;
    this.input.value = writeToken(this.scene.page, at);
    setText(this.told, "");
  }
}
