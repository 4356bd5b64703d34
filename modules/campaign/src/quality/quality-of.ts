import { accept, type Actor, calendarDay, dayNumber, type Outcome } from "@dinhdanh/kernel";
import { findingKindKeys, qualityRules } from "@dinhdanh/population";
import { readFigures, type UnitFigures } from "@dinhdanh/progress";
import { may, officerNames } from "@dinhdanh/staff";
import { childrenOf } from "@dinhdanh/territory";
import type { z } from "zod";
import type { PeopleDeps } from "../people-deps.ts";
import { type FigureRefusal, openScope } from "../scope.ts";
import { countFindings, countOwners, type FindingScope } from "../store/quality.ts";
import type { findingFilterSchema, Quality } from "./quality-contract.ts";

/**
 * How good the records of a unit are, as of the end of a day, with the units right below it: the figures of the tally. Findings by rule are those
 * and by owner are those that stand now, of people within the actor's territory: by rule those of the owner asked for, by owner those of the rule. Refusals: see {@link FigureRefusal}.
 */
export async function qualityOf(
  deps: PeopleDeps,
  actor: Actor,
  request: z.output<typeof findingFilterSchema>,
): Promise<Outcome<Quality, FigureRefusal>> {
  const opened = await openScope(deps, actor, request);
  if (!opened.ok) return opened;
  const { unit, treeDay } = opened.value;
  const { sql, engine, clock } = deps;
  const children = await childrenOf(sql, unit.unitId, treeDay);
  const figures = await readFigures(sql, engine, [unit, ...children].map(({ unitId }) => unitId), request.asOf); // prettier-ignore
  const scope = { actor, today: clock.today(), unitId: unit.unitId };
  const reads = may(actor, "read-people");
  const rules = reads ? await countFindings(sql, { ...scope, owner: request.owner }) : null;
  return accept({
    ...{ unit: unit.code, name: unit.name, level: unit.level, figures: figuresOf(figures.get(unit.unitId)) },
    children: children.map(({ unitId, code, name }) => ({ unit: code, name, figures: figuresOf(figures.get(unitId)) })),
    rules:
      rules?.flatMap(({ kind, ...rest }) => {
        const known = findingKindKeys.find((one) => one === kind);
        return known === undefined ? [] : [{ kind: known, aspect: qualityRules[known].aspect, ...rest }];
      }) ?? null,
    owners: reads ? await ownersOf(deps, { ...scope, kind: request.kind }) : null,
  });
}

/** How many findings each owner has, and how old the oldest is. */
async function ownersOf({ sql }: PeopleDeps, scope: FindingScope): Promise<NonNullable<Quality["owners"]>> {
  const counts = await countOwners(sql, scope);
  const names = await officerNames(sql, counts.flatMap(({ officer }) => officer ?? [])); // prettier-ignore
  return counts.map(({ officer, oldest, ...rest }) => ({
    ...{ officer, name: officer === null ? null : (names.get(officer) ?? null), oldest, ...rest },
    age: dayNumber(scope.today) - calendarDay(Date.parse(oldest)),
  }));
}

const figuresOf = (figures: UnitFigures = {}): Quality["figures"] => ({
  ...{ recorded: figures["recorded"] ?? 0, correct: figures["correct"] ?? 0, complete: figures["complete"] ?? 0 },
  ...{ clean: figures["clean"] ?? 0, live: figures["live"] ?? 0, numbered: figures["numbered"] ?? 0 },
});
