export interface RunningServer {
  /** Lets screens, painters, stores and the local chain go, in this order. */
  close(): Promise<void>;
}
