import { expect, it } from "vitest";
import { type Circumstance, circumstances, type DossierKind, dossierKinds, type Exemption, exemptions, feeOf, fits } from "./fee-rules.ts";

it.each<[DossierKind, Circumstance, Exemption | null, string, number]>([
  ["first", "no-card-yet", null, "2023-04-06", 0],
  ["first", "old-paper-card", null, "2023-04-06", 30_000],
  ["change", "old-paper-card", null, "2023-04-06", 30_000],
  ["change", "damaged", null, "2023-04-06", 50_000],
  ["change", "facts-changed", null, "2023-04-06", 50_000],
  ["change", "requested", null, "2023-04-06", 50_000],
  ["change", "office-error", null, "2023-04-06", 0],
  ["change", "renewal", null, "2023-04-06", 0],
  ["reissue", "lost", null, "2023-04-06", 70_000],
  ["reissue", "nationality-regained", null, "2023-04-06", 70_000],
  ["reissue", "lost", null, "2020-12-31", 70_000],
  ["reissue", "lost", null, "2021-01-01", 35_000],
  ["change", "old-paper-card", null, "2021-06-01", 15_000],
  ["change", "damaged", null, "2021-12-31", 25_000],
  ["change", "damaged", null, "2022-01-01", 50_000],
  ["reissue", "lost", "poor-household", "2023-04-06", 0],
])("%s, %s, exempt %s on %s costs %i", (kind, circumstance, exemption, day, amountVnd) => {
  expect(feeOf(kind, { circumstance, exemption }, day)).toMatchObject({ amountVnd, exempt: exemption !== null });
});

it("knows a fee for every kind and circumstance that fit, never above the full one, nothing for the exempt", () => {
  for (const kind of Object.keys(dossierKinds) as DossierKind[])
    for (const circumstance of Object.keys(circumstances) as Circumstance[]) {
      const price = (exemption: Exemption | null, day: string) => feeOf(kind, { circumstance, exemption }, day);
      if (!fits(kind, circumstance)) {
        expect(() => price(null, "2023-01-01")).toThrow("no circumstance");
        continue;
      }
      for (const day of ["2015-01-01", "2021-07-01", "2026-01-01"]) {
        expect(price(null, day).amountVnd).toBeLessThanOrEqual(price(null, day).fullVnd);
        for (const exemption of Object.keys(exemptions) as Exemption[]) expect(price(exemption, day).amountVnd).toBe(0);
      }
    }
});

it("says which fee rests on no source, and takes another table", () => {
  expect(feeOf("change", { circumstance: "renewal", exemption: null }, "2023-01-01").unconfirmed).toBe(true);
  expect(feeOf("change", { circumstance: "damaged", exemption: null }, "2023-01-01").unconfirmed).toBe(false);
  const table = { rows: [{ kind: "change" as const, amountVnd: 45_000, from: "2027-01-01", until: "2028-01-01" }], discounts: [] };
  const given = { circumstance: "damaged" as const, exemption: null };
  expect(feeOf("change", given, "2027-06-01", table).amountVnd).toBe(45_000);
  expect(() => feeOf("change", given, "2028-01-01", table)).toThrow("no fee for change on 2028-01-01");
});
