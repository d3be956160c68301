/** Answers of the Gaia archive by the circle they are about. */
export interface GaiaAnswerRepository {
  /** The answer, when it was stored within the last `withinSeconds`. */
  fresh(cone: string, withinSeconds: number): Promise<Uint8Array | null>;
  remember(cone: string, answer: Uint8Array): Promise<void>;
  removeOlderThan(seconds: number): Promise<number>;
}
