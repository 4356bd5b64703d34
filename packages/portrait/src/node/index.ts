export { encodePortrait } from "./encode-portrait.ts";
export { faceAssetFiles, openFaceDetector } from "./face-detector.ts";
export { syntheticPortrait } from "./synthetic-portrait.ts";
