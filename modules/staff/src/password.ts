import { hash, verify } from "@node-rs/argon2";

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. Some 25 ms. The library's default algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Vietnamese keyboards send the same letters composed or decomposed. */
const typed = (password: string) => password.normalize("NFC");

export const hashPassword = (password: string): Promise<string> => hash(typed(password), cost);

/** Of a password that nobody has: checked when there is no officer, so that the time taken does not tell which codes exist. */
let decoy: Promise<string> | undefined;

/** @param passwordHash null when there is none to check against: answers false, as slowly as otherwise */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("no officer has this password");
  const matches = await verify(passwordHash ?? (await decoy), typed(password));
  return passwordHash !== null && matches;
}
