import type { People, PersonView } from "@dinhdanh/campaign/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ask, heading, type Journeys, seen, visit } from "../visit.ts";

/** Somebody of Liêm Phong, whose page is opened. */
async function openSomebody(page: Page, nth: number): Promise<PersonView> {
  const { people } = await ask<People>(page, "/people/query", {
    unit: "13450",
    asOf: "2023-03-31",
    measure: "collected",
    not: false,
    limit: 50,
  });
  const view = await ask<PersonView>(page, `/people/${people[nth]?.personId}?purpose=verify`);
  await page.goto(`/cong-dan/${view.personId}?muc-dich=verify`);
  await heading(page, view.facts.fullName).waitFor();
  return view;
}

export const life: Journeys = {
  "a correction is proposed by one and approved by another, and stays in the history": async (stage) => {
    const page = await visit(stage, "demo-commune", "/");
    const { facts, personId } = await openSomebody(page, 3);
    await page.getByRole("button", { name: "Đề nghị cải chính" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Mục cần cải chính").selectOption({ label: "Tôn giáo" });
    await form.getByLabel("Giá trị đúng").fill("Đạo Thử");
    await form.getByLabel("Giấy tờ chứng minh").fill("Giấy xác nhận số 1");
    await form.getByRole("button", { name: "Đề nghị cải chính" }).click();
    await page.getByText("Đã gửi. Trưởng Công an xã sẽ duyệt.").waitFor();
    const chief = await visit(stage, "demo-chief", "/dieu-chinh");
    const proposal = chief.getByRole("listitem").filter({ hasText: facts.fullName }).filter({ hasText: "Đạo Thử" });
    await proposal.getByRole("button", { name: "Duyệt" }).click();
    await proposal.waitFor({ state: "detached" });
    await chief.goto(`/cong-dan/${personId}?muc-dich=verify`);
    await chief.getByRole("tab", { name: "Lịch sử" }).click();
    const row = chief.getByRole("row").filter({ hasText: "Đạo Thử" });
    expect(await seen(row)).toContain("Cải chính được duyệt");
    await chief.getByLabel("Theo hiểu biết ngày").fill("2023-12-31");
    await chief.getByText("Ngày đó chưa có người này trong sổ.").waitFor();
  },

  "an event asks what it needs, refuses what cannot be, and says what it did": async (stage) => {
    const page = await visit(stage, "demo-commune", "/", { refused: [422] });
    await openSomebody(page, 5);
    await page.getByRole("button", { name: "Ghi sự kiện" }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(/^Sự kiện/).selectOption({ label: "Kết hôn" });
    await form.getByLabel(/^Số định danh vợ hoặc chồng/).fill("035090999999");
    await form.getByLabel("Giấy tờ chứng minh").fill("Giấy chứng nhận kết hôn số 2");
    await form.getByRole("button", { name: "Ghi sự kiện" }).click();
    await form.getByText("Không có người mang số định danh này trong sổ").waitFor();
    await form.getByLabel(/^Sự kiện/).selectOption({ label: "Thay đổi liên hệ" });
    await form.getByLabel(/^Điện thoại/).fill("0912345678");
    await form.getByRole("button", { name: "Ghi sự kiện" }).click();
    await page.getByText("Đã ghi.", { exact: true }).waitFor();
    await page.getByRole("link", { name: /0912.?345.?678/ }).waitFor();
  },
};
