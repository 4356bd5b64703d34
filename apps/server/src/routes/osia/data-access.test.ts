import { readsOf } from "@dinhdanh/ledger";
import { assertNoPersonalData } from "@dinhdanh/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { residenceLines } from "../../slips/write-residence.ts";
import { type Agency, type AgencyServer, agencyServer, people } from "./test-agency.ts";

let server: AgencyServer;
let exam: Agency;
beforeAll(async () => {
  server = await agencyServer();
  exam = await server.add("exam");
});
afterAll(() => server?.close());

const { hoa, tam, namesake } = people;
const json = { "content-type": "application/json" };
const query = (values: Record<string, string>, names: string[] = []) =>
  new URLSearchParams([...Object.entries(values), ...names.map((name): [string, string] => ["names", name])]).toString();
const list = (values: Record<string, string>, names: string[] = [], agency = exam) =>
  agency.call("dataaccess", "queryPersonList", { query: query(values, names) });
const numbered = (status: number, code: number) => ({ status, code });
const refusal = (answer: { status: number; json: () => never }) => numbered(answer.status, (answer.json() as { code: number }).code);

it("finds people by number, or by name and birth date, and answers numbers or the attributes asked for", async () => {
  expect((await list({ uin: hoa.pin })).json()).toEqual([hoa.pin]);
  const both = (await list({ fullName: "NGUYEN THI HOA", dateOfBirth: "20040517" })).json() as string[];
  expect(both.toSorted()).toEqual([hoa.pin, namesake.pin].toSorted());
  expect((await list({ fullName: hoa.name, dateOfBirth: hoa.born, limit: "1", offset: "1" })).json()).toHaveLength(1);
  const [found] = (
    await list({ uin: tam.pin }, ["fullName", "lastName", "firstName", "dateOfBirth", "gender", "phoneNumber"])
  ).json() as never[];
  expect(found).toMatchObject({ fullName: tam.name, lastName: "Lê", firstName: "Văn Tám", dateOfBirth: "1948", gender: "M" });
  expect(found).toMatchObject({ phoneNumber: { code: 4301 } });
  expect((await list({ uin: hoa.pin, residenceUnit: "13450" })).status).toBe(200);
});

it("tells no match, not permitted and too broad apart", async () => {
  expect(refusal(await list({ uin: "035304999999" }))).toEqual(numbered(404, 4401));
  expect(refusal(await list({ uin: hoa.pin, gender: "M" }))).toEqual(numbered(404, 4401));
  expect(refusal(await list({ fullName: "Nguyễn Thị Hoa", dateOfBirth: hoa.born }))).toEqual(numbered(404, 4401));
  expect(refusal(await list({ uin: hoa.pin, phoneNumber: "0900000001" }))).toEqual(numbered(403, 4301));
  expect(refusal(await list({ fullName: hoa.name }))).toEqual(numbered(400, 4002));
  expect(refusal(await list({ gender: "F" }))).toEqual(numbered(400, 4002));
  expect(refusal(await list({ uin: hoa.pin, shoeSize: "38" }))).toEqual(numbered(400, 4001));
  expect(refusal(await list({ uin: hoa.pin }, ["shoeSize"]))).toEqual(numbered(400, 4001));
  expect(refusal(await list({}))).toEqual(numbered(400, 4002));
  const blind = await server.add("blind", { attributes: ["fullName", "dateOfBirth"] });
  expect(refusal(await list({ fullName: hoa.name, dateOfBirth: hoa.born }, [], blind))).toEqual(numbered(403, 4301));
});

it("reads attributes one by one: a value, or why there is none", async () => {
  const read = (uin: string, names: string[], agency = exam) =>
    agency.call("dataaccess", "readPersonAttributes", { path: { uin }, query: names.map((name) => `attributeNames=${name}`).join("&") });
  expect((await read(hoa.pin, ["fullName", "phoneNumber", "dateOfDeath", "shoeSize"])).json()).toMatchObject({
    ...{ fullName: hoa.name, phoneNumber: { code: 4301 }, dateOfDeath: { code: 4403 }, shoeSize: { code: 4001 } },
  });
  expect((await read(hoa.pin, ["fullName"])).status).toBe(200);
  expect(refusal(await read(hoa.pin, ["phoneNumber"]))).toEqual(numbered(403, 4301));
  expect(refusal(await read("035304999999", ["fullName"]))).toEqual(numbered(404, 4400));
  expect(refusal(await read("not-a-number", ["fullName"]))).toEqual(numbered(404, 4400));
  expect(refusal(await exam.call("dataaccess", "readPersonAttributes", { path: { uin: hoa.pin } }))).toEqual(numbered(400, 4000));
});

it("matches and verifies without showing anything", async () => {
  const match = async (uin: string, body: Record<string, unknown>) =>
    exam.call("dataaccess", "matchPersonAttributes", { path: { uin }, body, headers: json });
  expect((await match(hoa.pin, { fullName: "nguyen thi hoa", dateOfBirth: "2004", gender: "f" })).json()).toEqual([]);
  expect((await match(hoa.pin, { fullName: "Nguyễn Thị Hóa", dateOfDeath: "2023-01-01", shoeSize: 38 })).json()).toEqual([
    ...[
      { attributeName: "fullName", errorCode: 1 },
      { attributeName: "dateOfDeath", errorCode: 0 },
      { attributeName: "shoeSize", errorCode: 0 },
    ],
  ]);
  expect(refusal(await match(hoa.pin, { phoneNumber: "0900000001" }))).toEqual(numbered(403, 4301));
  expect(refusal(await match("035304999999", {}))).toEqual(numbered(404, 4400));
  const verify = (body: unknown) => exam.call("dataaccess", "verifyPersonAttributes", { path: { uin: tam.pin }, body, headers: json });
  const born = (operator: string, value: string) => ({ attributeName: "dateOfBirth", operator, value });
  expect((await verify([born("<", "1990-12-31"), { attributeName: "fullName", operator: "=", value: "Le Van Tam" }])).json()).toBe(true);
  expect((await verify([born(">", "1948-06-01")])).json()).toBe(false);
  expect((await verify([])).json()).toBe(true);
  expect(refusal(await verify([{ attributeName: "fullName", operator: "<", value: "M" }]))).toEqual(numbered(400, 4003));
  expect(refusal(await verify([{ attributeName: "phoneNumber", operator: "=", value: "1" }]))).toEqual(numbered(403, 4301));
  expect(refusal(await verify([born("!=", "1948")]))).toEqual(numbered(400, 4000));
});

