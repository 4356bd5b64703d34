export * from "./contract.ts";
export { cardProgramme } from "./card-programme.ts";
