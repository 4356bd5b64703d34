import { accept, type Actor, type Outcome } from "@dinhdanh/kernel";
import { findingKindKeys, qualityRules } from "@dinhdanh/population";
import { readFigures, type UnitFigures } from "@dinhdanh/progress";
import { may } from "@dinhdanh/staff";
import { childrenOf } from "@dinhdanh/territory";
import type { z } from "zod";
import type { PeopleDeps } from "../people-deps.ts";
import { type FigureRefusal, openScope } from "../scope.ts";
import { countFindings } from "../store/quality.ts";
import type { Quality, unitDaySchema } from "./quality-contract.ts";

/**
 * How good the records of a unit are, as of the end of a day, with the units right below it: the figures of the tally. Findings by rule are those
 * that stand now, of people within the actor's territory. Refusals: see {@link FigureRefusal}.
 */
export async function qualityOf(
  deps: PeopleDeps,
  actor: Actor,
  request: z.output<typeof unitDaySchema>,
): Promise<Outcome<Quality, FigureRefusal>> {
  const opened = await openScope(deps, actor, request);
  if (!opened.ok) return opened;
  const { unit, treeDay } = opened.value;
  const { sql, engine, clock } = deps;
  const children = await childrenOf(sql, unit.unitId, treeDay);
  const figures = await readFigures(sql, engine, [unit, ...children].map(({ unitId }) => unitId), request.asOf); // prettier-ignore
  const rules = may(actor, "read-people") ? await countFindings(sql, { actor, today: clock.today(), unitId: unit.unitId }) : null;
  return accept({
    ...{ unit: unit.code, name: unit.name, level: unit.level, figures: figuresOf(figures.get(unit.unitId)) },
    children: children.map(({ unitId, code, name }) => ({ unit: code, name, figures: figuresOf(figures.get(unitId)) })),
    rules:
      rules?.flatMap(({ kind, ...rest }) => {
        const known = findingKindKeys.find((one) => one === kind);
        return known === undefined ? [] : [{ kind: known, aspect: qualityRules[known].aspect, ...rest }];
      }) ?? null,
  });
}

const figuresOf = (figures: UnitFigures = {}): Quality["figures"] => ({
  ...{ recorded: figures["recorded"] ?? 0, correct: figures["correct"] ?? 0, complete: figures["complete"] ?? 0 },
  ...{ clean: figures["clean"] ?? 0, live: figures["live"] ?? 0, numbered: figures["numbered"] ?? 0 },
});
