/** One end of a line to a worker: a thread, or the same thread in tests. */
export interface WorkerPort {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, however the worker ended. */
  onExit(listener: (reason: string) => void): void
}

/** Starts a worker. */
export type PortFactory = () => WorkerPort
