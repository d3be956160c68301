import type { Product } from "@datalab/testkit";
import { expect } from "@playwright/test";

export interface Operation {
  id: number;
  status: string;
  message: string;
  operation_progress: number;
  output: {
    output_files: { basename: string; fits_url: string; large_url: string; small_url: string }[];
    output_data?: Record<string, unknown>[];
  } | null;
}

export interface Submitted {
  sessionId: number;
  id: number;
  /** The operation's address. */
  path: string;
}

export interface InputFile {
  source: string;
  basename: string;
}

/** A frame of the demo night, by its number. */
export const demoFrame = (number: number): InputFile => ({
  source: "archive",
  basename: `sim-lsc1m0-20260110-${String(number).padStart(4, "0")}-e91`,
});

/** A Median of so many images takes seconds; the same few frames again and again, so that there is little to fetch. */
export const slowMedian = (images: number) => Array.from({ length: images }, (_, i) => demoFrame(1 + (i % 12)));

export const tokenHeaders = (token: string) => ({
  Authorization: `Token ${token}`,
  "Content-Type": "application/json",
});

/** What a script with the administrator's token does. */
export function restClient({ url, admin }: Product) {
  const headers = tokenHeaders(admin.token);
  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(response.status, path).toBe(201);
    return response.json();
  };
  const read = async ({ path }: Submitted): Promise<Operation> => (await fetch(`${url}${path}`, { headers })).json();
  /** Starts an operation in a session of its own. */
  const start = async (name: string, input_data: object, session = "rest"): Promise<Submitted> => {
    const { id: sessionId } = await post("/api/datasessions/", { name: session });
    const operations = `/api/datasessions/${sessionId}/operations/`;
    const { id } = await post(operations, { name, input_data });
    return { sessionId, id, path: `${operations}${id}/` };
  };
  return {
    read,
    start,
    startMedian: (input_files: InputFile[], session = "rest") => start("Median", { input_files }, session),
    async finished(submitted: Submitted, timeout = 60_000): Promise<Operation> {
      const status = async () => (await read(submitted)).status;
      await expect.poll(status, { timeout, intervals: [100, 200, 500] }).toMatch(/COMPLETED|FAILED/);
      return read(submitted);
    },
  };
}
