import { afterAll, beforeAll, expect, it } from "vitest";
import { type Home, openHome } from "./command.ts";

let home: Home;
beforeAll(() => {
  home = openHome();
});
afterAll(async () => home?.close());

it("gives an agency access, changes its secret and ends it", async () => {
  const agreement = [
    "--purpose",
    "Xác minh thí sinh",
    "--from",
    "2023-04-01",
    "--scopes",
    "pr.person.match,notif.sub.write",
    "--attributes",
    "uin",
  ];
  const add = ["agency", "add", "--code", "exam", "--name", "Cổng thi", ...agreement];
  const added = await home.json<{ clientId: string; clientSecret: string }>(...add);
  expect([added.clientId, added.clientSecret.length]).toEqual(["exam", 43]);
  expect((await home.run(add)).err).toContain("Another agency has this code");
  expect((await home.run([...add, "--until", "2023-01-01"])).err).toContain("validUntil");
  const rotated = await home.json<{ clientSecret: string }>("agency", "rotate-secret", "exam");
  expect(rotated.clientSecret).not.toBe(added.clientSecret);
  expect(await home.json("agency", "disable", "exam")).toEqual({ code: "exam", disabled: true });
  const [listed] = await home.json<Record<string, unknown>[]>("agency", "list");
  expect(listed).toMatchObject({
    code: "exam",
    scopes: ["pr.person.match", "notif.sub.write"],
    attributes: ["uin"],
    validUntil: null,
    waiting: 0,
    dead: 0,
  });
  expect(JSON.stringify(listed)).not.toContain("secret");
  expect(await home.json("agency", "deliveries")).toEqual([]);
  expect(await home.json("agency", "resend", "exam")).toEqual({ code: "exam", resent: 0 });
  expect((await home.run(["agency", "resend", "nobody"])).code).toBe(2);
});
