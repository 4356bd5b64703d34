import type { Engine, Measure } from "@dinhdanh/progress";

/** The measure as it is defined. @throws when no programme brought it: a fault of the composition root */
export function measureNamed(engine: Engine, key: string): Measure {
  const measure = engine.measures.find((one) => one.key === key);
  if (measure === undefined) throw new Error(`no measure ${key}`);
  return measure;
}
