import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { addAgency, subscribe } from "@dinhdanh/exchange";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { addOfficer } from "@dinhdanh/staff";
import { expect } from "vitest";
import { heading, type Journeys, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const officer = {
  code: "quan-tri-thu",
  name: "Quản trị thử",
  role: "administrator",
  scope: null,
  password: "mật khẩu đủ dài để dùng",
} as const;
const agency = {
  ...{ code: "cong-thi", name: "Cổng thi thử", purpose: "Xác minh thí sinh", validFrom: toDay("2023-01-01"), validUntil: null },
  ...({ scopes: ["notif.sub.write"], attributes: ["uin"], adjudicates: false } as const),
};

/** An agency's server that takes nothing until it is told to. */
async function receiver() {
  let status = 500;
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(status).end());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, open: () => void (status = 200), close: () => server.close() };
}

export const agencies: Journeys = {
  "an administrator sees what has not reached an agency, and sends it again": async (stage) => {
    const { exchange } = stage.register;
    const inbox = await receiver();
    exchange.allowedNetworks.addAddress("127.0.0.1");
    expect(await addOfficer(stage.register, systemActor, officer)).toMatchObject({ ok: true });
    const page = await visit(stage, null, "/");
    expect((await page.request.post("/api/v1/session", { data: { code: officer.code, password: officer.password } })).status()).toBe(200);
    await page.goto("/co-quan");
    await heading(page, "Chưa có cơ quan nào kết nối").waitFor();
    expect(
      await addAgency(exchange, systemActor, { ...agency, scopes: [...agency.scopes], attributes: [...agency.attributes] }),
    ).toMatchObject({ ok: true });
    const to = {
      topic: "person.died",
      protocol: "http",
      address: inbox.url,
      policy: "1,0",
      confirmUrl: "https://register.example/",
    } as const;
    expect(await subscribe(exchange, { ...agency }, to)).toMatchObject({ ok: true });
    await expect
      .poll(
        async () => {
          await page.goto("/co-quan");
          await heading(page, "1 cơ quan kết nối").waitFor();
          return page.getByText("Cơ quan trả lời 500").count();
        },
        { timeout: 15_000 },
      )
      .toBe(1);
    expect(await page.getByRole("row", { name: /person\.died/ }).innerText()).toContain("dừng gửi");
    expect(await violations(page)).toEqual([]);
    inbox.open();
    await page.getByRole("button", { name: "Gửi lại cho Cổng thi thử" }).click();
    await expect
      .poll(
        async () => {
          await page.goto("/co-quan");
          await heading(page, "1 cơ quan kết nối").waitFor();
          return page.getByText("Mọi thông báo đã tới nơi").count();
        },
        { timeout: 15_000 },
      )
      .toBe(2);
    inbox.close();
  },

  "others are told whom to ask": async (stage) => {
    const page = await visit(stage, "demo-province", "/co-quan");
    await heading(page, "Trang này dành cho quản trị").waitFor();
    expect(await page.getByRole("link", { name: "Cơ quan kết nối" }).count()).toBe(0);
  },
};
