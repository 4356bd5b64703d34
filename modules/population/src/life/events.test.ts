import { newId } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { reserveNumbers } from "../numbers/reserve.ts";
import { systemActor } from "@dinhdanh/kernel";
import { type EventFacts, lifeRefusals, type VitalEvent, vitalEventKeys } from "./event-contract.ts";
import { checkPeople } from "../quality/check-people.ts";
import type { CorrectionChange } from "./correction-contract.ts";
import { ht, type LifeRegister, lifeRegister, lp, pins } from "./test-life.ts";

let life: LifeRegister;
beforeAll(async () => {
  life = await lifeRegister();
});
beforeEach(() => life.begin());
afterAll(() => life.close());

const code = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? "ok" : outcome.refusal?.code);

describe("an event", () => {
  it("changes the person, leaves an act and its history, and verify agrees", async () => {
    expect(code(await life.event("an", "marriage", "2022-01-01", { spousePin: pins.binh }))).toBe("ok");
    expect(await life.facts("an")).toMatchObject({ spousePin: pins.binh });
    expect(await life.facts("binh")).toMatchObject({ spousePin: pins.an });
    expect(await life.event("an", "move", "2022-02-02", { toUnit: ht, address: "Số 9", householdId: "H9" })).toMatchObject({
      refusal: { code: "head-leaves" },
    });
    expect(code(await life.event("chi", "move", "2022-02-01", { toUnit: ht }))).toBe("ok");
    expect(code(await life.event("an", "move", "2022-02-02", { toUnit: ht, address: "Số 9", householdId: "H9", relation: "head" }))).toBe(
      "ok",
    );
    expect(await life.facts("an")).toMatchObject({ permanentUnit: ht, address: "Số 9", householdId: "H9", relation: "head" });
    expect(code(await life.event("an", "death", "2023-05-05"))).toBe("ok");
    expect(await life.facts("an")).toMatchObject({ diedOn: "2023-05-05", spousePin: pins.binh });
    expect((await life.facts("binh"))?.spousePin).toBeUndefined();
    expect((await actsOf(life.register.sql, await life.idOf("binh"))).map(({ kind }) => kind)).toEqual([
      "person.registered",
      "person.married",
      "person.widowed",
    ]);
    expect(await life.differences()).toEqual([]);
  });

  it("is one however often it is sent, and another under its id is refused", async () => {
    const actId = newId();
    for (let time = 0; time < 2; time += 1) expect(code(await life.event("an", "missing", "2023-01-01", {}, actId))).toBe("ok");
    expect(code(await life.event("an", "found", "2023-02-01", {}, actId))).toBe("act-differs");
    expect(await actsOf(life.register.sql, await life.idOf("an"))).toHaveLength(2);
  });

  it("of a day gone by falls into its place", async () => {
    expect(code(await life.event("binh", "move", "2023-03-01", { toUnit: lp }))).toBe("ok");
    expect(code(await life.event("binh", "move", "2022-03-01", { toUnit: "00001" }))).toBe("ok");
    expect(await life.facts("binh")).toMatchObject({ permanentUnit: lp });
    expect((await life.at("binh", "2022-06-01")).facts).toMatchObject({ permanentUnit: "00001" });
    expect((await life.at("binh", "2021-06-01")).facts).toMatchObject({ permanentUnit: ht });
    expect(await life.differences()).toEqual([]);
  });

  it("tells who holds a card that a new one is due", async () => {
    life.cards.add(await life.idOf("an"));
    expect(await life.event("an", "rename", "2023-01-01", { fullName: "nguyễn văn  ân" })).toMatchObject({ value: { newCard: true } });
    expect(await life.event("an", "contact", "2023-01-01", { phone: "0900000000" })).toMatchObject({ value: { newCard: false } });
    expect(await life.event("binh", "rename", "2023-01-01", { fullName: "Trần Bình" })).toMatchObject({ value: { newCard: false } });
  });
});

const married = async () => void (await life.event("an", "marriage", "2022-01-01", { spousePin: pins.binh }));
const dead = async () => void (await life.event("an", "death", "2022-12-31"));
const nothing = async () => undefined;

