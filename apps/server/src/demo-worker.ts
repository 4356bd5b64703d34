import { parentPort, workerData } from "node:worker_threads";
import { simulateProvince, type SimulationRequest } from "@dinhdanh/simulation";

const request = workerData as SimulationRequest;

await simulateProvince({
  ...request,
  onProgress: (done, total, what) => parentPort?.postMessage({ what, fraction: done / total }),
});
