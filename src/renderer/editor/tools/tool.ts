import type { ToolId } from '../editorState'
import type { StateNode } from './stateNode'
import type { ToolContext } from './toolContext'

/** A tool: a state machine whose states are its child nodes. */
export abstract class Tool {
  abstract readonly id: ToolId | 'hand'
  #child: StateNode | null = null

  constructor(readonly context: ToolContext) {}

  /** The state in which the tool waits for a gesture. */
  abstract idle(): StateNode

  /** The active state; asking for it before the tool was entered is a mistake in the machine. */
  get child(): StateNode {
    if (!this.#child) throw new Error(`The tool ${this.id} was not entered`)
    return this.#child
  }

  get path(): string {
    return `${this.id}.${this.child.id}`
  }

  enter(): void {
    this.#child = this.idle()
    this.#child.onEnter?.()
  }

  /** Ends, because another tool (null: none) takes over; what was under way is given up. */
  exit(next: ToolId | null): void {
    this.cancel()
    this.leave?.(next)
    this.#child?.onExit?.()
    this.#child = null
  }

  /** What else a tool gives up at its end. */
  protected leave?(next: ToolId | null): void

  /** Goes on to another state. */
  go(next: StateNode): void {
    this.#child?.onExit?.()
    this.#child = next
    next.onEnter?.()
  }

  /** Gives up what is under way. */
  cancel(): void {
    this.#child?.onCancel?.()
  }

  /** The prompt or its preview changed, maybe because an answer arrived. */
  onAssistChange?(): void
}
