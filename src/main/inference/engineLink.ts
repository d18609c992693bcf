import type { EngineMessage, EngineRequest } from './engine/protocol'

/** A running engine process, however it was started. */
export interface EngineLink {
  post(request: EngineRequest): void
  /** Ends the process at once; `exit` follows. */
  kill(): void
}

/** What the starter calls back. */
export interface EngineLinkListener {
  message(message: EngineMessage): void
  /** Called once, however the process ended: an exit, a crash, or `kill`. */
  exit(code: number): void
}

/** Starts an engine process. */
export type StartEngine = (listener: EngineLinkListener) => EngineLink
