const dayMs = 86_400_000;
/** Asia/Ho_Chi_Minh: UTC+7 without daylight saving. */
const offsetMs = 7 * 3_600_000;

/** Stands still until told otherwise. Has the shape of the register's clock, whose days are branded text. */
export type FixedClock<Day extends string> = {
  nowMs: () => number;
  /** the day in Vietnam, `yyyy-mm-dd` */
  today: () => Day;
  advanceMs: (ms: number) => void;
  advanceDays: (days: number) => void;
  set: (iso: string) => void;
};

/**
 * @param iso an instant with an offset, `2023-04-06T08:00:00+07:00`
 * @throws when it is no instant
 */
export function fixedClock<Day extends string = string>(iso: string): FixedClock<Day> {
  let ms = instant(iso);
  return {
    nowMs: () => ms,
    today: () => new Date(ms + offsetMs).toISOString().slice(0, 10) as Day,
    advanceMs: (by) => void (ms += by),
    advanceDays: (days) => void (ms += days * dayMs),
    set: (to) => void (ms = instant(to)),
  };
}

function instant(iso: string): number {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms) || !/(Z|[+-]\d{2}:\d{2})$/.test(iso)) throw new Error(`not an instant with an offset: ${iso}`);
  return ms;
}
