import { distance, type Face, middle } from "../face.ts";
import { lumaAt, resample, type RgbaImage } from "../image.ts";

const side = 96;
/** Luma from which skin has lost its drawing, and below which nothing is seen. */
const [burnt, black] = [250, 28];

/** Light on the face, within an ellipse that leaves out hair and ears. */
export function measureLight(image: RgbaImage, face: Face) {
  const centre = middle(face.forehead, face.chin);
  const width = distance(face.rightSide, face.leftSide) * 0.8;
  const height = distance(face.forehead, face.chin) * 0.86;
  const { data } = resample(image, { x: centre.x - width / 2, y: centre.y - height / 2, width, height }, side, side);
  const halves: [number[], number[]] = [[], []];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      if (Math.hypot(x / side - 0.5, y / side - 0.5) > 0.5) continue;
      halves[x < side / 2 ? 0 : 1].push(lumaAt(data, (y * side + x) * 4));
    }
  }
  const all = halves.flat();
  const [right, left] = [mean(halves[0]), mean(halves[1])];
  const share = (test: (luma: number) => boolean) => all.filter(test).length / all.length;
  return {
    /** mean luma, 0 to 255 */
    faceLuma: mean(all),
    /** share of the face that is burnt out */
    burntShare: share((luma) => luma >= burnt),
    /** share of the face that is black */
    blackShare: share((luma) => luma <= black),
    /** difference of both halves as a share of their mean */
    lightImbalance: Math.abs(right - left) / Math.max(1, (right + left) / 2),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
