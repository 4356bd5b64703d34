import { describe, expect, it } from "vitest";
import { dayNumber } from "@dinhdanh/kernel";
import { findingKinds, rollRejections } from "./contract.ts";
import { readRow, type RowFinding } from "./read-row.ts";
import { relationWords, type RollField, rollFields, sexWords, statusWords } from "./roll-fields.ts";

type Row = Partial<Record<RollField, string>>;

const communes = new Set(["13450", "13408"]);
const context = {
  knowsCommune: (code: string) => communes.has(code),
  knowsUnit: (code: string) => communes.has(code) || code === "35" || code === "347",
  today: dayNumber("2023-04-22"),
};
const good: Row = { pin: "035190000018", fullName: "Nguyễn Thị Ví Dụ", birthDate: "1990-03-15", sex: "female", permanentUnit: "13450" };

const read = (row: Row) =>
  readRow(
    rollFields.map(({ name }) => ({ ...good, ...row })[name] ?? ""),
    context,
  );
function accepted(row: Row) {
  const answer = read(row);
  if ("reason" in answer) throw new Error(`rejected: ${answer.reason}`);
  return answer;
}
const kinds = (findings: RowFinding[]) => findings.map(({ kind, field }) => `${kind} ${field}`);

it("takes a good row without findings", () => {
  expect(accepted({})).toEqual({
    personId: null,
    facts: { ...good, residenceStatus: "present" },
    findings: [],
  });
});

const findings: [string, Row, string[]][] = [
  ["a woman with a man's number", { sex: "male" }, ["sex-differs-from-number sex"]],
  ["another birth year than the number's", { birthDate: "1991-03-15" }, ["year-differs-from-number birthDate"]],
  ["another century than the number's", { pin: "035390000018" }, ["year-differs-from-number birthDate"]],
  ["31 February", { birthDate: "31/02/1990" }, ["impossible-birth-date birthDate"]],
  ["a birth tomorrow", { pin: "035323000018", birthDate: "2023-04-23" }, ["birth-in-future birthDate"]],
  ["a birth next year", { pin: "035324000018", birthDate: "2024" }, ["birth-in-future birthDate"]],
  ["no birth date", { birthDate: "" }, ["no-birth-date birthDate"]],
  ["a death on a day that does not exist", { diedOn: "30/02/2022" }, ["impossible-death-date diedOn"]],
  ["a death known to the month only", { diedOn: "02/2022" }, ["impossible-death-date diedOn"]],
  ["a death in the year 0", { diedOn: "0000-01-01" }, ["impossible-death-date diedOn"]],
  ["a death before the birth", { diedOn: "1989-12-31" }, ["death-before-birth diedOn"]],
  ["an unknown commune", { permanentUnit: "99999" }, ["unknown-permanent-unit permanentUnit"]],
  ["a district for a commune", { permanentUnit: "347" }, ["unknown-permanent-unit permanentUnit"]],
  ["no commune", { permanentUnit: "" }, ["unknown-permanent-unit permanentUnit"]],
  ["an unknown current place", { currentUnit: "Lào" }, ["unknown-current-unit currentUnit"]],
  ["no sex", { sex: "" }, ["sex-unknown sex"]],
  ["no number", { pin: "" }, ["no-number pin"]],
  ["a strange relation", { relation: "hàng xóm" }, ["unknown-relation relation"]],
  ["a relation out of JavaScript", { relation: "constructor" }, ["unknown-relation relation"]],
  ["a strange status", { residenceStatus: "__proto__" }, ["unknown-residence-status residenceStatus"]],
  ["an old number of 8 digits", { oldIds: "168000018;16800001" }, ["odd-old-number oldIds"]],
  [
    "parents' numbers of 11 digits",
    { fatherPin: "03516000001", motherPin: "x" },
    ["odd-parent-number fatherPin", "odd-parent-number motherPin"],
  ],
];

describe("finds", () => {
  it.each(findings)("%s", (_, row, wanted) => {
    expect(kinds(accepted(row).findings)).toEqual(wanted);
  });

  it("each kind that a row shows, at least once", () => {
    const shown = new Set(findings.flatMap(([, , wanted]) => wanted.map((text) => text.split(" ")[0])));
    const ofRows = Object.entries(findingKinds).filter(([, rule]) => rule.of === "row" || "onRow" in rule);
    expect(shown).toEqual(new Set(ofRows.map(([kind]) => kind)));
  });

  it("several at once, each with what was given", () => {
    expect(accepted({ sex: "0", birthDate: "00/13/1990", residenceStatus: "đi chơi", pin: "" }).findings).toEqual([
      { kind: "no-number", field: "pin", given: "" },
      { kind: "sex-unknown", field: "sex", given: "0" },
      { kind: "impossible-birth-date", field: "birthDate", given: "00/13/1990" },
      { kind: "unknown-residence-status", field: "residenceStatus", given: "đi chơi" },
    ]);
  });
});

