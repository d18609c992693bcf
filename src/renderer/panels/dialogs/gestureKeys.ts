import type { TextKey } from '@shared/i18n'

type TextIn<Prefix extends string> = Extract<TextKey, `${Prefix}.${string}`>

/** What can be done with keys and pointer while drawing, beside the shortcuts; the editor's tools handle it. */
export const gestureKeys: readonly {
  readonly does: TextIn<'gestures'>
  /** Ways to do it; the keys of one way go together. */
  readonly ways: readonly (readonly TextIn<'keys'>[])[]
}[] = [
  { does: 'gestures.add', ways: [['keys.click']] },
  { does: 'gestures.takeAway', ways: [['keys.rightClick'], ['keys.alt', 'keys.click']] },
  { does: 'gestures.accept', ways: [['keys.enter']] },
  { does: 'gestures.cancel', ways: [['keys.escape']] },
  { does: 'gestures.back', ways: [['keys.backspace']] },
  { does: 'gestures.mask', ways: [['keys.maskDigits'], ['keys.alt', 'keys.wheel']] },
  { does: 'gestures.class', ways: [['keys.classDigits']] },
  { does: 'gestures.zoom', ways: [['keys.wheel']] },
  { does: 'gestures.pan', ways: [['keys.space', 'keys.drag'], ['keys.middleDrag']] },
  { does: 'gestures.several', ways: [['keys.shift', 'keys.click']] },
  { does: 'gestures.below', ways: [['keys.alt', 'keys.click']] },
  { does: 'gestures.nudge', ways: [['keys.arrows'], ['keys.shift', 'keys.arrows']] },
  { does: 'gestures.menu', ways: [['keys.rightClick']] },
  { does: 'gestures.straight', ways: [['keys.shift', 'keys.drag']] },
  { does: 'gestures.vertex', ways: [['keys.alt', 'keys.click']] },
  { does: 'gestures.regions', ways: [['keys.f6']] },
  { does: 'gestures.swap', ways: [['keys.alt', 'keys.drag']] },
  { does: 'gestures.adopt', ways: [['keys.click'], ['keys.classDigits']] },
  { does: 'gestures.lasso', ways: [['keys.drag']] },
  { does: 'gestures.level', ways: [['keys.alt', 'keys.wheel']] },
  { does: 'gestures.adoptAll', ways: [['keys.enter']] },
  { does: 'gestures.dismiss', ways: [['keys.delete']] }
]
