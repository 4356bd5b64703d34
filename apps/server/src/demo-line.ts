import { join } from "node:path";
import { initPki, issueCrl, issueSigner, makeSerial, openPki, pkiSettingsSchema, readPki, receiveBlanks } from "@dinhdanh/cards";
import { newId, type Outcome, systemActor } from "@dinhdanh/kernel";
import type { Register } from "./register.ts";

const blanks = 5000;
const ceremony = { operators: [], command: "dinhdanh serve --demo" };

/** Keys without protection and a delivery of blanks, so that the whole line can be tried: for the demonstration only. Once. */
export async function prepareDemoLine({ home, cards, clock }: Register): Promise<void> {
  const dir = join(home, "pki");
  if ((await readPki(dir)).ok) return;
  const access = { kind: "software", passphrase: null } as const;
  done(await initPki({ dir, settings: pkiSettingsSchema.parse({}), access, keepPassphrase: false }, ceremony, clock));
  const pki = done(await openPki(dir, access, clock));
  try {
    done(await issueSigner(pki, ceremony));
    done(await issueCrl(pki, ceremony));
  } finally {
    await pki.keys.close();
  }
  const [firstSerial, lastSerial] = [makeSerial("DM", 1), makeSerial("DM", blanks)];
  done(await receiveBlanks(cards, systemActor, { deliveryId: newId(), supplier: "SPECIMEN", firstSerial, lastSerial }));
}

function done<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`the demonstration's line was refused: ${outcome.refusal.code}`);
  return outcome.value;
}
