export { cleanJpeg } from "./decode/clean-jpeg.ts";
export { decodePng, decodePortrait } from "./decode/decode-portrait.ts";
export { decodeLimits, type DecodeRefusal, decodeRefusals } from "./decode/refusals.ts";
export type { Eye, Face } from "./face.ts";
export { framePortrait, portraitFrame, portraitSize } from "./frame-portrait.ts";
export { type Point, type Rect, resample, type RgbaImage } from "./image.ts";
export { judgePortrait, type PortraitFault, type PortraitJudgement } from "./judge/judge-portrait.ts";
export { type PortraitFaultCode, portraitLimits, portraitMends } from "./judge/limits.ts";
export type { PortraitMeasure, PortraitMeasures } from "./judge/measures.ts";