it.each<[string, () => Promise<void>, keyof typeof pins, VitalEvent, string, EventFacts, string]>([
  ["a day to come", nothing, "an", "death", "2023-06-02", {}, "day-in-future"],
  ["a death before the birth", nothing, "an", "death", "1990-05-04", {}, "before-birth"],
  ["a second death", dead, "an", "death", "2022-01-01", {}, "deceased"],
  ["a marriage of the dead", dead, "an", "marriage", "2023-01-01", { spousePin: pins.binh }, "deceased"],
  ["a marriage to the dead", dead, "binh", "marriage", "2023-01-01", { spousePin: pins.an }, "relative-deceased"],
  ["a marriage without the other", nothing, "an", "marriage", "2022-01-01", {}, "fact-missing"],
  ["a fact that is not asked for", nothing, "an", "death", "2022-01-01", { phone: "1" }, "fact-unexpected"],
  ["a marriage to oneself", nothing, "an", "marriage", "2022-01-01", { spousePin: pins.an }, "relative-is-self"],
  ["a marriage to nobody known", nothing, "an", "marriage", "2022-01-01", { spousePin: "035090999999" }, "relative-unknown"],
  ["a second marriage", married, "em", "marriage", "2022-06-01", { spousePin: pins.an }, "already-married"],
  ["a marriage at 17", nothing, "binh", "marriage", "2010-06-05", { spousePin: pins.an }, "too-young-to-marry"],
  ["a marriage of one sex", nothing, "an", "marriage", "2022-01-01", { spousePin: pins.dung }, "same-sex"],
  ["a marriage to the mother", nothing, "an", "marriage", "2022-01-01", { spousePin: pins.em }, "close-kin"],
  ["a divorce without a marriage", nothing, "an", "divorce", "2022-01-01", {}, "not-married"],
  ["an adoption by nobody", nothing, "chi", "adoption", "2022-01-01", {}, "parent-missing"],
  ["an adoption of a man of 30", nothing, "an", "adoption", "2022-01-01", { fatherPin: pins.dung }, "not-a-child"],
  ["a father who is a woman", nothing, "chi", "adoption", "2022-01-01", { fatherPin: pins.em }, "parent-sex"],
  ["found without having been missing", nothing, "an", "found", "2022-01-01", {}, "not-missing"],
  ["a move to where one is", nothing, "an", "move", "2022-01-01", { toUnit: lp }, "same-unit"],
  ["a move to nowhere", nothing, "an", "move", "2022-01-01", { toUnit: "99999" }, "unknown-unit"],
  ["a return of who is here", nothing, "an", "return", "2022-01-01", {}, "not-away"],
  ["a split into a household of others", nothing, "chi", "household-split", "2022-01-01", { householdId: "H2" }, "household-taken"],
  [
    "a split that takes strangers along",
    nothing,
    "chi",
    "household-split",
    "2022-01-01",
    { householdId: "H7", members: [pins.em] },
    "member-elsewhere",
  ],
  ["a head who leaves others behind", nothing, "dung", "household-split", "2022-01-01", { householdId: "H7" }, "head-leaves"],
  [
    "a join of one's own household",
    nothing,
    "chi",
    "household-join",
    "2022-01-01",
    { householdId: "H1", relation: "child" },
    "in-household",
  ],
  ["a join of no household", nothing, "chi", "household-join", "2022-01-01", { householdId: "H5", relation: "child" }, "household-unknown"],
  ["a second head", nothing, "chi", "household-join", "2022-01-01", { householdId: "H2", relation: "head" }, "head-taken"],
  ["a nationality regained that was never lost", nothing, "an", "nationality-regained", "2022-01-01", {}, "still-a-citizen"],
])("refuses %s, and changes nothing", async (...row) => {
  const [, before, name, kind, on, facts, refusal] = row;
  await before();
  const acts = async () => Number((await life.register.sql`SELECT count(*)::int AS n FROM ledger.act`)[0]?.["n"]);
  const earlier = await acts();
  expect(code(await life.event(name, kind, on, facts))).toBe(refusal);
  expect(await acts()).toBe(earlier);
});

