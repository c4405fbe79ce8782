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
    await cellBelow(around, this.real());
    this.tell("It is in the cell below. Run it there.");
  }

  // Watched live, beside the curves on screen, where the explorer has them; a run is whole.
  real() {
    const { page, words, time, view } = this.scene;
    if (!page.live_code) return this.code.textContent;
    const at = { ...view.at, [time.name]: time.values.length - 1 };
    return words.code(page.live_code, at).replace("{token}", () => writeToken(page, at));
  }

  draw({ at }) {
    if (!this.isOpen || this.shown === at) return;
    this.shown = at;
    setText(this.code, this.scene.words.code(this.scene.page.code, at));
    this.tell("");
  }
}
