import { randomUUID } from "node:crypto";
import type { AbisResponse } from "../route.ts";
import type { TaskStatus } from "../schemas.ts";

/** Posts to a callback. @returns whether it was taken */
export type Deliver = (address: string, contentType: string, body: unknown) => Promise<boolean>;

/** Tasks remembered; older ones are forgotten. */
const mostTasks = 1000;
const tries = 3;

type Task = { status: TaskStatus; address: string; answer: AbisResponse | undefined };

/** What is answered later: each task is worked on in turn, and its answer posted to the callback, up to three times. */
export class TaskQueue {
  readonly #deliver: Deliver;
  readonly #tasks = new Map<string, Task>();
  #last: Promise<void> = Promise.resolve();

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  add(callback: string, transactionId: string, work: () => Promise<AbisResponse>): string {
    const taskId = randomUUID();
    const address = new URL(callback);
    address.searchParams.set("transactionId", transactionId);
    address.searchParams.set("taskId", taskId);
    const task: Task = { status: "PENDING", address: address.href, answer: undefined };
    this.#tasks.set(taskId, task);
    const [oldest] = this.#tasks.keys();
    if (this.#tasks.size > mostTasks && oldest !== undefined) this.#tasks.delete(oldest);
    this.#last = this.#workOn(task, work);
    return taskId;
  }

  async #workOn(task: Task, work: () => Promise<AbisResponse>): Promise<void> {
    await this.#last;
    task.answer = await work();
    await this.#post(task);
  }

  status(taskId: string): TaskStatus | undefined {
    return this.#tasks.get(taskId)?.status;
  }

  /** @returns false when there is no such task, or no answer yet */
  redeliver(taskId: string): boolean {
    const task = this.#tasks.get(taskId);
    if (task?.answer === undefined) return false;
    this.#last = this.#last.then(() => this.#post(task));
    return true;
  }

  /** Resolves when nothing is left to do. */
  async settled(): Promise<void> {
    for (let last; last !== this.#last;) {
      last = this.#last;
      await last;
    }
  }

  async #post(task: Task): Promise<void> {
    const { answer, address } = task;
    if (answer === undefined) return;
    const contentType = answer.status >= 400 ? "application/error+json" : "application/json";
    task.status = "RESPONSE_SCHEDULED";
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      if (await this.#deliver(address, contentType, answer.body).catch(() => false)) {
        task.status = "COMPLETED";
        return;
      }
      task.status = attempt < tries ? "RESPONSE_RETRY" : "RESPONSE_ERROR";
    }
  }
}

/** @param origins where callbacks may go: an ABIS that posts wherever it is told to is a way into its network */
export const postTo =
  (origins: readonly string[]): Deliver =>
  async (address, contentType, body) => {
    if (!origins.includes(new URL(address).origin)) return false;
    const response = await fetch(address, {
      method: "POST",
      ...(body === undefined ? {} : { headers: { "content-type": contentType }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
      redirect: "error",
    });
    return response.status === 204 || response.status === 200;
  };
