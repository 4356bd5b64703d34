import type { RgbaImage } from "../image.ts";
import { randomFrom } from "../random.ts";
import { type Eyes, eyeLayers } from "./eyes.ts";
import { mouthLayers, noseLayers } from "./features.ts";
import { ellipse, type Layer, paint, shade, smooth } from "./layers.ts";
import { type Traits, traitsOf } from "./traits.ts";

/** The drawing's head takes 46 % of the height; a card's should take some 60 %. */
const view = { width: 480, height: 720, scale: 1.44, fixed: { x: 240, y: 287 }, at: { x: 240, y: 302 } };

/** A drawn face of nobody, 480 × 720 pixels, on a light ground. It looks like a drawing, and is found by a detector of real faces. */
export function drawPortrait(seed: string, eyes: Eyes = "open"): RgbaImage {
  const traits = traitsOf(seed);
  const layers = [
    ...behind(traits),
    ...head(traits),
    ...noseLayers(traits),
    ...mouthLayers(traits),
    ...eyeLayers(traits, eyes),
    ...fringe(traits),
  ];
  return withGrain(paint(view, traits.ground, layers), seed);
}

function behind({ cx, cy, rx, ry, skin, hair, clothes, longHair }: Traits): Layer[] {
  const shoulders = cy + ry + 50;
  const reach = longHair ? ry + 40 : 50;
  const collar = (x: number, y: number) => smooth(shoulders + 62, shoulders + 42, y + Math.abs(x - cx) * 0.4);
  const body = ellipse(cx, shoulders + 190, 212, 200, 0.01);
  const mane = ellipse(cx, cy - 18, rx + 24, ry + 24, 0.015);
  const strands = (x: number, y: number) => smooth(rx + 24, rx + 20, Math.abs(x - cx)) * smooth(cy - 20, cy - 19, y);
  return [
    {
      cover: (x, y) => (longHair ? Math.max(mane(x, y), strands(x, y)) : mane(x, y)) * smooth(cy + reach + 20, cy + reach - 20, y),
      colour: hair,
    },
    { cover: body, colour: (x) => shade(clothes, 1 - 0.12 * Math.abs((x - cx) / 212)) },
    { cover: (x, y) => smooth(60, 56, Math.abs(x - cx)) * smooth(cy + 60, cy + 64, y) * collar(x, y), colour: shade(skin, 0.84) },
  ];
}

function outline({ cx, cy, rx, ry, jaw }: Traits): (x: number, y: number) => number {
  return (x, y) => {
    const v = (y - cy) / ry;
    const width = v > 0 ? 1 - jaw * v * v : 1;
    return Math.hypot((x - cx) / rx / width, v);
  };
}

function head(traits: Traits): Layer[] {
  const { cx, cy, rx, skin } = traits;
  const from = outline(traits);
  const ears = [-1, 1].map((side) => ({ cover: ellipse(cx + side * (rx + 3), cy + 5, 13, 30, 0.08), colour: shade(skin, 0.86) }));
  return [...ears, { cover: (x, y) => smooth(1.02, 0.98, from(x, y)), colour: (x, y) => shade(skin, 1 - 0.26 * from(x, y) ** 3) }];
}

/** Hair over the upper edge of the face. */
function fringe(traits: Traits): Layer[] {
  const { cx, cy, rx, ry, hair } = traits;
  const from = outline(traits);
  const edge = (x: number, y: number) => Math.hypot((x - cx) / (rx * 0.9), (y - cy - ry * 0.26) / (ry * 0.98));
  return [
    {
      cover: (x, y) => smooth(1.06, 1.02, from(x, y)) * smooth(0.98, 1.03, edge(x, y)) * smooth(cy - ry * 0.05, cy - ry * 0.3, y),
      colour: hair,
    },
  ];
}

/** A sensor's noise of ± 2, so that plain areas are not suspiciously plain. */
function withGrain(image: RgbaImage, seed: string): RgbaImage {
  const random = randomFrom(`grain ${seed}`);
  for (let i = 0; i < image.data.length; i += 4) {
    const grain = (random() + random() - 1) * 3;
    for (let channel = 0; channel < 3; channel += 1) image.data[i + channel] = (image.data[i + channel] as number) + grain;
  }
  return image;
}
