export interface KernelPool {
  readonly threads: number;
  close(): Promise<void>;
}
export declare function createPool(options: { threads: number }): KernelPool;
