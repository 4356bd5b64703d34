export * from "./contract.ts";
export { isId, newId } from "./id.ts";
export { repeat, type Repeated, type RepeatOptions } from "./repeat.ts";
