import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seeded } from "../test-support.ts";
import { checkDigit } from "./check-digit.ts";
import type { MrzFields } from "./fields.ts";
import { parseTd1, writeTd1 } from "./td1.ts";
import { parseTd3, writeTd3 } from "./td3.ts";

const eriksson: MrzFields = {
  documentCode: "I",
  issuingState: "UTO",
  documentNumber: "D23145890",
  birth: { year: 1974, month: 8, day: 12 },
  sex: "F",
  expiry: { year: 2012, month: 4, day: 15 },
  nationality: "UTO",
  optional1: "",
  optional2: "",
  name: { primary: "ERIKSSON", secondary: "ANNA MARIA" },
};

describe("check digits (9303-3 appendix A)", () => {
  it.each([
    ["520727", "3"],
    ["AB2134<<<", "5"],
    // 9303-11 appendix D.2: the parts of the MRZ information L898902C<369080619406236
    ["L898902C<", "3"],
    ["690806", "1"],
    ["940623", "6"],
    ["HA672242<658022549601086<<<<<<<<<<<<<<0", "8"],
    ["D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", "2"],
  ])("%s → %s", (text, digit) => {
    expect(checkDigit(text)).toBe(digit);
  });
});

describe("TD1", () => {
  // 9303-5 appendix B
  const specimen = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"];

  it("writes the specimen of 9303-5", () => {
    expect(writeTd1(eriksson)).toEqual({ ok: true, value: { lines: specimen, truncated: false } });
  });

  it("parses it, with and without line ends", () => {
    const fields = { ...eriksson, birth: { year: 74, month: 8, day: 12 }, expiry: { year: 12, month: 4, day: 15 } };
    const value = { ...fields, name: { primary: ["ERIKSSON"], secondary: ["ANNA", "MARIA"] } };
    for (const text of [specimen.join(""), specimen.join("\n"), `${specimen.join("\r\n")}\r\n`]) {
      expect(parseTd1(text)).toEqual({ ok: true, value });
    }
  });

  it("continues a long document number in the optional data (9303-5 note j; 9303-11 appendix D.2)", () => {
    const fields = {
      ...eriksson,
      documentNumber: "D23145890734",
      birth: { year: 1934, month: 7, day: 12 },
      expiry: { year: 1995, month: 7, day: 12 },
    };
    const written = writeTd1({ ...fields, sex: "M", name: { primary: "STEVENSON", secondary: "PETER JOHN" } });
    const lines = ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"];
    expect(written).toEqual({ ok: true, value: { lines, truncated: false } });
    expect(parseTd1(lines.join(""))).toMatchObject({ ok: true, value: { documentNumber: "D23145890734", optional1: "" } });
  });

  it("writes the layout with a checked optional field", () => {
    const lines = ["IDVNM1900000185035190000018<<9", "9003152F3003150VNM<<<<<<<<<<<6", "NGUYEN<<THI<VI<DU<<<<<<<<<<<<<"];
    const fields: MrzFields = {
      documentCode: "ID",
      issuingState: "VNM",
      documentNumber: "190000018",
      birth: { year: 1990, month: 3, day: 15 },
      sex: "F",
      expiry: { year: 2030, month: 3, day: 15 },
      nationality: "VNM",
      optional1: "035190000018",
      optional2: "",
      name: { primary: "Nguyễn", secondary: "Thị Ví Dụ" },
    };
    expect(writeTd1(fields, "checked")).toEqual({ ok: true, value: { lines, truncated: false } });
    expect(parseTd1(lines.join("\n"), "checked")).toMatchObject({
      ok: true,
      value: { documentNumber: "190000018", optional1: "035190000018" },
    });
    const unlimited = writeTd1({ ...fields, expiry: { year: 99, month: 12, day: 31 } }, "checked");
    expect(unlimited.ok && unlimited.value.lines[1]?.slice(8, 14)).toBe("991231");
  });

  it.each([
    [{ birth: { year: 1990, month: 3 } }, "9003<<"],
    [{ birth: { year: 1990 } }, "90<<<<"],
    [{ birth: {} }, "<<<<<<"],
  ])("writes unknown parts of the birth date as fillers: %j", (change, text) => {
    const written = writeTd1({ ...eriksson, ...change });
    expect(written.ok && written.value.lines[1]?.slice(0, 6)).toBe(text);
    const year = "year" in change.birth ? { year: 90 } : {};
    expect(written.ok && parseTd1(written.value.lines.join(""))).toMatchObject({
      ok: true,
      value: { birth: { ...change.birth, ...year } },
    });
  });

  it.each([
    [{ documentNumber: "" }, "document-number"],
    [{ documentNumber: "12345678901234567890123" }, "document-number-too-long"],
    [{ documentNumber: "12345678901234", optional1: "1234567890" }, "optional-data-too-long"],
    [{ documentNumber: "a1" }, "document-number"],
    [{ optional1: "1234567890123456" }, "optional-data-too-long"],
    [{ optional2: "é" }, "optional-data"],
    [{ documentCode: "P" }, "document-code"],
    [{ issuingState: "UTOP" }, "issuing-state"],
    [{ nationality: "" }, "nationality"],
    [{ birth: { year: 1990, month: 2, day: 30 } }, "birth"],
    [{ birth: { day: 3 } }, "birth"],
    [{ expiry: { year: 30 } }, "expiry"],
    [{ name: { primary: "Иванов", secondary: "" } }, "character-outside-table"],
    [{ name: { primary: "Nguyễn 2", secondary: "" } }, "digit-in-name"],
    [{ name: { primary: "--", secondary: "A" } }, "no-letters"],
  ])("refuses to write %j: %s", (change, code) => {
    expect(writeTd1({ ...eriksson, ...change })).toMatchObject({ ok: false, fault: { code } });
  });

  it("refuses long numbers where positions 16 to 30 are taken", () => {
    expect(writeTd1({ ...eriksson, documentNumber: "1234567890" }, "checked")).toMatchObject({
      fault: { code: "document-number-too-long" },
    });
  });

  const mrz = specimen.join("");
  const put = (at: number, text: string) => mrz.slice(0, at) + text + mrz.slice(at + text.length);
  it.each([
    [mrz.slice(1), "mrz-length", 89],
    [`${mrz}<`, "mrz-length", 90],
    [`${mrz.slice(0, 29)}\n${mrz.slice(29)}`, "mrz-length", 90],
    [put(3, "t"), "mrz-character", 3],
    [put(0, "V"), "document-code", 0],
    [put(2, "U1"), "issuing-state", 2],
    [put(14, "8"), "check-digit-document-number", 14],
    [put(32, "13"), "birth", 30],
    [put(36, "3"), "check-digit-birth", 36],
    [put(37, "X"), "sex", 37],
    [put(40, "<<"), "expiry", 38],
    [put(44, "0"), "check-digit-expiry", 44],
    [put(59, "7"), "check-digit-composite", 59],
    [put(20, "B"), "check-digit-composite", 59],
    [put(60, "<"), "name-format", 60],
    [put(70, "7"), "name-format", 60],
    [put(75, "<"), "name-format", 60],
  ])("refuses to parse %s: %s at %i", (text, code, offset) => {
    expect(parseTd1(text)).toMatchObject({ ok: false, fault: { code, offset } });
  });
});

