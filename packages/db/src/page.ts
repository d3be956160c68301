/** One page of a list and how many rows the whole list has. */
export interface Page<T> {
  count: number;
  results: T[];
}

export interface PageRequest {
  limit: number;
  offset: number;
}
