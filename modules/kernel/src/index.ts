export * from "./contract.ts";
export { isId, newId } from "./id.ts";
