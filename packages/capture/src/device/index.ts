export { syntheticPrint } from "../synthetic/impression.ts";
export { type Device, type DeviceServer, serveDevice } from "./serve-device.ts";
export { createSoftwareDevice, type SoftwareDevice, type SoftwareDeviceOptions } from "./software-device.ts";
