import { accept, type Outcome, refuse } from "@dinhdanh/kernel";
import { allocateNumbers, type NumberDeps } from "@dinhdanh/population";
import { derivedId } from "@dinhdanh/territory";
import { type Given, readDate } from "./compare-rules.ts";
import { type Agency, agencyActor, type ExchangeDeps, isoNow } from "./deps.ts";
import { noteGenerated } from "./store/births.ts";

const answers = { "number-key-differs": "unavailable", "request-differs": "transaction-differs" } as const;
const sexes = { M: "male", F: "female" } as const;

/**
 * uin, generateUIN: a number of the bucket that province of the birth's registration, sex and year of birth name (Decree 137/2015 art. 13).
 * Other attributes say nothing of a number and are left alone. The same transaction of an agency again answers the same number. The number is
 * given to nobody yet: the agency registers somebody with it by createPerson and createIdentity.
 */
export async function generateUin(
  deps: ExchangeDeps,
  numbers: NumberDeps,
  agency: Agency,
  transactionId: string,
  attributes: Record<string, Given>,
): Promise<Outcome<string, "attributes-needed" | "number-not-given" | "transaction-differs" | "unavailable">> {
  const province = String(attributes["birthProvince"] ?? "");
  const sex = sexes[String(attributes["gender"] ?? "").toUpperCase() as keyof typeof sexes] as "male" | "female" | undefined;
  const born = readDate(String(attributes["dateOfBirth"] ?? ""));
  const birthYear = Number(born?.slice(0, 4));
  if (!/^\d{3}$/.test(province) || sex === undefined || born === undefined || birthYear < 1900 || birthYear > 2399)
    return refuse("attributes-needed");
  const by = agencyActor(agency);
  const requestId = derivedId(`dinhdanh:osia:${agency.code}:${transactionId}:uin`);
  const given = await allocateNumbers(numbers, by, { requestId, province, sex, birthYear, count: 1 });
  if (!given.ok) return refuse(answers[given.refusal.code as keyof typeof answers] ?? "number-not-given");
  const [number] = given.value.numbers;
  if (number === undefined) throw new Error("one number was asked for and none came");
  await noteGenerated(deps.sql, number, agency.code, isoNow(deps));
  return accept(number);
}
