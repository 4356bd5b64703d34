/** What must not appear in a log: of the people that a test made. */
export type PersonalFixtures = { names?: readonly string[]; pins?: readonly string[] };

/**
 * The tripwire of the suite: fails when a log, an error or an audit line carries a person's name or number.
 * Sees through Unicode normalisation, letter case, JSON escapes and digits grouped with spaces, dots or dashes.
 * @throws naming the fixture's position, never the fixture: this error is a log, too
 */
export function assertNoPersonalData(text: string, fixtures: PersonalFixtures): void {
  const names = fixtures.names ?? [];
  const pins = fixtures.pins ?? [];
  if (names.length + pins.length === 0) throw new Error("no fixtures given: this check would always pass");
  const readable = comparable(unescapeJson(text));
  const name = names.findIndex((wanted) => readable.includes(comparable(wanted)));
  if (name !== -1) throw new Error(`personal data in the text: fixture name #${name}`);
  const digits = readable.replaceAll(/(?<=\d)[ .-](?=\d)/g, "");
  const pin = pins.findIndex((wanted) => digits.includes(wanted));
  if (pin !== -1) throw new Error(`personal data in the text: fixture pin #${pin}`);
}

const comparable = (text: string): string => text.normalize("NFC").toLocaleLowerCase("vi");

const unescapeJson = (text: string): string =>
  text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
