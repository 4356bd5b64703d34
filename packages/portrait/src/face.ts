import type { Point, Rect } from "./image.ts";

/** The corners of an eye and the middle of its lids. */
export type Eye = { inner: Point; outer: Point; upper: Point; lower: Point };

/** A face as a detector reports it, in pixels of the picture. Right and left are the person's own: the right eye is on the left of the picture. */
export type Face = {
  /** 0 to 1 */
  confidence: number;
  /** from brows to chin, ear to ear; not the hair */
  box: Rect;
  rightEye: Eye;
  leftEye: Eye;
  noseTip: Point;
  chin: Point;
  /** middle of the upper edge of the forehead */
  forehead: Point;
  /** where the face ends in front of each ear */
  rightSide: Point;
  leftSide: Point;
};

export const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Middle between the corners: the lids move it less than a pupil. */
export const eyeCentre = (eye: Eye): Point => middle(eye.inner, eye.outer);
