import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, newId, systemActor } from "@dinhdanh/kernel";
import { actsOf } from "@dinhdanh/ledger";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { assignNumbers, previewAssignment } from "./assign.ts";
import { allocateNumbers } from "./allocate.ts";
import { bucketSubjectId } from "./deps.ts";
import { listReserved } from "./list-reserved.ts";
import { numberKey } from "./number-key.ts";
import { positionsIn } from "./positions.ts";
import { readBuckets } from "./read-buckets.ts";
import { reserveNumbers, returnNumbers } from "./reserve.ts";
import { takeUpList } from "./take-up-list.ts";
import { boys, type NumberRegister, numberRegister, request } from "./test-numbers.ts";
import { verifyNumbers } from "./verify-numbers.ts";

let register: NumberRegister;
beforeAll(async () => {
  register = await numberRegister();
});
beforeEach(async () => {
  await register.sql`TRUNCATE population.number_bucket, population.number_block, population.number_reserve, population.number_request, population.number, population.person,
    population.unnumbered, population.finding, ledger.act, ledger.intake, ledger.intake_chunk`;
});
afterAll(() => register.close());

const numbers = async (count: number, of = {}) => {
  const given = await allocateNumbers(register, systemActor, request(count, of));
  if (!given.ok) throw new Error(given.refusal.code);
  return given.value.numbers;
};
const agrees = async () => expect(await verifyNumbers(register.sql, register.numberKey)).toEqual([]);

it("gives numbers of the bucket, once each, and says so in an act that names none", async () => {
  const given = [...(await numbers(1)), ...(await numbers(2_500)), ...(await numbers(999))];
  expect(new Set(given).size).toBe(3_500);
  expect(given.every((pin) => /^035223\d{6}$/.test(pin))).toBe(true);
  const acts = await actsOf(register.sql, bucketSubjectId("035223"));
  const told = acts.flatMap((act) => positionsIn(String(act.payload?.["positions"])));
  expect(told).toEqual(Array.from({ length: 3_500 }, (_, position) => position));
  expect(acts.filter((act) => given.some((pin) => JSON.stringify(act).includes(pin)))).toEqual([]);
  await agrees();
});

it("answers the same request with the same numbers, and another under its id not at all", async () => {
  const asked = request(5);
  const first = await allocateNumbers(register, systemActor, asked);
  expect(await allocateNumbers(register, systemActor, asked)).toEqual(first);
  const differs = { refusal: { code: "request-differs" } };
  expect(await allocateNumbers(register, systemActor, { ...asked, count: 6 })).toMatchObject(differs);
  expect(await allocateNumbers(register, systemActor, { ...asked, birthYear: asked.birthYear - 1 })).toMatchObject(differs);
  expect(await reserveNumbers(register, systemActor, { ...asked, device: "kit-1" })).toMatchObject(differs);
  // of two buckets that are asked at once under one id, one gives
  const both = { ...asked, requestId: newId() };
  const answers = await Promise.all([both, { ...both, sex: "female" } as const].map((one) => allocateNumbers(register, systemActor, one)));
  expect(answers.map((answer) => (answer.ok ? "given" : answer.refusal.code)).toSorted()).toEqual(["given", "request-differs"]);
  await agrees();
});

it.each([
  ["a role that may not", {}, "commune-officer", "not-permitted"],
  ["a province that never was", { province: "003" }, "system", "unknown-province"],
  ["a birth in the future", { birthYear: 2024 }, "system", "birth-year-in-future"],
] as const)("refuses %s", async (_, of, role, code) => {
  const by: Actor = { code: "cb-1", role, scope: null };
  expect(await allocateNumbers(register, by, { ...request(1), ...of })).toMatchObject({ refusal: { code } });
});

it("refuses under another key: its positions would name numbers that were given", async () => {
  await numbers(1);
  const other = { ...register, numberKey: () => numberKey(Buffer.alloc(32, 9)) };
  expect(await allocateNumbers(other, systemActor, request(1))).toMatchObject({ refusal: { code: "number-key-differs" } });
});

it("takes up what was assigned before, gives the rest to the last number, then refuses and writes nothing", async () => {
  await register.fill("035223", 0, 989_999);
  expect(await allocateNumbers(register, systemActor, request(10_001))).toMatchObject({
    refusal: { code: "bucket-full", details: { free: 10_000 } },
  });
  const given = [...(await numbers(1)), ...(await numbers(9_999))];
  expect(new Set(given).size).toBe(10_000);
  expect(given.every((pin) => Number(pin.slice(6)) >= 990_000)).toBe(true);
  expect(await allocateNumbers(register, systemActor, request(1))).toMatchObject({
    refusal: { code: "bucket-full", details: { free: 0 } },
  });
  expect(await actsOf(register.sql, bucketSubjectId("035223"))).toHaveLength(2);
  await agrees();
});

