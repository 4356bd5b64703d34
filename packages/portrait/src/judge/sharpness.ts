import { distance, eyeCentre, type Face, middle } from "../face.ts";
import { lumaAt, resample, type RgbaImage } from "../image.ts";

/** Pixels between the eyes at which sharpness is measured, so that more megapixels do not count as sharper. */
const scalePx = 60;

/** Variance of the Laplacian of luma from brows to mouth (Pech-Pacheco et al. 2000). A drawn portrait has some 300; blurred over two pixels of 60 between the eyes, 40. */
export function measureSharpness(image: RgbaImage, face: Face): number {
  const [right, left] = [eyeCentre(face.rightEye), eyeCentre(face.leftEye)];
  const unit = distance(right, left);
  const centre = middle(right, left);
  const [width, height] = [Math.round(scalePx * 1.8), Math.round(scalePx * 1.7)];
  const rect = { x: centre.x - unit * 0.9, y: centre.y - unit * 0.5, width: unit * 1.8, height: unit * 1.7 };
  const { data } = resample(image, rect, width, height);
  const luma = Float32Array.from({ length: width * height }, (_, i) => lumaAt(data, i * 4));
  // as if the mean were 128, so that a dark picture does not count as blurred
  const gain = 128 / Math.max(1, luma.reduce((total, value) => total + value, 0) / luma.length);
  const at = (i: number) => (luma[i] as number) * gain;
  let [sum, squares, n] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i += 1) {
      const value = at(i - 1) + at(i + 1) + at(i - width) + at(i + width) - 4 * at(i);
      sum += value;
      squares += value * value;
      n += 1;
    }
  }
  return squares / n - (sum / n) ** 2;
}
