// Making elements, of HTML and of SVG.

const SVG = "http://www.w3.org/2000/svg";
let idsGiven = 0;

// An id of its own for each view: one explorer may be shown twice on a page.
function newId(word) {
  idsGiven += 1;
  return `xp-${word}-${idsGiven}`;
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

// Out of sight but still in its place, so that nothing else moves.
function setShown(element, shown) {
  element.classList.toggle("xp-off", !shown);
}

// A text that comes and goes, in a room as large as its longest version needs.
function roomFor(longest, ...texts) {
  const ghost = html("span", { class: "xp-off", "aria-hidden": "true" }, longest);
  return html("div", { class: "xp-stack xp-room" }, ghost, ...texts);
}

function button(label, onclick, attributes = {}) {
  return html("button", { type: "button", onclick, ...attributes }, label);
}

// Calls the last of many calls once things are quiet.
function whenQuiet(action, milliseconds) {
  let waiting = 0;
  return (...values) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => action(...values), milliseconds);
  };
}

const wantsLessMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
