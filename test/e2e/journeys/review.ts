import type { BatchView, DossierView } from "@dinhdanh/dossiers/contract";
import { newId, systemClock } from "@dinhdanh/kernel";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { stepOpen } from "../at-the-counter.ts";
import { counterPeople } from "../counter-people.ts";
import type { Counter } from "../counter.ts";
import { submitDossier } from "../submit-dossier.ts";
import { ask, heading, seen, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const nowOf = ({ behindMs }: Counter) => new Date(systemClock.nowMs() - behindMs).toISOString();
const viewOf = (page: Page, dossierId: string) => ask<DossierView>(page, `/dossiers/${dossierId}?purpose=campaign`);
const becomes = (page: Page, dossierId: string, state: string) =>
  expect.poll(async () => (await viewOf(page, dossierId)).state, { timeout: 15_000 }).toBe(state);

const ethnicity = { field: "ethnicity", from: null, to: "Tày", evidence: "Giấy khai sinh", form: "DC02" } as const;

/** What the server answers to who approves past the page. */
async function approvalOf(page: Page, counter: Counter, dossierId: string): Promise<[number, string]> {
  const data = { actId: newId(), occurredAt: nowOf(counter) };
  const answer = await page.request.post(`/api/v1/dossiers/${dossierId}/events/approve`, { data });
  return [answer.status(), ((await answer.json()) as { code: string }).code];
}

export const review: Record<string, (counter: Counter) => Promise<void>> = {
  "who collected does not approve; another officer does, by Enter": async (counter) => {
    const collector = await visit(counter, "demo-commune", "/ho-so");
    const [first, second] = counterPeople.others;
    const mine = await submitDossier(collector, first, nowOf(counter));
    const next = await submitDossier(collector, second, nowOf(counter));
    await becomes(collector, mine, "clean");
    await becomes(collector, next, "clean");
    await collector.goto(`/ho-so/${mine}`);
    await collector.getByText("Bạn đã thu nhận hồ sơ này: người khác phải duyệt.").waitFor();
    expect(await collector.getByRole("button", { name: /^Duyệt/ }).count()).toBe(0);
    const own = await collector.request.post(`/api/v1/dossiers/${mine}/events/approve`, {
      data: { actId: newId(), occurredAt: nowOf(counter) },
    });
    expect([own.status(), ((await own.json()) as { code: string }).code]).toEqual([403, "not-permitted"]);
    const page = await visit(counter, "demo-province", "/ho-so/duyet");
    const reviewed = page.getByRole("region", { name: first.name });
    const list = page.getByRole("list", { name: "Duyệt từng hồ sơ" });
    await list.getByRole("button", { name: first.name }).click();
    await reviewed.getByRole("button", { name: /^Duyệt/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await heading(page, /phải xem/).click();
    await page.keyboard.press("Enter");
    await list.getByText(`✓ ${first.name}`).waitFor();
    // the card is ordered as soon as the approval is known
    expect(["approved", "in-production"]).toContain((await viewOf(page, mine)).state);
    await page.keyboard.press("k");
    await reviewed.getByText(/^(Đã duyệt, chờ sản xuất thẻ|Đang sản xuất thẻ)$/).waitFor();
  },

  "what a check found is returned with a reason, mended at the counter, and submitted again": async (counter) => {
    const collector = await visit(counter, "demo-commune", "/ho-so");
    const person = counterPeople.blurred;
    const dossierId = await submitDossier(collector, person, nowOf(counter), { blurred: 3 });
    await becomes(collector, dossierId, "flagged");
    const page = await visit(counter, "demo-province", "/ho-so?hang=vuong-mac");
    await heading(page, "1 hồ sơ").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await heading(page, person.name).waitFor();
    await page.getByText("Ngón giữa phải: lấy lại vân tay").waitFor();
    await page.getByText("không đạt").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /^Trả lại để sửa/ }).click();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Phải ghi lý do.").waitFor();
    await page.getByRole("textbox", { name: "Lý do" }).fill("Vân tay ngón giữa mờ, lấy lại");
    await page.getByRole("combobox", { name: "Nguyên nhân", exact: true }).selectOption("Hồ sơ giả mạo");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("textbox", { name: "Lý do" }).focus();
    await page.keyboard.press("Control+Enter");
    await page.getByText("Trả lại đơn vị thu nhận để sửa").waitFor();
    await collector.goto(`/thu-nhan/${dossierId}?buoc=submit`);
    await collector.getByText("Ngón giữa phải: lấy lại vân tay").waitFor();
    await collector.getByText("Bị trả lại để sửa mà vẫn như cũ: Vân tay.").waitFor();
    expect(await violations(collector)).toEqual([]);
    const { reason, causes } = await viewOf(collector, dossierId);
    expect([reason, causes]).toEqual(["Vân tay ngón giữa mờ, lấy lại", ["blurred-prints", "forged-dossier"]]);
    // sent again as it was: whoever approves is told so
    await collector.getByRole("button", { name: /^Nộp lại/ }).click();
    await becomes(collector, dossierId, "flagged");
    await page.goto(`/ho-so/${dossierId}`);
    await page.getByText("Nộp lại mà chưa sửa: Vân tay.").waitFor();
    expect(await violations(page)).toEqual([]);
  },

  "what a dossier declares is decided by the chief before the dossier is approved": async (counter) => {
    const collector = await visit(counter, "demo-commune", "/ho-so");
    const { stating } = counterPeople;
    const dossierId = await submitDossier(collector, stating, nowOf(counter), { changes: [ethnicity] });
    await becomes(collector, dossierId, "clean");
    const page = await visit(counter, "demo-province", "/ho-so/duyet");
    const reviewed = page.getByRole("region", { name: stating.name });
    const list = page.getByRole("list", { name: "Duyệt từng hồ sơ" });
    await list.getByRole("button", { name: stating.name }).click();
    await reviewed.getByText(/^1 thay đổi chưa được quyết định/).waitFor();
    expect(await seen(reviewed.getByRole("listitem").filter({ hasText: "Dân tộc" }))).toBe("Dân tộc (DC02): không có → Tày ▲ chờ duyệt");
    expect(await reviewed.getByRole("button", { name: /^Duyệt/ }).count()).toBe(0);
    expect(await approvalOf(page, counter, dossierId)).toEqual([409, "changes-waiting"]);
    expect(await violations(page)).toEqual([]);
    await reviewed.getByRole("link", { name: "Xem đề nghị" }).click();
    await heading(page, "Đề nghị khai trong hồ sơ").waitFor();
    await page.getByText("chờ duyệt").waitFor();
    expect(await page.getByRole("button", { name: "Duyệt" }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    const chief = await visit(counter, "demo-chief", `/dieu-chinh/ho-so/${dossierId}`);
    await chief.getByRole("button", { name: "Duyệt" }).click();
    await chief.getByText("đã duyệt").waitFor();
    await page.goto("/ho-so/duyet");
    await list.getByRole("button", { name: stating.name }).click();
    await reviewed.getByRole("button", { name: /^Duyệt/ }).waitFor();
    await heading(page, /phải xem/).click();
    await page.keyboard.press("Enter");
    await list.getByText(`✓ ${stating.name}`).waitFor();
  },

  "a dossier whose change the chief refuses is left out of a bulk approval, and goes back": async (counter) => {
    const collector = await visit(counter, "demo-commune", "/ho-so", { refused: [409] });
    const { unproven } = counterPeople;
    const dossierId = await submitDossier(collector, unproven, nowOf(counter), { changes: [ethnicity] });
    await becomes(collector, dossierId, "clean");
    const chief = await visit(counter, "demo-chief", `/dieu-chinh/ho-so/${dossierId}`);
    await chief.getByRole("button", { name: "Từ chối" }).click();
    await chief.getByRole("textbox", { name: "Lý do từ chối" }).fill("Giấy khai sinh không ghi dân tộc");
    await chief.getByRole("button", { name: "Từ chối" }).click();
    await chief.getByText(/Giấy khai sinh không ghi dân tộc/).waitFor();
    const page = await visit(counter, "demo-province", "/ho-so/duyet-loat");
    await page.getByRole("textbox", { name: "Nhiều nhất" }).waitFor();
    const [answer] = await Promise.all([page.waitForResponse(/\/approvals$/), page.keyboard.press("Control+Enter")]);
    expect((await answer.json()) as BatchView).toMatchObject({ changesRefused: 1 });
    expect(await seen(page.locator(".stage", { hasText: "Thay đổi bị từ chối, phải trả lại" }))).toMatch(/ 1$/);
    expect(await approvalOf(page, counter, dossierId)).toEqual([409, "changes-refused"]);
    await page.goto(`/ho-so/${dossierId}`);
    await page.getByText(/^1 thay đổi không được chấp nhận: trả lại/).waitFor();
    await page.getByRole("button", { name: /^Trả lại để sửa/ }).click();
    await page.getByRole("textbox", { name: "Lý do" }).fill("Thay đổi không được duyệt");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Trả lại đơn vị thu nhận để sửa").waitFor();
    await collector.goto(`/thu-nhan/${dossierId}?buoc=submit`);
    await collector.getByText("Trả lại để sửa: Thay đổi không được duyệt").waitFor();
    await collector.getByText("Dân tộc: thay đổi đã khai bị từ chối, bỏ ra hoặc khai lại với giấy tờ khác").waitFor();
    await collector.keyboard.press("Control+Enter");
    const refusal = collector.getByRole("alert");
    expect(await seen(refusal)).toContain("Thay đổi đã bị từ chối được khai lại y nguyên");
    expect(await refusal.getByRole("link").getAttribute("href")).toBe(`/dieu-chinh/ho-so/${dossierId}`);
    await collector.locator("a:focus", { hasText: "Sửa: Thông tin thay đổi" }).press("Enter");
    await stepOpen(collector, /DC01/);
  },

  "a bulk approval says how many, then does it": async (counter) => {
    const collector = await visit(counter, "demo-commune", "/ho-so");
    const [, , third] = counterPeople.others;
    const dossierId = await submitDossier(collector, third, nowOf(counter));
    await becomes(collector, dossierId, "clean");
    const page = await visit(counter, "demo-province", "/ho-so/duyet-loat");
    await page.getByRole("textbox", { name: "Nhiều nhất" }).waitFor();
    const [answer] = await Promise.all([page.waitForResponse(/\/approvals$/), page.keyboard.press("Control+Enter")]);
    const { approvable, considered } = (await answer.json()) as BatchView;
    expect(considered).toBeGreaterThan(1);
    const confirm = page.getByRole("button", { name: new RegExp(`^Duyệt ${approvable} hồ sơ`) });
    await confirm.waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    expect(await seen(page.getByRole("region", { name: "Duyệt loạt" }).getByRole("status"))).toContain(`Đã duyệt ${approvable} hồ sơ`);
    await page.goto("/ho-so/ton-dong");
    await heading(page, /hồ sơ đang chờ/).waitFor();
    await page.getByRole("row", { name: /^Trung tâm duyệt, in thẻ/ }).waitFor();
    expect(await violations(page)).toEqual([]);
  },
};
