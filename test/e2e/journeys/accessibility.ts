import { AxeBuilder } from "@axe-core/playwright";
import type { People } from "@dinhdanh/campaign/contract";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { ask, heading, type Journeys, visit } from "../visit.ts";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

type RunOptions = Parameters<AxeBuilder["options"]>[0];
type Analysed = Awaited<ReturnType<AxeBuilder["analyze"]>>;

/** Names the places of violations only: naming those that are in order takes most of the time. */
const briefly: RunOptions = { resultTypes: ["violations"] };

/** Only these look at colours: the others find the same in both schemes. */
const ofColours = ["color-contrast", "link-in-text-block"];

const placesOf = (found: Analysed["violations"], where: string) =>
  found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${where} ${id}: ${target.join(" ")} ${failureSummary}`));

/** Rule and place of each violation, in light and in dark. */
export async function violations(page: Page): Promise<string[]> {
  const root = page.locator("html");
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => root.getAttribute("data-mantine-color-scheme")).toBe("light");
  const light = await new AxeBuilder({ page }).options(briefly).withTags(wcag).analyze();
  expect(light.passes.length).toBeGreaterThan(10);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => root.getAttribute("data-mantine-color-scheme")).toBe("dark");
  const dark = await new AxeBuilder({ page }).options(briefly).withRules(ofColours).analyze();
  expect(dark.passes.map(({ id }) => id)).toContain("color-contrast");
  return [...placesOf(light.violations, `light ${page.url()}`), ...placesOf(dark.violations, `dark ${page.url()}`)];
}

const pages: [path: string, shown: RegExp][] = [
  ["/don-vi/35?ngay=2023-03-31", /^Hà Nam còn/],
  ["/don-vi/35?ngay=2023-04-22", /^Hà Nam ·/],
  ["/don-vi/13450?ngay=2022-06-30", /^Xã Liêm Phong còn/],
  ["/don-vi/13450/con-lai?ngay=2022-06-30", /^Xã Liêm Phong còn/],
  ["/don-vi/13450/cong-dan?ngay=2023-03-31&chi-so=handedOver&chua=1", /người chưa: đã trả thẻ/],
  ["/xep-hang?cap=district&ngay=2023-04-22", /đã hoàn thành$/],
  ["/don-vi/35/to-cong-tac?den=2023-04-08", /các tổ thu nhận$/],
  ["/nhap-du-lieu", /^Nhập dữ liệu$/],
];

export const accessibility: Journeys = {
  "sign-in passes axe (WCAG 2.2 AA), light and dark": async (stage) => {
    const page = await visit(stage, null, "/");
    await page.getByText("Dùng thử với một cán bộ mẫu").waitFor();
    expect(await violations(page)).toEqual([]);
  },

  "every page passes axe (WCAG 2.2 AA), light and dark": async (stage) => {
    const page = await visit(stage, "demo-centre", "/nhap-du-lieu");
    const { people } = await ask<People>(page, "/people/query", {
      unit: "13450",
      asOf: "2023-03-31",
      measure: "collected",
      not: false,
      limit: 1,
    });
    const person: (typeof pages)[number] = [`/cong-dan/${people[0]!.personId}`, new RegExp(`^${people[0]!.fullName}$`)];
    const found: string[] = [];
    for (const [path, shown] of [...pages, person]) {
      await page.goto(path);
      await heading(page, shown).waitFor();
      await expect.poll(() => page.locator("[aria-busy=true], .bars").count()).toBe(0);
      found.push(...(await violations(page)));
    }
    expect(found).toEqual([]);
  },
};
