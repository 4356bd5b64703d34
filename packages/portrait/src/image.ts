/** Pixels as a canvas holds them: rows from the top, four bytes a pixel, red, green, blue, alpha. A browser's `ImageData` is one. */
export type RgbaImage = { width: number; height: number; data: Uint8Array | Uint8ClampedArray };

/** A rectangle in pixels; it may reach beyond the picture. */
export type Rect = { x: number; y: number; width: number; height: number };

/** In pixels from the top left corner. */
export type Point = { x: number; y: number };

/** The part of `image` within `rect`, as `width` × `height` pixels. Each is the mean of what it covers; what lies outside repeats the edge. */
export function resample(image: RgbaImage, rect: Rect, width: number, height: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  const columns = spans(rect.x, rect.width, width, image.width);
  const rows = spans(rect.y, rect.height, height, image.height);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      addMean(image, column, row, data, at);
      at += 4;
    }
  }
  return { width, height, data };
}

type Span = { from: number; to: number };

/** Which source pixels each target pixel covers; at least one, so that enlarging repeats pixels. */
function spans(start: number, length: number, count: number, limit: number): Span[] {
  const clamp = (value: number) => Math.max(0, Math.min(limit - 1, Math.floor(value)));
  return Array.from({ length: count }, (_, i) => {
    const from = clamp(start + (i * length) / count);
    return { from, to: Math.max(from, clamp(start + ((i + 1) * length) / count - 1e-6)) };
  });
}

function addMean({ data, width }: RgbaImage, column: Span, row: Span, into: Uint8ClampedArray, at: number): void {
  let [r, g, b, a] = [0, 0, 0, 0];
  for (let y = row.from; y <= row.to; y += 1) {
    for (let i = (y * width + column.from) * 4; i <= (y * width + column.to) * 4; i += 4) {
      r += data[i] as number;
      g += data[i + 1] as number;
      b += data[i + 2] as number;
      a += data[i + 3] as number;
    }
  }
  const n = (row.to - row.from + 1) * (column.to - column.from + 1);
  into[at] = r / n;
  into[at + 1] = g / n;
  into[at + 2] = b / n;
  into[at + 3] = a / n;
}

/** Luma of a pixel, 0 to 255 (ITU-R BT.601). `at` is the index of its first byte. */
export const lumaAt = (data: RgbaImage["data"], at: number): number =>
  0.299 * (data[at] as number) + 0.587 * (data[at + 1] as number) + 0.114 * (data[at + 2] as number);
