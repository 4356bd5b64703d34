import { clockAt } from "@dinhdanh/kernel";
import { createLedger, migrations as ledgerMigrations } from "@dinhdanh/ledger";
import { testDatabase } from "@dinhdanh/testkit";
import { expect, it } from "vitest";
import { communeIndex, loadBuiltinTerritory, migrations } from "./index.ts";

it("takes up units that came after it was made, and reads nothing when none did", async () => {
  const { sql, close } = await testDatabase([ledgerMigrations, migrations]);
  try {
    const units = await communeIndex(sql);
    expect(units.find("13450", 19_500)).toBeUndefined();
    const clock = clockAt(() => Date.parse("2025-08-01T00:00:00Z"));
    await loadBuiltinTerritory(sql, createLedger(clock, []));
    expect(await units.refresh(sql)).toBe(true);
    expect(units.find("13450", 19_469)?.name).toBe("Xã Liêm Phong");
    expect(await units.refresh(sql)).toBe(false);
  } finally {
    await close();
  }
});
