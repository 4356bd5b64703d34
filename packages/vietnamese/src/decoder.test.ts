import * as fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decoderFor, ENCODINGS, type Encoding } from "./decoder.ts";
import { SINGLE_BYTE_TABLES } from "./single-byte.ts";
import { ALL_LETTERS, CORPUS, encode, seeded } from "./test-support.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");

function decode(encoding: Encoding, ...chunks: Uint8Array[]): string {
  const decoder = decoderFor(encoding);
  return chunks.map((chunk) => decoder.write(chunk)).join("") + decoder.end();
}

/** The byte positions at which cutting the input in two changes what is read. */
function wrongCuts(encoding: Encoding, bytes: Uint8Array, text: string): number[] {
  const cuts = Array.from({ length: bytes.length + 1 }, (_, cut) => cut);
  return cuts.filter((cut) => decode(encoding, bytes.subarray(0, cut), bytes.subarray(cut)) !== text);
}

describe.each(ENCODINGS)("%s", (encoding) => {
  it("gives back real text and all 134 accented letters", () => {
    for (const text of [CORPUS, ALL_LETTERS]) expect(decode(encoding, encode(text, encoding))).toBe(text);
  });

  it("does not care where the pieces are cut", () => {
    const text = ALL_LETTERS + CORPUS;
    const bytes = encode(text, encoding);
    expect(wrongCuts(encoding, bytes, text)).toEqual([]);
    expect(decode(encoding, ...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(text);
  });

  it("can be used again after end", () => {
    const decoder = decoderFor(encoding);
    decoder.write(encode("Ví dụ", encoding));
    decoder.end();
    expect(decoder.write(encode("Thử", encoding)) + decoder.end()).toBe("Thử");
  });

  it("takes any bytes without throwing, whole or in pieces alike", () => {
    const bytesAndCut = fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.nat(60));
    fc.assert(
      fc.property(bytesAndCut, ([bytes, cut]) => {
        expect(decode(encoding, bytes.subarray(0, cut), bytes.subarray(cut))).toBe(decode(encoding, bytes));
      }),
      seeded(`${encoding} any bytes`),
    );
  });
});

describe("Unicode", () => {
  it("composes NFD, also when a letter and its marks are in different pieces", () => {
    const bytes = Buffer.from(CORPUS.normalize("NFD"));
    expect(wrongCuts("utf-8", bytes, CORPUS)).toEqual([]);
  });

  it("equals normalising the whole, for any text in any pieces", () => {
    const texts = fc.array(
      fc.string({
        unit: fc.constantFrom(
          "a",
          "e",
          "ê",
          "đ",
          "o\u031b",
          "\u0301",
          "\u0323",
          "\u0302",
          "1",
          ",",
          "각",
          "\u1100",
          "\u1161",
          "\u11a8",
          "🙂",
        ),
      }),
    );
    fc.assert(
      fc.property(texts, (pieces) => {
        const chunks = pieces.map((piece) => Buffer.from(piece));
        expect(decode("utf-8", ...chunks)).toBe(pieces.join("").normalize("NFC"));
      }),
      seeded("NFC stream"),
    );
  });

  it("drops one BOM", () => {
    expect(decode("utf-8", Buffer.from("\ufeffHọ tên"))).toBe("Họ tên");
    expect(decode("utf-16le", Buffer.from("\ufeffHọ tên", "utf16le"))).toBe("Họ tên");
  });

  it("shows invalid bytes as U+FFFD", () => {
    expect(decode("utf-8", Buffer.from([0x41, 0xff, 0x42]))).toBe("A\ufffdB");
    expect(decode("utf-8", Buffer.from([0x41, 0xe1, 0xbb]))).toBe("A\ufffd");
    expect(decode("utf-16le", Buffer.from([0x41, 0x00, 0x42]))).toBe("A\ufffd");
  });

  it("holds no more than a little of an endless row of marks", () => {
    const decoder = decoderFor("utf-8");
    expect(decoder.write(Buffer.from(`a${"\u0301".repeat(100_000)}`)).length).toBeGreaterThan(99_000);
  });
});

describe("TCVN3", () => {
  it("reads the example of rules.md §7", () => {
    expect(decode("tcvn3", latin1("NguyÔn ThÞ Hßa §Æng"))).toBe("Nguyễn Thị Hòa Đặng");
  });

  it("leaves capitals of a capitals font small where VN3 has no capital", () => {
    expect(decode("tcvn3", latin1("NGUYÔN THÞ VÝ Dô"))).toBe("NGUYễN THị Ví Dụ");
  });
});

describe("VNI", () => {
  it("reads marks in either case and a letter without mark", () => {
    expect(decode("vni", latin1("Nguyeãn Thò Ví Duï, Ñaëng Vaên AÙ Aù, Ñöôøng soá 5 aboâ"))).toBe(
      "Nguyễn Thị Ví Dụ, Đặng Văn Á Á, Đường số 5 abô",
    );
  });

  it("shows a mark without letter as U+FFFD, and keeps windows-1252 punctuation", () => {
    expect(decode("vni", latin1("bù tø\x96"))).toBe("b\ufffd t\ufffd–");
  });
});

it("the single-byte tables equal iconv-lite's", () => {
  const names = { tcvn3: "tcvn", viscii: "viscii", "windows-1258": "windows-1258" } as const;
  for (const encoding of ["tcvn3", "viscii", "windows-1258"] as const) {
    for (let byte = 0; byte < 256; byte += 1) {
      const theirs = iconv.decode(Buffer.of(byte), names[encoding]);
      expect([byte, String.fromCharCode(SINGLE_BYTE_TABLES[encoding][byte] as number)]).toEqual([byte, theirs]);
    }
  }
});
