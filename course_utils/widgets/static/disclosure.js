// A button that opens and closes a part right below the row of buttons it is in.
class Disclosure {
  constructor(label, content) {
    const id = newId("part");
    this.content = html("div", { id, class: "xp-part", hidden: true }, ...content);
    this.button = button(label, () => this.toggle(), {
      class: "xp-disclosure",
      "aria-expanded": "false",
      "aria-controls": id,
    });
  }

  get isOpen() {
    return !this.content.hidden;
  }

  toggle() {
    this.content.hidden = !this.content.hidden;
    this.button.setAttribute("aria-expanded", this.isOpen);
    this.onopen?.();
    if (this.isOpen) scrollToSee(this.content);
  }
}
