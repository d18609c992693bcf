/** How the other side ended. */
export interface Exit {
  /** Null where there is none: it could not be started, or a signal ended it. */
  readonly code: number | null
  /** English: the exit code in words, or the error that nobody caught. */
  readonly reason: string
}

/**
 * One end of a channel of messages: to or from a thread, a process, or a partner in memory. Messages arrive in order,
 * as structured clones; memory that is shared arrives as the same memory.
 */
export interface Port {
  /** @param transfer buffers (or whatever the channel can transfer) that are moved instead of copied */
  post(message: unknown, transfer?: readonly object[]): void
  /** One listener; what arrives before it is set waits. */
  onMessage(listener: (message: unknown) => void): void
  /** One listener, called once, however the other side ended. */
  onExit(listener: (exit: Exit) => void): void
  /** Waits for no message any more, so that a thread with nothing else to do ends. What is posted still arrives. */
  release?(): void
}

/**
 * A port to a process that this side started. A thread's port has no `kill`: ending a thread while a native call runs
 * aborts the whole process.
 */
export interface ChildPort extends Port {
  /** Ends the process for certain, whatever it is doing; the exit follows. */
  kill(): void
  readonly pid: number | undefined
}

/** Starts a thread, or what stands for one. */
export type PortFactory = () => Port
