import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibility } from "./journeys/accessibility.ts";
import { agencies } from "./journeys/agencies.ts";
import { areas } from "./journeys/areas.ts";
import { births } from "./journeys/births.ts";
import { cards } from "./journeys/cards.ts";
import { focus } from "./journeys/focus.ts";
import { imports } from "./journeys/imports.ts";
import { keyboard } from "./journeys/keyboard.ts";
import { life } from "./journeys/life.ts";
import { logs } from "./journeys/logs.ts";
import { overview } from "./journeys/overview.ts";
import { person } from "./journeys/person.ts";
import { printing } from "./journeys/printing.ts";
import { quality } from "./journeys/quality.ts";
import { remaining } from "./journeys/remaining.ts";
import { signIn } from "./journeys/sign-in.ts";
import { slowLine } from "./journeys/slow-line.ts";
import { openStage, type Stage } from "./stage.ts";
import { type Journeys, takeComplaints } from "./visit.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});
afterEach(async () => {
  await Promise.all(stage.browser.contexts().map((context) => context.close()));
});
afterAll(async () => stage?.close());

const journeys: Record<string, Journeys> = {
  "sign-in": signIn,
  overview,
  remaining,
  imports,
  person,
  quality,
  keyboard,
  cards,
  agencies,
  areas,
  life,
  births,
  focus,
  "slow line": slowLine,
  accessibility,
  printing,
  logs,
};

describe.each(Object.entries(journeys))("%s", (_, each) => {
  it.each(Object.entries(each))("%s", { timeout: 180_000 }, async (_name, journey) => {
    await journey(stage);
    expect(takeComplaints()).toEqual([]);
  });
});
