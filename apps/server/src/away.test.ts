import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let centre: Call;

beforeAll(async () => {
  server = await testServer({ demo: true, largestUploadBytes: 1000 });
  centre = await server.as("demo-centre");
});
afterAll(() => server?.close());

it("refuses an upload beyond the limit and leaves nothing of it", async () => {
  const body = new FormData();
  body.append("kind", "roll");
  body.append("file", new Blob(["x".repeat(5_000_000)]), "roll.csv");
  const answer = await centre("POST", "/api/v1/imports", { body });
  expect(answer.json()).toMatchObject({ code: "too-large", status: 413 });
  const folder = join(server.register.home, "uploads");
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

it("says that the database does not answer, and goes on living", async () => {
  await server.register.sql.end();
  expect((await server.call("GET", "/healthz")).status).toBe(200);
  const ready = await server.call("GET", "/readyz");
  expect([ready.status, ready.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
  const answer = await centre("GET", "/api/v1/start", { headers: { "accept-language": "en" } });
  expect(answer.json()).toMatchObject({ code: "database-away", status: 503, title: "The database does not answer" });
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(answer.text).not.toMatch(/postgres|CONNECTION|127\.0\.0\.1/);
});
