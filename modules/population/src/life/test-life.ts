import { type Actor, newId, systemActor, toDay } from "@dinhdanh/kernel";
import { personIdByPin } from "../store/reads.ts";
import { verifyPeople } from "../verify-people.ts";
import { numberRegister } from "../numbers/test-numbers.ts";
import type { EventFacts, VitalEvent } from "./event-contract.ts";
import { decideCorrection, proposeCorrection } from "./correct.ts";
import type { CorrectionChange } from "./correction-contract.ts";
import { personHistory } from "./history.ts";
import { recordBirth } from "./record-birth.ts";
import { recordEvent } from "./record-event.ts";
import { factsOf } from "../store/reads.ts";

/** Two communes of Hà Nam. */
export const [lp, ht] = ["13450", "13408"] as const;

export const pins = {
  an: "035090000001",
  binh: "035192000002",
  chi: "035215000003",
  dung: "035060000004",
  em: "035165000005",
} as const;
type Name = keyof typeof pins;

/** An, his wife-to-be Bình, the boy Chi, and An's parents Dũng and Em; An's household is H1 with Chi, Dũng heads H2 with Em. */
const people: readonly string[] = [
  `${pins.an},Nguyễn Văn An,1990-05-05,male,${lp},H1,head,${pins.dung},${pins.em}`,
  `${pins.binh},Trần Thị Bình,1992-06-06,female,${ht},,,,`,
  `${pins.chi},Nguyễn Văn Chi,2015-01-01,male,${lp},H1,child,,`,
  `${pins.dung},Nguyễn Văn Dũng,1960-02-02,male,${lp},H2,head,,`,
  `${pins.em},Lê Thị Em,1965,female,${lp},H2,spouse,,`,
];

const other: Actor = { ...systemActor, code: "other" };

/** A register with five people, on 1 June 2023; `cards` holds whoever has a valid card. */
export async function lifeRegister() {
  const register = await numberRegister();
  const cards = new Set<string>();
  const deps = { ...register, cardsInForce: async (_: unknown, personId: string) => (cards.has(personId) ? [1] : []) };
  const idOf = async (name: string) => (await personIdByPin(register.sql, pins[name as Name] ?? name)) ?? "";
  const begin = async () => {
    await register.sql`TRUNCATE population.number_bucket, population.number_block, population.number_reserve, population.number, population.person,
      population.unnumbered, population.finding, population.history, population.correction, population.pair, ledger.act, ledger.intake, ledger.intake_chunk`;
    cards.clear();
    register.clock.set("2023-06-01T08:00:00+07:00");
    const report = await register.importRoll(
      [...people],
      "pin,fullName,birthDate,sex,permanentUnit,householdId,relation,fatherPin,motherPin",
    );
    if (report.accepted !== people.length) throw new Error("the roll of the test has findings");
    register.clock.advanceMs(60_000);
  };
  const event = async (name: string, kind: VitalEvent, on: string, facts: EventFacts = {}, actId = newId()) => {
    register.clock.advanceMs(1_000);
    return recordEvent(deps, systemActor, await idOf(name), { actId, event: kind, on: toDay(on), evidence: "giấy tờ", facts });
  };
  const propose = async (name: Name, changes: CorrectionChange[], more: { form?: "DC01" | "DC02"; since?: string } = {}) => {
    register.clock.advanceMs(1_000);
    const { form = "DC02", since } = more;
    const correctionId = newId();
    const made = await proposeCorrection(deps, systemActor, await idOf(name), {
      ...{ correctionId, form, changes, evidence: "giấy khai sinh" },
      ...(since === undefined ? {} : { since: toDay(since) }),
    });
    return { made, correctionId, personId: await idOf(name) };
  };
  return {
    ...{ deps, register, cards, idOf, begin, event, propose, close: register.close },
    birth: (request: Parameters<typeof recordBirth>[2]) => recordBirth(deps, systemActor, request),
    decide: (request: Parameters<typeof decideCorrection>[2], by: Actor = other) => decideCorrection(deps, by, request),
    facts: async (name: string) => factsOf(register.sql, await idOf(name)),
    at: async (name: Name, validOn: string, knownOn?: string) => {
      const known = knownOn === undefined ? {} : { knownOn: toDay(knownOn) };
      const seen = await personHistory(deps, systemActor, await idOf(name), { validOn: toDay(validOn), ...known, purpose: "verify" });
      if (!seen.ok) throw new Error(seen.refusal.code);
      return seen.value;
    },
    differences: async () => {
      const found: unknown[] = [];
      await verifyPeople(register.sql, register.sql, (difference) => found.push(difference));
      return found;
    },
  };
}
export type LifeRegister = Awaited<ReturnType<typeof lifeRegister>>;
