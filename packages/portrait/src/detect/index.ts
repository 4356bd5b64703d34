import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { createFaceDetector, type FaceDetector } from "./detector.ts";
import type { ModelFiles } from "./model.ts";

export type { FaceDetector } from "./detector.ts";

/**
 * The detector of a browser. The files named by `faceAssetFiles` of `@dinhdanh/portrait/node` lie under `folder`, which ends in a slash, on the page's own
 * server: 2.9 MB, fetched once.
 */
export async function fetchFaceDetector(folder: string): Promise<FaceDetector> {
  setWasmPaths(folder);
  const [boxes, mesh] = await Promise.all([fetchModel(`${folder}blazeface`), fetchModel(`${folder}facemesh`)]);
  return createFaceDetector({ boxes, mesh });
}

async function fetchModel(address: string): Promise<ModelFiles> {
  const [graph, weights] = await Promise.all([fetchFile(`${address}.json`), fetchFile(`${address}.bin`)]);
  return { graph: (await graph.json()) as ModelFiles["graph"], weights: await weights.arrayBuffer() };
}

async function fetchFile(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
