/** `off`: a holiday, or a day off in its place. `worked`: a Saturday that is worked for a day off elsewhere. */
export type CalendarDay = { day: string; kind: "off" | "worked" };

/** Runs of days off, first to last; weekends within them are off anyway. `unconfirmed`: by the general rule, no decision was found. */
const runs: readonly {
  year: number;
  off: readonly (readonly [from: string, to: string])[];
  worked?: readonly string[];
  unconfirmed?: true;
}[] = [
  {
    year: 2020,
    off: [["01-01", "01-01"], ["01-23", "01-29"], ["04-02", "04-02"], ["04-30", "05-01"], ["09-02", "09-02"]], // prettier-ignore
  },
  // two days for 2 September from 2021 on: Labour Code 2019, art. 112
  {
    year: 2021,
    off: [["01-01", "01-01"], ["02-10", "02-16"], ["04-21", "04-21"], ["04-30", "05-03"], ["09-02", "09-03"]], // prettier-ignore
  },
  {
    year: 2022,
    off: [["01-01", "01-03"], ["01-31", "02-04"], ["04-10", "04-11"], ["04-30", "05-03"], ["09-01", "09-02"]], // prettier-ignore
  },
  // 10 March of the lunar year, 30 April and 1 May in a row: five days
  {
    year: 2023,
    off: [["01-01", "01-02"], ["01-20", "01-26"], ["04-29", "05-03"], ["09-01", "09-04"]], // prettier-ignore
  },
  {
    year: 2024,
    off: [["01-01", "01-01"], ["02-08", "02-14"], ["04-18", "04-18"], ["04-29", "05-01"], ["09-02", "09-03"]], // prettier-ignore
    worked: ["05-04"],
  },
  {
    year: 2025,
    off: [["01-01", "01-01"], ["01-27", "01-31"], ["04-07", "04-07"], ["04-30", "05-02"], ["09-01", "09-02"]], // prettier-ignore
    worked: ["04-26"],
  },
  // 2 January: Office of the Government, 12729/VPCP-KGVX of 25 December 2025; 24 November: Vietnam Culture Day, new in 2026
  {
    year: 2026,
    off: [["01-01", "01-02"], ["02-16", "02-20"], ["04-26", "04-27"], ["04-30", "05-01"], ["08-31", "09-02"], ["11-24", "11-24"]], // prettier-ignore
    worked: ["01-10", "08-22"],
  },
  {
    year: 2027,
    off: [["01-01", "01-01"], ["02-04", "02-10"], ["04-16", "04-16"], ["04-30", "05-03"], ["09-02", "09-03"], ["11-24", "11-24"]], // prettier-ignore
    unconfirmed: true,
  },
];

/**
 * Days off of public offices and the Saturdays worked in their place, 2020-2027, for those who work Monday to Friday: Labour Codes 2012 (art.
 * 115) and 2019 (art. 112) and the yearly decisions on Tết and exchanged days; compared with `holidays` 0.109 (vacanza). A later year is added
 * here, or by rows of `dossiers.calendar_day`.
 */
export const holidayRuns = runs;
