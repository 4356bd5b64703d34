import { PassThrough } from "node:stream";
import { type Day, dayNumber, systemActor, toDay } from "@dinhdanh/kernel";
import { searchKey } from "@dinhdanh/vietnamese";
import exceljs from "exceljs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { remainingGroupKeys, remainingQuerySchema } from "./contract.ts";
import { exportRemaining } from "./export-remaining.ts";
import { remainingGroup } from "./remaining-rules.ts";
import { remaining } from "./remaining.ts";
import { act, hanoi, home, id, neighbour, officer, peopleRegister, type PeopleRegister, type RollRow } from "./test-people-register.ts";

/** Chance with a seed: the same people in every run. */
function chances(seed: number): <T>(items: readonly T[]) => T {
  let state = seed;
  return (items) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return items[Math.floor((state / 2 ** 32) * items.length)]!;
  };
}

const pick = chances(11);
const numbers = ["1", "2", "9", "10", "19", "100", "007", "12/3", "12/21"];
const addresses = () =>
  pick([
    "",
    "Thôn Đông",
    "Thôn Đồng",
    "Thôn Dong",
    "thôn  đông",
    "Thôn An\\Bình",
    `Số ${pick(numbers)} đường Lê Hoàn, tổ ${pick(numbers)}`,
    `Xóm ${pick(numbers)}`,
    `Ngõ ${pick(numbers)} ${"dài ".repeat(30)}${pick(["a", "b"])}`,
  ]);

type One = RollRow & { collectedOn?: string; moves: { on: string; from: string; to: string }[] };

const people: One[] = Array.from({ length: 900 }, (_, n) => {
  const from = pick([home, home, home, neighbour]);
  const to = pick([home, neighbour, hanoi].filter((unit) => unit !== from));
  const moves = pick([[], [], [], [], [{ on: "2023-03-01", from, to }], [{ on: "2022-05-01", from, to }, { on: "2023-03-15", from: to, to: from }]]); // prettier-ignore
  return {
    ...{ n, fullName: `${pick(["Nguyễn", "Lê", "Đỗ"])} ${pick(["Văn", "Thị"])} ${pick(["An", "Ân", "Bình", "Đông", "Dong"])}` },
    ...{ permanentUnit: from, address: addresses(), birthDate: pick(["1990-05-05", "1990-02-31", "1942-01-01", "1943-03-10"]), moves },
    residenceStatus: pick(["present", "present", "present", "bedridden", "away-in-country", "abroad", "no-contact"]),
    ...pick([{}, {}, { collectedOn: pick(["2023-02-01", "2023-03-10", "2023-04-01"]) }]),
  };
});

let register: PeopleRegister;
beforeAll(async () => {
  register = await peopleRegister();
  await register.importRoll(people.map(({ collectedOn: _, moves: _moves, ...row }) => row));
  await register.record(
    people.flatMap(({ n, collectedOn, moves }) => [
      ...moves.map(({ on, from, to }) => act("person.moved", n, on, { payload: { fromUnit: from, toUnit: to } })),
      ...(collectedOn === undefined ? [] : [act("dossier.collected", n, collectedOn)]),
    ]),
  );
});
afterAll(() => register.close());

/** Where the person is registered at the end of the day. */
const unitOn = (one: One, day: string) => one.moves.findLast((move) => move.on <= day)?.to ?? one.moves[0]?.from ?? one.permanentUnit ?? "";

const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const natural = (address: string) => searchKey(address).replace(/\d+/g, (digits) => digits.padStart(12, "0"));

function inOrder(a: One, b: One): number {
  const [one = "", other = ""] = [a.address, b.address];
  if ((one === "") !== (other === "")) return one === "" ? 1 : -1;
  const [left, right] = [searchKey(a.fullName ?? ""), searchKey(b.fullName ?? "")];
  const given = (name: string) => name.slice(name.lastIndexOf(" ") + 1);
  return (
    bytes(natural(one), natural(other)) ||
    bytes(one.replace(/\s+/g, " "), other.replace(/\s+/g, " ")) ||
    bytes(given(left), given(right)) ||
    bytes(left, right) ||
    a.n - b.n
  );
}

