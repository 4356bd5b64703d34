import { type GraphModel, loadGraphModel } from "@tensorflow/tfjs-converter";
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import { type Rect, resample, type RgbaImage } from "../image.ts";

/** A network as it lies in `@vladmandic/human/models`: its graph with the list of weights, and the weights. */
export type ModelFiles = { graph: ModelGraph; weights: ArrayBuffer };
type ModelGraph = { modelTopology: object; weightsManifest: { weights: [] }[] };

export const loadModel = (files: ModelFiles): Promise<GraphModel> =>
  loadGraphModel({
    load: async () => ({
      modelTopology: files.graph.modelTopology,
      weightSpecs: files.graph.weightsManifest[0]?.weights ?? [],
      weightData: files.weights,
    }),
  });

/** The part of the picture as a network wants it: `side` × `side`, each channel from `low` to 1. */
export function inputOf(image: RgbaImage, square: Rect, side: number, low: -1 | 0): Tensor {
  const { data } = resample(image, square, side, side);
  const values = new Float32Array(side * side * 3);
  for (let i = 0, at = 0; at < values.length; i += 4) {
    for (let channel = 0; channel < 3; channel += 1, at += 1) values[at] = low + ((data[i + channel] as number) / 255) * (1 - low);
  }
  return tensor(values, [1, side, side, 3]);
}
