import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createFaceDetector, type FaceDetector } from "../detect/detector.ts";
import type { ModelFiles } from "../detect/model.ts";

const require = createRequire(import.meta.url);
const models = join(dirname(require.resolve("@vladmandic/human")), "../models");
const wasm = dirname(require.resolve("@tensorflow/tfjs-backend-wasm"));

/** What a page must be able to fetch for `fetchFaceDetector`: name in its folder, and where the file lies here. */
export const faceAssetFiles = (): { name: string; path: string }[] => [
  ...["blazeface.json", "blazeface.bin", "facemesh.json", "facemesh.bin"].map((name) => ({ name, path: join(models, name) })),
  ...["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"].map((name) => ({
    name,
    path: join(wasm, name),
  })),
];

/** The detector of Node, with the models that lie in the packages. */
export async function openFaceDetector(): Promise<FaceDetector> {
  setWasmPaths(`${wasm}/`);
  const [boxes, mesh] = await Promise.all([readModel("blazeface"), readModel("facemesh")]);
  return createFaceDetector({ boxes, mesh });
}

async function readModel(name: string): Promise<ModelFiles> {
  const [graph, weights] = await Promise.all([readFile(join(models, `${name}.json`), "utf8"), readFile(join(models, `${name}.bin`))]);
  return { graph: JSON.parse(graph) as ModelFiles["graph"], weights: new Uint8Array(weights).buffer };
}
