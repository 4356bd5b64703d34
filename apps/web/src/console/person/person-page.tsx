import type { PersonView } from "@dinhdanh/campaign/contract";
import { type Purpose, purposes } from "@dinhdanh/population/contract";
import { NativeSelect, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { personQuery } from "../api/queries.ts";
import { Crumbs } from "../parts/crumbs.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { Bars } from "../parts/skeleton.tsx";
import { Trouble } from "../parts/trouble.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../routing/use-view.ts";
import { useLanguage } from "../words/language.tsx";
import { CorrectionAction } from "./correction-action.tsx";
import { EventAction } from "./event-action.tsx";
import { History } from "./history.tsx";
import { CardFace } from "./card-face.tsx";
import { ExclusionAction } from "./exclusion.tsx";
import { Cards } from "./cards.tsx";
import { FactList } from "./fact-list.tsx";
import { Findings } from "./findings.tsx";
import { Household } from "./household.tsx";
import { Reads } from "./reads.tsx";
import { StateLine } from "./state-line.tsx";
import { Stays } from "./stays.tsx";
import { Timeline } from "./timeline.tsx";

const route = getRouteApi("/trong/cong-dan/$personId");

/** One person: who they are, where they stand, what is wrong, what happened, and who looked. */
export function PersonPage() {
  const { t } = useLanguage();
  const { personId } = route.useParams();
  const { "muc-dich": purpose = "campaign" } = route.useSearch();
  const { data, error, refetch } = useQuery(personQuery(personId, purpose));
  useTitle(data === undefined ? "" : data.facts.fullName);
  if (data === undefined) {
    return error === null ? (
      <div aria-busy="true">
        <Bars rows={1} height={16} />
        <Bars rows={2} height={32} />
        <div className="person">
          <Bars rows={1} height={196} />
          <Bars rows={8} height={28} />
        </div>
      </div>
    ) : (
      <Trouble error={error} onRetry={() => void refetch()} page />
    );
  }
  return (
    <>
      <div className="above">
        <Crumbs path={data.unitPath} leaf />
        <PurposeChoice purpose={purpose} />
      </div>
      <h1>{data.facts.fullName}</h1>
      <StateLine person={data} />
      <div className="person-actions">
        <IntakeAction personId={data.personId} />
        <ExclusionAction person={data} />
        <EventAction person={data} />
        <CorrectionAction person={data} />
      </div>
      <div className="person">
        <aside>
          <CardFace facts={data.facts} />
          <FactList person={data} />
          <Household person={data} />
        </aside>
        <Findings person={data} />
        <section className="course">
          <Course person={data} purpose={purpose} />
        </section>
      </div>
      <p className="printed">{t("purposeNote")}</p>
    </>
  );
}

function IntakeAction({ personId }: { personId: string }) {
  const { t } = useLanguage();
  if (!useMay("collect")) return null;
  return (
    <LinkButton size="xs" to="/thu-nhan" search={{ nguoi: personId }}>
      {t("navIntake")}
    </LinkButton>
  );
}

function Course({ person, purpose }: { person: PersonView; purpose: Purpose }) {
  const { t } = useLanguage();
  return (
    <Tabs defaultValue="acts" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="acts">{t("tabActs")}</Tabs.Tab>
        <Tabs.Tab value="cards">{t("tabCards")}</Tabs.Tab>
        <Tabs.Tab value="stays">{t("tabStays")}</Tabs.Tab>
        <Tabs.Tab value="history">{t("tabHistory")}</Tabs.Tab>
        <Tabs.Tab value="reads">
          {t("tabReads")} <span className="num mute">{person.reads.length}</span>
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="acts">
        <Timeline person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="cards">
        <Cards person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="stays">
        <Stays person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <History person={person} purpose={purpose} />
      </Tabs.Panel>
      <Tabs.Panel value="reads">
        <Reads person={person} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** Why one looks. It stays in the address, so that the way back states the same. */
function PurposeChoice({ purpose }: { purpose: Purpose }) {
  const { t, say } = useLanguage();
  const navigate = useNavigate({ from: "/cong-dan/$personId" });
  const keys = Object.keys(purposes) as Purpose[];
  return (
    <label className="filter">
      <span title={t("purposeNote")}>{t("purposeLabel")}</span>
      <NativeSelect
        size="xs"
        value={purpose}
        onChange={({ currentTarget }) =>
          void navigate({
            to: ".",
            search: (previous) => ({ ...previous, "muc-dich": keys.find((key) => key === currentTarget.value) }),
            replace: true,
          })
        }
        data={keys.map((value) => ({ value, label: say(purposes[value]) }))}
      />
    </label>
  );
}
