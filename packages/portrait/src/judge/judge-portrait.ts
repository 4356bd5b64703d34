import type { Face } from "../face.ts";
import type { RgbaImage } from "../image.ts";
import type { Words } from "../outcome.ts";
import { type PortraitFaultCode, portraitLimits, portraitMends } from "./limits.ts";
import { measurePortrait, type PortraitMeasures } from "./measures.ts";

export type PortraitFault = { code: PortraitFaultCode; mend: Words; value: number; limit: number };
export type PortraitJudgement = { measures: PortraitMeasures; faults: PortraitFault[] };

const codes = Object.keys(portraitLimits) as PortraitFaultCode[];

/**
 * Whether a picture, as it would stand on the card, is a usable portrait, and if not what to mend. Pure, so that the page and the server say the same; 4 ms for
 * 480 × 720 pixels, beside 30 ms for finding the face. What was not measured is not judged: without exactly one face only that is a fault (and the proportion).
 */
export function judgePortrait(image: RgbaImage, faces: readonly Face[]): PortraitJudgement {
  const measures: PortraitMeasures = measurePortrait(image, faces);
  return { measures, faults: judgeMeasures(measures) };
}

/** The faults that measures show, wherever they were taken. Names that are no measure are passed over. */
export const judgeMeasures = (measures: Readonly<Record<string, number | undefined>>): PortraitFault[] =>
  codes.flatMap((code) => faultOf(code, measures));

function faultOf(code: PortraitFaultCode, measures: Readonly<Record<string, number | undefined>>): PortraitFault[] {
  const { measure, min, max }: { measure: keyof PortraitMeasures; min?: number; max?: number } = portraitLimits[code];
  const value = measures[measure];
  if (value === undefined) return [];
  const limit = min !== undefined && value < min ? min : max !== undefined && value > max ? max : undefined;
  return limit === undefined ? [] : [{ code, mend: portraitMends[code], value, limit }];
}
