// Plain text with a few marks: `code` and *emphasis*.

const MARKED = /(`[^`]+`|\*[^*\s][^*]*\*)/;

// Plain text with `code` and *emphasis*, as nodes.
function marked(text) {
  return text.split(MARKED).map((part, i) => {
    if (i % 2 === 0) return part;
    return html(part[0] === "`" ? "code" : "em", {}, part.slice(1, -1));
  });
}

// The same without its marks, to be heard.
function plain(text) {
  return marked(text)
    .map((part) => part.textContent ?? part)
    .join("");
}