it("keeps a death that others report before the birth, and finds it", async () => {
  const person = { subjectId: await life.idOf("an"), unit: null, officer: null, team: null, device: null, payload: null };
  const died = { ...person, actId: newId(), kind: "person.died", occurredAt: "1980-01-01T08:00:00+07:00" };
  await life.register.sql.begin((tx) => life.register.ledger.record(tx, [died]));
  const found = await life.register.sql`SELECT kind FROM population.finding WHERE person_id = ${person.subjectId}`;
  expect(found.map((row) => String(row["kind"]))).toEqual(["death-before-birth"]);
  expect(await life.differences()).toEqual([]);
});

it("leads out of every state again: split and join, away and back, renounced and regained, missing and found", async () => {
  const steps: [keyof typeof pins, VitalEvent, string, EventFacts][] = [
    ["em", "household-split", "2022-01-01", { householdId: "H3" }],
    ["em", "household-join", "2022-02-01", { householdId: "H2", relation: "spouse" }],
    ["an", "temporary-residence", "2022-01-01", { currentUnit: "00001" }],
    ["an", "return", "2022-02-01", {}],
    ["an", "absence", "2022-03-01", { destination: "abroad" }],
    ["an", "nationality-renounced", "2022-04-01", { nationality: "FRA" }],
    ["an", "nationality-regained", "2022-05-01", {}],
    ["an", "missing", "2022-06-01", {}],
    ["an", "found", "2022-07-01", {}],
    ["chi", "adoption", "2022-08-01", { fatherPin: pins.dung, motherPin: pins.em }],
    ["an", "marriage", "2022-08-01", { spousePin: pins.binh }],
    ["binh", "divorce", "2022-09-01", {}],
  ];
  for (const [name, kind, on, facts] of steps) expect([kind, code(await life.event(name, kind, on, facts))]).toEqual([kind, "ok"]);
  expect(await life.facts("an")).toMatchObject({ residenceStatus: "present", nationality: "VNM" });
  expect((await life.facts("an"))?.spousePin).toBeUndefined();
  expect(await life.facts("chi")).toMatchObject({ fatherPin: pins.dung, motherPin: pins.em });
  expect(await life.differences()).toEqual([]);
});

