import jpeg from "jpeg-js";
import type { RgbaImage } from "../image.ts";

/**
 * A baseline JPEG with nothing in it but the picture.
 * @param quality 1 to 100; at 90 a 480 × 720 portrait takes some 50 kB
 */
export function encodePortrait({ width, height, data }: RgbaImage, quality = 90): Uint8Array {
  return new Uint8Array(jpeg.encode({ width, height, data }, quality).data);
}
