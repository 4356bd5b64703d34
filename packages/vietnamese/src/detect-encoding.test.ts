import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decoderFor, ENCODINGS, type Encoding } from "./decoder.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { CORPUS, encode, seeded } from "./test-support.ts";

const SMALL = [
  "Nguyễn Thị Ví Dụ",
  "Họ tên",
  "so,ho_ten\n1,Trần Văn Thử\n",
  "Đặng Thị Hòa",
  "id;Họ và tên;Ngày sinh\n001090000001;NGUYỄN VĂN GIẢ ĐỊNH;22/04/1990",
  "Xã Thanh Hà, huyện Thanh Liêm",
  "Phạm Đức Mẫu;Lê Thị Kiểm Thử;Vũ Hữu Thí Nghiệm",
] as const;

describe.each(ENCODINGS)("%s", (encoding) => {
  it.each(SMALL)("is found in %j", (text) => {
    const bytes = encode(text, encoding);
    expect(detectEncoding(bytes)).toMatchObject({ encoding, bom: false });
  });

  it("is found with confidence in a roll", () => {
    const found = detectEncoding(encode(CORPUS, encoding));
    expect(found).toMatchObject({ encoding, bom: false });
    expect(found.confidence).toBeGreaterThan(0.75);
  });

  it("is found wherever a roll is cut off", () => {
    const bytes = encode(CORPUS, encoding);
    fc.assert(
      fc.property(fc.integer({ min: 80, max: bytes.length }), (end) => {
        expect(detectEncoding(bytes.subarray(0, end)).encoding).toBe(encoding);
      }),
      seeded(`cut ${encoding}`, 60),
    );
  });
});

it("finds BOMs", () => {
  expect(detectEncoding(Buffer.from("\ufeffid,ten"))).toEqual({ encoding: "utf-8", bom: true, confidence: 1 });
  expect(detectEncoding(Buffer.from("\ufeffid,ten", "utf16le"))).toEqual({ encoding: "utf-16le", bom: true, confidence: 1 });
});

it("takes ASCII and nothing for UTF-8", () => {
  expect(detectEncoding(Buffer.from("id,name\n1,Nguyen Thi Vi Du\n"))).toEqual({ encoding: "utf-8", bom: false, confidence: 1 });
  expect(detectEncoding(new Uint8Array())).toEqual({ encoding: "utf-8", bom: false, confidence: 1 });
});

it("takes NFD and non-Vietnamese UTF-8 for UTF-8", () => {
  expect(detectEncoding(Buffer.from(CORPUS.normalize("NFD"))).encoding).toBe("utf-8");
  expect(detectEncoding(Buffer.from("値段 5 €, Ελλάδα")).encoding).toBe("utf-8");
});

it("still finds UTF-8 when some rows are broken", () => {
  const broken = Buffer.concat([Buffer.from(CORPUS), Buffer.from([0x4e, 0xff, 0xe1, 0x41, 0x0a])]);
  expect(detectEncoding(broken).encoding).toBe("utf-8");
});

it("reads all-capital rolls set in a TCVN3 capitals font", () => {
  expect(detectEncoding(Buffer.from("STT;Hä Vµ T£N\n1;NGUYÔN THÞ VÝ Dô\n2;TRÇN V¡N GI¶ §ÞNH", "latin1")).encoding).toBe("tcvn3");
});

it("is not sure of noise", () => {
  const noise = Uint8Array.from({ length: 400 }, (_, i) => ((i * i * 7 + i * 13) % 223) + 32);
  expect(detectEncoding(noise).confidence).toBeLessThan(0.3);
});

it("never throws and always names an encoding that can be decoded", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const { encoding, confidence } = detectEncoding(bytes);
      decoderFor(encoding satisfies Encoding).write(bytes);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }),
    seeded("any sample"),
  );
});
