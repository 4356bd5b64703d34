import type { RgbaImage } from "./image.ts";

/** Means over (2r + 1) × (2r + 1) pixels, twice: what a lens out of focus does. */
export function blurred(image: RgbaImage, radius: number): RgbaImage {
  let out = image;
  for (let pass = 0; pass < 2; pass += 1) out = alongColumns(alongRows(out, radius), radius);
  return out;
}

const alongRows = (image: RgbaImage, radius: number) => along(image, radius, 4, image.width);
const alongColumns = (image: RgbaImage, radius: number) => along(image, radius, image.width * 4, image.height);

function along({ width, height, data }: RgbaImage, radius: number, step: number, length: number): RgbaImage {
  const out = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 1) {
    const place = step === 4 ? Math.floor(i / 4) % width : Math.floor(i / 4 / width);
    let [sum, n] = [0, 0];
    for (let k = Math.max(-radius, -place); k <= Math.min(radius, length - 1 - place); k += 1, n += 1) sum += data[i + k * step] as number;
    out[i] = sum / n;
  }
  return { width, height, data: out };
}

/** Each colour value changed by where it stands, alpha kept. */
export function changed(image: RgbaImage, change: (value: number, x: number, y: number) => number): RgbaImage {
  const data = Uint8ClampedArray.from(image.data, (value, i) => {
    const pixel = Math.floor(i / 4);
    return i % 4 === 3 ? value : change(value, pixel % image.width, Math.floor(pixel / image.width));
  });
  return { ...image, data };
}

/** Turned about its middle, by degrees; what comes into view repeats the edge. */
export function turned(image: RgbaImage, degrees: number): RgbaImage {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const { width, height, data } = image;
  const out = new Uint8ClampedArray(data.length);
  const within = (value: number, limit: number) => Math.max(0, Math.min(limit - 1, Math.round(value)));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const from = (within(height / 2 - sin * dx + cos * dy, height) * width + within(width / 2 + cos * dx + sin * dy, width)) * 4;
      out.set(data.subarray(from, from + 4), (y * width + x) * 4);
    }
  }
  return { width, height, data: out };
}

/** Two pictures of one height side by side. */
export function beside(a: RgbaImage, b: RgbaImage): RgbaImage {
  const width = a.width + b.width;
  const data = new Uint8ClampedArray(width * a.height * 4);
  for (let y = 0; y < a.height; y += 1) {
    data.set(a.data.subarray(y * a.width * 4, (y + 1) * a.width * 4), y * width * 4);
    data.set(b.data.subarray(y * b.width * 4, (y + 1) * b.width * 4), (y * width + a.width) * 4);
  }
  return { width, height: a.height, data };
}
