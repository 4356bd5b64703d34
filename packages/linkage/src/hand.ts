import { type AssemblyTask, type MadeForm, type Merged, performAssembly } from "./assembly.ts";
import { type Blocks, blocksOf } from "./blocking.ts";
import { type Counted, Engine, type EngineSetup, type EngineTask, type Scored } from "./engine.ts";
import { type ClusterCounts, type ClusterWork, writeClusterLines } from "./cluster-lines.ts";
import type { Forms } from "./forms.ts";
import type { Model, PairClass } from "./model.ts";
import { fitOrRefine, type FitWork } from "./pair-classes.ts";
import type { PatternList } from "./patterns.ts";
import { type ReadPart, readPart, type ReadWork } from "./read-part.ts";
import { type Beliefs, runSession, type Session, type SessionResult } from "./session.ts";
import type { Store } from "./store.ts";

export type Task =
  | { kind: "read"; work: ReadWork }
  | AssemblyTask
  | { kind: "block"; model: Model; store: Store; rule: number }
  | { kind: "equip"; setup: EngineSetup }
  | { kind: "session"; session: Session; beliefs: Beliefs; before: SessionResult | undefined }
  | { kind: "classes"; work: FitWork }
  | { kind: "clusters"; work: ClusterWork }
  | EngineTask;

type Answers = {
  read: ReadPart;
  merge: Merged;
  forms: MadeForm[];
  fill: true;
  ranges: true;
  block: Blocks;
  equip: true;
  session: SessionResult;
  classes: PairClass[];
  clusters: ClusterCounts;
  random: PatternList;
  patterns: Counted;
  score: Scored;
};
export type Answer = Answers[Task["kind"]];
export type AnswerTo<T extends Task> = Answers[T["kind"]];

/** Does one task after another, in whichever thread. */
export class Hand {
  readonly #forms: Forms;
  #engine: Engine | undefined;

  constructor(forms: Forms) {
    this.#forms = forms;
  }

  async perform(task: Task): Promise<Answer> {
    switch (task.kind) {
      case "read":
        return readPart(task.work, this.#forms);
      case "merge":
      case "forms":
      case "fill":
      case "ranges":
        return performAssembly(task, this.#forms);
      case "block":
        return blocksOf(task.model, task.store, task.rule);
      case "session":
        return runSession(task.session, task.beliefs, task.before);
      case "classes":
        return fitOrRefine(task.work);
      case "clusters":
        return writeClusterLines(task.work);
      case "equip":
        this.#engine = new Engine(task.setup);
        return true;
      default:
        if (this.#engine === undefined) throw new Error("not equipped");
        return this.#engine.perform(task);
    }
  }
}