it("never gives what an import or a list brought after the bucket was opened", async () => {
  await numbers(10);
  const brought = Array.from({ length: 300 }, (_, n) => `035223${String(n * 3_331).padStart(6, "0")}`);
  const report = await register.importRoll(brought.map((pin, n) => `${pin},Nguyễn Văn ${n},2023-01-02,male,13450`));
  expect(report.accepted).toBe(300);
  const listed = Array.from({ length: 300 }, (_, n) => `035223${String(n * 3_331 + 7).padStart(6, "0")}`);
  const taken = await takeUpList(register, systemActor, [...listed, ...listed]);
  expect(taken).toMatchObject({ ok: true, value: { read: 600 } });
  expect(await takeUpList(register, systemActor, listed)).toMatchObject({ value: { takenUp: 0 } });
  expect(await takeUpList(register, systemActor, ["035223000001", "12"])).toMatchObject({
    refusal: { code: "number-malformed", details: { line: 2 } },
  });
  await agrees();
  const rest = await numbers(999_000);
  const before = new Set([...brought, ...listed]);
  expect(rest.filter((pin) => before.has(pin))).toEqual([]);
  await agrees();
});

it("keeps a device's reserve from everybody, until it is returned", async () => {
  const asked = { ...request(50), device: "kit-7" };
  const reserved = await reserveNumbers(register, systemActor, asked);
  const held = reserved.ok ? reserved.value.numbers : [];
  expect(held).toHaveLength(50);
  const used = held.slice(0, 3);
  await register.importRoll(used.map((pin, n) => `${pin},Trần Thị ${n},2023-03-03,male,13450`));
  const back = (numbersBack?: string[]) =>
    returnNumbers(register, systemActor, {
      requestId: newId(),
      reserveId: asked.requestId,
      ...(numbersBack === undefined ? {} : { numbers: numbersBack }),
    });
  expect(await back([held[0] ?? ""])).toMatchObject({ refusal: { code: "number-in-use" } });
  expect(await back(["035223999999"])).toMatchObject({ refusal: { code: "number-not-reserved" } });
  const some = { requestId: newId(), reserveId: asked.requestId, numbers: held.slice(40).toReversed() };
  for (const _ of ["first", "again"])
    expect(await returnNumbers(register, systemActor, some)).toMatchObject({ value: { returned: 10, used: 3, held: 37 } });
  for (const other of [
    { ...some, numbers: held.slice(41) },
    { requestId: some.requestId, reserveId: some.reserveId },
  ])
    expect(await returnNumbers(register, systemActor, other)).toMatchObject({ refusal: { code: "request-differs" } });
  expect(await back(held.slice(40, 41))).toMatchObject({ refusal: { code: "number-not-reserved" } });
  await agrees();
  expect(await back()).toMatchObject({ value: { returned: 37, used: 3, held: 0 } });
  expect(await listReserved(register)).toMatchObject([{ device: "kit-7", count: 3, used: 3 }]);
  expect(await reserveNumbers(register, systemActor, { ...asked, device: "kit-8" })).toMatchObject({
    refusal: { code: "request-differs" },
  });
  await agrees();
  const all = await numbers(1_000_000 - 3);
  expect(new Set(all).size).toBe(999_997);
  expect(all.filter((pin) => used.includes(pin))).toEqual([]);
});

it("assigns numbers to everyone of whom enough is known, after showing what it would do", async () => {
  const born = ["1990-05-05", "1990", "2001-02-03", "", "1890"];
  const rows = Array.from(
    { length: 60 },
    (_, n) => `,Lê Văn ${"abcdefghij"[n % 10]}${Math.floor(n / 10)},${born[n % 5]},${n % 20 === 11 ? "" : "nam"},13450`,
  );
  await register.importRoll([...rows, "035090000001,Có Số Rồi,1990-01-01,nam,13450"]);
  const preview = await previewAssignment(register, systemActor, { unit: "35" });
  expect(preview).toMatchObject({
    value: {
      ...{ people: 60, assignable: 33, assigned: 0, buckets: [{ bucket: "035090" }, { bucket: "035201" }] },
      units: [{ unit: "13450", name: "Xã Liêm Phong", people: 60, assignable: 33 }],
    },
  });
  expect(await assignNumbers(register, systemActor, { unit: "35" })).toMatchObject({ value: { assigned: 33 } });
  expect(await assignNumbers(register, systemActor, { unit: "35" })).toMatchObject({ value: { assigned: 0, people: 27 } });
  const [row] = await register.sql`
    SELECT count(*)::int AS n FROM population.person p JOIN population.number n ON n.pin = p.pin AND n.person_id = p.person_id`;
  expect(row?.["n"]).toBe(34);
  // the same roll again still knows them, and takes nobody's number away
  expect(await register.importRoll([...rows])).toMatchObject({ accepted: 0, unchanged: 60 });
  await agrees();
});