describe("a birth", () => {
  const born = (more = {}) => ({
    ...{
      personId: newId(),
      fullName: "Nguyễn Thị Hoa",
      birthDate: "2023-05-20" as never,
      sex: "female" as const,
      province: "035",
      permanentUnit: lp,
    },
    ...{ motherPin: pins.binh, fatherPin: pins.an, evidence: "giấy chứng sinh", ...more },
  });

  it("makes a person with a number, once", async () => {
    const request = born();
    const first = await life.birth(request);
    expect(await life.birth(request)).toEqual(first);
    const pin = first.ok ? (first.value.pin ?? "") : "";
    expect(pin).toMatch(/^035323\d{6}$/);
    expect(await life.facts(pin)).toMatchObject({ fullName: "Nguyễn Thị Hoa", motherPin: pins.binh });
    expect(code(await life.birth({ ...request, fullName: "Khác" }))).toBe("person-exists");
    expect(await life.differences()).toEqual([]);
  });

  it.each([
    ["of a mother younger than the child", { motherPin: pins.binh, birthDate: "1991-01-01" }, "parent-too-young"],
    ["of a girl of six", { motherPin: pins.em, birthDate: "1971-01-01" }, "parent-too-young"],
    ["of a father who is a woman", { fatherPin: pins.binh }, "parent-sex"],
    ["to come", { birthDate: "2023-06-02" }, "day-in-future"],
    ["before there were numbers", { birthDate: "1899-12-31" }, "born-before-numbers"],
    ["nowhere", { permanentUnit: "99999" }, "unknown-unit"],
    ["with a number that nobody set apart", { pin: "035323000001" }, "number-not-held"],
    ["with a number of another year", { pin: "035322000001" }, "number-not-held"],
  ])("is refused: one %s", async (_, more, refusal) => {
    expect(code(await life.birth(born(more as never)))).toBe(refusal);
  });

  it("takes a number of a device's reserve, once", async () => {
    const asked = { requestId: newId(), province: "035", sex: "female", birthYear: 2023, count: 2, device: "kit-1" } as const;
    const reserved = await reserveNumbers(life.deps, systemActor, asked);
    const [pin = ""] = reserved.ok ? reserved.value.numbers : [];
    for (const device of [{}, { device: "kit-2" }]) expect(code(await life.birth(born({ pin, ...device })))).toBe("number-not-held");
    const request = born({ pin, device: "kit-1" });
    expect(await life.birth(request)).toMatchObject({ value: { pin } });
    expect(code(await life.birth(born({ pin, device: "kit-1", despite: "sinh đôi" })))).toBe("number-borne");
    const [act] = await life.register.sql`SELECT device FROM ledger.act WHERE subject_id = ${request.personId}`;
    expect(act?.["device"]).toBe("kit-1");
  });

  it("asks when somebody of the name is known, and notes why it is another", async () => {
    const first = await life.birth(born());
    const request = born({ fullName: "nguyễn thị hoa" });
    expect(await life.birth(request)).toMatchObject({ refusal: { code: "may-be-known", details: { people: 1 } } });
    const despite = { ...request, despite: "Cùng tên, khác mẹ: giấy chứng sinh số 7" };
    const second = await life.birth(despite);
    expect(second).toMatchObject({ ok: true });
    expect(await life.birth(despite)).toEqual(second);
    const [act] = await life.register.sql`SELECT payload FROM ledger.act WHERE subject_id = ${request.personId}`;
    const alike = [first.ok ? first.value.personId : ""];
    expect(act?.["payload"]).toMatchObject({ event: { birth: true, despite: despite.despite, alike } });
    const pairs = await life.register.sql`SELECT found_by, state FROM population.pair`;
    expect(pairs.map((row) => ({ ...row }))).toEqual([{ found_by: "entry", state: "open" }]);
    expect(await life.differences()).toEqual([]);
  });

  it("of one child, registered twice at once, is asked about once", async () => {
    const both = await Promise.all([life.birth(born()), life.birth(born())]);
    expect(both.map((one) => (one.ok ? "registered" : one.refusal.code)).toSorted()).toEqual(["may-be-known", "registered"]);
  });
});

