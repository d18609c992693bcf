import { ProblemError, toProblem } from '@shared/schema/problem'
import type { AnnotationId } from '@shared/schema/ids'
import type { Prompt, PromptBox, PromptPoint } from '@shared/schema/prompt'
import type { MaskData } from '@shared/schema/shape'
import { noAssist, type AssistState } from '../editorState'
import type { EditorServices, PredictRequest } from '../services'
import type { StateAccess } from '../pointerState'
import { Acceptances, type AcceptedMask } from './acceptances'
import { Answer } from './answer'
import { HoverPreview } from './hoverPreview'
import { PromptSteps, PromptStep } from './promptSteps'

export interface AssistHost {
  readonly state: StateAccess
  readonly services: Pick<EditorServices, 'predict' | 'refusal' | 'candidate'>
  readonly report: EditorServices['report']
  /**
   * What makes an object of a prompt that is accepted now, on the image that is open now, or gives the one that was
   * outlined anew its new outline.
   */
  readonly receiver: (target: AnnotationId | null) => (accepted: AcceptedMask) => void
  /** Whether a prompt that could not be answered may be put back for another try. */
  readonly mayRestore: () => boolean
  readonly onChange: () => void
}

/** The prompt that is being put to SAM: hover preview, fixed points and box, choice among masks, acceptance. */
export class AssistSession {
  readonly #steps = new PromptSteps()
  readonly #hover: HoverPreview
  readonly #acceptances: Acceptances
  /** The newest mask that was shown, kept on screen until the next one is here. */
  #shown: { readonly answer: Answer; readonly mask: MaskData } | null = null

