import type { Client } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

/** For statements that select one `jsonRow` as `row`: T states what that object holds. */
export async function rowsOf<T>(client: Client, statement: Prisma.Sql): Promise<T[]> {
  const found = await client.$queryRaw<{ row: T }[]>(statement);
  return found.map(({ row }) => row);
}

/** The same for statements that select JSON as text beside it. */
export async function textRowsOf<T extends { inputText: string }>(client: Client, statement: Prisma.Sql): Promise<T[]> {
  const found = await client.$queryRaw<{ row: Omit<T, "inputText">; inputText: string }[]>(statement);
  return found.map(({ row, inputText }) => ({ ...row, inputText }) as T);
}

export async function firstOf<T>(client: Client, statement: Prisma.Sql): Promise<T | null> {
  const [row] = await rowsOf<T>(client, statement);
  return row ?? null;
}

export async function countOf(client: Client, statement: Prisma.Sql): Promise<number> {
  const [found] = await client.$queryRaw<{ count: number }[]>(statement);
  return found?.count ?? 0;
}

/** Whether a statement changed anything. */
export async function moved(client: Client, statement: Prisma.Sql): Promise<boolean> {
  return (await client.$executeRaw(statement)) > 0;
}
