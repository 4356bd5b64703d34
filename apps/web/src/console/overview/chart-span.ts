import type { Trend } from "@dinhdanh/campaign/contract";
import { addDays, toDay } from "@dinhdanh/kernel/contract";

/** Days that the chart's axis covers. */
export type Span = { from: string; to: string };

type Given = { from: string; asOf: string; lastDay: string; recent: boolean; trend: Trend | undefined };

const later = (days: readonly (string | null | undefined)[]) =>
  days.reduce<string>((latest, day) => (day !== null && day !== undefined && day > latest ? day : latest), "");

/**
 * The whole campaign ends at its last day of data or its last deadline, whatever day is shown, so that the axis stands
 * still while the day moves. The recent view looks six weeks ahead of the day, or to a deadline within fourteen.
 */
export function spanOf({ from, asOf, lastDay, recent, trend }: Given): Span {
  if (recent) {
    const horizon = addDays(toDay(asOf), 98);
    const near = [trend?.directiveOn, trend?.emulationOn, trend?.commitmentOn].filter(
      (day) => day !== null && day !== undefined && day <= horizon,
    );
    return { from, to: later([addDays(toDay(asOf), 42), ...near]) };
  }
  return { from, to: later([addDays(toDay(lastDay), 21), trend?.directiveOn, trend?.emulationOn, trend?.commitmentOn]) };
}
