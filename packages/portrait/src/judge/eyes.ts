import { distance, type Eye, eyeCentre, type Face } from "../face.ts";
import { lumaAt, resample, type RgbaImage } from "../image.ts";

/** An eye is looked at 48 pixels from corner to corner, in a field of 48 × 36. */
const field = { width: 48, height: 36 };

/** Whether the eyes are open and can be seen: the worse of the two. */
export function measureEyes(image: RgbaImage, { rightEye, leftEye }: Face) {
  const [right, left] = [lookAt(image, rightEye), lookAt(image, leftEye)];
  return {
    /** luma between the brightest and the darkest twentieth within the opening: dark glasses leave next to none */
    eyeContrast: Math.min(right.contrast, left.contrast),
    /** tallest dark run, the iris, as a share of the eye's width; closed lids leave a line of lashes */
    irisHeight: Math.min(right.iris, left.iris),
  };
}

function lookAt(image: RgbaImage, eye: Eye): { contrast: number; iris: number } {
  const centre = eyeCentre(eye);
  const width = distance(eye.inner, eye.outer);
  const height = (width * field.height) / field.width;
  const { data } = resample(image, { x: centre.x - width / 2, y: centre.y - height / 2, width, height }, field.width, field.height);
  const luma = Array.from({ length: field.width * field.height }, (_, i) => lumaAt(data, i * 4));
  const inner = luma.filter(
    (_, i) => Math.hypot((i % field.width) / field.width - 0.5, (Math.floor(i / field.width) / field.height - 0.5) * 1.4) < 0.42,
  );
  const sorted = inner.sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const [dark, bright] = [quantile(0.05), quantile(0.95)];
  return { contrast: bright - dark, iris: tallestRun(luma, dark + (bright - dark) * 0.45) / field.width };
}

/** Longest vertical run darker than `limit` among the middle columns. */
function tallestRun(luma: readonly number[], limit: number): number {
  let tallest = 0;
  for (let x = Math.floor(field.width * 0.3); x < field.width * 0.7; x += 1) {
    let run = 0;
    for (let y = 0; y < field.height; y += 1) {
      run = (luma[y * field.width + x] ?? 255) < limit ? run + 1 : 0;
      tallest = Math.max(tallest, run);
    }
  }
  return tallest;
}
