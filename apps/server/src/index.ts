import type { Register } from "./register.ts";
import type { ServeOptions, Serving } from "./serve.ts";

export { type DemoProgress, type DemoSize, demoRequest, type DemoStep, demoSteps, loadDemo } from "./demo.ts";
export { prepareDemoLine } from "./demo-line.ts";
export { importFile } from "./imports/crew.ts";
export { intakeOf } from "./imports/kinds.ts";
export { reasonsOf } from "./imports/reasons.ts";
export { guessUnitsDay } from "./imports/units-day.ts";
export { isProblemCode, problemTable } from "./problems/table.ts";
export { migrations, openRegister, type Register, type RegisterOptions, registerOptions } from "./register.ts";
export { startWaiting, type Waiting } from "./waiting.ts";
export type { ServeOptions, Serving } from "./serve.ts";

/** Starts the server. The HTTP edge is loaded only here: commands that do without it start sooner and take less memory. */
export async function serve(register: Register, options: ServeOptions): Promise<Serving> {
  const edge = await import("./serve.ts");
  return edge.serve(register, options);
}
