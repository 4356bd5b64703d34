import { ellipse, type Layer, type Rgb, smooth } from "./layers.ts";
import type { Traits } from "./traits.ts";

export type Eyes = "open" | "closed" | "hidden";

const dark: Rgb = [24, 18, 17];

/** Sockets, brows, and what the lids leave open; or closed lids, or dark glasses. */
export function eyeLayers(traits: Traits, eyes: Eyes): Layer[] {
  const both = [-1, 1].flatMap((side) => {
    const x = traits.cx + side * traits.eyeApart;
    const y = traits.cy - 18;
    return [...surroundings(traits, x, y, side), ...(eyes === "closed" ? lids(traits, x, y) : openEye(traits, x, y))];
  });
  return eyes === "hidden" ? [...both, ...glasses(traits)] : both;
}

function surroundings({ skin, hair, browRise, eyeWidth }: Traits, ex: number, ey: number, side: number): Layer[] {
  const socket: Rgb = [skin[0] * 0.68, skin[1] * 0.6, skin[2] * 0.6];
  const browX = ex + side * 2;
  const brow = (x: number, y: number) => ellipse(browX, ey - browRise + ((x - browX) / 32) ** 2 * 6, 32, 5.5, 0.3)(x, y);
  return [
    { cover: (x, y) => 0.55 * smooth(1.1, 0.2, Math.hypot((x - ex) / (eyeWidth + 12), (y - ey + 2) / 25)), colour: socket },
    { cover: brow, colour: [hair[0] * 0.7 + 14, hair[1] * 0.7 + 10, hair[2] * 0.7 + 8] },
  ];
}

function openEye({ iris, eyeWidth }: Traits, ex: number, ey: number): Layer[] {
  const bow = (x: number) => 1 - ((x - ex) / eyeWidth) ** 2;
  const upper = (x: number) => ey - 12 * bow(x);
  const lower = (x: number) => ey + 9 * bow(x);
  const open = (x: number, y: number) => (Math.abs(x - ex) < eyeWidth ? smooth(-1, 1, y - upper(x)) * smooth(-1, 1, lower(x) - y) : 0);
  const disc = (dx: number, dy: number, radius: number) => (x: number, y: number) =>
    open(x, y) * smooth(radius + 0.8, radius - 0.8, Math.hypot(x - ex - dx, y - ey - dy));
  const lashes = (x: number, y: number) =>
    0.9 * smooth(3.2, 1, Math.abs(y - upper(x) + 1)) * smooth(1.08, 0.95, Math.abs(x - ex) / eyeWidth);
  return [
    { cover: lashes, colour: dark },
    { cover: open, colour: [238, 236, 232] },
    { cover: disc(0, 0, 10.5), colour: iris },
    { cover: disc(0, 0, 5), colour: [8, 6, 6] },
    { cover: disc(3, -3, 2), colour: [255, 255, 255] },
  ];
}

function lids({ eyeWidth }: Traits, ex: number, ey: number): Layer[] {
  const line = (x: number) => ey + 6 - 4 * ((x - ex) / eyeWidth) ** 2;
  return [{ cover: (x, y) => 0.9 * smooth(3, 1, Math.abs(y - line(x))) * smooth(1.08, 0.95, Math.abs(x - ex) / eyeWidth), colour: dark }];
}

function glasses({ cx, cy, eyeApart }: Traits): Layer[] {
  const lens = (side: number) => ellipse(cx + side * eyeApart, cy - 15, 37, 27);
  const bridge = (x: number, y: number) => smooth(4, 2, Math.abs(y - cy + 20)) * smooth(110, 108, Math.abs(x - cx));
  return [lens(-1), lens(1), bridge].map((cover) => ({ cover, colour: dark }));
}
