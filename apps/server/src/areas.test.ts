import type { AreaChanges, AreaPreview, AreaView } from "@dinhdanh/dossiers";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Call, testServer, type TestServer } from "./test-server.ts";

let server: TestServer;
let administrator: Call;
beforeAll(async () => {
  server = await testServer();
  administrator = await server.as("demo-administrator");
});
afterAll(() => server?.close());
beforeEach(() => server.register.sql`TRUNCATE dossiers.unit_area`);

const headers = { "content-type": "text/csv" };
const send = (path: string, body: string, as = administrator) => as("POST", `/api/v1/areas/file${path}`, { body, headers });
const preview = async (body: string) => (await send("/preview", body)).json() as AreaPreview;
const stated = async () => (await administrator("GET", "/api/v1/areas/file")).text.trim().split("\n").slice(1);
const codeOf = async (answer: ReturnType<Call>) => ((await answer).json() as { code: string }).code;

it("shows what a file of areas changes, writes it when it is sent again, and finds nothing to change after that", async () => {
  await administrator("PUT", "/api/v1/areas/13450", { body: { area: "urban" } });
  const file = "unit,area\n351,remote\n13450,none\n13285,other\n";
  const { would, ...rest } = await preview(file);
  expect(rest).toEqual({ fault: null, refused: [], refusedRows: 0 });
  expect(would).toMatchObject({
    ...{ read: 3, added: 2, changed: 0, removed: 1, unchanged: 0 },
    changes: [
      { code: "351", name: "Huyện Thanh Liêm", was: null, area: "remote" },
      { code: "13450", was: "urban", area: null },
      { code: "13285", was: null, area: "other" },
    ],
  });
  expect(await stated()).toHaveLength(1);
  const taken = await send(`?digest=${would?.digest}`, file);
  expect([taken.status, (taken.json() as AreaChanges).added]).toEqual([200, 2]);
  expect((await stated()).map((line) => line.slice(0, 12))).toEqual(["13285,other,", "351,remote,1"]);
  const view = (await administrator("GET", "/api/v1/areas?unit=351")).json() as AreaView;
  expect(view.unit.stated).toMatchObject({ area: "remote", by: "demo-administrator" });
  expect((await preview(file)).would).toMatchObject({ read: 3, unchanged: 3, changes: [] });
  const acts = await server.register.sql`SELECT unit FROM ledger.act WHERE kind = 'unit.area-stated' AND payload -> 'was' IS NOT NULL`;
  expect(acts).toHaveLength(4);
});

it("names every row at fault, or what is wrong with the file, and writes none of it", async () => {
  const rows = "unit,area\n351,remote\n35x,urban\n13450,cao nguyên\n";
  expect(await preview(rows)).toEqual({
    ...{ would: null, fault: null, refusedRows: 2 },
    refused: [
      { row: 3, column: "unit", reason: "bad-code" },
      { row: 4, column: "area", reason: "bad-area" },
    ],
  });
  const many = `unit,area\n${Array.from({ length: 150 }, () => "99999,remote\n").join("")}`;
  expect(await preview(many)).toMatchObject({ refusedRows: 150, refused: { length: 100 } });
  expect(await preview("unit,màu\n351,xanh\n")).toMatchObject({ would: null, fault: { code: "unknown-column", column: "màu" } });
  expect(await preview(`${"PK".repeat(100)}\n`)).toMatchObject({ fault: { code: "unknown-column", column: "PK".repeat(20) } });
  expect(await preview("")).toMatchObject({ fault: { code: "empty-file" } });
  expect(await codeOf(send(`?digest=${"0".repeat(64)}`, rows))).toBe("rows-refused");
  expect(await stated()).toEqual([]);
});

it("writes nothing that was not shown, takes files of bounded size, and is for administrators alone", async () => {
  const file = "unit,area\n351,remote\n";
  const { would } = await preview(file);
  await administrator("PUT", "/api/v1/areas/351", { body: { area: "urban" } });
  expect(await codeOf(send(`?digest=${would?.digest}`, file))).toBe("changed-meanwhile");
  expect(await stated()).toMatchObject([expect.stringMatching(/^351,urban/)]);
  expect((await send("", file)).status).toBe(400);
  expect((await send("/preview", `unit,area\n${"x".repeat(5_000_000)}`)).status).toBe(413);
  for (const officer of ["demo-centre", "demo-province", "demo-commune"]) {
    const other = await server.as(officer);
    expect([await codeOf(send("/preview", file, other)), await codeOf(send(`?digest=${would?.digest}`, file, other))]).toEqual([
      "not-permitted",
      "not-permitted",
    ]);
  }
});
