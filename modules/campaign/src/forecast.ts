import { addDays, type Day, dayNumber } from "@dinhdanh/kernel";
import type { Forecast } from "./contract.ts";

/** Days of history that the rate is taken from: four weeks hold every weekday equally. */
export const forecastWindowDays = 28;

/** Standard normal quantile of the 80 % interval. */
const z80 = 1.2816;

/**
 * When the remaining people will be done at the pace of the last four weeks. Daily progress is taken as a random walk with
 * drift; the first day at which it has covered `remaining` follows an inverse Gaussian of mean r/μ and variance r·σ²/μ³
 * (Schrödinger 1915), so the interval widens as the pace becomes uneven.
 * @param daily people done on each of the last days, oldest first
 * @param from the day after which the forecast begins
 */
export function forecast(remaining: number, daily: readonly number[], from: Day): Forecast {
  const window = daily.slice(-forecastWindowDays);
  const mean = window.reduce((sum, n) => sum + n, 0) / Math.max(1, window.length);
  // a commune's last ones come one in weeks: to one decimal their pace would be none
  const precision = mean < 1 ? 100 : 10;
  const ratePerDay = Math.round(mean * precision) / precision;
  if (remaining <= 0 || mean <= 0) return { ratePerDay, finishOn: null, earliestOn: null, latestOn: null };
  const variance = window.reduce((sum, n) => sum + (n - mean) ** 2, 0) / Math.max(1, window.length - 1);
  const days = remaining / mean;
  const spread = z80 * Math.sqrt((remaining * variance) / mean ** 3);
  // a forecast further off than ten years says only that it will not happen at this pace
  if (days > 3650) return { ratePerDay, finishOn: null, earliestOn: null, latestOn: null };
  const after = (count: number) => addDays(from, Math.min(3650, Math.max(1, Math.ceil(count))));
  return { ratePerDay, finishOn: after(days), earliestOn: after(days - spread), latestOn: after(days + spread) };
}

/** Whole days from a completion (or forecast) to a deadline: positive is ahead. */
export const daysAhead = (deadline: Day, completion: Day): number => dayNumber(deadline) - dayNumber(completion);
