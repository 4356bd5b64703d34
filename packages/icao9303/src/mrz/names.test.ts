import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../test-support.ts";
import { readNameField, writeNameField } from "./name-field.ts";
import { transliterate } from "./transliterate.ts";

describe("transliterate (9303-3 section 6 A and 4.6)", () => {
  it.each([
    ["Nguyễn Thị Ví Dụ", "NGUYEN THI VI DU"],
    ["ĐẶNG đức Ðạt", "DANG DUC DAT"],
    ["D'Artagnan O’Connor", "DARTAGNAN OCONNOR"],
    ["Marie-Élise", "MARIE ELISE"],
    ["Anna, Maria", "ANNA MARIA"],
    ["H'Hen Niê Êban", "HHEN NIE EBAN"],
    ["Müller Ødegård Þór Œuvre Ĳsland Groß ẞ", "MUELLER OEDEGAARD THOR OEUVRE IJSLAND GROSS SS"],
    ["Çelik Iğdır Ñandú Łódź Ħal Ŧeŋ", "CELIK IGDIR NANDU LODZ HAL TEN"],
    ["  a.  b ", "A B"],
  ])("%s → %s", (name, expected) => {
    const latin = (text: string) => {
      const result = transliterate(text);
      return result.ok ? result.value.join(" ") : result.fault;
    };
    expect(latin(name)).toBe(expected);
    expect(latin(name.normalize("NFD"))).toBe(expected);
    expect(latin(name.toLowerCase().normalize("NFC"))).toBe(expected);
  });

  it("brings every Vietnamese letter to its base letter", () => {
    const marks = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"];
    for (const vowel of "aăâeêioôơuưy") {
      for (const mark of marks) {
        const base = vowel.normalize("NFD").charAt(0).toUpperCase();
        for (const letter of [vowel + mark, (vowel + mark).normalize("NFC"), (vowel + mark).normalize("NFD")]) {
          expect(transliterate(letter)).toEqual({ ok: true, value: [base] });
        }
      }
    }
  });

  it.each([
    ["Nguyễn Ж", "character-outside-table", 7],
    ["محمد", "character-outside-table", 0],
    ["A\u0000", "character-outside-table", 1],
    ["A<B", "character-outside-table", 1],
    ["Ǻ", "character-outside-table", 0],
    ["李", "character-outside-table", 0],
    ["Elizabeth 2", "digit-in-name", 10],
    ["' - '", "no-letters", 0],
    ["", "no-letters", 0],
  ])("refuses %j: %s at %i", (name, code, offset) => {
    expect(transliterate(name)).toMatchObject({ ok: false, fault: { code, offset } });
  });

  it("answers A to Z or a fault for any text", () => {
    const answersWell = (name: string) => {
      const result = transliterate(name);
      return result.ok ? /^[A-Z]+$/.test(result.value.join("")) : result.fault.offset <= name.normalize("NFC").length;
    };
    expect(fc.check(fc.property(fc.string({ unit: "binary" }), answersWell), seeded("transliterate", 1000)).failed).toBe(false);
  });
});

describe("name field", () => {
  const field = (primary: string, secondary: string, width: number) =>
    writeNameField({ primary: primary.split(" "), secondary: secondary === "" ? [] : secondary.split(" ") }, width).field;
  const long = "BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL";

  it.each([
    // 9303-5 4.2.3.1 a, 4.2.3.2 a, 4.2.3.3 to 4.2.3.5
    ["NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", 30, "NILAVADHANANANDA<<CHAYAPA<DE<K"],
    [long, "DINGO POTOROO", 30, "BENNELONG<WOOLOOMOOLOO<W<W<<DI"],
    ["PAPANDROPOULOUS", "JONATHON ALEC", 30, "PAPANDROPOULOUS<<JONATHON<ALEC"],
    ["VAN DER MUELLEN", "MARTIN", 30, "VAN<DER<MUELLEN<<MARTIN<<<<<<<"],
    ["AL BASRI", "HUDA MUHAMMAD JAWAD", 30, "AL<BASRI<<HUDA<MUHAMMAD<JAWAD<"],
    ["VILARCHAO FERNANDEZ", "JOSE RAMON", 30, "VILARCHAO<FERNANDEZ<<JOSE<RAMO"],
    ["ARKFREITH", "", 30, "ARKFREITH<<<<<<<<<<<<<<<<<<<<<"],
    // 9303-4 4.2.3
    ["NILAVADHANANANDA", "CHAYAPA DEJTHAMRONG KRASUANG", 39, "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"],
    ["NILAVADHANANANDA", "ARNPOL PETCH CHARONGUANG", 39, "NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU"],
    [long, "DINGO POTOROO", 39, "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI"],
    ["PAPANDROPOULOUS", "JONATHON WARREN TREVOR", 39, "PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR"],
    // 9303-6 4.2.3.2 a
    [long, "DINGO POTOROO", 31, "BENNELONG<WOOLOOMOOLOO<W<W<<D<P"],
    // a single long surname gives way to one letter of the rest; without a rest it is cut
    ["A".repeat(40), "BA CA", 30, `${"A".repeat(27)}<<B`],
    ["A".repeat(40), "", 30, "A".repeat(30)],
  ])("%s, %s in %i: %s", (primary, secondary, width, expected) => {
    expect(field(primary, secondary, width)).toBe(expected);
  });

  it("keeps the width, ends with a letter when truncated, and can be read", () => {
    const word = fc.stringMatching(/^[A-Z]{2,20}$/);
    const words = fc.array(word, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, fc.oneof(fc.constant([]), words), fc.constantFrom(30, 39), (primary, secondary, width) => {
        const written = writeNameField({ primary, secondary }, width);
        expect(written.field).toHaveLength(width);
        if (written.truncated) expect(written.field).toMatch(/[A-Z]$/);
        const read = readNameField(written.field);
        expect(read?.secondary.length ?? -1).toBeGreaterThanOrEqual(Math.min(1, secondary.length));
        if (!written.truncated) expect(read).toEqual({ primary, secondary });
      }),
      seeded("name field", 500),
    );
  });
});
