// The Keras code of the run on screen, to take away.

// A page may be refused the clipboard: then the text is selected, ready for Ctrl+C.
async function copyText(text, element, tell) {
  try {
    await navigator.clipboard.writeText(text);
    tell("Copied.");
  } catch {
    selectAll(element);
    tell("Selected: press Ctrl+C to copy.");
  }
}

function selectAll(element) {
  element.focus();
  if (element.select) return element.select();
  const selection = getSelection();
  selection.removeAllRanges();
  const range = document.createRange();
  range.selectNodeContents(element);
  selection.addRange(range);
}

// A button that opens and closes a part below everything else, so that nothing above moves.
class Disclosure {
  constructor(label, content) {
    const id = newId("part");
    this.content = html("div", { id, class: "xp-part", hidden: true }, ...content);
    this.button = button(label, () => this.toggle(), {
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
  }
}

class CodePart extends Disclosure {
  constructor(scene) {
    const code = html("pre", {
      class: "xp-code",
      tabindex: 0,
      role: "region",
      "aria-label": "Keras code",
    });
    const told = html("span", { role: "status" });
    const copy = button("Copy code", () =>
      copyText(code.textContent, code, (text) => setText(told, text)),
    );
    super("Show the Keras code", [code, html("div", { class: "xp-row" }, copy, told)]);
    Object.assign(this, { scene, code, told });
    this.onopen = () => this.draw(scene.view);
  }

  draw({ at, open }) {
    this.button.disabled = !open;
    if (!this.isOpen || this.shown === at) return;
    this.shown = at;
    setText(this.code, this.scene.words.code(this.scene.page.code, at));
    setText(this.told, "");
  }
}
