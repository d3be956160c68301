export function dataFolderProblem(folder: string, error: Error & { code?: string }): string;
export function prepareDataFolder(folder: string, freeBytes?: (folder: string) => number): void;
