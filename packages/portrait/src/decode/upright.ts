import type { RgbaImage } from "../image.ts";

/** Which source pixel stands at (x, y) of the upright picture, by EXIF orientation 2 to 8. */
const sources: Record<number, (x: number, y: number, w: number, h: number) => [number, number]> = {
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _, h) => [y, h - 1 - x],
  7: (x, y, w, h) => [w - 1 - y, h - 1 - x],
  8: (x, y, w) => [w - 1 - y, x],
};

/** The picture as the camera saw it, by its EXIF orientation. */
export function upright(image: RgbaImage, orientation: number): RgbaImage {
  const source = sources[orientation];
  if (source === undefined) return image;
  const { width: w, height: h } = image;
  const [width, height] = orientation >= 5 ? [h, w] : [w, h];
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, w * h);
  const to = new Uint32Array(w * h);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [sx, sy] = source(x, y, w, h);
      to[y * width + x] = from[sy * w + sx] as number;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
