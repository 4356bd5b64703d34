import { expect, it } from "vitest";
import { locales } from "@dinhdanh/kernel";
import { ActIdTaken, UnusableFile } from "@dinhdanh/ledger";
import { problemBody } from "./body.ts";
import { classify } from "./classify.ts";
import { languageOf } from "./language.ts";
import { Problem, problemSchema } from "./problem.ts";
import { type ProblemCode, problemTable } from "./table.ts";

const codes = Object.keys(problemTable) as ProblemCode[];

it("has words for every code in every language, and no blank left to fill", () => {
  expect(codes.length).toBeGreaterThan(30);
  const details = {
    dossierId: "0198",
    row: 3,
    position: 3,
    most: 500,
    retryAfterSeconds: 60,
    errorId: "x",
    unit: "35",
    missing: "portrait",
    amountVnd: 30_000,
    from: "2024-01-01",
    fields: "fee",
  };
  for (const code of codes) {
    for (const locale of locales) {
      const body = problemSchema.parse(problemBody(code, locale, details));
      expect(body.status).toBeGreaterThanOrEqual(400);
      expect(`${body.title} ${body.detail}`).not.toMatch(/[{}?]/);
      expect(body.detail).toMatch(/\.$/);
    }
    const [vi, en] = locales.map((locale) => problemBody(code, locale, details).title);
    expect(vi).not.toBe(en);
  }
});

it.each([
  [undefined, "vi"],
  ["en", "en"],
  ["en-GB,en;q=0.9", "en"],
  ["vi;q=0.5, en;q=0.4", "vi"],
  ["fr-FR, fr;q=0.9", "vi"],
  ["en;q=0, vi", "vi"],
  ["*", "vi"],
  ["en;q=abc;;;,,,", "en"],
])("reads Accept-Language %s as %s", (header, locale) => {
  expect(languageOf(header)).toBe(locale);
});

const failure = (properties: Record<string, unknown>) => Object.assign(new Error("made up"), properties);

it.each<[string, unknown, ProblemCode | undefined]>([
  ["a refusal", new Problem("unit-not-found"), "unit-not-found"],
  ["an unusable file", new UnusableFile("no-header"), "no-header"],
  ["a database that shuts down", failure({ code: "57P01" }), "database-away"],
  ["a database that starts up", failure({ code: "57P03" }), "database-away"],
  ["a connection exception", failure({ code: "08006" }), "database-away"],
  ["a closed connection of the driver", failure({ code: "CONNECTION_CLOSED" }), "database-away"],
  ["a refused connection", failure({ code: "ECONNREFUSED", syscall: "connect" }), "database-away"],
  ["a socket of PostgreSQL that is not there", failure({ code: "ENOENT", syscall: "connect" }), "database-away"],
  ["a file that is not there", failure({ code: "ENOENT", syscall: "open" }), undefined],
  ["a client that went away", failure({ code: "ECONNRESET" }), "upload-cut"],
  ["a deadlock", failure({ code: "40P01" }), "busy"],
  ["a NUL in a text", failure({ code: "22021" }), "unstorable-text"],
  ["the id of another act", new ActIdTaken("known"), "act-differs"],
  ["a full disk", failure({ code: "ENOSPC", syscall: "write" }), "no-space"],
  ["a body beyond the limit", failure({ code: "FST_ERR_CTP_BODY_TOO_LARGE", statusCode: 413 }), "too-large"],
  ["another complaint of the framework", failure({ code: "FST_ERR_VALIDATION", statusCode: 400 }), "invalid-request"],
  ["an answer that breaks its schema", failure({ code: "FST_ERR_RESPONSE_SERIALIZATION", statusCode: 500 }), undefined],
  ["a bug", new TypeError("x is not a function"), undefined],
  ["a unique violation", failure({ code: "23505" }), undefined],
  ["something thrown that is no error", null, undefined],
])("tells %s", (_, error, code) => {
  expect(classify(error)?.code).toBe(code);
});
