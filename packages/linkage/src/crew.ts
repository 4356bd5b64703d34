import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { EngineSetup } from "./engine.ts";
import { bringForms, type FormsModule } from "./forms.ts";
import { type Answer, type AnswerTo, Hand, type Task } from "./hand.ts";

/** Does tasks in threads; answers come in the order of the tasks, so that results do not depend on which thread was quicker. */
export type Crew = {
  /** 0: all is done in this one */
  threads: number;
  run: <T extends Task>(tasks: readonly T[], onDone?: (done: number) => void) => Promise<AnswerTo<T>[]>;
  /** Gives every thread what scoring needs. */
  equip: (setup: EngineSetup) => Promise<void>;
  close: () => Promise<void>;
};

/** Reading makes a short-lived string of each different cell; a small young generation stays in the processor's cache. With 96 MB a tenth more processor time went into reading. */
const youngMb = 16;
/** Files of fewer bytes are done before threads have started. */
const worthThreads = 512 * 1024;

/** @param bytes that will be read */
export async function assemble(bytes: number, forms?: FormsModule, most = availableParallelism()): Promise<Crew> {
  const threads = bytes < worthThreads || most < 2 ? 0 : most;
  const address = new URL("worker.ts", import.meta.url);
  const workers = Array.from(
    { length: threads },
    () => new Worker(address, { workerData: forms, resourceLimits: { maxYoungGenerationSizeMb: youngMb } }),
  );
  const hands = threads === 0 ? [await handHere(forms)] : workers.map((worker) => (task: Task) => ask(worker, task));
  return {
    threads,
    run: async <T extends Task>(tasks: readonly T[], onDone?: (done: number) => void) => {
      const answers: Answer[] = [];
      let [next, done] = [0, 0];
      const workOff = async (perform: (task: Task) => Promise<Answer>) => {
        for (let index = next++; index < tasks.length; index = next++) {
          answers[index] = await perform(tasks[index] as T);
          done += 1;
          onDone?.(done);
        }
      };
      await Promise.all(hands.map(workOff));
      return answers as AnswerTo<T>[];
    },
    equip: async (setup) => void (await Promise.all(hands.map((perform) => perform({ kind: "equip", setup })))),
    close: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

async function handHere(forms: FormsModule | undefined): Promise<(task: Task) => Promise<Answer>> {
  const hand = new Hand(await bringForms(forms));
  return (task) => hand.perform(task);
}

/** @throws what the thread threw */
async function ask(worker: Worker, task: Task): Promise<Answer> {
  worker.postMessage(task);
  const [answer] = (await once(worker, "message")) as [Answer];
  return answer;
}