const rejections: [string, Row, string, string][] = [
  ["no name", { fullName: "" }, "fullName", "name-missing"],
  ["a name of invisible characters", { fullName: "\u200b\u00a0" }, "fullName", "name-missing"],
  ["a number of 11 digits", { pin: "35190000018" }, "pin", "number-malformed"],
  ["a number with a letter", { pin: "03519000001O" }, "pin", "number-malformed"],
  ["a number of other digits", { pin: "０３５１９００００１８0" }, "pin", "number-malformed"],
  ["a number as a spreadsheet mangles it", { pin: "3.519E+10" }, "pin", "number-malformed"],
  ["an id that is no UUID", { personId: "1" }, "personId", "person-id-malformed"],
  ["a birth date that says nothing", { birthDate: "khoảng 1948" }, "birthDate", "birth-date-unreadable"],
  ["a birth in the year 0", { birthDate: "00/00/0000" }, "birthDate", "birth-date-unreadable"],
  ["a strange sex", { sex: "x" }, "sex", "sex-unreadable"],
  ["a sex out of JavaScript", { sex: "constructor" }, "sex", "sex-unreadable"],
];

describe("rejects", () => {
  it.each(rejections)("%s", (_, row, field, reason) => {
    expect(read(row)).toEqual({ field, reason });
    expect(rollRejections).toHaveProperty(reason);
  });
});

describe("understands", () => {
  it.each([
    ["15/03/1990", "1990-03-15"],
    ["03/1990", "1990-03"],
    ["1990", "1990"],
    ["31/02/1990", "1990-02"],
  ])("the birth date %s as %s", (birthDate, wanted) => {
    expect(accepted({ birthDate }).facts.birthDate).toBe(wanted);
  });

  it.each([
    ["Nữ", "female"],
    ["NỮ", "female"],
    ["nu", "female"],
    ["2", "female"],
    ["Nam", "male"],
    ["1", "male"],
    ["0", "unknown"],
  ])("%s as %s", (sex, wanted) => {
    expect(accepted({ sex }).facts.sex).toBe(wanted);
  });

  it("numbers in groups, as they are printed", () => {
    const grouped = accepted({ pin: "035 190 000 018", fatherPin: "035\u00a0060\u00a0000001", oldIds: "168 000 018; 168000019 168000020" });
    expect(grouped.facts).toMatchObject({
      pin: "035190000018",
      fatherPin: "035060000001",
      oldIds: ["168000018", "168000019", "168000020"],
    });
    expect(grouped.findings).toEqual([]);
  });

  it("every word that the documents name", () => {
    const relations = ["Chủ hộ", "Vợ", "Chồng", "Con", "Cha", "Bố", "Mẹ", "Cháu", "Anh", "Chị", "Em", "Khác"];
    expect(relations.filter((relation) => accepted({ relation }).findings.length > 0)).toEqual([]);
    expect(Object.keys(relationWords).filter((relation) => accepted({ relation }).facts.relation !== relationWords[relation])).toEqual([]);
    expect(
      Object.keys(statusWords).filter((word) => accepted({ residenceStatus: word }).facts.residenceStatus !== statusWords[word]),
    ).toEqual([]);
    expect(Object.keys(sexWords).filter((word) => accepted({ sex: word }).facts.sex !== sexWords[word])).toEqual([]);
  });

  it("the national codes of sex and of the head of household", () => {
    expect(["0", "1", "2"].map((sex) => accepted({ pin: "", sex }).facts.sex)).toEqual(["unknown", "male", "female"]);
    expect(accepted({ relation: "CH01" }).facts.relation).toBe("head");
  });

  it("a name in any of its writings", () => {
    const names = ["NGUYỄN THỊ VÍ DỤ", "nguyễn thị ví dụ", "Nguyễn  Thị\u00a0Ví Dụ", "Nguyễn Thị Ví Dụ".normalize("NFD")];
    expect(names.map((fullName) => accepted({ fullName }).facts.fullName)).toEqual(names.map(() => "Nguyễn Thị Ví Dụ"));
  });

  it("old numbers in any list", () => {
    expect(accepted({ oldIds: "168000018; 168000019;" })).toMatchObject({ facts: { oldIds: ["168000018", "168000019"] }, findings: [] });
  });

  it("a current place that is the registered one as none", () => {
    expect(accepted({ currentUnit: "13450" }).facts).not.toHaveProperty("currentUnit");
    expect(accepted({ currentUnit: "35" }).facts.currentUnit).toBe("35");
  });

  it("an id in capitals", () => {
    expect(accepted({ personId: "01890F5E-7B2C-7CC3-98C4-DC0C0C07398F" }).personId).toBe("01890f5e-7b2c-7cc3-98c4-dc0c0c07398f");
  });
});
