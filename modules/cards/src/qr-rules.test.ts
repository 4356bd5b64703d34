import * as fc from "fast-check";
import { expect, it } from "vitest";
import { dayNumber, dayOf, type Day, type PartialDate } from "@dinhdanh/kernel";
import { parseQr, type QrCard, writeQr } from "./qr-rules.ts";

/** Of the domain rules, section 2. */
const example = "035190000018|168000018|Nguyễn Thị Ví Dụ|15031990|Nữ|Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam|22042023";
const card: QrCard = {
  number: "035190000018",
  oldNumber: "168000018",
  fullName: "Nguyễn Thị Ví Dụ",
  birthDate: "1990-03-15" as PartialDate,
  sex: "female",
  residence: "Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam",
  issuedOn: "2023-04-22" as Day,
};

it("reads and writes the published example", () => {
  expect(parseQr(example)).toEqual({ ok: true, value: { card, notes: [], extra: [] } });
  expect(writeQr(card)).toBe(example);
});

it("tolerates NUL bytes, further fields, a scanner's line end and a BOM, and says so", () => {
  const noisy = new TextEncoder().encode(`\ufeff${example.replace("|", "|\0")}|Trần Văn Cha||x\0\r\n`);
  expect(parseQr(noisy)).toEqual({ ok: true, value: { card, notes: ["nul-bytes", "extra-fields"], extra: ["Trần Văn Cha", "", "x"] } });
});

it("reads names in decomposed letters as composed ones", () => {
  const read = parseQr(example.normalize("NFD"));
  expect(read.ok && read.value.card).toEqual(card);
});

const fields = example.split("|");
const withField = (index: number, text: string) => fields.map((field, at) => (at === index ? text : field)).join("|");

it.each([
  ["qr-empty", ""],
  ["qr-empty", "\0\0\r\n"],
  ["qr-too-long", "x".repeat(3000)],
  ["qr-too-long", `${example}|${"đ".repeat(1500)}`],
  ["qr-not-utf8", new Uint8Array([0x30, 0xff, 0xfe])],
  ["qr-control-characters", example.replace("Thị", "Thị\u202e")],
  ["qr-control-characters", example.replace("Thị", "Thị\n")],
  ["qr-too-few-fields", fields.slice(0, 6).join("|")],
  ["qr-number", withField(0, "35190000018")],
  ["qr-number", withField(0, "０35190000018")],
  ["qr-old-number", withField(1, "16800001")],
  ["qr-name", withField(2, "")],
  ["qr-name", withField(2, "<script>alert(1)</script>")],
  ["qr-name", withField(2, "=HYPERLINK(1)")],
  ["qr-birth-date", withField(3, "31021990")],
  ["qr-birth-date", withField(3, "1990-03-15")],
  ["qr-sex", withField(4, "nữ")],
  ["qr-residence", withField(5, "x".repeat(501))],
  ["qr-issued-on", withField(6, "2023")],
])("refuses by name: %s", (code, input) => {
  const read = parseQr(input);
  expect(read.ok ? "read" : read.refusal.code).toBe(code);
});

const words = fc
  .array(fc.constantFrom("Nguyễn", "Thị", "Ví", "Dụ", "Đặng", "Y'Bhăm", "Hoà"), { minLength: 1, maxLength: 5 })
  .map((all) => all.join(" "));
const someDay = fc.integer({ min: dayNumber("1900-01-01"), max: dayNumber("2060-12-31") }).map(dayOf);
const cards = fc.record({
  number: fc.stringMatching(/^\d{12}$/),
  oldNumber: fc.option(fc.stringMatching(/^\d{9}$/)),
  fullName: words,
  birthDate: fc.oneof(
    someDay,
    someDay.map((day) => day.slice(0, 7)),
    someDay.map((day) => day.slice(0, 4)),
  ) as fc.Arbitrary<PartialDate>,
  sex: fc.constantFrom("male", "female"),
  residence: words,
  issuedOn: someDay,
});

it("reads back whatever it writes", () => {
  fc.assert(
    fc.property(cards, (written) => {
      expect(parseQr(writeQr(written))).toEqual({ ok: true, value: { card: written, notes: [], extra: [] } });
    }),
  );
});

it("answers anything, and never throws", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 400 }), fc.uint8Array({ maxLength: 400 })), (input) => {
      expect(typeof parseQr(input).ok).toBe("boolean");
    }),
  );
});

it("writes no field that would break the format", () => {
  expect(() => writeQr({ ...card, residence: "a|b" })).toThrow("does not fit");
});
