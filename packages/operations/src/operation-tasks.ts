/** The module with this package's thread tasks, for `createPool({ modules })`. Threads run from dist, also when this file is read from src. */
export const operationTasks = new URL("../dist/tasks.js", import.meta.url);