describe("TD3", () => {
  // 9303-4 appendix B
  const specimen = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];

  it("writes and parses the specimen of 9303-4", () => {
    const { optional2, ...passport } = { ...eriksson, documentCode: "P", documentNumber: "L898902C3", optional1: "ZE184226B" };
    expect(optional2).toBe("");
    expect(writeTd3(passport)).toEqual({ ok: true, value: { lines: specimen, truncated: false } });
    expect(parseTd3(specimen.join("\n"))).toMatchObject({ ok: true, value: { documentNumber: "L898902C3", optional1: "ZE184226B" } });
  });

  it("parses the specimen of 9303-4, 2005, and a passport without personal number", () => {
    const earlier = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C<3UTO6908061F9406236ZE184226B<<<<<14";
    expect(parseTd3(earlier)).toMatchObject({ ok: true, value: { documentNumber: "L898902C" } });
    const german = "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<C11T002JM4D<<9608122F2310314<<<<<<<<<<<<<<<4";
    expect(parseTd3(german)).toMatchObject({ ok: true, value: { issuingState: "D", optional1: "" } });
  });

  it("refuses numbers that do not fit, and wrong digits", () => {
    const passport = { ...eriksson, documentCode: "P" };
    expect(writeTd3({ ...passport, documentNumber: "1234567890" })).toMatchObject({ fault: { code: "document-number-too-long" } });
    expect(writeTd3({ ...passport, documentNumber: "" })).toMatchObject({ fault: { code: "document-number" } });
    const text = specimen.join("");
    expect(parseTd3(`${text.slice(0, 86)}2${text.slice(87)}`)).toMatchObject({ fault: { code: "check-digit-optional-data", offset: 86 } });
  });
});

describe("any fields", () => {
  const letters = fc.stringMatching(/^[A-Z]{1,12}$/);
  const identifier = fc.array(letters, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
  const date = fc.record({
    year: fc.integer({ min: 0, max: 99 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  const fields: fc.Arbitrary<MrzFields> = fc.record({
    documentCode: fc.constantFrom("I", "ID", "A", "C"),
    issuingState: fc.constantFrom("UTO", "D", "VNM"),
    documentNumber: fc.stringMatching(/^[0-9A-Z]{1,16}$/),
    birth: date,
    sex: fc.constantFrom("M" as const, "F" as const, "<" as const),
    expiry: date,
    nationality: fc.constantFrom("UTO", "D"),
    optional1: fc.stringMatching(/^[0-9A-Z]{0,6}$/),
    optional2: fc.stringMatching(/^[0-9A-Z]{0,11}$/),
    name: fc.record({ primary: identifier, secondary: fc.oneof(fc.constant(""), identifier) }),
  });

  it("come back from TD1", () => {
    fc.assert(
      fc.property(fields, (given) => {
        const written = writeTd1(given);
        if (!written.ok) throw new Error(written.fault.code);
        expect(written.value.lines.map((line) => line.length)).toEqual([30, 30, 30]);
        const { name, ...rest } = given;
        const parsed = parseTd1(written.value.lines.join(""));
        expect(parsed).toMatchObject({ ok: true, value: rest });
        if (written.value.truncated) return;
        const words = (text: string) => text.split(" ").filter((word) => word !== "");
        expect(parsed).toMatchObject({ value: { name: { primary: words(name.primary), secondary: words(name.secondary) } } });
      }),
      seeded("TD1"),
    );
  });

  it("show any changed digit of a number, a date or a check digit", () => {
    fc.assert(
      fc.property(fields, fc.nat(), fc.integer({ min: 1, max: 9 }), (given, pick, shift) => {
        const written = writeTd1(given);
        if (!written.ok) throw new Error(written.fault.code);
        const text = written.value.lines.join("");
        const digits = [...text.slice(0, 60).matchAll(/\d/g)].map(({ index }) => index);
        const at = digits[pick % digits.length] as number;
        const changed = text.slice(0, at) + ((Number(text[at]) + shift) % 10) + text.slice(at + 1);
        expect(parseTd1(changed).ok).toBe(false);
      }),
      seeded("changed digit", 400),
    );
  });
});