describe("a correction", () => {
  const name = (to: string) => [{ field: "fullName" as const, from: "Nguyễn Văn An", to }];

  it("waits for somebody else, and then holds from when the wrong value began", async () => {
    const { made, correctionId, personId } = await life.propose("an", name("Nguyễn Văn Ân"));
    expect(made).toMatchObject({ value: { state: "proposed", newCard: false } });
    expect(await life.facts("an")).toMatchObject({ fullName: "Nguyễn Văn An" });
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }, systemActor))).toBe("four-eyes");
    life.register.clock.set("2023-07-01T08:00:00+07:00");
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("ok");
    expect(code(await life.decide({ personId, correctionId, decision: "refuse", reason: "nhầm" }))).toBe("correction-decided");
    expect(await life.facts("an")).toMatchObject({ fullName: "Nguyễn Văn Ân" });
    expect((await life.at("an", "2020-01-01")).facts).toMatchObject({ fullName: "Nguyễn Văn Ân" });
    expect((await life.at("an", "2020-01-01", "2023-06-15")).facts).toMatchObject({ fullName: "Nguyễn Văn An" });
    expect((await life.at("an", "2020-01-01", "2023-05-01")).facts).toBeNull();
    expect((await life.at("an", "2023-07-01")).entries.map(({ value, recordedUntil }) => [value, recordedUntil === null])).toEqual([
      ["Nguyễn Văn Ân", true],
      ["Nguyễn Văn An", false],
    ]);
    expect(await life.differences()).toEqual([]);
  });

  it("gives way to what is told of the same moment after it", async () => {
    await life.event("an", "rename", "2022-01-01", { fullName: "Nguyễn Văn Ân" });
    const { correctionId, personId } = await life.propose("an", [{ field: "fullName", from: "Nguyễn Văn Ân", to: "Nguyễn Văn Anh" }]);
    await life.decide({ personId, correctionId, decision: "approve" });
    expect((await life.at("an", "2022-01-01")).facts).toMatchObject({ fullName: "Nguyễn Văn Anh" });
    await life.event("an", "rename", "2022-01-01", { fullName: "Nguyễn Văn Ánh" });
    const { facts, entries } = await life.at("an", "2022-01-01");
    expect([facts?.["fullName"], (await life.facts("an"))?.fullName]).toEqual(["Nguyễn Văn Ánh", "Nguyễn Văn Ánh"]);
    expect(entries.filter(({ recordedUntil }) => recordedUntil === null).map(({ value }) => value)).toEqual([
      "Nguyễn Văn Ánh",
      "Nguyễn Văn An",
    ]);
    expect(await life.differences()).toEqual([]);
  });

  it("of what has changed holds from the day of the change", async () => {
    const { correctionId, personId } = await life.propose("an", [{ field: "religion", from: null, to: "Phật giáo" }], {
      form: "DC01",
      since: "2022-01-01",
    });
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("ok");
    expect((await life.at("an", "2021-12-31")).facts).not.toHaveProperty("religion");
    expect((await life.at("an", "2022-01-01")).facts).toMatchObject({ religion: "Phật giáo" });
  });

  it("of a birth date finds what it contradicts, and says that a card is due", async () => {
    life.cards.add(await life.idOf("an"));
    const { made, correctionId, personId } = await life.propose("an", [{ field: "birthDate", from: "1990-05-05", to: "1991-05-05" }]);
    expect(made).toMatchObject({ value: { newCard: true } });
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("ok");
    const found = await life.register.sql`SELECT kind FROM population.finding WHERE person_id = ${personId}`;
    expect(found.map((row) => String(row["kind"]))).toEqual(["year-differs-from-number"]);
    const [act] = (await actsOf(life.register.sql, personId)).filter(({ kind }) => kind === "person.amended");
    expect(act?.payload).toMatchObject({ follows: "new-card", proposedBy: "system" });
  });

  it.each([
    ["of what is no longer held", [{ field: "fullName" as const, from: "Khác", to: "Ai" }], "value-stale"],
    ["of nothing", [{ field: "fullName" as const, from: "Nguyễn Văn An", to: "Nguyễn Văn An" }], "correction-empty"],
    ["to a name that no card can show", [{ field: "fullName" as const, from: "Nguyễn Văn An", to: "Nguyễn Văn 王" }], "value-malformed"],
    ["to a birth to come", [{ field: "birthDate" as const, from: "1990-05-05", to: "2023-06-02" }], "value-malformed"],
    ["to no date", [{ field: "birthDate" as const, from: "1990-05-05", to: "31/02/1990" }], "value-malformed"],
    ["to a death before the birth", [{ field: "diedOn" as const, from: null, to: "1990-01-01" }], "before-birth"],
    ["to a spouse whom nobody knows", [{ field: "spousePin" as const, from: null, to: "035090999999" }], "relative-unknown"],
    ["to being married to oneself", [{ field: "spousePin" as const, from: null, to: pins.an }], "relative-is-self"],
    ["to a nationality that is no code", [{ field: "nationality" as const, from: null, to: "Đức" }], "value-malformed"],
    ["to no nationality", [{ field: "nationality" as const, from: null, to: null }], "value-malformed"],
    ["to a father younger than the child", [{ field: "fatherPin" as const, from: pins.dung, to: pins.chi }], "parent-too-young"],
  ])("is refused: one %s", async (_, changes, refusal) => {
    expect(code((await life.propose("an", changes)).made)).toBe(refusal);
  });

  it("of what has changed is refused where the register holds what began later, or the person was not born", async () => {
    await life.event("an", "rename", "2022-01-01", { fullName: "Nguyễn Văn Ân" });
    const rename = (since: string) =>
      life.propose("an", [{ field: "fullName", from: "Nguyễn Văn Ân", to: "Nguyễn Văn Anh" }], { form: "DC01", since });
    expect(code((await rename("2021-06-01")).made)).toBe("since-too-early");
    expect(code((await rename("2023-01-01")).made)).toBe("ok");
    const religion = await life.propose("chi", [{ field: "religion", from: null, to: "Phật giáo" }], { form: "DC01", since: "2014-12-31" });
    expect(code(religion.made)).toBe("since-too-early");
  });

  it("of spouse and nationality says that the register is wrong, never that they changed: that is an event", async () => {
    const spouse = { field: "spousePin" as const, from: null, to: pins.binh };
    expect(code((await life.propose("an", [spouse], { form: "DC01", since: "2023-01-01" })).made)).toBe("changes-by-event");
    await life.event("an", "nationality-renounced", "2022-01-01", { nationality: "FRA" });
    const nationality = { field: "nationality" as const, from: "FRA", to: "VNM" };
    const { correctionId, personId } = await life.propose("an", [spouse, nationality]);
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("ok");
    expect(await life.facts("an")).toMatchObject({ spousePin: pins.binh, nationality: "VNM" });
    // the register was wrong from when it held the other on
    expect((await life.at("an", "2022-06-01")).facts).toMatchObject({ nationality: "VNM" });
    expect(await life.differences()).toEqual([]);
  });

  it("never makes anybody their own ancestor", async () => {
    // Dũng's birth year is taken away first, so that age does not forbid it
    const { correctionId, personId } = await life.propose("dung", [{ field: "birthDate", from: "1960-02-02", to: null }]);
    await life.decide({ personId, correctionId, decision: "approve" });
    expect(code((await life.propose("dung", [{ field: "fatherPin", from: null, to: pins.an }])).made)).toBe("parent-cycle");
  });

  it("raises the dead, when the death was wrong", async () => {
    await life.event("an", "death", "2022-01-01");
    const { correctionId, personId } = await life.propose("an", [{ field: "diedOn", from: "2022-01-01", to: null }]);
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("ok");
    expect((await life.facts("an"))?.diedOn).toBeUndefined();
    expect(await life.differences()).toEqual([]);
  });
});

