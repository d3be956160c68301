export type { BlobStore, ByteRange, ObjectBody, ObjectHead, StoredObject } from "./blob-store.ts";
export { contentTypeOf } from "./blob-store.ts";
export { type DiskRoom, diskRoom, hasRoom } from "./disk-room.ts";
export { type FileLinks, fileLinks } from "./file-links.ts";
export { folderStore } from "./folder-store.ts";
export { type CachedFrame, type FrameCache, type FrameLease, frameCache } from "./frame-cache.ts";
