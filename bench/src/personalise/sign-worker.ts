import { createPrivateKey, hash, sign } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { chipWriter, newChipKey, readCardLine, readPortrait } from "@dinhdanh/cards";
import { FileMemory, readEfSod, softwareSigner } from "@dinhdanh/icao9303";
import { systemClock } from "@dinhdanh/kernel";
import { jpeg } from "./jpeg.ts";

export type SignSetup = { certificateDer: Uint8Array; privateKeyDer: Uint8Array; line: never };
export type SignWork = { kind: keyof typeof kinds; portraitBytes: number; cards: number };

const { certificateDer, privateKeyDer, line } = workerData as SignSetup;
const key = createPrivateKey({ key: Buffer.from(privateKeyDer), format: "der", type: "pkcs8" });
const memory = new FileMemory();
const write = chipWriter(softwareSigner(certificateDer, key), memory);
const data = readCardLine(line);
const signedAt = new Date(systemClock.nowMs());
const oneChipKey = newChipKey().publicKey;

/** As long as the signed attributes of a SOD. One shot over a DER answer: what `node:crypto` does fastest, by 35 µs against r and s side by side. */
const attributes = Buffer.alloc(107, 1);

const kinds = {
  raw: async ({ cards }: SignWork) => {
    for (let n = 0; n < cards; n += 1) sign("sha256", attributes, key);
  },
  /** a signature, and the hashes that it stands for but for EF.DG14's, which all cards have in common: nothing can be faster */
  limit: async ({ cards, portraitBytes }: SignWork) => {
    const { chip } = await cardWith(portraitBytes, oneChipKey);
    const sod = readEfSod(chip.EF_SOD);
    if (!sod.ok) throw new Error("the bench's EF.SOD cannot be read");
    const hashed = [chip.EF_DG1, chip.EF_DG2 ?? "", chip.EF_DG13, chip.EF_DG15, sod.value.signedData.content.value];
    for (let n = 0; n < cards; n += 1) {
      for (const bytes of hashed) hash("sha256", bytes, "binary");
      sign("sha256", attributes, key);
    }
  },
  files: async ({ cards, portraitBytes }: SignWork) => {
    for (let n = 0; n < cards; n += 1) await cardWith(portraitBytes, oneChipKey);
  },
  "files-and-keys": async ({ cards, portraitBytes }: SignWork) => {
    for (let n = 0; n < cards; n += 1) await cardWith(portraitBytes, newChipKey().publicKey);
  },
};

const portraits = new Map<number, ReturnType<typeof readPortrait>>();

/** EF.COM to EF.SOD of a card whose data are at hand; they stand until the next card is written. */
async function cardWith(portraitBytes: number, chipKey: Uint8Array) {
  const portrait = portraits.get(portraitBytes) ?? readPortrait(jpeg(portraitBytes));
  portraits.set(portraitBytes, portrait);
  if (!data.ok || !portrait.ok) throw new Error("the bench's card was refused");
  memory.clear();
  const written = await write({ data: data.value, portrait: portrait.value, chipKey }, signedAt);
  if (!written.ok) throw new Error(`the bench's card was refused: ${written.refusal.code}`);
  return written.value;
}

parentPort?.on("message", (work: SignWork) => void kinds[work.kind](work).then(() => parentPort?.postMessage("done")));
