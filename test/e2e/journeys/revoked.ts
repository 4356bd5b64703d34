import type { DossierView } from "@dinhdanh/dossiers/contract";
import { newId, systemClock } from "@dinhdanh/kernel";
import { expect } from "vitest";
import { counterPeople } from "../counter-people.ts";
import type { Counter } from "../counter.ts";
import { submitDossier } from "../submit-dossier.ts";
import { ask, heading, visit } from "../visit.ts";

const person = counterPeople.revoked;

export const revoked: Record<string, (counter: Counter) => Promise<void>> = {
  "a card that is revoked before it is handed over ends its dossier, whose page says why and leads to a new one": async (counter) => {
    const page = await visit(counter, "demo-commune", "/");
    const now = () => new Date(systemClock.nowMs() - counter.behindMs).toISOString();
    const dossierId = await submitDossier(page, person, now());
    const view = () => ask<DossierView>(page, `/dossiers/${dossierId}?purpose=campaign`);
    await expect.poll(async () => (await view()).state, { timeout: 15_000 }).toBe("clean");
    const { personId } = await view();
    const centre = await visit(counter, "demo-centre", `/cong-dan/${personId}`);
    await ask(centre, `/dossiers/${dossierId}/events/approve`, { actId: newId(), occurredAt: now() });

    await centre.reload();
    await centre.getByRole("tab", { name: "Thẻ" }).click();
    await centre.getByRole("button", { name: "Thu hồi", exact: true }).click();
    await centre.getByText("Thẻ chưa trả: hồ sơ kết thúc", { exact: false }).waitFor();
    await centre.getByLabel("Lý do thu hồi").selectOption("court");
    await centre.getByRole("button", { name: "Xác nhận thu hồi" }).click();
    await centre.getByText("Thẻ bị thu hồi trước khi trả, hồ sơ kết thúc", { exact: false }).waitFor();
    await centre.getByRole("link", { name: "Xem hồ sơ" }).click();
    await heading(centre, person.name).waitFor();
    await centre.getByText("Lý do thu hồi thẻ: theo quyết định của tòa", { exact: false }).waitFor();
    // who does not collect is not led to the counter
    expect(await centre.getByRole("link", { name: "Lập hồ sơ mới" }).count()).toBe(0);

    await page.goto("/ho-so?hang=ket-thuc");
    await page.getByRole("link", { name: person.name }).click();
    await page.getByRole("link", { name: "Lập hồ sơ mới" }).click();
    await heading(page, "Thu nhận").waitFor();
    const next = await submitDossier(page, person, now());
    await expect
      .poll(async () => (await ask<DossierView>(page, `/dossiers/${next}?purpose=campaign`)).state, { timeout: 15_000 })
      .toBe("clean");
  },
};
