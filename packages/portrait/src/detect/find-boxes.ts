import type { GraphModel } from "@tensorflow/tfjs-converter";
import { dispose, type Tensor } from "@tensorflow/tfjs-core";
import type { Rect, RgbaImage } from "../image.ts";
import { inputOf } from "./model.ts";

const side = 256;
const leastConfidence = 0.5;
/** Two boxes that share this much of their union are one face. */
const sameFace = 0.3;

/** Two anchors in each of 16 × 16 cells, then six in each of 8 × 8 (BlazeFace, Bazarevsky et al. 2019, figure 2). Their centres, as shares of the picture. */
const anchors = [
  { cells: 16, each: 2 },
  { cells: 8, each: 6 },
].map(({ cells, each }) =>
  Array.from({ length: cells * cells * each }, (_, i) => {
    const cell = Math.floor(i / each);
    return { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells };
  }),
);

export type FoundBox = { confidence: number; box: Rect };

/** Faces of a picture, the surest first. The picture is laid in a square, so that nothing is stretched. */
export function findBoxes(network: GraphModel, image: RgbaImage): FoundBox[] {
  const extent = Math.max(image.width, image.height);
  const square = { x: (image.width - extent) / 2, y: (image.height - extent) / 2, width: extent, height: extent };
  const input = inputOf(image, square, side, -1);
  const outputs = network.execute(
    input,
    network.outputs.map(({ name }) => name),
  ) as Tensor[];
  const found = anchors.flatMap((layer) => candidates(layer, outputs, square));
  dispose([input, ...outputs]);
  return withoutOverlap(found.sort((a, b) => b.confidence - a.confidence));
}

function candidates(layer: { x: number; y: number }[], outputs: Tensor[], square: Rect): FoundBox[] {
  const valuesOf = (length: number) => outputs.find(({ shape }) => shape[1] === layer.length && shape[2] === length)?.dataSync() ?? [];
  const scores = valuesOf(1);
  const boxes = valuesOf(16);
  return layer.flatMap((anchor, i) => {
    const confidence = 1 / (1 + Math.exp(-(scores[i] ?? 0)));
    if (confidence < leastConfidence) return [];
    const [dx, dy, w, h] = Array.from(boxes.slice(i * 16, i * 16 + 4), (value) => value / side) as [number, number, number, number];
    const [width, height] = [w * square.width, h * square.height];
    const centre = { x: square.x + (anchor.x + dx) * square.width, y: square.y + (anchor.y + dy) * square.height };
    return [{ confidence, box: { x: centre.x - width / 2, y: centre.y - height / 2, width, height } }];
  });
}

function withoutOverlap(sorted: FoundBox[]): FoundBox[] {
  const kept: FoundBox[] = [];
  for (const found of sorted) if (!kept.some(({ box }) => overlap(box, found.box) > sameFace)) kept.push(found);
  return kept;
}

function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}
