import type { CardState } from "@dinhdanh/cards/contract";
import type { Tone } from "../parts/tag.tsx";

const tones: Partial<Record<CardState, Tone>> = {
  "quality-checked": "good",
  received: "good",
  "handed-over": "done",
  spoiled: "bad",
  lost: "bad",
  damaged: "bad",
  expired: "bad",
  revoked: "bad",
  replaced: "bad",
};

/** Everything on its way waits for something. */
export const toneOf = (state: CardState): Tone => tones[state] ?? "waiting";
