import { createPrivateKey } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { softwareSigner } from "@dinhdanh/icao9303";
import { systemClock } from "@dinhdanh/kernel";
import { answerLines, type LineTask } from "./line-task.ts";
import { linePersonaliser } from "./personalise-line.ts";

/** `privateKeyDer`: PKCS#8; it goes to threads of this process only. */
export type WorkerSetup = { certificateDer: Uint8Array; privateKeyDer: Uint8Array; portraits: string; out: string | null };

const { certificateDer, privateKeyDer, portraits, out } = workerData as WorkerSetup;
const privateKey = createPrivateKey({ key: Buffer.from(privateKeyDer), format: "der", type: "pkcs8" });
const personalise = linePersonaliser({ signer: softwareSigner(certificateDer, privateKey), portraits, out, nowMs: systemClock.nowMs });

parentPort?.on("message", (lines: LineTask[]) => {
  void answerLines(personalise, lines).then((answers) => parentPort?.postMessage(answers));
});
