import type { Face } from "../face.ts";
import { lumaAt, resample, type RgbaImage } from "../image.ts";

/** Width of the strips along both sides, and height of the one along the top, as shares of the picture. */
const strip = { side: 0.08, top: 0.03 };
const grid = { width: 100, height: 150 };

/** What is behind the person: strips along both sides down to the chin, and along the top. Means of some 5 × 5 pixels, so that a sensor's grain does not count. */
export function measureBackground(image: RgbaImage, face: Face) {
  const { data } = resample(image, { x: 0, y: 0, width: image.width, height: image.height }, grid.width, grid.height);
  const bottom = Math.min(1, face.chin.y / image.height) * grid.height;
  const cells: number[] = [];
  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x < grid.width; x += 1) {
      const edge = Math.min(x, grid.width - 1 - x) / grid.width;
      if (edge < strip.side || y / grid.height < strip.top) cells.push((y * grid.width + x) * 4);
    }
  }
  const channels = [0, 1, 2].map((channel) => deviation(cells.map((at) => data[at + channel] as number)));
  return {
    /** mean luma, 0 to 255 */
    backgroundLuma: cells.reduce((sum, at) => sum + lumaAt(data, at), 0) / Math.max(1, cells.length),
    /** standard deviation of the colour channel that varies most */
    backgroundSpread: Math.max(...channels),
  };
}

function deviation(values: readonly number[]): number {
  const n = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
}
