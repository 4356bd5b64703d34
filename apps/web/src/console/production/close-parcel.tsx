import type { ParcelWithCards } from "@dinhdanh/cards/contract";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { closeParcel } from "../api/card-calls.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useLanguage } from "../words/language.tsx";

/** Gives up what has not arrived; offered once it is late or came short. */
export function CloseParcel({ parcel }: { parcel: ParcelWithCards }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const close = useMutation({
    mutationFn: () => closeParcel(parcel.parcelId, reason.trim()),
    onSuccess: () => client.invalidateQueries({ queryKey: ["line"] }),
  });
  const away = parcel.list.filter(({ state }) => state === "shipped").length;
  if (away === 0 || !(parcel.overdue || parcel.state === "incomplete")) return null;
  return (
    <form
      className="panel no-print"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") close.mutate();
      }}
    >
      <h2>{t("closeParcelTitle")}</h2>
      <p className="mute">{t("closeParcelTeach")}</p>
      <TextInput
        label={t("closeParcelReason")}
        value={reason}
        maxLength={200}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {close.error === null ? null : <Trouble error={close.error} />}
      <div>
        <Button
          type="submit"
          color="red"
          variant="default"
          className="danger-button"
          loading={close.isPending}
          disabled={reason.trim() === ""}
        >
          {t("closeParcelDo", { n: away })}
        </Button>
      </div>
    </form>
  );
}
