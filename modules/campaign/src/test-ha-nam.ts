import { descendantsByLevel } from "@dinhdanh/territory";
import { act, type CampaignRegister, registered } from "./test-campaign-register.ts";

/** Liêm Phong, in Thanh Liêm (351) in Hà Nam (35). */
export const lp = "13450";
const done = (n: number, on: string) => act("dossier.collected", n, on);

/**
 * A small Hà Nam: one person in each of its 109 communes, collected on 1 March 2023, and in Liêm Phong what makes a campaign hard:
 * its first collected on 5 March; 201, who turns 14 on 15 March and came before; 202, abroad, excluded and collected at last on 20 April;
 * 203, collected and dead two days later; 204, who moves in on 1 May and is collected on 10 May.
 * Elsewhere: one of Hà Nội done long before, one of Hà Tĩnh abroad.
 */
export async function peopleHaNam(register: CampaignRegister): Promise<void> {
  const communes = await descendantsByLevel(register.sql, register.unitId("35", "2023-01-01"), "2023-01-01", "commune");
  const each = communes.flatMap(({ code }, n) => [
    registered(n, { unit: code, born: "1990-05-05" }),
    done(n, code === lp ? "2023-03-05" : "2023-03-01"),
  ]);
  await register.record(
    ...each,
    ...[registered(201, { unit: lp, born: "2009-03-15" }), done(201, "2023-03-10")],
    ...[registered(202, { unit: lp, born: "1985", status: "abroad" }), done(202, "2023-04-20")],
    act("campaign.excluded", 202, "2023-02-10", { reason: "abroad", evidence: "CV-1" }),
    ...[registered(203, { unit: lp, born: "1930-02" }), done(203, "2023-03-18"), act("person.died", 203, "2023-03-20")],
    ...[
      registered(204, { unit: "00001", born: "1999-09-09" }),
      act("person.moved", 204, "2023-05-01", { fromUnit: "00001", toUnit: lp }),
      done(204, "2023-05-10"),
    ],
    ...[registered(205, { unit: "00004", born: "1999-09-09" }), done(205, "2022-12-01")],
    registered(206, { unit: "18586", born: "1999-09-09", status: "abroad" }),
  );
  await register.fold();
}
