import { afterAll, beforeAll, expect, it } from "vitest";
import { testServer, type TestServer } from "./test-server.ts";
let server: TestServer;
beforeAll(async () => { server = await testServer(); });
afterAll(() => server?.close());
it("stops mid-import and resumes", async () => {
  let centre = await server.as("demo-centre");
  for (let round = 0; round < 4; round += 1) {
  const rows = ["pin,fullName,birthDate,sex,permanentUnit"];
  for (let i = 0; i < 45_000; i += 1) rows.push(`03520${round}${String(i).padStart(6, "0")},Nguyễn Văn ${["An","Bình","Chi"][i % 3]},2004-01-01,male,13450`);
  const data = new FormData(); data.append("kind", "roll"); data.append("file", new Blob([rows.join("\n")]), "r.csv");
  const view = (await centre("POST", "/api/v1/imports", { body: data })).json() as any;
  const path = `/api/v1/imports/${view.importId}`;
  await centre("POST", `${path}/start`, { body: { mapping: {} } });
  for (;;) { const v = (await centre("GET", path)).json() as any; if (v.progress.rows > 0) { console.log(v.progress, v.state); break; } await new Promise((r) => setTimeout(r, 2)); }
  const t = performance.now();
  await server.restart();
  console.log("restart ms", performance.now() - t);
  const t1 = performance.now();
  for (;;) { const v = (await centre("GET", path)).json() as any; if (v.state !== "running") { console.log(v.state, v.report, v.progress); break; } await new Promise((r) => setTimeout(r, 50));
    if (performance.now() - t1 > 10_000) { const a = await server.register.sql`SELECT pid, state, wait_event_type, wait_event, pg_blocking_pids(pid) AS b, now()-xact_start AS age, left(query, 120) AS q FROM pg_stat_activity WHERE datname = current_database()`; console.log(JSON.stringify(a, null, 1)); console.log(v.progress); throw new Error("hung"); } }
  }
}, 120_000);