/** Another process that gives numbers without end, printing each once it is acknowledged. */
function giveElsewhere(): ChildProcess {
  const program = `
    import { systemActor } from "@dinhdanh/kernel";
    import { allocateNumbers } from ${JSON.stringify(new URL("allocate.ts", import.meta.url).href)};
    import { numberDepsAt, request } from ${JSON.stringify(new URL("test-numbers.ts", import.meta.url).href)};
    const deps = await numberDepsAt(${JSON.stringify(register.url)});
    for (let n = 0; ; n += 1) {
      const given = await allocateNumbers(deps, systemActor, request(1 + (n % 40)));
      if (!given.ok) throw new Error(given.refusal.code);
      process.stdout.write(given.value.numbers.join("\\n") + "\\n");
    }`;
  return spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

it("gives none twice from several processes of which some are killed", { timeout: 180_000 }, async () => {
  const printed: string[] = [];
  const children = Array.from({ length: 3 }, giveElsewhere);
  for (const child of children) child.stdout?.on("data", (part: Buffer) => printed.push(part.toString()));
  const ended = Promise.all(children.map((child) => once(child, "close")));
  for (const child of children) {
    const before = printed.length;
    while (printed.length < before + 20) await sleep(5);
    child.kill("SIGKILL");
  }
  await ended;
  const here = await Promise.all(Array.from({ length: 8 }, () => numbers(100)));
  const whole = [
    ...printed
      .join("")
      .split("\n")
      .filter((pin) => pin.length === 12),
    ...here.flat(),
  ];
  expect(whole.length).toBeGreaterThan(1_000);
  expect(new Set(whole).size).toBe(whole.length);
  const positions = (await actsOf(register.sql, bucketSubjectId("035223"))).flatMap((act) =>
    positionsIn(String(act.payload?.["positions"])),
  );
  expect(new Set(positions).size).toBe(positions.length);
  expect(positions.length).toBeGreaterThanOrEqual(whole.length);
  await agrees();
});

it("tells how full buckets are, opened or not, and which are nearly full", async () => {
  await register.fill("035190", 1, 300);
  await register.fill("035090", 0, 949_999);
  await numbers(10, { birthYear: 1990 });
  await numbers(5);
  const read = await readBuckets(register, systemActor, { province: "035" });
  expect(read).toMatchObject({
    value: {
      buckets: [
        { bucket: "035090", taken: 950_010, borne: 950_000 },
        { bucket: "035190", taken: 300, borne: 300, openedAt: null },
        { bucket: "035223", taken: 5, borne: 0 },
      ],
      scarce: [{ bucket: "035090", taken: 950_010 }],
    },
  });
  const named = new Map(read.ok ? read.value.provinces.map(({ code, name }) => [code, name]) : []);
  // 015 is of Yên Bái for ever, although Lào Cai bears its code since the reform
  expect([named.get("035"), named.get("015"), named.get("024")]).toEqual(["Tỉnh Hà Nam", "Tỉnh Yên Bái", "Tỉnh Bắc Giang"]);
  expect(new Set(named.values()).size).toBe(named.size);
  expect(await readBuckets(register, systemActor, { province: "003" })).toMatchObject({ refusal: { code: "unknown-province" } });
  const officer: Actor = { code: "cb-1", role: "commune-officer", scope: "13450" };
  expect(await readBuckets(register, officer, { province: "035" })).toMatchObject({ refusal: { code: "not-permitted" } });
});

it("keeps buckets apart", async () => {
  const [one, other] = [await numbers(5), await numbers(5, { birthYear: 1999 })];
  // a birth registered abroad: no list of these codes is at hand
  expect((await numbers(1, { province: "107" }))[0]).toMatch(/^107223/);
  expect(other.every((pin) => pin.startsWith("035099"))).toBe(true);
  expect(one.map((pin) => pin.slice(6))).not.toEqual(other.map((pin) => pin.slice(6)));
  expect(boys.sex).toBe("male");
});
