import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { systemClock } from "@dinhdanh/kernel";
import { initPki } from "./init-pki.ts";
import { openPki } from "./pki.ts";
import { rotateCsca } from "./rotate-csca.ts";
import { pkiSettingsSchema } from "./settings.ts";
import { ceremony, open, valueOf } from "./test-pki.ts";

/** Run as a process of its own: `init` or `rotate` in a folder, killed at its `step`-th touch of the disk. */
const [act, dir = "", step] = process.argv.slice(2);
let left = Number(step);

const touches = ["open", "link", "rename", "rm", "rmdir", "mkdir"] as const;
for (const name of touches) {
  const real = fs[name] as (...args: unknown[]) => Promise<unknown>;
  const counted = async (...args: unknown[]) => {
    if ((left -= 1) === 0) process.kill(process.pid, "SIGKILL");
    return real(...args);
  };
  Object.assign(fs, { [name]: counted });
}
syncBuiltinESMExports();

if (act === "init") {
  valueOf(await initPki({ dir, settings: pkiSettingsSchema.parse({}), access: open, keepPassphrase: false }, ceremony, systemClock));
} else {
  valueOf(await rotateCsca(valueOf(await openPki(dir, open, systemClock)), true, ceremony));
}
