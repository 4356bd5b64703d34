export * from "./contract.ts";
export { type Clock, clockAt, systemClock } from "./clock.ts";
export { isId, newId } from "./id.ts";
