import { distance, eyeCentre, type Face, middle } from "../face.ts";
import type { RgbaImage } from "../image.ts";
import { measureBackground } from "./background.ts";
import { measureEyes } from "./eyes.ts";
import { measureLight } from "./light.ts";
import { measureSharpness } from "./sharpness.ts";

/** Where the face stands in the picture, by geometry alone. */
function measureFrame({ width, height }: RgbaImage, face: Face) {
  const [right, left] = [eyeCentre(face.rightEye), eyeCentre(face.leftEye)];
  const between = middle(right, left);
  const eyeLine = between.y / height;
  const headShare = (2 * (face.chin.y - between.y)) / height;
  const span = face.leftSide.x - face.rightSide.x;
  return {
    /** pixels between the middles of both eyes */
    eyeDistancePx: distance(right, left),
    /** crown to chin, as a share of the height; the crown is taken to be as far above the eyes as the chin is below */
    headShare,
    /** middle between the eyes from the middle of the picture, as a share of the width */
    centreOffset: Math.abs(between.x / width - 0.5),
    /** eyes from the top, as a share of the height */
    eyeLine,
    /** crown from the top, as a share of the height */
    spaceAbove: eyeLine - headShare / 2,
    /** slope of the line through the eyes */
    tiltDegrees: Math.abs((Math.atan2(left.y - right.y, left.x - right.x) * 180) / Math.PI),
    /** tip of the nose from the middle between both sides of the face, as a share of its width */
    turn: span > 0 ? Math.abs((face.noseTip.x - face.rightSide.x) / span - 0.5) : 1,
  };
}

/** Everything measured on a picture; `faces` and `proportion` (height to width) alone when there is not exactly one face. */
export function measurePortrait(image: RgbaImage, faces: readonly Face[]) {
  const always = { faces: faces.length, proportion: image.height / image.width };
  const [face] = faces;
  if (face === undefined || faces.length > 1) return always;
  return {
    ...always,
    ...measureFrame(image, face),
    ...measureEyes(image, face),
    ...measureLight(image, face),
    ...measureBackground(image, face),
    sharpness: measureSharpness(image, face),
  };
}

type Frame = ReturnType<typeof measureFrame> & ReturnType<typeof measureEyes> & ReturnType<typeof measureLight>;
export type PortraitMeasure = "faces" | "proportion" | keyof Frame | keyof ReturnType<typeof measureBackground> | "sharpness";
export type PortraitMeasures = Partial<Record<PortraitMeasure, number>>;
