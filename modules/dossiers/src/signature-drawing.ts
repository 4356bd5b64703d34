/** The field in which somebody signs: three times as wide as high. A unit is the smallest step that is told apart. */
export const signatureField = { width: 900, height: 300 } as const;

export type Point = readonly [x: number, y: number];
/** Where the pen went between touching and leaving: two points or more, in units of the field from its upper left corner. */
export type Stroke = readonly Point[];

/** Of all strokes together: three minutes of writing, far more than a name takes. */
export const mostSignaturePoints = 3_000;
/** How far the pen must have gone: a dot or a tick is no signature. */
const leastInk = 150;
/** 3,000 points take 24 KB. */
export const largestSignatureBytes = 2 ** 15;

const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${signatureField.width} ${signatureField.height}"><path d="`;
const tail = `" fill="none" stroke="#1B2430" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export const signaturePath = (strokes: readonly Stroke[]): string =>
  strokes.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join("L")}`).join("");

/** A signature as it is kept: an SVG of one path in a frame that is always the same. */
export const writeSignature = (strokes: readonly Stroke[]): string => head + signaturePath(strokes) + tail;

const pathPattern = /^(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})+)+$/;

/**
 * Reads what {@link writeSignature} wrote. The text must be the frame, letter by letter, around moves and lines within the field: there is no place in it for
 * a script, a reference or anything else that an SVG may hold.
 * @returns undefined for any other text, for too many points, and for too little ink
 */
export function readSignature(svg: string): Stroke[] | undefined {
  if (svg.length > largestSignatureBytes || !svg.startsWith(head) || !svg.endsWith(tail)) return undefined;
  const path = svg.slice(head.length, svg.length - tail.length);
  if (!pathPattern.test(path)) return undefined;
  const strokes = path
    .slice(1)
    .split("M")
    .map((stroke) => stroke.split("L").map(pointOf));
  const points = strokes.flat();
  const inside = points.every(([x, y]) => x <= signatureField.width && y <= signatureField.height);
  return inside && points.length <= mostSignaturePoints && isSignature(strokes) ? strokes : undefined;
}

function pointOf(text: string): Point {
  const [x, y] = text.split(" ");
  return [Number(x), Number(y)];
}

/** Whether there is enough ink for a signature. */
export function isSignature(strokes: readonly Stroke[]): boolean {
  let ink = 0;
  for (const stroke of strokes) {
    for (const [n, [x, y]] of stroke.entries()) {
      const [fromX, fromY] = stroke[n - 1] ?? [x, y];
      ink += Math.hypot(x - fromX, y - fromY);
    }
  }
  return ink >= leastInk;
}
