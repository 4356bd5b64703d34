import { type Grid, gridOf, smoothed } from "./grid.ts";

/** A grey picture of a finger, 500 dpi, one byte a pixel, 0 black. */
export type GreyImage = { width: number; height: number; data: Uint8Array };

/** Half the picture's resolution: ridges lie some 4.6 pixels apart there, which is enough, and a quarter of the work. */
export type RidgeField = {
  width: number;
  height: number;
  luma: Grid;
  /** direction of ridges in radians modulo π */
  angle: Float32Array;
  /** 0 to 1: how much the directions nearby agree */
  coherence: Float32Array;
  /** 1 where there are ridges, at least `margin` pixels from where they end */
  inner: Uint8Array;
  /** share of the picture with ridges */
  area: number;
  /** mean coherence there */
  clarity: number;
};

const margin = 7;
/** Grey levels squared; paper has below 20, ridges have thousands. */
const leastEnergy = 150;

export function ridgeFieldOf(image: GreyImage): RidgeField {
  const luma = halved(image);
  const { width, height } = luma;
  const [xx, yy, xy] = tensorOf(luma);
  const n = width * height;
  const angle = new Float32Array(n);
  const coherence = new Float32Array(n);
  const ridged = new Float32Array(n);
  for (let i = 0; i < n; i += 1) {
    const [a, b, c] = [xx[i] as number, yy[i] as number, xy[i] as number];
    const length = Math.hypot(a - b, 2 * c);
    angle[i] = (Math.atan2(2 * c, a - b) / 2 + 1.5 * Math.PI) % Math.PI;
    coherence[i] = a + b > 0 ? length / (a + b) : 0;
    ridged[i] = a + b > leastEnergy ? 1 : 0;
  }
  const near = smoothed({ width, height, values: ridged }, margin).values;
  const inner = Uint8Array.from(near, (share) => (share > 0.98 ? 1 : 0));
  let [count, sum] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    if (inner[i] !== 1) continue;
    count += 1;
    sum += coherence[i] as number;
  }
  return { width, height, luma, angle, coherence, inner, area: count / n, clarity: count === 0 ? 0 : sum / count };
}

function halved({ width, height, data }: GreyImage): Grid {
  const out = gridOf(Math.floor(width / 2), Math.floor(height / 2));
  const at = (i: number) => data[i] as number;
  for (let y = 0, k = 0; y < out.height; y += 1) {
    for (let x = 0; x < out.width; x += 1, k += 1) {
      const i = 2 * y * width + 2 * x;
      out.values[k] = (at(i) + at(i + 1) + at(i + width) + at(i + width + 1)) / 4;
    }
  }
  return out;
}

/** The gradient's outer product, smoothed (Bigün and Granlund 1987): its main axis lies across the ridges. */
function tensorOf({ width, height, values }: Grid): [Float32Array, Float32Array, Float32Array] {
  const [xx, yy, xy] = [gridOf(width, height), gridOf(width, height), gridOf(width, height)];
  for (let y = 1; y < height - 1; y += 1) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i += 1) {
      const dx = (values[i + 1] as number) - (values[i - 1] as number);
      const dy = (values[i + width] as number) - (values[i - width] as number);
      xx.values[i] = dx * dx;
      yy.values[i] = dy * dy;
      xy.values[i] = dx * dy;
    }
  }
  return [smoothed(xx, 4).values, smoothed(yy, 4).values, smoothed(xy, 4).values];
}
