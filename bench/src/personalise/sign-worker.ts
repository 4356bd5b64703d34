import { createPrivateKey, sign } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { cardWriter, newChipKey, readCardLine, readPortrait } from "@dinhdanh/cards";
import { softwareSigner } from "@dinhdanh/icao9303";
import { systemClock } from "@dinhdanh/kernel";

export type SignWork = "raw" | "files" | "files-and-keys";
export type SignSetup = {
  work: SignWork;
  cards: number;
  certificateDer: Uint8Array;
  privateKeyDer: Uint8Array;
  line: never;
  portrait: Uint8Array;
};

const { work, cards, certificateDer, privateKeyDer, line, portrait } = workerData as SignSetup;
const key = createPrivateKey({ key: Buffer.from(privateKeyDer), format: "der", type: "pkcs8" });

/** A signature over what a SOD signs: signed attributes of about a hundred bytes. */
async function raw(): Promise<void> {
  const attributes = Buffer.alloc(107, 1);
  for (let n = 0; n < cards; n += 1) sign("sha256", attributes, key);
}

/** EF.COM to EF.SOD of cards whose data are at hand. */
async function files(withKeys: boolean): Promise<void> {
  const write = cardWriter(softwareSigner(certificateDer, key));
  const data = readCardLine(line);
  const face = readPortrait(Buffer.from(portrait));
  if (!data.ok || !face.ok) throw new Error("the bench's card was refused");
  const signedAt = new Date(systemClock.nowMs());
  let chipKey = newChipKey().publicKey;
  for (let n = 0; n < cards; n += 1) {
    if (withKeys) chipKey = newChipKey().publicKey;
    const written = await write({ data: data.value, portrait: face.value, chipKey }, signedAt);
    if (!written.ok) throw new Error(`the bench's card was refused: ${written.refusal.code}`);
  }
}

const run = () => (work === "raw" ? raw() : files(work === "files-and-keys"));
// once to warm up, once to be measured
parentPort?.on("message", () => void run().then(() => parentPort?.postMessage("done")));
