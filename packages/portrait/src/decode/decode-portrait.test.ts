import { encode as encodePng } from "fast-png";
import { zlibSync } from "fflate";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { cleanJpeg, decodeLimits, decodePortrait, decodeRefusals, type RgbaImage } from "../index.ts";
import { encodePortrait } from "../node/index.ts";
import { drawPortrait } from "../synthetic/draw-portrait.ts";

const text = (value: string) => new TextEncoder().encode(value);
const join = (...parts: (Uint8Array | number[])[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const face = drawPortrait("bytes");
const small: RgbaImage = {
  width: 24,
  height: 16,
  data: Uint8ClampedArray.from({ length: 24 * 16 * 4 }, (_, i) => (i % 4 === 3 ? 255 : i % 251)),
};
const jpeg = encodePortrait(small);
const png = encodePng({ width: 24, height: 16, data: small.data, channels: 4, depth: 8 });

const refusalOf = (bytes: Uint8Array) => {
  const decoded = decodePortrait(bytes);
  return decoded.ok ? "decoded" : decoded.refusal.code;
};
/** A segment put right after the start of the image. */
const withSegment = (code: number, body: Uint8Array) =>
  join(jpeg.subarray(0, 2), [0xff, code, (body.length + 2) >> 8, (body.length + 2) & 255], body, jpeg.subarray(2));
const frameAt = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
const withFrame = (change: Record<number, number>) => jpeg.map((byte, i) => change[i - frameAt] ?? byte);

function pngOf(header: number[], ...rest: Uint8Array[]): Uint8Array {
  return join(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    chunk("IHDR", Uint8Array.from(header)),
    ...rest,
    chunk("IEND", new Uint8Array(0)),
  );
}
function chunk(type: string, body: Uint8Array): Uint8Array {
  return join([0, body.length >> 16, (body.length >> 8) & 255, body.length & 255], text(type), body, [0, 0, 0, 0]);
}

it("reads what it wrote", () => {
  const decoded = decodePortrait(encodePortrait(face, 95));
  if (!decoded.ok) throw new Error(decoded.refusal.code);
  const difference = Array.from(decoded.value.data).reduce((sum, value, i) => sum + Math.abs(value - face.data[i]!), 0) / face.data.length;
  expect(difference).toBeLessThan(2);
  expect(decodePortrait(png)).toEqual({ ok: true, value: { ...small, data: small.data } });
});

const hostile: [string, Uint8Array, string][] = [
  ["nothing", new Uint8Array(0), "not-an-image"],
  ["NUL bytes", new Uint8Array(4096), "not-an-image"],
  ["a script", text("<script>alert(1)</script>"), "not-an-image"],
  ["a vector drawing with a script", text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), "not-an-image"],
  ["another kind of picture", text("GIF89a\u0001\u0000"), "not-an-image"],
  ["a start without an image", Uint8Array.of(0xff, 0xd8), "not-an-image"],
  ["six megabytes", new Uint8Array(6 * 1024 * 1024).fill(0xff), "too-large"],
  ["a JPEG that claims 65,535 × 65,535 pixels", withFrame({ 5: 0xff, 6: 0xff, 7: 0xff, 8: 0xff }), "too-large"],
  ["a JPEG that claims no height", withFrame({ 5: 0, 6: 0 }), "unsupported"],
  ["a JPEG of 12 bits", withFrame({ 4: 12 }), "unsupported"],
  ["an arithmetically coded JPEG", withFrame({ 1: 0xc9 }), "unsupported"],
  ["a JPEG with an impossible sampling", withFrame({ 11: 0xff }), "not-an-image"],
  ["half a JPEG", jpeg.subarray(0, jpeg.length / 2), "truncated"],
  ["a JPEG without its end", jpeg.subarray(0, -2), "truncated"],
  ["a script after the end", join(jpeg, text("<?php system($_GET[0]); ?>")), "trailing-data"],
  ["NUL bytes after the end", join(jpeg, [0, 0]), "trailing-data"],
  ["two pictures in one file", join(jpeg, jpeg), "trailing-data"],
  ["half a PNG", png.subarray(0, png.length / 2), "truncated"],
  ["a script after a PNG", join(png, text("<script>")), "trailing-data"],
  ["a PNG with a wrong checksum", png.map((byte, i) => (i === 30 ? byte ^ 1 : byte)), "truncated"],
  ["a PNG that claims 100,000 × 100,000 pixels", pngOf([0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0, 8, 2, 0, 0, 0]), "too-large"],
  ["a PNG of 16 bits", pngOf([0, 0, 0, 1, 0, 0, 0, 1, 16, 2, 0, 0, 0]), "unsupported"],
  ["a PNG without pixels", pngOf([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), "truncated"],
  ["a PNG whose pixels are no zlib stream", pngOf([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0], chunk("IDAT", text("nonsense"))), "truncated"],
  [
    "a PNG of one pixel that inflates to 64 MiB",
    pngOf([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0], chunk("IDAT", zlibSync(new Uint8Array(64 * 1024 * 1024), { level: 9 }))),
    "too-large",
  ],
];

it.each(hostile)("refuses %s by name", (_, bytes, code) => {
  expect(refusalOf(bytes)).toBe(code);
  expect(decodeRefusals).toHaveProperty(code);
});

it("refuses a bomb in less than a second and without its memory", () => {
  const bomb = pngOf([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0], chunk("IDAT", zlibSync(new Uint8Array(192 * 1024 * 1024), { level: 9 })));
  const before = process.memoryUsage().rss;
  const start = performance.now();
  expect(refusalOf(bomb)).toBe("too-large");
  expect(performance.now() - start).toBeLessThan(1000);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});

it("takes fewer pixels where fewer are expected", () => {
  for (const bytes of [jpeg, png]) {
    expect(decodePortrait(bytes, 24 * 16).ok).toBe(true);
    expect(decodePortrait(bytes, 24 * 16 - 1)).toMatchObject({ ok: false, refusal: { code: "too-large" } });
  }
});

it("refuses more scans than a picture needs", () => {
  const scan = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xda);
  const scans = Array.from({ length: 100 }, () => jpeg.subarray(scan, -2));
  expect(refusalOf(join(jpeg.subarray(0, scan), ...scans, [0xff, 0xd9]))).toBe("unsupported");
});

it("drops everything but the picture", () => {
  const dirty = [
    withSegment(0xe1, text("Exif\0\0<script>alert(1)</script>")),
    withSegment(0xfe, text("<?php comment")),
    withSegment(0xed, text("Photoshop 3.0\0place and device")),
    withSegment(0xe2, new Uint8Array(60_000).fill(7)),
  ];
  for (const bytes of dirty) {
    const cleaned = cleanJpeg(bytes);
    if (!cleaned.ok) throw new Error(cleaned.refusal.code);
    expect(cleaned.value).toEqual(cleanJpeg(jpeg).ok ? (cleanJpeg(jpeg) as { value: Uint8Array }).value : undefined);
    expect(decodePortrait(cleaned.value)).toEqual(decodePortrait(jpeg));
    expect(new TextDecoder("latin1").decode(cleaned.value)).not.toMatch(/script|php|Photoshop/);
  }
});

it("turns a picture upright by its orientation, and does not clean it away", () => {
  const exif = (orientation: number) =>
    withSegment(0xe1, join(text("Exif\0\0MM"), [0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]));
  const flat = decodePortrait(jpeg);
  const upright = decodePortrait(exif(6));
  if (!flat.ok || !upright.ok) throw new Error("refused");
  expect(upright.value).toMatchObject({ width: 16, height: 24 });
  // a quarter turn clockwise: the top right pixel was the top left one
  expect(upright.value.data.slice(15 * 4, 16 * 4)).toEqual(new Uint8ClampedArray(flat.value.data.slice(0, 4)));
  expect(cleanJpeg(exif(6))).toMatchObject({ ok: false, refusal: { code: "unsupported" } });
  expect(cleanJpeg(exif(1)).ok).toBe(true);
});

it("answers any bytes with a picture or a refusal, never with an exception", () => {
  const mutated = fc.tuple(fc.constantFrom(jpeg, png), fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 6 }), fc.nat(4000));
  fc.assert(
    fc.property(mutated, ([base, edits, cut]) => {
      const bytes = base.slice(0, Math.max(1, base.length - (cut > 2000 ? cut - 2000 : 0)));
      for (const [at, value] of edits) bytes[at % bytes.length] = value;
      const decoded = decodePortrait(bytes);
      if (decoded.ok) expect(decoded.value.data.length).toBe(decoded.value.width * decoded.value.height * 4);
      else expect(decodeRefusals).toHaveProperty(decoded.refusal.code);
      const cleaned = cleanJpeg(bytes);
      if (cleaned.ok) expect(cleaned.value.length).toBeLessThan(decodeLimits.bytes);
    }),
    { numRuns: 400 },
  );
});

it("takes no proper beginning of a picture for a picture, and nothing that follows one", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(jpeg, png),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      (base, share, extra) => {
        expect(refusalOf(base.subarray(0, Math.floor(base.length * share)))).not.toBe("decoded");
        expect(refusalOf(join(base, extra))).toBe("trailing-data");
      },
    ),
    { numRuns: 100 },
  );
});
