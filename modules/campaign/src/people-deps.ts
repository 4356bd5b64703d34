import type { Clock } from "@dinhdanh/kernel";
import type { Queryable } from "@dinhdanh/postgres";
import type { Engine } from "@dinhdanh/progress";
import type { CommuneIndex } from "@dinhdanh/territory";

/** What every list of people is read from. The clock says which unit an officer's scope is today: codes are reused. */
export type PeopleDeps = { sql: Queryable; engine: Engine; units: CommuneIndex; clock: Clock };
