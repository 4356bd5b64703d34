import { v7 } from "uuid";

/** A new UUIDv7: time-ordered, so that index inserts stay at the right edge. */
export const newId = (): string => v7();

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in lower case, any version. */
export const isId = (text: string): boolean => pattern.test(text);
