import type { RidgeField } from "./ridge-field.ts";

/** Where a ridge begins or forks: pixels at 500 dpi, and the way it runs, in radians. */
export type Minutia = { x: number; y: number; angle: number };

const directions = 32;
const radius = 6;
const side = 2 * radius + 1;
const periodPx = 4.6;
/** Two of opposite sense this near, in pixels of the field, are a scar of noise; of one sense, the same one twice. */
const scarPx = 4;
const mostMinutiae = 120;

type Wave = { re: Float32Array; im: Float32Array };

/** Even and odd Gabor filters across each direction of ridges. */
const waves: readonly Wave[] = Array.from({ length: directions }, (_, d) => {
  const across = (d * Math.PI) / directions + Math.PI / 2;
  const [re, im] = [new Float32Array(side * side), new Float32Array(side * side)];
  for (let y = -radius, k = 0; y <= radius; y += 1) {
    for (let x = -radius; x <= radius; x += 1, k += 1) {
      const phase = (2 * Math.PI * (x * Math.cos(across) + y * Math.sin(across))) / periodPx;
      const weight = Math.exp(-(x * x + y * y) / 14);
      re[k] = weight * Math.cos(phase);
      im[k] = weight * Math.sin(phase);
    }
  }
  const mean = re.reduce((sum, value) => sum + value, 0) / re.length;
  return { re: re.map((value) => value - mean), im };
});

/**
 * Minutiae as the places about which the phase of the ridges turns once (Larkin and Fletcher 2007): a ridge that begins between two others moves all phase on one side by one
 * period. Needs neither thinning nor tracing. The sense of turning says which way the new ridge runs, whether it begins free or forks off: those two look alike under pressure.
 */
export function findMinutiae(field: RidgeField): Minutia[] {
  const { width, height, inner } = field;
  const phase = new Float32Array(width * height);
  const chosen = Uint8Array.from(field.angle, (angle) => Math.round((angle / Math.PI) * directions) % directions);
  for (let i = 0; i < inner.length; i += 1) if (inner[i] === 1) phase[i] = phaseAt(field, i, waves[chosen[i] as number] as Wave);
  const found: (Minutia & { sense: number })[] = [];
  for (let y = 0; y < height - 1; y += 1) {
    for (let x = 0, i = y * width; x < width - 1; x += 1, i += 1) {
      const corners = [i, i + 1, i + width + 1, i + width];
      if (corners.some((corner) => inner[corner] !== 1)) continue;
      const sense = turnsAbout(corners, phase, chosen);
      if (sense === 0) continue;
      const angle = ((chosen[i] as number) * Math.PI) / directions + (sense > 0 ? 0 : Math.PI);
      found.push({ x: 2 * x + 1, y: 2 * y + 1, angle, sense });
    }
  }
  return withoutScars(found).slice(0, mostMinutiae);
}

function phaseAt({ luma, width, height }: RidgeField, i: number, { re, im }: Wave): number {
  const [x0, y0] = [i % width, Math.floor(i / width)];
  let [a, b] = [0, 0];
  for (let dy = -radius, k = 0; dy <= radius; dy += 1) {
    const row = Math.min(height - 1, Math.max(0, y0 + dy)) * width;
    for (let dx = -radius; dx <= radius; dx += 1, k += 1) {
      const value = luma.values[row + Math.min(width - 1, Math.max(0, x0 + dx))] as number;
      a += value * (re[k] as number);
      b += value * (im[k] as number);
    }
  }
  return Math.atan2(b, a);
}

/** Whole turns of phase around four neighbours, -1, 0 or 1. Where directions wrap at π, the wave runs the other way and its phase changes sign. */
function turnsAbout(corners: readonly number[], phase: Float32Array, chosen: Uint8Array): number {
  const first = chosen[corners[0] as number] as number;
  const phases = corners.map((corner) => {
    const value = phase[corner] as number;
    return Math.abs((chosen[corner] as number) - first) > directions / 2 ? -value : value;
  });
  let sum = 0;
  for (let k = 0; k < 4; k += 1) sum += wrapped((phases[(k + 1) % 4] as number) - (phases[k] as number));
  return Math.round(sum / (2 * Math.PI));
}

/** An angle between -π and π. */
export function wrapped(angle: number): number {
  if (angle > Math.PI) return angle > 3 * Math.PI ? wrapped(angle % (2 * Math.PI)) : angle - 2 * Math.PI;
  if (angle < -Math.PI) return angle < -3 * Math.PI ? wrapped(angle % (2 * Math.PI)) : angle + 2 * Math.PI;
  return angle;
}

function withoutScars(found: (Minutia & { sense: number })[]): Minutia[] {
  const near = (a: Minutia, b: Minutia) => Math.hypot(a.x - b.x, a.y - b.y) < 2 * scarPx;
  return found
    .filter((one, i) => !found.some((other, j) => i !== j && near(one, other) && (other.sense !== one.sense || j < i)))
    .map(({ x, y, angle }) => ({ x, y, angle }));
}
