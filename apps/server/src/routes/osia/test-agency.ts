import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addAgency, type InterfaceName, type NewAgency, type Operation, osiaInterfaces, scopes } from "@dinhdanh/exchange";
import { systemActor, toDay } from "@dinhdanh/kernel";
import { runIntake } from "@dinhdanh/ledger";
import { personIdByPin } from "@dinhdanh/population";
import { intakeOf } from "../../imports/kinds.ts";
import { type Answer, testServer, type TestServer } from "../../test-server.ts";
import { checkAnswer } from "./test-standard.ts";

/** Made up; one is known to the year only, two bear one name. */
export const people = {
  hoa: { pin: "035304000017", name: "Nguyễn Thị Hòa", born: "2004-05-17" },
  tam: { pin: "035048000019", name: "Lê Văn Tám", born: "1948" },
  namesake: { pin: "035304000025", name: "Nguyễn Thị Hòa", born: "2004-05-17" },
};
const roll = `pin,fullName,birthDate,sex,permanentUnit,address,phone
${people.hoa.pin},${people.hoa.name},${people.hoa.born},female,13450,Thôn Nguyễn Trung,0900000001
${people.tam.pin},${people.tam.name},${people.tam.born},male,13450,Thôn Nhất,
${people.namesake.pin},${people.namesake.name},${people.namesake.born},female,13408,Thôn Hai,
`;

export const agreement = {
  ...{ name: "Cơ quan thử nghiệm", purpose: "Xác minh thí sinh dự thi", validFrom: toDay("2023-01-01"), validUntil: toDay("2023-12-31") },
  scopes: [...scopes],
  attributes: ["uin", "fullName", "lastName", "firstName", "dateOfBirth", "gender", "residenceUnit", "dateOfDeath"],
  adjudicates: false,
} satisfies Omit<NewAgency, "code">;

type Given = { path?: Record<string, string>; query?: string; body?: unknown; headers?: Record<string, string> };
export type Agency = {
  code: string;
  secret: string;
  /** a fresh access token */
  token: () => Promise<string>;
  /** calls an operation; fails unless the answer is one that OSIA's file allows */
  call: (name: InterfaceName, id: string, given?: Given) => Promise<Answer>;
};
export type AgencyServer = TestServer & {
  idOf: (pin: string) => Promise<string>;
  add: (code: string, changes?: Partial<NewAgency>) => Promise<Agency>;
};

export const form = (values: Record<string, string>) => ({
  body: new URLSearchParams(values).toString(),
  headers: { "content-type": "application/x-www-form-urlencoded" },
});

/** A server over three people, to which agencies can be added. */
export async function agencyServer(): Promise<AgencyServer> {
  const server = await testServer();
  await takeRoll(server);
  const add = async (code: string, changes: Partial<NewAgency> = {}): Promise<Agency> => {
    const added = await addAgency(server.register.exchange, systemActor, { code, ...agreement, ...changes });
    if (!added.ok) throw new Error(added.refusal.code);
    const secret = added.value.clientSecret;
    const token = async () => {
      const answer = await server.call(
        "POST",
        "/osia/oauth/token",
        form({ grant_type: "client_credentials", client_id: code, client_secret: secret }),
      );
      return (answer.json() as { access_token: string }).access_token;
    };
    let current: { token: string; atMs: number } | undefined;
    const call: Agency["call"] = async (...args) => {
      const nowMs = server.clock.nowMs();
      if (current === undefined || nowMs - current.atMs > 300_000) current = { token: await token(), atMs: nowMs };
      return callOperation(server, current.token, ...args);
    };
    return { code, secret, token, call };
  };
  return Object.assign(server, { add, idOf: async (pin: string) => (await personIdByPin(server.register.sql, pin)) ?? "" });
}

async function takeRoll({ register }: TestServer): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "dinhdanh-osia-"));
  const path = join(folder, "roll.csv");
  writeFileSync(path, roll);
  const kind = intakeOf(register, "roll", { officer: "system", unitsOn: toDay("2023-04-22") });
  await runIntake(kind, { ...register, actor: systemActor, path });
  rmSync(folder, { recursive: true });
}

let transaction = 0;

async function callOperation(server: TestServer, token: string, name: InterfaceName, id: string, given: Given = {}): Promise<Answer> {
  const operation = (osiaInterfaces[name] as Record<string, Operation>)[id];
  if (operation === undefined) throw new Error(`no operation ${id}`);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(given.path?.[key] ?? "x"));
  const numbered = name === "pr" || name === "uin";
  const query = given.query ?? (numbered ? `transactionId=t${(transaction += 1)}` : "");
  const { body, headers = {} } = given;
  const answer = await server.call(operation.method, `/osia/${name}${path}${query === "" ? "" : `?${query}`}`, {
    ...(body === undefined ? {} : { body }),
    headers: { authorization: `Bearer ${token}`, "accept-language": "en", ...headers },
  });
  checkAnswer(name, id, answer);
  return answer;
}
