import { eyeCentre, type Face, middle } from "./face.ts";
import { type Rect, resample, type RgbaImage } from "./image.ts";

/** Pixels of a portrait as it is kept: 20 × 30 mm at 610 dpi; eyes stand some 120 pixels apart. */
export const portraitSize = { width: 480, height: 720 } as const;

/** The 2:3 part of a picture in which the head takes 62 % of the height and the eyes stand at 42 % from the top. It may reach beyond the picture. */
export function portraitFrame(face: Face): Rect {
  const eyes = middle(eyeCentre(face.rightEye), eyeCentre(face.leftEye));
  const height = (2 * (face.chin.y - eyes.y)) / 0.62;
  const width = (height * portraitSize.width) / portraitSize.height;
  return { x: eyes.x - width / 2, y: eyes.y - height * 0.42, width, height };
}

/** Cuts the portrait out of a wider picture. `undefined` when the frame reaches beyond it: the person must move, an edge must not be invented. */
export function framePortrait(image: RgbaImage, face: Face): RgbaImage | undefined {
  const frame = portraitFrame(face);
  const within = frame.x >= 0 && frame.y >= 0 && frame.x + frame.width <= image.width && frame.y + frame.height <= image.height;
  return within ? resample(image, frame, portraitSize.width, portraitSize.height) : undefined;
}
