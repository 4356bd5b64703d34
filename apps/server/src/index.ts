export { migrations, openRegister, type Register, type RegisterOptions, registerOptions } from "./register.ts";
export { serve, type ServeOptions, type Serving } from "./serve.ts";
export { createServer, type ServerOptions } from "./server.ts";
