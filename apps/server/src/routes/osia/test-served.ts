import { clockAt, systemClock } from "@dinhdanh/kernel";
import { openRegister } from "../../register.ts";
import { serve } from "../../serve.ts";

/** Run as a process of its own, to be killed: a server over a database, whose clock has gone thirty times as fast since an instant (ms since 1970). */
const [databaseUrl = "", home = "", since = ""] = process.argv.slice(2);
const start = Number(since);
const clock = clockAt(() => start + (systemClock.nowMs() - start) * 30);
const register = await openRegister({ databaseUrl, home, clock, connections: 4 });
register.exchange.allowedNetworks.addAddress("127.0.0.1");
await serve(register, { port: 0, demo: false, version: "0.0.0", webFolder: "/nowhere", logLevel: "silent" });
