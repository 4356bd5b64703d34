import { mostSignaturePoints, type Point, signatureField, type Stroke } from "@dinhdanh/dossiers/contract";

/** A hand that rests moves by less, in units of the field; a pen tells some 100 places a second. */
const leastStep = 3;

type Box = Pick<DOMRect, "left" | "top" | "width" | "height">;

/** Where a pointer is in the field. */
export function placeOf({ clientX, clientY }: { clientX: number; clientY: number }, box: Box): Point {
  const along = (at: number, from: number, size: number, most: number) =>
    Math.round(Math.min(1, Math.max(0, size === 0 ? 0 : (at - from) / size)) * most);
  return [along(clientX, box.left, box.width, signatureField.width), along(clientY, box.top, box.height, signatureField.height)];
}

/** A stroke that has just begun is a dot. */
export const beginStroke = (at: Point): Stroke => [at, at];

/** The stroke led on; the same when the pen has hardly moved. */
export function leadOn(stroke: Stroke, [x, y]: Point): Stroke {
  const [lastX, lastY] = stroke.at(-1) ?? [x, y];
  return Math.hypot(x - lastX, y - lastY) < leastStep ? stroke : [...stroke, [x, y]];
}

/** Whether more would be refused. */
export const isFull = (strokes: readonly Stroke[]): boolean =>
  strokes.reduce((points, stroke) => points + stroke.length, 0) >= mostSignaturePoints - 2;
