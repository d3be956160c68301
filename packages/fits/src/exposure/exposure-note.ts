type Quantity = "start" | "length" | "middle" | "gain" | "readNoise" | "saturation" | "site" | "filter";

/** What is wrong with it: nothing is stated, it cannot be read or be true, something was assumed, two cards differ. */
type Matter = "missing" | "unreadable" | "impossible" | "assumed" | "conflict";

/** Something people should know about what a header says of its exposure. */
export interface ExposureNote {
  readonly code: `${Quantity}.${Matter}`;
  /** A sentence to follow a frame's name and a colon. */
  readonly text: string;
}

export type TakeNote = (code: ExposureNote["code"], text: string) => void;
