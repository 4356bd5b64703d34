import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { systemActor } from "@dinhdanh/kernel";
import { addOfficer } from "@dinhdanh/staff";
import { expect } from "vitest";
import { heading, type Journeys, seen, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const officer = {
  code: "quan-tri-khu-vuc",
  name: "Quản trị khu vực",
  role: "administrator",
  scope: null,
  password: "mật khẩu đủ dài để dùng",
} as const;

export const areas: Journeys = {
  "an administrator states the area of a province, and sees the limits that follow below": async (stage) => {
    expect(await addOfficer(stage.register, systemActor, officer)).toMatchObject({ ok: true });
    const page = await visit(stage, null, "/");
    expect((await page.request.post("/api/v1/session", { data: { code: officer.code, password: officer.password } })).status()).toBe(200);
    await page.goto("/khu-vuc");
    await heading(page, "Khu vực và thời hạn").waitFor();
    const province = page.getByRole("row", { name: /^Tỉnh Lai Châu/ });
    expect(await seen(province)).toContain("đến 30/6/2024");
    await province.getByRole("combobox", { name: "Khu vực của Tỉnh Lai Châu" }).selectOption("remote");
    await province.getByRole("button", { name: "Ghi khu vực của Tỉnh Lai Châu" }).click();
    await province.getByText(`${officer.name} (${officer.code}) ghi`).waitFor();
    expect(await seen(province)).toContain("20 ngày làm việc");
    expect(await violations(page)).toEqual([]);
    await province.getByRole("link", { name: "Tỉnh Lai Châu" }).click();
    await heading(page, "Tỉnh Lai Châu: Miền núi vùng cao, biên giới, hải đảo").waitFor();
    await page.getByText("theo Tỉnh Lai Châu").first().waitFor();
    const file = await page.request.get("/api/v1/areas/file");
    expect((await file.text()).split("\n")).toContain('12,remote,1976-01-01,"Tỉnh Lai Châu"');
    expect(await violations(page)).toEqual([]);
    const path = join(stage.folder, "khu-vuc.csv");
    const choose = async (rows: string) => {
      writeFileSync(path, `unit,area\n${rows}`);
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Chọn tệp" }).click()]);
      await chooser.setFiles([path]);
    };
    await choose("12,núi\n351,remote\n");
    expect(await seen(page.getByRole("alert"))).toMatch(/1 dòng sai\..* 2 area Khu vực phải là urban/);
    await choose("12,none\n351,remote\n");
    await page.getByText("1 ghi mới, 0 đổi, 1 bỏ, 0 không đổi. Chưa ghi gì.", { exact: false }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Ghi 2 đơn vị" }).click();
    await page.getByText("Đã ghi: 1 mới, 0 đổi, 1 bỏ, 0 không đổi.").waitFor();
    await heading(page, /^Tỉnh Lai Châu: Khu vực còn lại/).waitFor();
  },

  "others are told whom to ask": async (stage) => {
    const page = await visit(stage, "demo-province", "/khu-vuc");
    await heading(page, "Trang này dành cho quản trị").waitFor();
    expect((await page.request.get("/api/v1/areas?unit=00")).status()).toBe(403);
  },
};
