import { expect } from "vitest";
import { heading, type Journeys, visit } from "../visit.ts";

const sheets: [path: string, shown: RegExp][] = [
  ["/don-vi/35?ngay=2023-03-31", /^Hà Nam còn/],
  ["/don-vi/351/con-lai?ngay=2023-02-28", /^Huyện Thanh Liêm còn/],
];

/** Page objects of a PDF that Chromium wrote, which it does not compress. */
const pageCount = (pdf: Buffer) => [...pdf.toString("latin1").matchAll(/\/Type \/Page\b(?!s)/g)].length;

export const printing: Journeys = {
  "overview and remaining list print without the controls of the screen": async (stage) => {
    const page = await visit(stage, "demo-province", "/");
    for (const [path, shown] of sheets) {
      await page.goto(path);
      await heading(page, shown).waitFor();
      await expect.poll(() => page.locator("[aria-busy=true], .bars").count()).toBe(0);
      const onScreen = await page.getByRole("button").count();
      await page.emulateMedia({ media: "print" });
      expect(await page.getByRole("navigation", { name: "Điều hướng chính" }).isVisible()).toBe(false);
      for (const hidden of ["combobox", "searchbox", "slider", "radio"] as const) expect(await page.getByRole(hidden).count()).toBe(0);
      expect(await page.getByRole("button").filter({ visible: true }).count()).toBeLessThan(onScreen);
      expect(await heading(page, shown).isVisible()).toBe(true);
      expect(await page.getByText(/đến hết ngày \d+\/\d+\/2023/).isVisible()).toBe(true);
      const pages = pageCount(await page.pdf({ format: "A4", preferCSSPageSize: true }));
      expect(pages).toBeGreaterThanOrEqual(1);
      expect(pages).toBeLessThan(12);
      await page.emulateMedia({ media: null });
    }
  },
};
