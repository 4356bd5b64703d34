export { type FixedClock, fixedClock } from "./clock.ts";
export { type TestDatabase, testDatabase } from "./database.ts";
export { assertNoPersonalData, type PersonalFixtures } from "./personal-data.ts";
export { smallJpeg } from "./small-jpeg.ts";
