export {
  type ArchiveStandIn,
  type ArchiveStandInOptions,
  type RequestKind,
  type StandInRequest,
  startArchiveStandIn,
} from "./archive-stand-in.ts";
export { type BenchFrameOptions, benchFrame } from "./bench-frame.ts";
export { type Fault, type FaultyProxy, startFaultyProxy } from "./faulty-proxy.ts";
export { type Product, startProduct } from "./product.ts";
export { sharedData } from "./shared-data.ts";
export { type SmallFrame, type SmallFrameOptions, smallFrame } from "./small-frame.ts";
export { createTestDatabase, type TestDatabase } from "./test-database.ts";
export { createTestUser, type TestUser } from "./test-user.ts";
export { worstExcess } from "./worst-excess.ts";
