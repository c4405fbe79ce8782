// Making elements, of HTML and of SVG.

const SVG = "http://www.w3.org/2000/svg";
const COPY = Math.random().toString(36).slice(2, 8);
let idsGiven = 0;

// An id of its own for each view. Every widget on a page runs a copy of this script: counting
// alone would give the first id again in each.
function newId(word) {
  idsGiven += 1;
  return `xp-${word}-${COPY}-${idsGiven}`;
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function html(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

// Text that does not change is not written again: a screen reader would say it again.
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function button(label, onclick, attributes = {}) {
  return html("button", { type: "button", onclick, ...attributes }, label);
}

const QUIET = 400; // milliseconds without a change before it is said, and stored

// Calls the last of many calls once things are quiet.
function whenQuiet(action, milliseconds) {
  let waiting = 0;
  return (...values) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => action(...values), milliseconds);
  };
}

const wantsLessMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Into sight, if it is not: all of it, or where it is higher than the window, its beginning.
function scrollToSee(element) {
  const { top, bottom, height } = element.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  element.scrollIntoView({ block: height > innerHeight ? "start" : "nearest" });
}

// JupyterLab takes arrows, Enter and letters for the notebook behind, unless the element that has
// the focus says no. It says no to those alone: Ctrl+S and Shift+Enter are for the notebook.
// Returns what ends it.
function keepKeys(root) {
  const decide = ({ target, ctrlKey, metaKey, altKey, shiftKey, key }) => {
    if (!(target instanceof Element) || !root.contains(target)) return;
    const forNotebook = ctrlKey || metaKey || altKey || (shiftKey && key === "Enter");
    target.toggleAttribute("data-lm-suppress-shortcuts", !forNotebook);
  };
  addEventListener("keydown", decide, true);
  return () => removeEventListener("keydown", decide, true);
}
