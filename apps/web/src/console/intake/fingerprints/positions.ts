import type { Finger as DeviceFinger, MissingReason, Slap } from "@dinhdanh/capture";
import type { CaptureSlot, CaptureView, DossierView, Finger, MissingFinger } from "@dinhdanh/dossiers/contract";

/** What devices call the fingers of ISO/IEC 19794-2. */
export const deviceFinger = {
  ...{ 1: "RIGHT_THUMB", 2: "RIGHT_INDEX", 3: "RIGHT_MIDDLE", 4: "RIGHT_RING", 5: "RIGHT_LITTLE" },
  ...{ 6: "LEFT_THUMB", 7: "LEFT_INDEX", 8: "LEFT_MIDDLE", 9: "LEFT_RING", 10: "LEFT_LITTLE" },
} as const satisfies Record<Finger, DeviceFinger>;

export const fingerOf = (name: DeviceFinger): Finger | undefined =>
  (Object.keys(deviceFinger).map(Number) as Finger[]).find((finger) => deviceFinger[finger] === name);

export const slotOf = (finger: Finger): CaptureSlot => `finger-${finger}`;

export const captureOf = ({ captures }: DossierView, finger: Finger): CaptureView | undefined =>
  captures.find(({ slot }) => slot === slotOf(finger));

/** Four, four and two at once, in the order in which they are taken. */
export const groups = [
  { position: "PLAIN_RIGHT_FOUR_FINGERS", fingers: [2, 3, 4, 5] },
  { position: "PLAIN_LEFT_FOUR_FINGERS", fingers: [7, 8, 9, 10] },
  { position: "PLAIN_THUMBS", fingers: [1, 6] },
] as const satisfies readonly { position: Slap; fingers: readonly Finger[] }[];
export type Group = (typeof groups)[number];

/** As devices tell reasons apart. */
export const deviceReason = {
  amputated: "AMPUTATED",
  bandaged: "BANDAGED",
  worn: "UNABLE",
  deformed: "UNABLE",
} as const satisfies Record<MissingFinger, MissingReason>;

/** The hands as they lie before the officer: left hand from little finger to thumb, then the right. */
export const hands = [
  { hand: "left", fingers: [10, 9, 8, 7, 6] },
  { hand: "right", fingers: [1, 2, 3, 4, 5] },
] as const satisfies readonly { hand: "left" | "right"; fingers: readonly Finger[] }[];

/** NFIQ 2 below this fails the server's check: taken again while the person is still there. */
export const poorQuality = 20;
