export { type DemoProgress, type DemoSize, type DemoStep, demoRequest, loadDemo } from "./demo.ts";
export { type ImportKind, importKinds, intakeOf } from "./imports/kinds.ts";
export { guessUnitsDay } from "./imports/units-day.ts";
export { isProblemCode, problemTable } from "./problems/table.ts";
export { migrations, openRegister, type Register, type RegisterOptions, registerOptions } from "./register.ts";
export { serve, type ServeOptions, type Serving } from "./serve.ts";
export { createServer, type ServerOptions } from "./server.ts";
