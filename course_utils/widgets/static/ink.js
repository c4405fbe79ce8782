// From strokes to pixels, in the way in which the digits of the data came to theirs: a sheet of
// 32 by 32 points that have ink or none, counted in blocks of 4 by 4.

const SHEET = 32;
const BLOCK = 4;
const PIXELS = SHEET / BLOCK; // along a side
const PEN = 5; // as wide as the lines of the data, in points of the sheet
const RIM = 1; // paper left, so that the outer rows have about as much ink as those of the data
const SMALLEST = 4; // a dot is not blown up to a whole sheet

// Strokes, lists of [x, y], so that the ink reaches from edge to edge and is in the middle.
function centred(strokes) {
  const points = strokes.flat();
  if (!points.length) return strokes;
  const ends = [0, 1].map((axis) => {
    const along = points.map((point) => point[axis]);
    return [Math.min(...along), Math.max(...along)];
  });
  const [width, height] = ends.map(([low, high]) => high - low);
  const scale = (SHEET - PEN - RIM) / Math.max(width, height, SMALLEST);
  const moved = (value, axis) => (value - (ends[axis][0] + ends[axis][1]) / 2) * scale + SHEET / 2;
  return strokes.map((stroke) => stroke.map((point) => point.map(moved)));
}

// The squared distance of (x, y) from the line between two points.
function distance2(x, y, [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length2 = dx * dx + dy * dy;
  const along = length2 ? ((x - x1) * dx + (y - y1) * dy) / length2 : 0;
  const part = Math.max(0, Math.min(1, along));
  return (x - x1 - part * dx) ** 2 + (y - y1 - part * dy) ** 2;
}

// Puts ink on all points of the sheet that the pen covers on its way between two points.
function inkLine(sheet, from, to) {
  const reach = PEN / 2;
  const [left, top] = [0, 1].map((axis) => Math.floor(Math.min(from[axis], to[axis]) - reach));
  const [right, bottom] = [0, 1].map((axis) => Math.ceil(Math.max(from[axis], to[axis]) + reach));
  for (let y = Math.max(0, top); y < Math.min(SHEET, bottom); y += 1)
    for (let x = Math.max(0, left); x < Math.min(SHEET, right); x += 1)
      if (distance2(x + 0.5, y + 0.5, from, to) <= reach * reach) sheet[y * SHEET + x] = 1;
}

// 64 numbers from 0, paper, to 1, ink: row by row.
function toPixels(strokes) {
  const sheet = new Uint8Array(SHEET * SHEET);
  for (const stroke of strokes)
    stroke.forEach((point, i) => inkLine(sheet, stroke[Math.max(0, i - 1)], point));
  const pixels = new Array(PIXELS * PIXELS).fill(0);
  sheet.forEach((ink, i) => {
    const row = Math.floor(i / SHEET / BLOCK);
    const column = Math.floor((i % SHEET) / BLOCK);
    pixels[row * PIXELS + column] += ink / (BLOCK * BLOCK);
  });
  return pixels;
}
