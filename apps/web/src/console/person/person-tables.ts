import type { ResidenceStatus, relations } from "@dinhdanh/population/contract";
import type { Word } from "../words/words.ts";

export const statusWords = {
  present: "statusPresent",
  bedridden: "statusBedridden",
  "away-in-country": "statusAway",
  abroad: "statusAbroad",
  "no-contact": "statusNoContact",
  "serving-sentence": "statusSentence",
} as const satisfies Record<ResidenceStatus, Word>;

const relationWords: Record<string, Word> = {
  head: "relationHead",
  spouse: "relationSpouse",
  child: "relationChild",
  parent: "relationParent",
  grandchild: "relationGrandchild",
  sibling: "relationSibling",
  other: "relationOther",
} satisfies Record<(typeof relations)[number], Word>;
export const relationWord = (relation: string): Word => relationWords[relation] ?? "relationOther";

/** What an act of a kind is called in a timeline. Kinds that a newer server knows are shown by their key. */
const actWords: Record<string, Word> = {
  "person.registered": "actRegistered",
  "person.corrected": "actCorrected",
  "person.moved": "actMoved",
  "person.died": "actDied",
  "person.merged": "actMerged",
  "person.unmerged": "actUnmerged",
  "person.absorbed": "actAbsorbed",
  "person.released": "actGaveBack",
  "duplicate.judged": "actJudged",
  "person.married": "actMarried",
  "person.divorced": "actDivorced",
  "person.widowed": "actWidowed",
  "person.adopted": "actAdopted",
  "person.renamed": "actRenamed",
  "person.missing": "actMissing",
  "person.found": "actFound",
  "person.temporarily-resident": "actTemporary",
  "person.absent": "actAbsent",
  "person.returned": "actCameBack",
  "person.household-split": "actSplit",
  "person.household-joined": "actJoined",
  "person.nationality-renounced": "actRenounced",
  "person.nationality-regained": "actRegained",
  "person.contact-changed": "actContact",
  "person.number-assigned": "actNumbered",
  "person.renumbered": "actRenumbered",
  "person.number-kept": "actNumberKept",
  "person.number-restored": "actNumberRestored",
  "person.number-contested": "actNumberContested",
  "person.correction-proposed": "actProposed",
  "person.amended": "actAmended",
  "person.correction-refused": "actProposalRefused",
  "person.correction-withdrawn": "actProposalWithdrawn",
  "dossier.collected": "actCollected",
  "dossier.resubmitted": "actResubmitted",
  "dossier.returned": "actReturned",
  "dossier.held": "actHeld",
  "dossier.released": "actReleased",
  "dossier.recheck-asked": "actRecheckAsked",
  "dossier.check-overridden": "actCheckOverridden",
  "dossier.approved": "actApproved",
  "dossier.refused": "actRefused",
  "dossier.withdrawn": "actWithdrawn",
  "card.ordered": "actCardOrdered",
  "card.personalised": "actCardPersonalised",
  "card.printed": "actPrinted",
  "card.spoiled": "actCardSpoiled",
  "card.content-rejected": "actCardRejected",
  "card.shipped": "actCardShipped",
  "card.received": "actCardReceived",
  "card.returned-undelivered": "actCardReturned",
  "card.lost": "actCardLost",
  "card.damaged": "actCardDamaged",
  "card.expired": "actCardExpired",
  "card.revoked": "actCardRevoked",
  "card.handed-over": "actHandedOver",
  "eid.requested": "actEidRequested",
  "eid.approved": "actEidApproved",
  "eid.activated": "actEidActivated",
  "archive.digitised": "actArchive",
  "campaign.excluded": "actExcluded",
  "campaign.exclusion-ended": "actExclusionEnded",
};
export const actWord = (kind: string): Word | undefined => actWords[kind];

const viewWords: Record<string, Word> = {
  ...({ person: "viewPerson", history: "viewHistory", search: "viewSearch", export: "viewExport" } as const),
  ...({ people: "viewPeople", remaining: "viewRemaining", findings: "viewFindings", duplicates: "viewDuplicates" } as const),
  ...({ dossier: "viewDossier", "dossier-list": "viewDossierList" } as const),
  ...({ cards: "viewCards", "hand-over": "viewHandOver", "machine-file": "viewMachineFile" } as const),
};
/** What was seen; `osia.…` of an agency, through the interface of that name. */
export const viewWord = (view: string): Word | undefined => (view.startsWith("osia.") ? "viewAgency" : viewWords[view]);
