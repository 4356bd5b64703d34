import { v7 } from "uuid";

/** Made where something begins, so that the same request sent twice is one. The browser's own `randomUUID` is missing on plain http. */
export const newId = (): string => v7();