  constructor(private readonly host: AssistHost) {
    const { services } = host
    this.#hover = new HoverPreview(
      (request) => services.predict(request),
      () => this.#publish(),
      (error) => this.#fail(error)
    )
    this.#acceptances = new Acceptances({
      send: (step) => this.#send(step),
      candidate: (choice) => services.candidate(choice),
      failed: (step, error) => this.#restore(step, error),
      onChange: () => this.#publish()
    })
  }

  /** There is a prompt that Enter would accept. */
  get fixed(): boolean {
    return this.#steps.current !== null
  }

  /** Previews what a prompt would give. */
  follow(prompt: Prompt): void {
    const image = this.host.state.getState().image?.id
    // What cannot be asked is told when it is done, not while the pointer is on its way.
    if (image !== undefined && !this.host.services.refusal(prompt)) this.#hover.follow(image, prompt)
  }

  /** Ends the preview that follows the pointer; a fixed prompt stays. */
  stopFollowing(): void {
    this.#hover.clear()
  }

  /** A click: refines the mask that is chosen now, or begins a prompt. */
  addPoint(point: PromptPoint): void {
    const { points = [], box = null } = this.#steps.current?.prompt ?? {}
    this.#push({ points: [...points, point], box }, true)
  }

  /** A box: begins a prompt anew. */
  setBox(box: PromptBox): void {
    this.#push({ points: [], box }, false)
  }

  /** Outlines an object anew, beginning with this prompt. */
  refine(target: AnnotationId, prompt: Prompt): void {
    this.cancel()
    this.#push(prompt, false, target)
  }

  /** Takes the last point or box back, to the mask before it. */
  back(): boolean {
    return this.#moved(this.#steps.back())
  }

  /** Puts the point or box again that was taken back last. */
  forward(): boolean {
    return this.#moved(this.#steps.forward())
  }

  /** Chooses one of SAM's masks, of the preview or the fixed prompt. */
  choose(index: number): void {
    const answer = this.#answer
    if (!answer) return
    answer.choose(index)
    this.#load(answer)
  }

  /** Chooses the mask that a digit from 1 on stands for. */
  chooseDigit(digit: number): void {
    const index = this.#answer?.ofDigit(digit) ?? null
    if (index !== null) this.choose(index)
  }

  /** Chooses the next or previous of SAM's masks. */
  cycle(step: 1 | -1): void {
    const answer = this.#answer
    if (answer) this.choose(answer.neighbour(step))
  }

  /** Makes an object of the prompt: now, or as soon as its answer arrives. Whether there was a prompt. */
  accept(): boolean {
    const step = this.#steps.current
    if (!step) return false
    this.#steps.clear()
    this.#hover.clear()
    this.#acceptances.accept(step, this.host.receiver(step.target))
    this.#publish()
    return true
  }

  /** Gives up the object that was accepted last, if its answer is still on its way. */
  cancelAcceptance(): boolean {
    return this.#acceptances.cancelLast()
  }

  /** Resolves when every accepted prompt has become an object, or failed. */
  accepted(): Promise<void> {
    return this.#acceptances.done()
  }

  /** Gives up everything, also what was accepted and has no answer yet. */
  dispose(): void {
    this.#acceptances.cancelAll()
    this.cancel()
  }

  /** Gives up the prompt and its preview. Whether there was anything. */
  cancel(): boolean {
    const had = this.fixed || this.#steps.canGoForward || this.#hover.prompt !== null
    this.#steps.clear()
    this.#hover.clear()
    if (had) this.#publish()
    return had
  }

  get #answer(): Answer | null {
    return this.#hover.prompt ? this.#hover.answer : (this.#steps.current?.answer ?? null)
  }

  #push(prompt: Prompt, refine: boolean, target = this.#steps.current?.target ?? null): void {
    const image = this.host.state.getState().image?.id
    if (image === undefined) return
    const refusal = this.host.services.refusal(prompt)
    if (refusal) {
      this.#hover.clear()
      this.host.report(refusal)
      return
    }
    const step = new PromptStep(image, prompt, refine ? this.#steps.toRefine : null, target)
    const known = step.previous ? null : this.#hover.take(image, prompt)
    this.#steps.push(step)
    if (known instanceof Answer) step.settle(known)
    else if (known) this.#await(step, step.track(known))
    else this.#await(step, this.#send(step))
    this.#hover.clear()
    this.#publish()
  }

  #moved(done: boolean): boolean {
    if (!done) return false
    const step = this.#steps.current
    // A step whose answer never came (a newer point took its place) is asked again.
    if (step && !step.answer && !step.waiting) this.#await(step, this.#send(step))
    this.#publish()
    return true
  }

  #send(step: PromptStep): Promise<Answer> {
    return step.ask((request) => this.#predict(step, request))
  }

  async #predict(step: PromptStep, request: PredictRequest): Promise<Answer> {
    // A newer prompt takes the place of the older one in the engine, so an accepted one is waited for.
    if (this.#acceptances.busy) await this.#acceptances.done()
    if (step !== this.#steps.current && !this.#acceptances.has(step)) {
      throw new ProblemError('superseded', 'A newer prompt took its place before it was sent', {})
    }
    return new Answer(await this.host.services.predict(request))
  }

  #await(step: PromptStep, answer: Promise<Answer>): void {
    answer.then(
      () => this.#publish(),
      (error: unknown) => {
        if (step === this.#steps.current) this.#fail(error)
        this.#publish()
      }
    )
  }

  #load(answer: Answer): void {
    answer
      .load((choice) => this.host.services.candidate(choice))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => this.#publish())
    this.#publish()
  }

  #restore(step: PromptStep, error: unknown): void {
    const { image } = this.host.state.getState()
    if (!this.fixed && image?.id === step.image && this.host.mayRestore()) {
      this.#steps.push(step)
      this.#fail(error)
    } else this.host.report(toProblem(error))
  }

  #fail(error: unknown): void {
    const problem = toProblem(error)
    if (problem.kind !== 'superseded' && problem.kind !== 'cancelled') this.host.report(problem)
  }

  #publish(): void {
    const { steps } = this.host.state.getState()
    const { canGoBack: undo, canGoForward: redo } = this.#steps
    this.host.state.setState({
      assist: this.#snapshot(),
      steps: steps.undo === undo && steps.redo === redo ? steps : { undo, redo }
    })
    this.host.onChange()
  }

  #snapshot(): AssistState {
    const accepting = this.#acceptances.first?.prompt ?? null
    const prompt = this.#hover.prompt ?? this.#steps.current?.prompt
    if (!prompt) {
      this.#shown = null
      return { ...noAssist, accepting }
    }
    const answer = this.#answer
    if (answer?.mask) this.#shown = { answer, mask: answer.mask }
    return {
      phase: this.#hover.prompt ? 'hover' : 'fixed',
      status: this.#status(answer),
      points: prompt.points,
      box: prompt.box,
      resultId: this.#shown?.answer.prediction.resultId ?? null,
      candidates: answer?.candidates ?? null,
      index: answer?.index ?? null,
      mask: this.#shown?.mask ?? null,
      refining: this.#steps.current?.target ?? null,
      accepting
    }
  }

  #status(answer: Answer | null): AssistState['status'] {
    if (this.#hover.prompt) return this.#hover.current && answer?.mask ? 'ready' : 'waiting'
    if (answer) return answer.mask ? 'ready' : answer.loading ? 'waiting' : 'idle'
    return this.#steps.current?.waiting ? 'waiting' : 'idle'
  }
}
