import { parentPort, workerData } from "node:worker_threads";
import { Engine, type EngineSetup, type Task } from "./engine.ts";

const engine = new Engine(workerData as EngineSetup);

parentPort?.on("message", (task: Task) => parentPort?.postMessage(engine.perform(task)));
