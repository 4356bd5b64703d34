import { addOfficer } from "@dinhdanh/staff";
import { systemActor } from "@dinhdanh/kernel";
import { expect } from "vitest";
import { ask, heading, type Journeys, seen, visit } from "../visit.ts";

const officer = { code: "hn-chi-huy", name: "Chỉ huy thử", role: "commander", scope: "35", password: "mật khẩu đủ dài để dùng" } as const;

export const signIn: Journeys = {
  "a demo officer enters with one click, and leaves": async (stage) => {
    const page = await visit(stage, null, "/");
    await heading(page, "Đăng nhập").waitFor();
    await expect.poll(() => page.getByRole("listitem").getByRole("button").count()).toBe(7);
    await page.getByRole("button", { name: /^Chỉ huy phạm vi: Tỉnh Hà Nam/ }).click();
    await heading(page, /^Hà Nam ·/).waitFor();
    await page.getByRole("button", { name: /^Tài khoản và giao diện/ }).click();
    await page.getByRole("menuitem", { name: "Đăng xuất" }).click();
    await heading(page, "Đăng nhập").waitFor();
    expect(await ask(page, "/session")).toMatchObject({ officer: null });
    await page.goBack();
    await heading(page, "Đăng nhập").waitFor();
  },

  "an address that was asked for opens after signing in": async (stage) => {
    const page = await visit(stage, null, "/don-vi/351?ngay=2023-03-31");
    await heading(page, "Đăng nhập").waitFor();
    await page.getByRole("button", { name: /^Chỉ huy phạm vi/ }).click();
    await heading(page, /Thanh Liêm còn/).waitFor();
    expect(page.url()).toContain("/don-vi/351?ngay=2023-03-31");
  },

  "outside demo mode there are no demo officers; a password opens, a wrong one is told": async (stage) => {
    const added = await addOfficer(stage.register, systemActor, officer);
    expect(added).toMatchObject({ ok: true });
    const page = await visit(stage, null, "/", { url: stage.strictUrl, refused: [401] });
    await heading(page, "Đăng nhập").waitFor();
    expect(await page.getByText("Dùng thử với một cán bộ mẫu").count()).toBe(0);
    expect(await ask(page, "/demo/officers")).toEqual([]);
    const asDemo = await page.request.post("/api/v1/session/demo", { data: { code: "demo-province" } });
    expect(asDemo.status()).toBe(404);
    await page.getByLabel("Mã cán bộ").fill(officer.code);
    await page.getByLabel("Mật khẩu", { exact: true }).fill("không phải mật khẩu này");
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    expect(await seen(page.getByRole("alert"))).toMatch(/^■ Mã cán bộ hoặc mật khẩu không đúng/);
    expect(await page.getByLabel("Mã cán bộ").inputValue()).toBe(officer.code);
    await page.getByLabel("Mật khẩu", { exact: true }).fill(officer.password);
    await page.keyboard.press("Enter");
    await heading(page, /^Hà Nam ·/).waitFor();
    expect(await seen(page.getByRole("button", { name: /^Tài khoản/ }))).toContain(officer.name);
  },
};
