import type { People, PersonView, Remaining } from "@dinhdanh/campaign/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ask, heading, type Journeys, seen, visit } from "../visit.ts";

const march = "2023-03-31";

const behind = (page: Page, unit: string) =>
  ask<People>(page, "/people/query", { unit, asOf: march, measure: "collected", not: false, limit: 50 });

export const person: Journeys = {
  "a record in conflict says what is wrong and what mends it": async (stage) => {
    const page = await visit(stage, "demo-province", "/");
    const list = await ask<Remaining>(page, "/remaining/query", { unit: "35", asOf: "2022-06-30", group: "conflict", limit: 5 });
    const { personId, fullName } = list.people[0]!;
    await page.goto(`/cong-dan/${personId}?muc-dich=campaign`);
    await heading(page, fullName).waitFor();
    await page.getByText("phải sửa trước khi thu nhận").first().waitFor();
    expect(await seen(page.locator(".findings").getByRole("listitem").first())).toMatch(/Dữ liệu ghi: “.+”\.|Ô này đang trống\./);
  },

  "facts, card, household, acts, stays": async (stage) => {
    const page = await visit(stage, "demo-province", "/");
    const { people } = await behind(page, "13450");
    const views = await Promise.all(
      people.slice(0, 12).map(({ personId }) => ask<PersonView>(page, `/people/${personId}?purpose=campaign`)),
    );
    const view = views.find(({ household, findings }) => household.length > 1 && findings.length === 0)!;
    await page.goto(`/cong-dan/${view.personId}`);
    await heading(page, view.facts.fullName).waitFor();
    const card = await seen(page.getByRole("region", { name: "Mặt trước của thẻ (mẫu)" }));
    expect(card.replaceAll(" ", "")).toContain(view.facts.pin);
    const crumbs = page.getByRole("navigation", { name: "Đơn vị cấp trên" });
    expect(await crumbs.getByRole("link").allInnerTexts()).toEqual(["Hà Nam", "Huyện Thanh Liêm", "Xã Liêm Phong"]);
    await page.getByText(`${view.facts.address}, Xã Liêm Phong, Huyện Thanh Liêm, Tỉnh Hà Nam`).waitFor();
    const acts = page.getByRole("tabpanel", { name: "Diễn biến" });
    expect(await acts.locator("time").count()).toBe(view.acts.length);
    await page.getByRole("tab", { name: "Nơi đăng ký" }).click();
    await page.getByRole("rowheader", { name: "Xã Liêm Phong" }).waitFor();
    const other = view.household.find(({ personId }) => personId !== view.personId)!;
    const household = page.locator("section").filter({ has: page.getByRole("heading", { name: "Cùng hộ" }) });
    await household.getByRole("link", { name: other.fullName }).first().click();
    await heading(page, other.fullName).waitFor();
    await household.getByRole("link", { name: view.facts.fullName }).first().waitFor();
  },

  "who has looked: the read just made stands on top, with its purpose": async (stage) => {
    const page = await visit(stage, "demo-team", "/");
    const { personId, fullName } = (await behind(page, "13450")).people.at(-1)!;
    await page.goto(`/cong-dan/${personId}`);
    await heading(page, fullName).waitFor();
    await page.getByRole("combobox", { name: "Mục đích xem" }).selectOption({ index: 1 });
    await page.waitForURL(/muc-dich=/);
    const purpose = await page.getByRole("combobox", { name: "Mục đích xem" }).locator("option").nth(1).innerText();
    await page.getByRole("tab", { name: /^Ai đã xem/ }).click();
    await expect
      .poll(() => seen(page.getByRole("tabpanel").getByRole("row").nth(1)))
      .toContain(`cán bộ Tổ lưu động huyện Thanh Liêm (dùng thử) (demo-team) ${purpose} Trang công dân`);
  },

  "a commune's officer opens nobody of another commune": async (stage) => {
    const province = await visit(stage, "demo-province", "/");
    const stranger = (await behind(province, "13309")).people[0]!;
    const page = await visit(stage, "demo-commune", `/cong-dan/${stranger.personId}`, { refused: [403, 404] });
    const words = await seen(page.getByRole("alert"));
    expect(words).toMatch(/ngoài phạm vi|Không tìm thấy|ngoài địa bàn/i);
    expect(await page.getByText(stranger.fullName).count()).toBe(0);
    const answer = await page.request.get(`/api/v1/people/${stranger.personId}?purpose=campaign`);
    expect([403, 404]).toContain(answer.status());
    expect(answer.headers()["content-type"]).toContain("application/problem+json");
    const search = await ask<{ people: unknown[] }>(page, "/people/search", { q: stranger.fullName, asOf: march });
    expect(search.people.filter((found) => JSON.stringify(found).includes(stranger.personId))).toEqual([]);
  },
};
