// Single points: each style has a marker of its own, and many points are one path.

// A star of five points: ten corners, each second one further out.
const STAR = Array.from({ length: 10 }, (_, i) => {
  const [angle, out] = [(Math.PI * i) / 5, i % 2 ? 2.8 : 7];
  return [out * Math.sin(angle), -out * Math.cos(angle)];
});

const MARKERS = [
  (x, y) => svg("circle", { cx: x, cy: y, r: 5 }),
  (x, y) => svg("rect", { x: x - 4.5, y: y - 4.5, width: 9, height: 9 }),
  (x, y) => svg("path", { d: `M${x} ${y - 6}L${x + 5.5} ${y + 4.5}L${x - 5.5} ${y + 4.5}Z` }),
  (x, y) => svg("path", { d: `M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z` }),
  (x, y) =>
    svg("path", { d: `M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x + 5} ${y - 5}L${x - 5} ${y + 5}` }),
  (x, y) => svg("path", { d: `M${STAR.map(([right, down]) => point(x + right, y + down)).join("L")}Z` }),
];

function marker(style, x, y) {
  const mark = MARKERS[style](x, y);
  mark.setAttribute("class", `xp-marker xp-colour-${style}`);
  return mark;
}

// The number of a pinned run, where it is.
function pinMark(pin, x, y) {
  const text = svg("text", { x, y: y + 4, "text-anchor": "middle" }, pin + 1);
  return svg("g", { class: `xp-pin-mark xp-pin-${pin}` }, svg("circle", { cx: x, cy: y, r: 7 }), text);
}

// Many points as one path: each is a line without length, drawn by its round or square end.
function dots(xs, ys, name) {
  let path = "";
  for (let i = 0; i < xs.length; i += 1) {
    if (Number.isFinite(xs[i]) && Number.isFinite(ys[i])) {
      path += `M${point(xs[i], ys[i])}h0`;
    }
  }
  return svg("path", { class: `xp-dots ${name}`, d: path });
}
