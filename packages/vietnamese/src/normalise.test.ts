import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseName } from "./normalise-name.ts";
import { normaliseText } from "./normalise-text.ts";
import { CORPUS, seeded } from "./test-support.ts";

describe("normaliseText", () => {
  it.each([
    ["  Nguyễn\u00a0Thị \t Ví\r\nDụ ", "Nguyễn Thị Ví Dụ"],
    ["Nguyễn Thị Ví Dụ".normalize("NFD"), "Nguyễn Thị Ví Dụ"],
    ["Ví\u200b Dụ\ufeff", "Ví Dụ"],
    ["", ""],
    [" \u3000 ", ""],
    ["HoÀ  đ", "HoÀ đ"],
    ["a\u0000b", "a\u0000b"],
  ])("%j → %j", (from, to) => {
    expect(normaliseText(from)).toBe(to);
  });

  it("returns what is fine as it is", () => {
    expect(normaliseText("Nguyễn Thị Ví Dụ")).toBe("Nguyễn Thị Ví Dụ");
  });

  it("is idempotent, NFC and the same for NFC and NFD", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const normal = normaliseText(text);
        expect(normaliseText(normal)).toBe(normal);
        expect(normal.normalize("NFC")).toBe(normal);
        expect(normaliseText(text.normalize("NFD"))).toBe(normal);
        expect(normal).not.toMatch(/^\s|\s$|\s\s|[^\S ]/);
      }),
      seeded("normaliseText"),
    );
  });

  it("brings NFD prose back", () => {
    const line = CORPUS.replace(/\s+/g, " ").trim();
    expect(normaliseText(line.normalize("NFD"))).toBe(line);
  });
});

describe("normaliseName", () => {
  it.each([
    ["NGUYỄN THỊ VÍ DỤ", "Nguyễn Thị Ví Dụ"],
    ["NGUYỄN THỊ A", "Nguyễn Thị A"],
    ["NGUYễN THị Ví Dụ", "Nguyễn Thị Ví Dụ"],
    ["NGUYễN THị Thu", "NGUYễN THị Thu"],
    ["nguyễn văn thử", "Nguyễn Văn Thử"],
    ["Nguyễn Hoà", "Nguyễn Hòa"],
    ["TRẦN THUÝ HOÀ", "Trần Thúy Hòa"],
    ["ÐẶNG THỊ ÐIỂM", "Đặng Thị Điểm"],
    ["Ðặng Ðiểm", "Đặng Điểm"],
    ["Đỗ Ý Ạ", "Đỗ Ý Ạ"],
    ["A", "A"],
    ["H'HEN NIÊ", "H'Hen Niê"],
    ["Lê McVí", "Lê McVí"],
    ["ß", "ß"],
    ["ɖ", "Đ"],
    ["oỊ", "Ọi"],
    ["  ", ""],
  ])("%j → %j", (from, to) => {
    expect(normaliseName(from)).toBe(to);
  });

  it("is idempotent for any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom(...Array.from("hoaàóáuýyqgiGIQUAÀ Ð'ßNT")) })),
        (text) => {
          const name = normaliseName(text);
          expect(normaliseName(name)).toBe(name);
        },
      ),
      seeded("normaliseName", 500),
    );
  });
});
