import { contentFaults, type SetAside as SetAsideView, stepsOfFault } from "@dinhdanh/cards/contract";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { retrySetAside } from "../api/card-calls.ts";
import { setAsideQuery } from "../api/card-queries.ts";
import { Dialog } from "../parts/dialog.tsx";
import { RejectContent } from "../parts/reject-content.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

/** Cards that left their batch because their content cannot be made: why, and the way back. Nothing when there are none. */
export function SetAside() {
  const { t, say, day } = useLanguage();
  const client = useQueryClient();
  const [rejected, setRejected] = useState<SetAsideView["cards"][number]>();
  const { data, error, refetch } = useQuery(setAsideQuery);
  const retry = useMutation({
    mutationFn: () => retrySetAside({ cards: (data?.cards ?? []).map(({ personId, cardId }) => ({ personId, cardId })) }),
    onSettled: () => client.invalidateQueries({ queryKey: ["line"] }),
  });
  if (data === undefined) return error === null ? null : <Trouble error={error} onRetry={() => void refetch()} />;
  if (data.cards.length === 0) return null;
  return (
    <section className="set-aside">
      <div className="tools">
        <h2>{t("setAsideTitle", { n: data.cards.length })}</h2>
        <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
          {t("retryAll")}
        </Button>
      </div>
      <p className="mute">
        {t("setAsideTeach")} {data.more ? t("setAsideMore") : null}
      </p>
      {retry.error === null ? null : <Trouble error={retry.error} />}
      <table className="stacked">
        <thead>
          <tr>
            <th scope="col">{t("columnCause")}</th>
            <th scope="col">{t("deskUnit")}</th>
            <th scope="col">{t("columnDue")}</th>
            <th scope="col">{t("columnPerson")}</th>
            <th scope="col">
              <span className="hidden">{t("confirmRejectAside")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.cards.map((card) => (
            <tr key={card.cardId}>
              <th scope="row">{say(contentFaults[card.cause])}</th>
              <td data-label={t("deskUnit")}>{card.unitName}</td>
              <td data-label={t("columnDue")}>{card.dueOn === null ? t("noDue") : day(card.dueOn)}</td>
              <td>
                <Link to="/cong-dan/$personId" params={{ personId: card.personId }}>
                  {t("openPerson")}
                </Link>
              </td>
              <td>
                <Button variant="default" size="xs" aria-haspopup="dialog" onClick={() => setRejected(card)}>
                  {t("confirmRejectAside")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rejected === undefined ? null : (
        <Dialog title={t("confirmRejectAside")} onClose={() => setRejected(undefined)}>
          <RejectContent
            card={{ ...rejected, state: "set-aside" }}
            start={{ reason: say(contentFaults[rejected.cause]), steps: stepsOfFault(rejected.cause) }}
            onDone={() => setRejected(undefined)}
            onCancel={() => setRejected(undefined)}
          />
        </Dialog>
      )}
    </section>
  );
}
