/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  const { refuseWrongSchema } = await import("./server.ts");
  void refuseWrongSchema();
}
