import { writeFileSync } from "node:fs";
import { decodePortrait, type RgbaImage } from "@dinhdanh/portrait";
import { encodePortrait, syntheticPortrait } from "@dinhdanh/portrait/node";

const side = { width: 1280, height: 960 };

/** The drawn face of nobody in the middle of what a camera would see, before a plain wall. */
function scene(portrait: RgbaImage): RgbaImage {
  const data = new Uint8ClampedArray(side.width * side.height * 4);
  const [x, y] = [(side.width - portrait.width) / 2, (side.height - portrait.height) / 2];
  for (let at = 0; at < data.length; at += 4) data.set(portrait.data.subarray(0, 4), at);
  for (let row = 0; row < portrait.height; row += 1) {
    const from = row * portrait.width * 4;
    data.set(portrait.data.subarray(from, from + portrait.width * 4), ((y + row) * side.width + x) * 4);
  }
  return { ...side, data };
}

/** Writes a film for Chromium's fake camera, and gives the arguments that show it. */
export function fakeCamera(path: string): string[] {
  const decoded = decodePortrait(syntheticPortrait("quầy thu nhận"));
  if (!decoded.ok) throw new Error("the drawn portrait cannot be read");
  const picture = encodePortrait(scene(decoded.value));
  writeFileSync(path, Buffer.concat([picture, picture, picture]));
  return ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${path}`];
}
