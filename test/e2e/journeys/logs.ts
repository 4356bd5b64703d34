import { assertNoPersonalData } from "@dinhdanh/testkit";
import { expect } from "vitest";
import { importedPeople } from "../imported-people.ts";
import { type Journeys, visit } from "../visit.ts";

/** Comes last: it reads what the journeys before it made the servers write. */
export const logs: Journeys = {
  "no log line of the whole run holds a name or a number of a person": async (stage) => {
    const page = await visit(stage, "demo-centre", "/nhap-du-lieu");
    const { pin, name } = importedPeople[0];
    const headers = { "content-type": "application/json" };
    const refused = [
      await page.request.post("/api/v1/people/search", { headers, data: Buffer.from(`{"q": "${name}", `) }),
      await page.request.post("/api/v1/people/search", { data: { q: name, [pin]: name } }),
      await page.request.get(`/api/v1/people/${pin}?purpose=${encodeURIComponent(name)}`),
      await page.request.get(`/api/v1/nowhere/${pin}?name=${encodeURIComponent(name)}`),
      await page.request.post("/api/v1/session", { data: { code: pin, password: name } }),
    ];
    expect(refused.map((answer) => answer.status())).toEqual([400, 400, 400, 404, 401]);
    for (const answer of refused) assertNoPersonalData(await answer.text(), { names: [name], pins: [pin] });
    const people = await stage.register.sql<{ full_name: string; pin: string | null }[]>`
      SELECT full_name, pin FROM population.person WHERE permanent_unit IN ('13450', '13309', '00001')`;
    expect(people.length).toBeGreaterThan(300);
    const log = stage.log();
    for (const route of [
      "/api/v1/people/:personId",
      "/api/v1/people/search",
      "/api/v1/remaining/export",
      "/api/v1/imports/:importId/start",
    ]) {
      expect(log).toContain(`"route":"${route}"`);
    }
    const pins = people.flatMap((person) => person.pin ?? []);
    assertNoPersonalData(log, { names: [...people.map((person) => person.full_name), "Quên Tên", "Thiếu Số"], pins });
    expect(log).not.toMatch(/"level":(50|60)/);
  },
};
