import { addYears, dayNumber, dayOf } from "@dinhdanh/kernel";
import { type TestDatabase, testDatabase } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { remainingGroupKeys } from "../contract.ts";
import { groupOfStatus, remainingGroup } from "../remaining-rules.ts";
import { rankOf } from "./remaining.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase([]);
});
afterAll(() => database.close());

it("groups in SQL as the rule does, in every combination", async () => {
  const { sql } = database;
  const statuses = [...Object.keys(groupOfStatus), "a status of tomorrow"];
  for (const day of ["2020-02-29", "2022-02-28", "2023-04-06", "2024-02-29", "2026-02-28", "2026-03-01"]) {
    const turning = addYears(dayNumber(day), -66);
    const eligible = [turning - 366, turning - 1, turning, turning + 1, turning + 2, dayNumber(day)];
    const cases = statuses.flatMap((residenceStatus) =>
      eligible.flatMap((eligibleFrom) => [true, false].map((conflict) => ({ residenceStatus, eligibleFrom, conflict }))),
    );
    expect(cases.length).toBe(84);
    const rows = await sql`
      SELECT ${rankOf(sql, sql`s.conflict::bool`, day)} AS rank
      FROM unnest(${cases.map((one) => one.residenceStatus)}::text[], ${cases.map((one) => dayOf(one.eligibleFrom))}::date[],
        ${cases.map((one) => String(one.conflict))}::text[]) WITH ORDINALITY AS s (residence_status, eligible_from, conflict, place) ORDER BY s.place`;
    expect(rows.map((row) => remainingGroupKeys[row["rank"]])).toEqual(cases.map((one) => remainingGroup(one, dayNumber(day))));
  }
});
