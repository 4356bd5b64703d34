import type { GraphModel } from "@tensorflow/tfjs-converter";
import { dispose, type Tensor } from "@tensorflow/tfjs-core";
import type { Face } from "../face.ts";
import type { Point, Rect, RgbaImage } from "../image.ts";
import type { FoundBox } from "./find-boxes.ts";
import { inputOf } from "./model.ts";

const side = 192;
/** The mesh was trained on boxes with a quarter of margin on each side. */
const margin = 1.5;

/** Numbers of the points in MediaPipe's face mesh (canonical_face_model_uv_visualization). Right and left are the person's. */
const points = {
  forehead: 10,
  chin: 152,
  noseTip: 1,
  rightSide: 234,
  leftSide: 454,
  rightEye: { outer: 33, inner: 133, upper: 159, lower: 145 },
  leftEye: { outer: 263, inner: 362, upper: 386, lower: 374 },
} as const;

/** The face within a box, point by point. */
export function traceFace(network: GraphModel, image: RgbaImage, { confidence, box }: FoundBox): Face {
  const extent = Math.max(box.width, box.height) * margin;
  const square: Rect = { x: box.x + (box.width - extent) / 2, y: box.y + (box.height - extent) / 2, width: extent, height: extent };
  const input = inputOf(image, square, side, 0);
  const mesh = network.execute(input, "Identity_2:0") as Tensor;
  const values = mesh.dataSync();
  dispose([input, mesh]);
  const at = (point: number): Point => ({
    x: square.x + ((values[point * 3] ?? 0) / side) * extent,
    y: square.y + ((values[point * 3 + 1] ?? 0) / side) * extent,
  });
  const eye = ({ outer, inner, upper, lower }: Record<"outer" | "inner" | "upper" | "lower", number>) => ({
    outer: at(outer),
    inner: at(inner),
    upper: at(upper),
    lower: at(lower),
  });
  return {
    confidence,
    box,
    rightEye: eye(points.rightEye),
    leftEye: eye(points.leftEye),
    noseTip: at(points.noseTip),
    chin: at(points.chin),
    forehead: at(points.forehead),
    rightSide: at(points.rightSide),
    leftSide: at(points.leftSide),
  };
}
