import type { Words } from "../outcome.ts";

/** Bytes and pixels a portrait may have at most. A phone's 24 megapixels pass; a bomb that claims more is refused before any pixel is made. */
export const decodeLimits = { bytes: 5 * 1024 * 1024, pixels: 25_000_000, sidePx: 10_000 } as const;

/** Why bytes are not taken as a portrait, in the order in which it is looked for. */
export const decodeRefusals = {
  "too-large": { vi: "Ảnh quá lớn: tối đa 5 MB và 25 triệu điểm ảnh", en: "The picture is too large: at most 5 MB and 25 million pixels" },
  "not-an-image": { vi: "Tệp không phải ảnh JPEG hoặc PNG: chọn tệp khác", en: "The file is no JPEG or PNG picture: choose another" },
  unsupported: {
    vi: "Kiểu ảnh không dùng được: lưu lại thành JPEG hoặc PNG thường, 8 bit màu",
    en: "This kind of picture cannot be used: save it as a plain JPEG or PNG with 8-bit colours",
  },
  truncated: { vi: "Ảnh bị thiếu dữ liệu hoặc hỏng: chụp hoặc tải lại", en: "The picture is incomplete or damaged: take or send it again" },
  "trailing-data": {
    vi: "Có dữ liệu lạ nối sau ảnh: lưu lại ảnh bằng phần mềm ảnh rồi gửi lại",
    en: "Foreign data follows the picture: save it again with a picture program and send it again",
  },
} as const satisfies Record<string, Words>;

export type DecodeRefusal = keyof typeof decodeRefusals;

export const exceedsPixels = (width: number, height: number): boolean =>
  width > decodeLimits.sidePx || height > decodeLimits.sidePx || width * height > decodeLimits.pixels;
