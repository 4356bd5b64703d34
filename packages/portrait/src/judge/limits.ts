import type { Words } from "../outcome.ts";
import type { PortraitMeasure } from "./measures.ts";

/**
 * What can be wrong with a portrait: which measure, and how low or high it may be. In the order in which it is best mended.
 *
 * Frame: ISO/IEC 19794-5:2011, full frontal image (taken over by ICAO Doc 9303-3, 3.9): eyes at least 90 pixels apart, middle of the face between 45 % and 55 % of the
 * width, eyes between 30 % and 50 % of the height from the top. The head should take 60 % to 90 % of a 3:4 picture's height; for the card's 2:3 (20 × 30 mm) that is
 * 53 % to 80 %, and a tenth is allowed for the estimate, which takes the crown to be as far above the eyes as the chin is below. Tilt: ± 8° (the standard: ± 5°, the measure
 * is good to 2°). The standards give no figures for light, sharpness, background and eyes. Those were set on drawn portraits made worse step by step
 * (judge-portrait.test.ts); the cameras of a district should set them anew.
 */
export const portraitLimits = {
  "no-face": { measure: "faces", min: 1 },
  "several-faces": { measure: "faces", max: 1 },
  "wrong-proportion": { measure: "proportion", min: 1.48, max: 1.52 },
  "too-few-pixels": { measure: "eyeDistancePx", min: 90 },
  "face-too-small": { measure: "headShare", min: 0.5 },
  "face-too-large": { measure: "headShare", max: 0.84 },
  "off-centre": { measure: "centreOffset", max: 0.05 },
  "too-high": { measure: "eyeLine", min: 0.3 },
  "too-low": { measure: "eyeLine", max: 0.5 },
  "head-cut": { measure: "spaceAbove", min: 0.01 },
  tilted: { measure: "tiltDegrees", max: 8 },
  "turned-away": { measure: "turn", max: 0.12 },
  "eyes-hidden": { measure: "eyeContrast", min: 45 },
  "eyes-closed": { measure: "irisHeight", min: 0.18 },
  "too-dark": { measure: "faceLuma", min: 75 },
  "too-bright": { measure: "faceLuma", max: 215 },
  overexposed: { measure: "burntShare", max: 0.05 },
  underexposed: { measure: "blackShare", max: 0.2 },
  "uneven-light": { measure: "lightImbalance", max: 0.25 },
  blurred: { measure: "sharpness", min: 60 },
  "background-dark": { measure: "backgroundLuma", min: 150 },
  "background-uneven": { measure: "backgroundSpread", max: 20 },
} as const satisfies Record<string, { measure: PortraitMeasure; min?: number; max?: number }>;

export type PortraitFaultCode = keyof typeof portraitLimits;

export const portraitMends: Record<PortraitFaultCode, Words> = {
  "no-face": {
    vi: "Không thấy khuôn mặt: mời công dân nhìn thẳng vào máy ảnh",
    en: "No face is seen: ask the person to look straight at the camera",
  },
  "several-faces": {
    vi: "Có nhiều khuôn mặt: chỉ để một người trong khung hình",
    en: "Several faces are seen: let one person alone stand in the frame",
  },
  "wrong-proportion": { vi: "Sai tỉ lệ ảnh: cắt ảnh theo khổ 2 × 3", en: "Wrong proportion: crop the picture to 2 × 3" },
  "too-few-pixels": {
    vi: "Ảnh quá ít điểm ảnh: lại gần hơn hoặc tăng độ phân giải máy ảnh",
    en: "Too few pixels: move closer or raise the camera's resolution",
  },
  "face-too-small": { vi: "Khuôn mặt quá nhỏ: lại gần máy ảnh hơn", en: "The face is too small: move closer to the camera" },
  "face-too-large": { vi: "Khuôn mặt quá lớn: lùi ra xa máy ảnh", en: "The face is too large: move away from the camera" },
  "off-centre": { vi: "Khuôn mặt lệch sang một bên: căn vào giữa khung", en: "The face is off centre: move it to the middle of the frame" },
  "too-high": { vi: "Khuôn mặt quá cao trong khung: nâng máy ảnh lên", en: "The face is too high in the frame: raise the camera" },
  "too-low": { vi: "Khuôn mặt quá thấp trong khung: hạ máy ảnh xuống", en: "The face is too low in the frame: lower the camera" },
  "head-cut": { vi: "Đỉnh đầu bị cắt: chừa khoảng trống phía trên đầu", en: "The top of the head is cut off: leave space above it" },
  tilted: { vi: "Đầu nghiêng: giữ hai mắt ngang bằng", en: "The head is tilted: keep both eyes level" },
  "turned-away": { vi: "Mặt quay sang bên: nhìn thẳng vào máy ảnh", en: "The face is turned aside: look straight at the camera" },
  "eyes-closed": {
    vi: "Mắt nhắm: mở mắt tự nhiên rồi chụp lại",
    en: "The eyes are closed: open them naturally and take the picture again",
  },
  "eyes-hidden": {
    vi: "Không thấy rõ mắt: bỏ kính màu, vén tóc, tránh phản chiếu",
    en: "The eyes cannot be seen: take off tinted glasses, move hair aside, avoid reflections",
  },
  blurred: {
    vi: "Ảnh mờ: lau ống kính, lấy nét và giữ yên rồi chụp lại",
    en: "The picture is blurred: clean the lens, focus, keep still and take it again",
  },
  "too-dark": { vi: "Ảnh tối: thêm ánh sáng phía trước mặt", en: "Too dark: add light in front of the face" },
  "too-bright": { vi: "Ảnh quá sáng: giảm ánh sáng hoặc độ phơi sáng", en: "Too bright: reduce the light or the exposure" },
  overexposed: { vi: "Da bị cháy sáng: giảm đèn chiếu vào mặt", en: "Parts of the face are burnt out: reduce the light on the face" },
  underexposed: {
    vi: "Phần mặt quá tối: thêm ánh sáng, bỏ bóng che",
    en: "Parts of the face are too dark: add light and remove what casts the shadow",
  },
  "uneven-light": {
    vi: "Ánh sáng lệch một bên: chiếu đều hai bên mặt",
    en: "Light comes from one side: light both sides of the face evenly",
  },
  "background-dark": { vi: "Nền tối: dùng phông sáng màu", en: "The background is dark: use a light one" },
  "background-uneven": {
    vi: "Nền không đều: dùng phông trơn, tránh bóng và đồ vật phía sau",
    en: "The background is uneven: use a plain one, without shadows or objects",
  },
};
