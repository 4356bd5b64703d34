import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { initPki, issueSigner, openPki, openSigner, personaliseFile, pkiSettingsSchema } from "@dinhdanh/cards";
import { systemClock } from "@dinhdanh/kernel";
import { inFolder } from "../folders.ts";
import { count, heading, measured, say } from "../output.ts";
import type { SignSetup, SignWork } from "./sign-worker.ts";

const cards = 10_000;
const threads = availableParallelism();
const budget = 0.7;
/** Of a portrait for a chip (ICAO Doc 9303-10 4.7.2: 12 to 20 KB). */
const portraitBytes = 15_000;

/** Personalisation of 10,000 cards against as many raw P-256 signatures, on the same cores in worker threads. */
export async function personalise(): Promise<void> {
  await inFolder(async (folder) => {
    heading("personalise", `${count(cards)} cards with a portrait of ${count(portraitBytes)} bytes, ${threads} threads`);
    const { certificateDer, privateKey } = await documentSigner(join(folder, "pki"));
    const portrait = jpeg();
    const line = (n: number) => ({
      ...{
        serial: `VN${String(n).padStart(8, "0")}`,
        pin: `0351900${String(n).padStart(5, "0")}`,
        fullName: "Nguyễn Thị Ví Dụ",
        birthDate: "1990-03-15",
      },
      ...{ sex: "female", issuedOn: "2023-04-22", residence: "Yên Thống, Liêm Phong, Thanh Liêm, Hà Nam", portrait: "portrait.jpg" },
    });
    const privateKeyDer = privateKey.export({ type: "pkcs8", format: "der" });
    const perSecond = (work: SignWork) =>
      rate({ work, cards: cards / threads, certificateDer, privateKeyDer, line: line(1) as never, portrait });
    const raw = await perSecond("raw");
    measured("raw P-256 signatures", raw, "/s");
    compare("EF.COM to EF.SOD, data and chip keys at hand", await perSecond("files"), raw, true);
    compare("… and a key pair made for every chip", await perSecond("files-and-keys"), raw);
    const input = join(folder, "cards.ndjson");
    writeFileSync(join(folder, "portrait.jpg"), portrait);
    writeFileSync(input, Array.from({ length: cards }, (_, n) => `${JSON.stringify(line(n + 1))}\n`).join(""));
    const whole = async (out: string | null) => {
      const began = performance.now();
      const report = await personaliseFile({ input, out, signer: { certificateDer, privateKey }, threads });
      if (report.made !== cards) throw new Error(`${report.made} cards were made of ${cards}`);
      return (cards * 1000) / (performance.now() - began);
    };
    compare("from cards.ndjson and portrait files, in memory", await whole(null), raw);
    compare("… and written as nine files a card", await whole(join(folder, "out")), raw);
    measured("memory of the process afterwards", process.memoryUsage().rss / 2 ** 20, "MiB");
  });
}

function compare(label: string, perSecond: number, raw: number, judgedToo = false): void {
  const ratio = perSecond / raw;
  const verdict = judgedToo ? `, budget ≥ ${budget}: ${ratio >= budget ? "met" : "missed"}` : "";
  measured(label, perSecond, "/s", `${ratio.toFixed(2)} × raw${verdict}`);
}

async function documentSigner(dir: string) {
  const access = { kind: "software", passphrase: null } as const;
  const ceremony = { operators: ["bench"], command: "bench" };
  await initPki({ dir, settings: pkiSettingsSchema.parse({}), access, keepPassphrase: false }, ceremony, systemClock);
  const pki = await openPki(dir, access, systemClock);
  if (!pki.ok) throw new Error(pki.refusal.code);
  await issueSigner(pki.value, ceremony);
  const signer = await openSigner(pki.value);
  if (!signer.ok || signer.value.privateKey === undefined) throw new Error("no signer");
  return { certificateDer: signer.value.certificate, privateKey: signer.value.privateKey };
}

/** All threads at once, after each has done it once. @returns a second */
async function rate(setup: SignSetup): Promise<number> {
  const workers = Array.from({ length: threads }, () => new Worker(new URL("sign-worker.ts", import.meta.url), { workerData: setup }));
  const round = () =>
    Promise.all(
      workers.map(async (worker) => {
        worker.postMessage("go");
        await once(worker, "message");
      }),
    );
  await round();
  const began = performance.now();
  await round();
  const ms = performance.now() - began;
  await Promise.all(workers.map((worker) => worker.terminate()));
  if (ms < 20) say("  too short to be measured");
  return (setup.cards * threads * 1000) / ms;
}

/** A JPEG by its markers; what its scan holds is noise. */
function jpeg(): Buffer {
  const frame = [0xff, 0xc0, 0, 0x0b, 8, 0, 160, 0, 120, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
  const noise = Array.from({ length: portraitBytes - 27 }, (_, n) => (n * 7919) % 255);
  return Buffer.from([0xff, 0xd8, ...frame, ...scan, ...noise, 0xff, 0xd9]);
}
