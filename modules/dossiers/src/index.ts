export * from "./contract.ts";
export { dossierProgramme, whileCollected } from "./programme.ts";
