/**
 * Does `work` for 0 … count − 1, at most `lanes` at a time. After an error nothing new is begun, what runs is waited for, and the
 * error is thrown.
 */
export async function inLanes(count: number, lanes: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) {
      try {
        await work(next++);
      } catch (error) {
        next = count;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(lanes, count) }, lane));
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}
