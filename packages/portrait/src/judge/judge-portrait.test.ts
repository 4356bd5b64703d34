import { beforeAll, expect, it } from "vitest";
import { decodePortrait, framePortrait, judgePortrait, portraitLimits, portraitMends, resample, type RgbaImage } from "../index.ts";
import { openFaceDetector, syntheticPortrait } from "../node/index.ts";
import type { FaceDetector } from "../detect/index.ts";
import { drawPortrait } from "../synthetic/draw-portrait.ts";
import { beside, blurred, changed, turned } from "../test-pictures.ts";

let detect: FaceDetector;
beforeAll(async () => {
  detect = await openFaceDetector();
});

const faultsOf = (image: RgbaImage) => judgePortrait(image, detect(image)).faults.map(({ code }) => code);
const someone = drawPortrait("someone");
const part = (x: number, y: number, width: number) => resample(someone, { x, y, width, height: width * 1.5 }, 480, 720);
const plain = changed(someone, () => 220);

it("finds no fault in drawn portraits, as JPEG", () => {
  for (let seed = 0; seed < 12; seed += 1) {
    const decoded = decodePortrait(syntheticPortrait(`${seed}`));
    if (!decoded.ok) throw new Error(decoded.refusal.code);
    expect(faultsOf(decoded.value), `seed ${seed}`).toEqual([]);
  }
});

it("draws the same face for the same seed and another for another", () => {
  expect(syntheticPortrait("a")).toEqual(syntheticPortrait("a"));
  expect(syntheticPortrait("a")).not.toEqual(syntheticPortrait("b"));
});

const spoilt: [string, RgbaImage, string[]][] = [
  ["nobody", plain, ["no-face"]],
  ["two people", beside(drawPortrait("a"), drawPortrait("b")), ["several-faces", "wrong-proportion"]],
  ["a square picture", resample(someone, { x: 0, y: 60, width: 480, height: 480 }, 480, 480), ["wrong-proportion"]],
  ["few pixels", resample(someone, { x: 0, y: 0, width: 480, height: 720 }, 240, 360), ["too-few-pixels"]],
  ["far away", resample(someone, { x: -160, y: -200, width: 800, height: 1200 }, 960, 1440), ["face-too-small"]],
  ["too near", part(80, 120, 320), ["face-too-large"]],
  ["to one side", part(-48, 0, 480), ["off-centre"]],
  ["too high", part(0, 110, 480), ["too-high"]],
  ["too low", part(0, -100, 480), ["too-low"]],
  ["a tilted head", turned(someone, 14), ["tilted"]],
  ["closed eyes", drawPortrait("someone", "closed"), ["eyes-closed"]],
  ["dark glasses", drawPortrait("someone", "hidden"), ["eyes-hidden"]],
  ["out of focus", blurred(someone, 4), ["blurred"]],
  ["a dark room", changed(someone, (value) => value * 0.35), ["too-dark", "background-dark"]],
  ["a lamp in the face", changed(someone, (value) => value * 1.6), ["too-bright", "overexposed"]],
  ["a lamp at one side", changed(someone, (value, x) => (x < 220 ? value * 0.55 : value)), ["uneven-light"]],
  ["a wall with stripes", changed(someone, (value, x, y) => (x < 60 && y % 80 < 40 ? 120 : value)), ["background-uneven"]],
];

it.each(spoilt)("says what is wrong with %s", (_, image, expected) => {
  expect(faultsOf(image)).toEqual(expect.arrayContaining(expected));
});

it("tells value, limit and how to mend it in both languages", () => {
  const image = blurred(someone, 4);
  const fault = judgePortrait(image, detect(image)).faults.find(({ code }) => code === "blurred");
  expect(fault?.limit).toBe(portraitLimits.blurred.min);
  expect(fault?.value).toBeLessThan(portraitLimits.blurred.min);
  expect(fault?.mend).toBe(portraitMends.blurred);
  for (const words of Object.values(portraitMends)) expect(words.vi.length * words.en.length).toBeGreaterThan(400);
});

it("judges nothing but the count when there is not one face", () => {
  expect(judgePortrait(plain, []).measures).toEqual({ faces: 0, proportion: 1.5 });
  const [face] = detect(someone);
  expect(judgePortrait(someone, [face!, face!]).faults.map(({ code }) => code)).toEqual(["several-faces"]);
});

it("cuts a portrait without fault out of a webcam's wide picture", () => {
  const wide = resample(someone, { x: -400, y: -120, width: 1280, height: 960 }, 1280, 960);
  const [face] = detect(wide);
  const framed = framePortrait(wide, face!);
  expect(framed).toMatchObject({ width: 480, height: 720 });
  expect(faultsOf(framed!)).not.toContain("off-centre");
  expect(faultsOf(framed!).filter((code) => code.startsWith("face-") || code.startsWith("too-"))).toEqual([]);
});

it("frames nobody who stands at the edge", () => {
  const cut = resample(someone, { x: 160, y: 0, width: 320, height: 720 }, 320, 720);
  const [face] = detect(cut);
  expect(framePortrait(cut, face!)).toBeUndefined();
});
