import { LRUCache } from "lru-cache";
import type { AnalysisFrame } from "./define.ts";

/** A frame that was opened, and how to let go of its file. */
export interface OpenedFrame {
  readonly frame: AnalysisFrame;
  release(): Promise<void>;
}

interface Slot {
  readonly opening: Promise<OpenedFrame>;
  users: number;
  discarded: boolean;
}

/**
 * The frames that were used last, open. Whoever asks for a frame while it is being opened waits for the same opening; one that is pushed off
 * the shelf is let go of when its last user is done.
 */
export class FrameShelf {
  readonly #slots: LRUCache<string, Slot>;

  constructor(places: number) {
    this.#slots = new LRUCache({
      max: places,
      dispose(slot) {
        slot.discarded = true;
        letGo(slot);
      },
    });
  }

  /** Calls `use` with a way to the frame; it is opened when first asked for and held until `use` is done. */
  async with<Result>(
    name: string,
    open: () => Promise<OpenedFrame>,
    use: (frame: () => Promise<AnalysisFrame>) => Promise<Result>,
  ): Promise<Result> {
    let held: Slot | undefined;
    const take = () => {
      const slot = this.#slots.get(name) ?? this.#put(name, open());
      slot.users++;
      return slot;
    };
    try {
      return await use(async () => {
        held ??= take();
        return (await held.opening).frame;
      });
    } finally {
      if (held) {
        held.users--;
        letGo(held);
      }
    }
  }

  clear(): void {
    this.#slots.clear();
  }

  #put(name: string, opening: Promise<OpenedFrame>): Slot {
    const slot: Slot = { opening, users: 0, discarded: false };
    opening.catch(() => {
      if (this.#slots.peek(name) === slot) this.#slots.delete(name);
    });
    this.#slots.set(name, slot);
    return slot;
  }
}

/** A file that could not be removed is removed with the process's leases when another one starts. */
function letGo({ opening, users, discarded }: Slot): void {
  if (discarded && users === 0) opening.then(({ release }) => release()).catch(() => {});
}
