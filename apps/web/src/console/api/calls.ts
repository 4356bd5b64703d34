import {
  collectedSchema,
  coverageSchema,
  type Exclusion,
  type ExclusionEnd,
  foundSchema,
  type ListMeasure,
  peopleSchema,
  personViewSchema,
  rankingRowSchema,
  type RemainingGroup,
  remainingSchema,
  startSchema,
  trendSchema,
} from "@dinhdanh/campaign/contract";
import type { Purpose } from "@dinhdanh/population/contract";
import { foundUnitSchema, type Level, unitViewSchema, whereaboutsSchema } from "@dinhdanh/territory/contract";
import { type ImportKind, importViewSchema } from "@dinhdanh/ledger/contract";
import { officerNameSchema } from "@dinhdanh/staff/contract";
import { request, send } from "./request.ts";
import { demoOfficersSchema, sessionSchema, signedInSchema } from "./session.ts";

/** Levels that a ranking compares. */
export type RankedLevel = Exclude<Level, "country">;

type Signal = AbortSignal | undefined;

export const readSession = (signal?: Signal) => request(sessionSchema, "/session", { signal });
export const signIn = (code: string, password: string) => request(signedInSchema, "/session", { method: "POST", body: { code, password } });
export const signInDemo = (code: string) => request(signedInSchema, "/session/demo", { method: "POST", body: { code } });
export const signOut = () => send("/session", { method: "DELETE" });
export const readDemoOfficers = (signal?: Signal) => request(demoOfficersSchema, "/demo/officers", { signal });

export const readOfficerName = (code: string, signal?: Signal) =>
  request(officerNameSchema, `/officers/${encodeURIComponent(code)}`, { signal });

export const readStart = (signal?: Signal) => request(startSchema, "/start", { signal });
export const findUnits = (search: string, asOf: string, signal?: Signal) =>
  request(foundUnitSchema.array(), "/units", { query: { search, asOf }, signal });
export const readUnit = (code: string, asOf: string, borders: "day" | "today", signal?: Signal) =>
  request(unitViewSchema, `/units/${code}`, { query: { asOf, borders }, signal });
export const readWhereabouts = (code: string, asOf: string, signal?: Signal) =>
  request(whereaboutsSchema, `/units/${code}/whereabouts`, { query: { asOf }, signal });

/** Which part of a unit's people is meant, and in which borders the unit. */
export type Narrowing = { borders: "day" | "today"; born?: string | undefined };
export type CoverageQuery = { unit: string; asOf: string } & Narrowing;
export const readCoverage = (query: CoverageQuery, signal?: Signal) => request(coverageSchema, "/coverage", { query, signal });

export type TrendQuery = { unit: string; asOf: string; borders: Narrowing["borders"]; from?: string | undefined };
export const readTrend = (query: TrendQuery, signal?: Signal) => request(trendSchema, "/trend", { query, signal });

export type RankingQuery = { level: RankedLevel; asOf: string; within?: string | undefined };
export const readRanking = (query: RankingQuery, signal?: Signal) => request(rankingRowSchema.array(), "/ranking", { query, signal });

export type CollectedQuery = { unit: string; from: string; to: string };
export const readCollected = (query: CollectedQuery, signal?: Signal) =>
  request(collectedSchema, "/collected", { query: { ...query, by: "team" }, signal });

export type RemainingQuery = Narrowing & {
  unit: string;
  asOf: string;
  group?: RemainingGroup;
  destination?: string;
  search?: string;
  offset?: number;
  limit?: number;
};
export const queryRemaining = (body: RemainingQuery, signal?: Signal) =>
  request(remainingSchema, "/remaining/query", { method: "POST", body, signal });
export const exportRemaining = (body: RemainingQuery & { lang: string }, signal: AbortSignal) =>
  send("/remaining/export", { method: "POST", body, signal });

export type PeopleQuery = Narrowing & {
  unit: string;
  asOf: string;
  measure: ListMeasure;
  not: boolean;
  after?: ListMeasure;
  search?: string;
  offset?: number;
  limit?: number;
};
export const queryPeople = (body: PeopleQuery, signal?: Signal) => request(peopleSchema, "/people/query", { method: "POST", body, signal });

/** In the body, because an address stays in histories and logs. */
export const findAnything = (q: string, asOf: string, signal?: Signal) =>
  request(foundSchema, "/people/search", { method: "POST", body: { q, asOf }, signal });
/** The one box: also with one word mistyped, and outside the territory once a purpose is stated. */
export const searchEverything = (q: string, asOf: string, purpose: Purpose | undefined, signal?: Signal) =>
  request(foundSchema, "/people/search", { method: "POST", body: { q, asOf, purpose, mistyped: true }, signal });

export const readPerson = (personId: string, purpose: Purpose, signal?: Signal) =>
  request(personViewSchema, `/people/${personId}`, { query: { purpose }, signal });

export const excludePerson = (personId: string, body: Exclusion) => send(`/people/${personId}/exclusion`, { method: "POST", body });
export const endExclusion = (personId: string, body: ExclusionEnd) => send(`/people/${personId}/exclusion-end`, { method: "POST", body });

export const readImports = (signal?: Signal) => request(importViewSchema.array(), "/imports", { signal });
export const readImport = (id: string, signal?: Signal) => request(importViewSchema, `/imports/${id}`, { signal });
/** How a file is read: which field each column holds, and in the tree of which day its unit codes are looked up. */
export type Reading = { mapping: Record<string, string>; unitsOn?: string | undefined };
export const previewImport = (id: string, body: Reading, signal?: Signal) =>
  request(importViewSchema, `/imports/${id}/preview`, { method: "POST", body, signal });
export const startImport = (id: string, body: Reading) => request(importViewSchema, `/imports/${id}/start`, { method: "POST", body });
export const cancelImport = (id: string) => send(`/imports/${id}`, { method: "DELETE" });
export const rejectsAddress = (id: string, reason?: string) =>
  `/api/v1/imports/${id}/rejects${reason === undefined ? "" : `?${new URLSearchParams({ reason }).toString()}`}`;

export function uploadImport(kind: ImportKind, file: File) {
  const form = new FormData();
  // the kind goes first: the server reads the form as a stream and must know it before the file arrives
  form.append("kind", kind);
  form.append("file", file);
  return request(importViewSchema, "/imports", { method: "POST", form });
}
