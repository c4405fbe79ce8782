// The code of the run on screen, to take away or to run.

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

class CodePart extends Disclosure {
  constructor(scene) {
    const { code_name: name } = scene.page;
    const code = html("pre", { class: "xp-code", tabindex: 0, role: "region", "aria-label": name });
    const told = html("span", { role: "status" });
    const tell = (text) => setText(told, text);
    const copy = button("Copy code", () => copyText(code.textContent, code, tell));
    const run = button("Run this for real", () => this.run());
    super(name, [html("div", { class: "xp-row" }, run, copy, told), code]);
    Object.assign(this, { scene, code, tell });
    this.onopen = () => this.draw(scene.view);
  }

  // In a cell below; where there is no notebook, on the clipboard.
  async run() {
    const around = notebookAround(this.scene.root);
    if (!around) return copyText(this.code.textContent, this.code, this.tell);
    await cellBelow(around, this.code.textContent);
    this.tell("It is in the cell below. Run it there.");
  }

  draw({ at }) {
    if (!this.isOpen || this.shown === at) return;
    this.shown = at;
    setText(this.code, this.scene.words.code(this.scene.page.code, at));
    this.tell("");
  }
}
