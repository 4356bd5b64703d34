import { drawPortrait } from "../synthetic/draw-portrait.ts";
import { encodePortrait } from "./encode-portrait.ts";

/** JPEG of a drawn face of nobody, 480 × 720 pixels, the same for the same seed; it passes the checks of this package. Some 42 kB, 0.5 s. */
export const syntheticPortrait = (seed: string): Uint8Array => encodePortrait(drawPortrait(seed), 90);
