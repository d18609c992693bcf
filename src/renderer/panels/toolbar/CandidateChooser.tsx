import { Button } from '@mantine/core'
import { memo, type ReactElement } from 'react'
import { useEditor, useEditorState, useText } from '../../state/context'
import type { Editor } from '../../editor/editor'
import type { AssistCandidate } from '../../editor/editorState'
import { IconCheck, IconX, type Icon } from '../common/icons'
import { keepFocus } from '../common/focus'
import classes from './toolbar.module.css'

/**
 * SAM's masks for the prompt that is open, with the quality it expects of each. It follows every press and every answer,
 * while the engine wants the processor: what is the same for all prompts stays mounted, and only the masks are rendered.
 */
export function CandidateChooser(): ReactElement | null {
  const editor = useEditor()
  const phase = useEditorState((state) => state.assist.phase)
  const status = useEditorState((state) => state.assist.status)
  if (editor === null) return null
  return (
    <div
      className={classes.candidates}
      hidden={phase === 'none'}
      data-testid="candidates"
      data-phase={phase}
      data-status={status}
    >
      <Candidates editor={editor} />
      <div className={classes.candidateGroup} hidden={phase !== 'fixed'}>
        <PromptButtons editor={editor} />
      </div>
    </div>
  )
}

const Candidates = memo(function Candidates({ editor }: { readonly editor: Editor }): ReactElement {
  const t = useText()
  const candidates = useEditorState((state) => state.assist.candidates)
  const index = useEditorState((state) => state.assist.index)
  // Without an answer on its way there is a notice that says why.
  const waiting = useEditorState((state) => state.assist.status === 'waiting')
  if (candidates === null) return <span className={classes.waiting}>{waiting && t('toolbar.waiting')}</span>
  return (
    <div role="group" aria-label={t('toolbar.candidates')} className={classes.candidateGroup}>
      {candidates.map((candidate) => (
        <Candidate
          key={candidate.index}
          candidate={candidate}
          chosen={candidate.index === index}
          onChoose={() => editor.chooseMask(candidate.index)}
        />
      ))}
    </div>
  )
})

/** The tooltip is the browser's: four of Mantine's take longer to render than the rest of the window. */
function Candidate(props: {
  readonly candidate: AssistCandidate
  readonly chosen: boolean
  readonly onChoose: () => void
}): ReactElement {
  const t = useText()
  const { index, size } = props.candidate
  const score = Math.min(100, Math.round(props.candidate.score * 100))
  return (
    <button
      type="button"
      className={classes.candidate}
      title={t('toolbar.candidate', { number: index, score })}
      aria-pressed={props.chosen}
      onMouseDown={keepFocus}
      onClick={props.onChoose}
      data-testid={`candidate-${index}`}
      data-size={size}
    >
      {size === null
        ? t('toolbar.candidateNumber', { number: index + 1 })
        : t(`toolbar.candidateNames.${size}`)}{' '}
      <span className={classes.score}>{score}</span>
    </button>
  )
}

const PromptButtons = memo(function PromptButtons({ editor }: { readonly editor: Editor }): ReactElement {
  const t = useText()
  return (
    <>
      <PromptButton
        name={t('toolbar.accept')}
        variant="filled"
        icon={IconCheck}
        onClick={() => editor.acceptPrompt()}
        testId="prompt-accept"
      />
      <PromptButton
        name={t('toolbar.discard')}
        variant="default"
        icon={IconX}
        onClick={() => editor.cancelPrompt()}
        testId="prompt-discard"
      />
    </>
  )
})

function PromptButton(props: {
  readonly name: string
  readonly variant: 'filled' | 'default'
  readonly icon: Icon
  readonly onClick: () => void
  readonly testId: string
}): ReactElement {
  const Symbol = props.icon
  return (
    <Button
      size="compact-xs"
      variant={props.variant}
      leftSection={<Symbol size={13} aria-hidden />}
      onMouseDown={keepFocus}
      onClick={props.onClick}
      data-testid={props.testId}
    >
      {props.name}
    </Button>
  )
}
