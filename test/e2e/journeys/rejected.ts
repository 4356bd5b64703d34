import * as cards from "@dinhdanh/cards";
import type { DossierView } from "@dinhdanh/dossiers/contract";
import { type Actor, newId, type Outcome, systemClock } from "@dinhdanh/kernel";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { stepOpen } from "../at-the-counter.ts";
import { type CounterPerson, counterPeople } from "../counter-people.ts";
import type { Counter } from "../counter.ts";
import { submitDossier } from "../submit-dossier.ts";
import { ask, visit } from "../visit.ts";
import { violations } from "./accessibility.ts";

const maker: Actor = { code: "demo-centre", role: "centre", scope: null };

const nowOf = ({ behindMs }: Counter) => new Date(systemClock.nowMs() - behindMs).toISOString();
const viewOf = (page: Page, dossierId: string) => ask<DossierView>(page, `/dossiers/${dossierId}?purpose=campaign`);

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}

/** A dossier that was collected, checked and approved. */
async function approved(counter: Counter, person: CounterPerson, collector: Page, centre: Page): Promise<DossierView> {
  const dossierId = await submitDossier(collector, person, nowOf(counter));
  await expect.poll(async () => (await viewOf(collector, dossierId)).state, { timeout: 15_000 }).toBe("clean");
  await ask(centre, `/dossiers/${dossierId}/events/approve`, { actId: newId(), occurredAt: nowOf(counter) });
  return viewOf(collector, dossierId);
}

/** The machine prints all that waits. @returns the batch */
async function print({ register }: Counter): Promise<string> {
  const deps = register.cards;
  const { batchId } = value(await cards.createBatch(deps, maker, { batchId: newId(), capacity: 50 }));
  value(await cards.personaliseBatch(deps, maker, batchId));
  const { result } = value(
    await cards.runSimulatedMachine(value(await cards.machineFile(deps, maker, batchId)), { failRate: 0, spoilRate: 0 }),
  );
  value(await cards.takeResult(deps, maker, batchId, Buffer.from(result)));
  return batchId;
}

async function note(page: Page, serial: string): Promise<void> {
  await page.getByLabel("Số sê-ri thẻ đã kiểm tra").fill(serial);
  await page.keyboard.press("Enter");
}

/** What the dossier says to the unit that collected it, and where its wizard begins. */
async function goesBack(page: Page, dossierId: string, { step, reason }: { step: string; reason: string }): Promise<void> {
  await page.goto(`/ho-so/${dossierId}`);
  await page.getByText(`Phải sửa: ${step}.`).waitFor();
  await page.getByText(`(${step}): ${reason}`).waitFor();
  await page.getByRole("link", { name: "Sửa hồ sơ" }).click();
  await stepOpen(page, step);
  await page.getByText(`Trả lại để sửa: ${reason}`).waitFor();
  await page.getByText(`Phải sửa: ${step}`).waitFor();
}

export const rejected: Record<string, (counter: Counter) => Promise<void>> = {
  "a card that shows what is wrong sends its dossier back with the steps to mend, from the check and from the person's page": async (
    counter,
  ) => {
    const collector = await visit(counter, "demo-commune", "/ho-so", { permissions: ["camera"] });
    const centre = await visit(counter, "demo-centre", "/san-xuat");
    const { misprinted, misnamed } = counterPeople;
    const [first, second] = [await approved(counter, misprinted, collector, centre), await approved(counter, misnamed, collector, centre)];
    const batchId = await print(counter);
    const [card] = await ask<cards.CardView[]>(centre, `/people/${first.personId}/cards`);

    await centre.goto(`/san-xuat/lo/${batchId}`);
    await centre.getByText("Sai nội dung, trả hồ sơ").click();
    await centre.keyboard.type("ảnh của người khác");
    await note(centre, card?.serial ?? "");
    await centre.getByText("Phải chọn ít nhất một phần sai.").waitFor();
    expect(await violations(centre)).toEqual([]);
    await centre.getByRole("checkbox", { name: "Ảnh chân dung" }).check();
    await note(centre, card?.serial ?? "");
    await centre.getByText("Sai nội dung, trả hồ sơ (Ảnh chân dung): ảnh của người khác").waitFor();
    await centre.getByRole("button", { name: "Ghi 1 thẻ đã xem" }).click();
    await expect.poll(async () => (await viewOf(collector, first.dossierId)).state).toBe("returned");
    await goesBack(collector, first.dossierId, { step: "Ảnh chân dung", reason: "ảnh của người khác" });
    // sent again as it was: whoever approves is told
    await ask(collector, `/dossiers/${first.dossierId}/events/resubmit`, { actId: newId(), occurredAt: nowOf(counter) });
    await centre.goto(`/ho-so/${first.dossierId}`);
    await centre.getByText("Nộp lại mà chưa sửa: Ảnh chân dung.").waitFor();

    await centre.goto(`/cong-dan/${second.personId}`);
    await centre.getByRole("tab", { name: "Thẻ" }).click();
    await centre.getByRole("button", { name: "Báo sai ảnh hoặc dữ liệu" }).click();
    await centre.getByRole("button", { name: "Hủy thẻ, trả hồ sơ" }).click();
    await centre.getByText("Phải chọn ít nhất một phần sai.").waitFor();
    expect(await violations(centre)).toEqual([]);
    await centre.getByRole("checkbox", { name: /họ tên/ }).check();
    await centre.getByLabel("Sai thế nào").fill("sai chữ đệm");
    await centre.getByRole("button", { name: "Hủy thẻ, trả hồ sơ" }).click();
    await centre.getByText("Thẻ sai nội dung, hồ sơ đã trả về đơn vị thu nhận", { exact: false }).waitFor();
    await goesBack(collector, second.dossierId, { step: "Thông tin thay đổi (DC01, DC02)", reason: "sai chữ đệm" });
  },
};
