import type { ToolId } from '../../editorState'
import { Tool } from '../tool'
import type { StateNode } from '../stateNode'

/** What the point and the box tool share: their state follows whether a prompt is fixed. */
export abstract class PromptTool extends Tool {
  /** The state while a prompt is fixed. */
  abstract prompting(): StateNode

  override enter(): void {
    super.enter()
    this.onAssistChange()
  }

  /** From one prompt tool to the other the prompt stays. */
  protected override leave(next: ToolId | null): void {
    if (next !== 'point' && next !== 'box') this.context.assist.cancel()
  }

  override cancel(): void {
    super.cancel()
    this.context.assist.stopFollowing()
  }

  /** The state in which the tool waits for the next click. */
  rest(): StateNode {
    return this.context.assist.fixed ? this.prompting() : this.idle()
  }

  override onAssistChange(): void {
    const { fixed } = this.context.assist
    // A gesture under way comes to rest by itself.
    if (this.child.id === (fixed ? 'idle' : 'prompting')) this.go(this.rest())
  }
}
