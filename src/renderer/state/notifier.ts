import type { Problem } from '@shared/schema/problem'

/** Tells the user what has no lasting place in the window. Texts are translated already. */
export interface Notifier {
  /** Something went wrong; 'superseded' and 'cancelled' are no news and are left out. */
  problem(problem: Problem): void
  /** Something noticed or repaired, that is no failure of what the user just did. */
  notice(problem: Problem): void
  /** Anything thrown, expected or not. */
  error(error: unknown): void
  info(title: string, text: string): void
  /** Something was done, and can be taken back from here. */
  done(text: string, undo: () => void): void
  /** Offers a way back, until it is taken or withdrawn by the function returned. */
  offer(text: string, action: string, act: () => void): () => void
  /** What was told to be done last can no longer be taken back from there. */
  withdraw(): void
}
