import { type BatchView, states } from "@dinhdanh/dossiers/contract";
import { countryCode } from "@dinhdanh/territory/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { confirmBatch, previewBatch } from "../api/dossier-calls.ts";
import { useSubmitKey } from "../imports/use-submit-key.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { OnlyWho } from "../parts/only-who.tsx";
import { Tag } from "../parts/tag.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { madeId } from "../intake/kept-work.ts";
import { useOfficer } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";

const mostAtOnce = 1000;

export const BulkPage = () => (
  <OnlyWho may="approve" title="bulkClosed" lead="bulkClosedLead">
    <Bulk />
  </OnlyWho>
);

/** Approves those that passed every check; a random sample of them goes to review one by one first. Nothing happens before the second press. */
function Bulk() {
  const { t, say } = useLanguage();
  const officer = useOfficer();
  const client = useQueryClient();
  const [most, setMost] = useState(String(mostAtOnce));
  const batchId = useRef<string>(undefined);
  useTitle(t("bulkTitle"));
  const preview = useMutation({
    mutationFn: () => {
      // the same batch as long as no answer has come
      batchId.current ??= madeId();
      return previewBatch({ batchId: batchId.current, unit: officer.scope ?? countryCode, most: Number(most) });
    },
    onSuccess: () => (batchId.current = undefined),
  });
  const confirm = useMutation({
    mutationFn: confirmBatch,
    onSuccess: () => client.invalidateQueries({ queryKey: ["dossiers"] }),
  });
  const batch = confirm.data ?? preview.data;
  const usable = /^\d+$/.test(most) && Number(most) >= 1 && Number(most) <= 10_000;
  const next = () => {
    if (preview.data === undefined) preview.mutate();
    else if (confirm.data === undefined && preview.data.approvable > 0) confirm.mutate(preview.data.batchId);
  };
  const busy = preview.isPending || confirm.isPending;
  useSubmitKey(!busy && usable, next);
  return (
    <>
      <nav className="crumbs">
        <Link to="/ho-so">{t("navDossiers")}</Link>
      </nav>
      <h1>{t("bulkTitle")}</h1>
      <p className="lead">
        {t("bulkLead", {
          state: say(states.clean.text).toLocaleLowerCase(),
          scope: officer.scope === null ? t("country") : officer.scopeName,
        })}
      </p>
      {batch === undefined ? (
        <TextInput
          label={t("bulkMost")}
          inputMode="numeric"
          className="short"
          value={most}
          error={usable ? undefined : t("bulkMostWrong")}
          onChange={(event) => setMost(event.target.value)}
        />
      ) : (
        <Batch batch={batch} />
      )}
      {(preview.error ?? confirm.error) === null ? null : <Trouble error={preview.error ?? confirm.error} />}
      <div className="actions">
        {confirm.data === undefined ? (
          <Button loading={busy} disabled={!usable || preview.data?.approvable === 0} onClick={next}>
            {preview.data === undefined ? t("bulkPreview") : t("bulkConfirm", { n: preview.data.approvable })}
            <kbd className="on-button">Ctrl + Enter</kbd>
          </Button>
        ) : null}
        {batch === undefined ? null : (
          <LinkButton variant="default" to="/ho-so/duyet">
            {t("reviewOpen")}
          </LinkButton>
        )}
      </div>
    </>
  );
}

function Batch({ batch }: { batch: BatchView }) {
  const { t, number, percent } = useLanguage();
  const {
    considered,
    approvable,
    sampled,
    ownLeftOut,
    changesWaiting,
    changesRefused,
    sampleRate,
    seed,
    state,
    approved,
    skipped,
    sample,
  } = batch;
  const lines = [
    [t("bulkConsidered"), considered],
    [t("bulkApprovable"), approvable],
    [t("bulkSampled", { rate: percent(sampleRate) }), sampled],
    [t("bulkOwn"), ownLeftOut],
    [t("bulkWaiting"), changesWaiting],
    [t("bulkRefused"), changesRefused],
    ...(state === "confirmed" ? [[t("bulkApproved"), approved] as const, [t("bulkSkipped"), skipped] as const] : []),
  ] as const;
  return (
    <section aria-label={t("bulkTitle")}>
      {state === "confirmed" ? (
        <output>
          <Tag tone="done">{t("bulkDone", { n: approved })}</Tag>
        </output>
      ) : null}
      <dl className="stages bulk">
        {lines.map(([label, n]) => (
          <div key={label} className="stage">
            <dt>{label}</dt>
            <dd>
              <b>{number(n)}</b>
            </dd>
          </div>
        ))}
      </dl>
      {sample.length === 0 ? null : (
        <>
          <h2>{t("bulkSample")}</h2>
          <p className="mute small seed">{t("bulkSampleTeach", { seed })}</p>
          <ul className="sample-links">
            {sample.slice(0, 50).map((dossierId, index) => (
              <li key={dossierId}>
                <Link to="/ho-so/$dossierId" params={{ dossierId }}>
                  {t("bulkSampleOne", { n: index + 1 })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
