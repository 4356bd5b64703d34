import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSoftwareDevice, type SoftwareDevice } from "@dinhdanh/capture/device";
import { clockAt, systemActor, systemClock, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { intakeOf, migrations, openRegister, prepareDemoLine, serve } from "@dinhdanh/server";
import { addDemoOfficers } from "@dinhdanh/staff";
import { testDatabase } from "@dinhdanh/testkit";
import { chromium } from "playwright-core";
import { chromiumPath } from "../browser/chromium.ts";
import { counterRoll } from "./counter-people.ts";
import { fakeCamera } from "./fake-camera.ts";
import type { Stage } from "./stage.ts";

const web = new URL("../../apps/web/", import.meta.url);
/** A Saturday on which Liêm Phong still was a commune, and a counter was open. */
const began = "2023-04-22T08:00:00+07:00";

/** A register with a few people, keys and blanks, whose clock runs on the day above; a fingerprint device made of software; a browser whose camera sees a face. */
export type Counter = Omit<Stage, "strictUrl"> & { device: SoftwareDevice; cameraArguments: string[] };

export async function openCounter(): Promise<Counter> {
  await promisify(execFile)(process.execPath, [fileURLToPath(new URL("build.ts", web))]);
  const database = await testDatabase(migrations);
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-counter-"));
  const behindMs = systemClock.nowMs() - Date.parse(began);
  const clock = clockAt(() => systemClock.nowMs() - behindMs);
  const register = await openRegister({ databaseUrl: database.url, home: join(folder, "home"), connections: 8, clock });
  await addDemoOfficers(register);
  await prepareDemoLine(register);
  const path = join(folder, "roll.csv");
  writeFileSync(path, counterRoll());
  await runIntake(intakeOf(register, "roll", { officer: "system", unitsOn: toDay(began.slice(0, 10)) }), {
    ...{ sql: register.sql, clock, actor: systemActor, path },
  });
  const lines: string[] = [];
  const serving = await serve(register, {
    ...{ port: 0, demo: true, version: "0.0.0", webFolder: new URL("dist/", web) },
    logTo: { write: (line) => void lines.push(line) },
  });
  const device = await createSoftwareDevice({ seed: "Nguyễn Thị Ưu Tú", port: 0, origin: serving.url });
  const cameraArguments = fakeCamera(join(folder, "camera.mjpeg"));
  const installed = await chromiumPath();
  const browser = await chromium.launch({ ...installed, args: [...installed.args, ...cameraArguments] });
  return {
    ...{ url: serving.url, register, browser, folder, behindMs, device, cameraArguments, log: () => lines.join("") },
    close: async () => {
      await browser.close();
      await device.close();
      await serving.stop();
      await register.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
