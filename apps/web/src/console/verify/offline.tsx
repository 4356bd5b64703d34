import { useMutation } from "@tanstack/react-query";
import { Button } from "@mantine/core";
import { readTrustList } from "../api/card-calls.ts";
import { Trouble } from "../parts/trouble.tsx";
import { saveFile } from "../parts/save-file.ts";
import { useLanguage } from "../words/language.tsx";

const command = "dinhdanh card verify ./chip --csca csca.pem --crl crl.pem --revoked revoked.json";
const call = (address: string) => `curl -X POST ${address}/api/v1/verify -H 'content-type: application/json' -d '{"qr": "…"}'`;

/** What a reader without a connection needs: the trust anchors as files, the list of revoked cards, and the command. */
export function Offline() {
  const { t } = useLanguage();
  const fetchList = useMutation({
    mutationFn: () => readTrustList(),
    onSuccess: ({ csca, crl }) => {
      saveFile(new Blob([csca.join("")], { type: "application/x-pem-file" }), "csca.pem");
      if (crl !== null) saveFile(new Blob([crl], { type: "application/x-pem-file" }), "crl.pem");
    },
  });
  return (
    <section className="offline-check">
      <h2>{t("offlineTitle")}</h2>
      <p className="mute">{t("offlineLead")}</p>
      <div className="actions">
        <Button variant="default" loading={fetchList.isPending} onClick={() => fetchList.mutate()}>
          {t("trustListLink")} <span className="mute small file-name">csca.pem, crl.pem</span>
        </Button>
        <Button component="a" variant="default" href="/api/v1/revoked-cards" download="revoked.json">
          {t("revokedListLink")} <span className="mute small file-name">revoked.json</span>
        </Button>
      </div>
      {fetchList.error === null ? null : <Trouble error={fetchList.error} />}
      {fetchList.data?.csca.length === 0 ? <p className="danger">{t("noTrustYet")}</p> : null}
      <p>{t("offlineCommand")}</p>
      <pre>{command}</pre>
      <p>{t("apiLead")}</p>
      <pre>{call(location.origin)}</pre>
    </section>
  );
}
