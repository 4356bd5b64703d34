export { type Clock, clockAt, systemClock } from "./clock.ts";
export { type Day, addDays, addYears, calendarDay, dayNumber, dayOf, endOfMonth, isDay, toDay } from "./day.ts";
export { type Locale, locales, type Text } from "./locale.ts";
export { type PartialDate, lastPossibleDay, parsePartialDate, type ParsedDate, yearOf } from "./partial-date.ts";
export { type Outcome, type Refusal, refuse, accept } from "./outcome.ts";
export { type Actor, systemActor } from "./actor.ts";
export { dayNumberSchema, isoDaySchema, unitCodeSchema, uuidSchema } from "./schemas.ts";
