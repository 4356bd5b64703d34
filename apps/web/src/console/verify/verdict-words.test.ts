import { verdicts, type Verdict, type Verification } from "@dinhdanh/cards/contract";
import { expect, it } from "vitest";
import { answerOf, answers, findingText } from "./verdict-words.ts";

const found = (verdict: Verdict, findings: string[] = []): Verification => ({ verdict, by: ["register"], findings });

it("answers each verdict, and tells what is unreadable and what is not signed apart", () => {
  for (const verdict of Object.keys(verdicts) as Verdict[]) expect(answerOf(found(verdict), "chip")).toBe(verdict);
  expect(answerOf(found("genuine"), "qr")).toBe("matches");
  expect(answerOf(found("genuine"), "mrz")).toBe("matches");
  expect(answerOf(found("altered", ["qr-birth-date"]), "qr")).toBe("malformed");
  expect(answerOf(found("altered", ["EF.SOD:malformed"]), "chip")).toBe("malformed");
  expect(answerOf(found("altered", ["EF.DG2:malformed"]), "chip")).toBe("altered");
});

it("has a word and a shape of its own for each answer", () => {
  const all = Object.values(answers);
  expect(new Set(all.map(({ word }) => word)).size).toBe(all.length);
  expect(new Set(all.map(({ shape }) => shape)).size).toBe(all.length);
});

it("puts findings into words", () => {
  expect(findingText("EF.DG2:hash-differs").en).toBe("EF.DG2 was altered: its hash differs.");
  expect(findingText("card-lost").vi).toBe("Trạng thái của thẻ: mất.");
  expect(findingText("qr-number").en).toContain("12 digits");
  expect(findingText("of-tomorrow").vi).toBe("of-tomorrow");
});
