export { type Aspect, aspectKeys, aspects } from "./rule.ts";
export { findingKindKeys, type FindingKind, qualityRules } from "./rules.ts";
export { aspectsOf, type AspectDays, brokenRecordRules, flawsLeft } from "./judge-facts.ts";
export { bulkMendKeys, bulkMends, type BulkMendKey, changesOf, type MendField, type TextChange } from "./bulk-mends.ts";
