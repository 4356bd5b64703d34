import { parentPort, workerData } from "node:worker_threads";
import { bringForms, type FormsModule } from "./forms.ts";
import { Hand, type Task } from "./hand.ts";

const hand = new Hand(await bringForms(workerData as FormsModule | undefined));

parentPort?.on("message", async (task: Task) => parentPort?.postMessage(await hand.perform(task)));
