import { randomFrom } from "../random.ts";
import type { Rgb } from "./layers.ts";

/** What tells one drawn face from another. Lengths in pixels of a picture 480 wide. */
export type Traits = {
  /** middle of the face */
  cx: number;
  cy: number;
  /** half width and half height of the face */
  rx: number;
  ry: number;
  /** how much narrower the jaw is, 0 to 1 */
  jaw: number;
  skin: Rgb;
  hair: Rgb;
  iris: Rgb;
  lips: Rgb;
  clothes: Rgb;
  ground: Rgb;
  longHair: boolean;
  eyeApart: number;
  eyeWidth: number;
  browRise: number;
  mouthWidth: number;
  noseLength: number;
};

const skins: Rgb[] = [
  [232, 190, 164],
  [222, 176, 148],
  [210, 164, 134],
  [196, 150, 120],
];
const hairs: Rgb[] = [
  [28, 22, 20],
  [40, 30, 26],
  [54, 44, 40],
  [120, 116, 114],
];
const cloths: Rgb[] = [
  [66, 78, 110],
  [120, 60, 62],
  [52, 92, 80],
  [92, 92, 100],
  [240, 240, 244],
  [40, 44, 52],
];

/** Someone who does not exist, by a seed. */
export function traitsOf(seed: string): Traits {
  const random = randomFrom(`portrait ${seed}`);
  const between = (low: number, high: number) => low + random() * (high - low);
  const pick = (colours: Rgb[]): Rgb => colours[Math.floor(random() * colours.length)] ?? [128, 128, 128];
  const rx = between(100, 112);
  return {
    cx: between(236, 244),
    cy: between(298, 312),
    rx,
    ry: rx * between(1.3, 1.4),
    jaw: between(0.22, 0.34),
    skin: pick(skins),
    hair: pick(hairs),
    iris: [between(40, 75), between(30, 48), between(20, 34)],
    lips: [between(165, 190), between(82, 100), between(78, 95)],
    clothes: pick(cloths),
    ground: [between(226, 236), between(232, 240), between(236, 246)],
    longHair: random() < 0.5,
    eyeApart: between(43, 48),
    eyeWidth: between(23, 26),
    browRise: between(25, 31),
    mouthWidth: between(34, 42),
    noseLength: between(46, 54),
  };
}
