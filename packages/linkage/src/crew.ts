import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type Answer, type Counted, Engine, type EngineSetup, type Scored, type Task } from "./engine.ts";
import type { PatternList } from "./patterns.ts";

/** Does tasks in threads; answers come in the order of the tasks, so that results do not depend on which thread was quicker. */
export type Crew = {
  draw: (tasks: readonly Extract<Task, { kind: "random" }>[]) => Promise<PatternList[]>;
  count: (tasks: readonly Extract<Task, { kind: "patterns" }>[]) => Promise<Counted[]>;
  score: (tasks: readonly Extract<Task, { kind: "score" }>[], onDone?: (done: number) => void) => Promise<Scored[]>;
  close: () => Promise<void>;
};

/** Fewer records than this are done before a thread has started. */
const worthThreads = 20_000;

export function assemble(setup: EngineSetup, threads = availableParallelism()): Crew {
  const hands = setup.store.size < worthThreads ? 0 : threads;
  const workers = Array.from(
    { length: hands > 1 ? hands : 0 },
    () => new Worker(new URL("worker.ts", import.meta.url), { workerData: setup }),
  );
  let engine: Engine | undefined;
  const run = async (tasks: readonly Task[], onDone?: (done: number) => void): Promise<Answer[]> => {
    const answers: Answer[] = [];
    let [next, done] = [0, 0];
    const workOff = async (perform: (task: Task) => Promise<Answer>) => {
      for (let index = next++; index < tasks.length; index = next++) {
        answers[index] = await perform(tasks[index] as Task);
        done += 1;
        onDone?.(done);
      }
    };
    if (workers.length === 0) await workOff(async (task) => (engine ??= new Engine(setup)).perform(task));
    else await Promise.all(workers.map((worker) => workOff((task) => ask(worker, task))));
    return answers;
  };
  return {
    draw: (tasks) => run(tasks) as Promise<PatternList[]>,
    count: (tasks) => run(tasks) as Promise<Counted[]>,
    score: (tasks, onDone) => run(tasks, onDone) as Promise<Scored[]>,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** @throws what the thread threw */
async function ask(worker: Worker, task: Task): Promise<Answer> {
  worker.postMessage(task);
  const [answer] = (await once(worker, "message")) as [Answer];
  return answer;
}
