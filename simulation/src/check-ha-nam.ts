/**
 * Recounts a full-size Hà Nam from its files and compares it with what was published:
 * `npm run check-figures -w simulation DIR` (one minute and some gigabytes: everyone is held in memory on purpose).
 */
import { haNamFigures } from "./ha-nam-figures.ts";
import { recount } from "./recount.ts";
import { communesOfProvince } from "./territory-tree.ts";

const dir = process.argv[2];
if (dir === undefined) throw new Error("usage: check-ha-nam.ts DIR");

const figures = haNamFigures(await recount(dir), new Set(communesOfProvince("35").map((commune) => commune.code)));
const at = (commune: string, day: string): string => {
  const figure = figures.communes.get(day)?.get(commune);
  return `${figure?.collected}/${figure?.eligible}`;
};
const whole = (day: string): string => `${figures.province.get(day)?.collected}/${figures.province.get(day)?.eligible}`;
const reached = (kind: string): number => figures.reached.get(kind) ?? 0;
const left = (commune: string, day: string): number => {
  const figure = figures.communes.get(day)?.get(commune);
  return figure ? figure.eligible - figure.collected : -1;
};
const endOfMarch = figures.province.get("2023-03-31")?.collected ?? 0;

const checks: readonly (readonly [string, string | number, boolean])[] = [
  ["HN-1 collected on 22 April", whole("2023-04-22"), whole("2023-04-22") === "754277/754277"],
  ["HN-1 not complete on 21 April", whole("2023-04-21"), whole("2023-04-21").split("/")[0] !== whole("2023-04-21").split("/")[1]],
  ["HN-3 communes complete on 22 April", figures.complete.get("2023-04-22")!.length, figures.complete.get("2023-04-22")!.length === 109],
  ["communes complete once and then not", figures.relapsed.length, figures.relapsed.length === 0],
  ["HN-4 Liêm Phong on 31 March", at("13450", "2023-03-31"), at("13450", "2023-03-31") === "4376/4376"],
  [
    "HN-4 Liêm Phong left on 28 February",
    left("13450", "2023-02-28"),
    left("13450", "2023-02-28") >= 40 && left("13450", "2023-02-28") <= 60,
  ],
  ["HN-5 Hoàng Tây on 31 March", at("13408", "2023-03-31"), at("13408", "2023-03-31") === "5345/5345"],
  [
    "HN-6 complete on 31 March",
    figures.complete.get("2023-03-31")!.join(),
    figures.complete.get("2023-03-31")!.join() === "13309,13408,13450",
  ],
  [
    "HN-6 complete on 9 March",
    figures.complete.get("2023-03-09")!.join(),
    figures.complete.get("2023-03-09")!.join() === "13309,13408,13450",
  ],
  ["HN-7 collected on 31 March", whole("2023-03-31"), endOfMarch >= 732_000 && endOfMarch <= 733_000],
  ["HN-8 born 2004-2008", `${figures.pupils.collected}/${figures.pupils.eligible}`, figures.pupils.collected === figures.pupils.eligible],
  ["approved", reached("dossier.approved"), reached("dossier.approved") >= reached("card.printed")],
  ["HN-9 printed", reached("card.printed"), reached("card.printed") >= 751_000],
  ["HN-9 handed over", reached("card.handed-over"), reached("card.handed-over") >= 750_100],
  ["e-ID requested", reached("eid.requested"), Math.abs(reached("eid.requested") - 600_000) < 6000],
  ["e-ID approved", reached("eid.approved"), Math.abs(reached("eid.approved") - 560_000) < 6000],
  ["HN-10 e-ID activated", reached("eid.activated"), reached("eid.activated") >= 401_000 && reached("eid.activated") <= 405_000],
  ["HN-11 archive digitised", reached("archive.digitised"), reached("archive.digitised") === 754_277],
  [
    "HN-12 expedition",
    JSON.stringify(figures.expedition),
    JSON.stringify(figures.expedition) === '{"dossiers":1032,"teams":11,"officers":45,"otherActs":0,"atHome":0}',
  ],
];

for (const [what, found, agrees] of checks) process.stdout.write(`${agrees ? "agrees" : "DIFFERS"}  ${what}: ${found}\n`);
if (checks.some(([, , agrees]) => !agrees)) process.exitCode = 1;