/** The whole list by sorting everybody. */
function model(asOf: Day, communes: readonly string[], group: string | undefined): string[] {
  const rank = (one: One) => {
    const conflict = one.birthDate === "1990-02-31";
    const eligibleFrom = dayNumber(conflict ? "2004-02-28" : `${Number(one.birthDate?.slice(0, 4)) + 14}${one.birthDate?.slice(4)}`);
    return remainingGroupKeys.indexOf(
      remainingGroup({ conflict, residenceStatus: one.residenceStatus ?? "", eligibleFrom }, dayNumber(asOf)),
    );
  };
  return people
    .filter((one) => communes.includes(unitOn(one, asOf)) && !(one.collectedOn !== undefined && one.collectedOn <= asOf))
    .filter((one) => group === undefined || remainingGroupKeys[rank(one)] === group)
    .toSorted((a, b) => rank(a) - rank(b) || bytes(unitOn(a, asOf), unitOn(b, asOf)) || inOrder(a, b))
    .map((one) => id(one.n));
}

const cases = ["2022-04-30", "2023-02-28", "2023-03-10", "2023-04-06"].flatMap((asOf) => [
  { asOf: toDay(asOf), unit: home, actor: officer(home), communes: [home] },
  { asOf: toDay(asOf), unit: "35", actor: officer("35"), communes: [home, neighbour] },
  { asOf: toDay(asOf), unit: "35", actor: officer(neighbour), communes: [neighbour] },
  { asOf: toDay(asOf), unit: "00", actor: systemActor, communes: [hanoi, home, neighbour] },
]);

const pageOf = async ({ asOf, unit, actor }: (typeof cases)[number], more: Record<string, unknown>) =>
  (await remaining(register, actor, remainingQuerySchema.parse({ unit, asOf, ...more }))).people.map((one) => one.personId);

it.each(cases)("pages of $unit on $asOf are the plain sort of $communes, with and without a group", async (given) => {
  for (const group of [undefined, "present", "conflict", "away"]) {
    const expected = model(given.asOf, given.communes, group);
    expect(expected.length).toBeGreaterThan(5);
    const filter = group === undefined ? {} : { group };
    const pages: string[] = [];
    for (let offset = 0; offset < expected.length; offset += 23) pages.push(...(await pageOf(given, { ...filter, offset, limit: 23 })));
    expect(pages).toEqual(expected);
    expect(await pageOf(given, { ...filter, limit: 500 })).toEqual(expected.slice(0, 500));
  }
});

it("is exported, and searched, in the same order", async () => {
  for (const given of cases.slice(0, 4)) {
    const expected = model(given.asOf, given.communes, undefined);
    const named = expected.filter((personId) => people.find((one) => id(one.n) === personId)?.fullName?.endsWith(" Đông"));
    expect(await pageOf(given, { search: "đông", limit: 500 })).toEqual(named);
    const stream = new PassThrough();
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    await exportRemaining(register, given.actor, remainingQuerySchema.parse({ unit: given.unit, asOf: given.asOf }), "vi", stream);
    const book = new exceljs.Workbook();
    await book.xlsx.load(Buffer.concat(parts) as unknown as Parameters<typeof book.xlsx.load>[0]);
    const sheet = book.worksheets[0]!;
    const rows = Array.from({ length: sheet.rowCount - 6 }, (_, n) => sheet.getRow(7 + n));
    const byId = new Map(people.map((one) => [id(one.n), one]));
    const shown = (personId: string) => [byId.get(personId)?.fullName, (byId.get(personId)?.address ?? "").replace(/\s+/g, " ")];
    expect(rows.map((row) => [row.getCell(4).text, row.getCell(7).text])).toEqual(expected.map(shown));
  }
});