it("writes a confirmation of residence, and says of other documents that it has none", async () => {
  const resident = await server.add("resident", { attributes: ["fullName", "residenceUnit"] });
  const read = (values: string, by = resident, uin = hoa.pin) => by.call("dataaccess", "readDocument", { path: { uin }, query: values });
  const { status, headers, text } = await read("doctype=residence&format=pdf");
  expect(status).toBe(200);
  const [, boundary] = /^multipart\/mixed; boundary="([^"]+)"$/.exec(headers.get("content-type") ?? "") ?? [];
  const [before, part, after] = text.split(`--${boundary}`);
  expect([before, after]).toEqual(["", "--\r\n"]);
  expect(part).toMatch(
    /^\r\nContent-Type: application\/pdf\r\nContent-Disposition: attachment; name="documents"; filename="residence\.pdf"\r\n\r\n%PDF-/,
  );
  expect(part).toMatch(/%%EOF\n?\r\n$/);
  expect((await readsOf(server.register.sql, await server.idOf(hoa.pin))).map(({ view }) => view)).toContain("osia.readDocument");
  expect(refusal(await read("doctype=residence&format=jpeg"))).toEqual(numbered(415, 4150));
  expect(refusal(await read("doctype=residence&format=docx"))).toEqual(numbered(400, 4000));
  expect(refusal(await read("doctype=marriage&format=pdf"))).toEqual(numbered(404, 4404));
  expect(refusal(await read(`doctype=residence&format=pdf&secondaryUin=${tam.pin}`))).toEqual(numbered(404, 4404));
  expect(refusal(await read("doctype=residence&format=pdf", resident, "035304999999"))).toEqual(numbered(404, 4400));
  expect(refusal(await read("doctype=residence&format=pdf", await server.add("nameless", { attributes: ["fullName"] })))).toEqual(
    numbered(403, 4301),
  );
});

it("writes on a confirmation what the agreement names, in words", () => {
  const confirmation = {
    fullName: people.hoa.name,
    dateOfBirth: people.hoa.born,
    gender: "F",
    residenceUnit: "13450",
    address: "Thôn Nguyễn Trung",
  };
  const lines = residenceLines({ confirmation, locale: "vi" }, server.register.units, "2023-04-22");
  expect(Object.fromEntries(lines.filter(([, value]) => value !== undefined))).toEqual({
    ...{ "Họ, chữ đệm và tên": "Nguyễn Thị Hòa", "Ngày sinh": "17/5/2004", "Giới tính": "Nữ" },
    "Nơi thường trú": "Thôn Nguyễn Trung, Xã Liêm Phong, Tỉnh Hà Nam",
  });
  const later = residenceLines({ confirmation, locale: "vi" }, server.register.units, "2026-04-22");
  expect(later.find(([label]) => label === "Nơi thường trú")).toEqual([
    "Nơi thường trú",
    "Thôn Nguyễn Trung, Xã Liêm Phong, nay thuộc Tỉnh Ninh Bình",
  ]);
});

it("notes every look, comparisons too, with the agency and its purpose, where the person can see it", async () => {
  const reader = await server.add("noted");
  const uin = namesake.pin;
  await reader.call("dataaccess", "readPersonAttributes", { path: { uin }, query: "attributeNames=fullName" });
  await reader.call("dataaccess", "matchPersonAttributes", { path: { uin }, body: { gender: "M" }, headers: json });
  await reader.call("dataaccess", "verifyPersonAttributes", { path: { uin }, body: [], headers: json });
  await list({ uin }, ["fullName"], reader);
  const reads = (await readsOf(server.register.sql, await server.idOf(uin))).filter(({ officer }) => officer === "agency:noted");
  expect(new Set(reads.map(({ view, purpose }) => `${view}: ${purpose}`))).toEqual(
    new Set(
      ["readPersonAttributes", "matchPersonAttributes", "verifyPersonAttributes", "queryPersonList"].map(
        (view) => `osia.${view}: Xác minh thí sinh dự thi`,
      ),
    ),
  );
});

it("says that it is unavailable when the database is away, and writes nothing about people into its log", async () => {
  const token = await exam.token();
  await server.register.sql`ALTER TABLE population.number RENAME TO number_away`;
  const broken = await list({ uin: hoa.pin });
  await server.register.sql`ALTER TABLE population.number_away RENAME TO number`;
  expect(refusal(broken)).toEqual(numbered(500, 5000));
  await server.register.sql.end({ timeout: 1 });
  const away = await server.call("GET", `/osia/dataaccess/v1/persons/${hoa.pin}?attributeNames=fullName`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([refusal(away), away.headers.get("retry-after")]).toEqual([numbered(500, 5030), "5"]);
  assertNoPersonalData(server.log(), {
    names: Object.values(people).map(({ name }) => name),
    pins: Object.values(people).map(({ pin }) => pin),
  });
});