it("finds half a marriage, and a parent whose birth date was corrected to after the child's", async () => {
  const { register } = life;
  const kindsOf = async (name: keyof typeof pins) => {
    const personId = await life.idOf(name);
    await register.sql.begin((tx) => checkPeople(tx, register, [personId]));
    const rows = await register.sql`SELECT kind FROM population.finding WHERE person_id = ${personId} ORDER BY kind`;
    return rows.map((row) => String(row["kind"])).filter((kind) => kind === "spouses-differ" || kind === "parent-born-late");
  };
  const correct = async (name: keyof typeof pins, change: CorrectionChange) => {
    const { correctionId, personId } = await life.propose(name, [change]);
    expect(code(await life.decide({ personId, correctionId, decision: "approve" }))).toBe("ok");
  };
  await married();
  expect([await kindsOf("an"), await kindsOf("binh")]).toEqual([[], []]);
  await life.event("an", "death", "2022-12-31");
  expect(await kindsOf("binh")).toEqual([]);
  await correct("an", { field: "diedOn", from: "2022-12-31", to: null });
  expect([await kindsOf("an"), await kindsOf("binh")]).toEqual([["spouses-differ"], []]);
  await correct("em", { field: "birthDate", from: "1965", to: "1985" });
  expect(await kindsOf("an")).toEqual(["parent-born-late", "spouses-differ"]);
  await correct("em", { field: "birthDate", from: "1985", to: "1965" });
  expect(await kindsOf("an")).toEqual(["spouses-differ"]);
});

it("has words for every refusal, in two halves, and knows every event", () => {
  for (const [key, { vi, en }] of Object.entries(lifeRefusals))
    expect([key, vi.split(": ").length, en.split(": ").length]).toEqual([key, 2, 2]);
  expect(vitalEventKeys.length).toBeGreaterThan(14);
});
