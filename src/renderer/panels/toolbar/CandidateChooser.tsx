import { Button, Tooltip, UnstyledButton } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEditor, useEditorState, useText } from '../../state/context'
import { maskRole, type MaskRole } from '../../editor/assist/maskRoles'
import { IconCheck, IconX, type Icon } from '../common/icons'
import { keepFocus } from '../common/keepFocus'
import classes from './toolbar.module.css'

/** SAM's masks for the prompt that is open, with the quality it expects of each. */
export function CandidateChooser(): ReactElement | null {
  const t = useText()
  const editor = useEditor()
  const assist = useEditorState((state) => state.assist)
  if (editor === null || assist.phase === 'none') return null
  const { scores, index, phase, status } = assist
  const fixed = phase === 'fixed'
  return (
    <div className={classes.candidates} data-testid="candidates" data-phase={phase} data-status={status}>
      {scores === null ? (
        // Without an answer on its way there is a notice that says why.
        <span className={classes.waiting}>{status === 'waiting' && t('toolbar.waiting')}</span>
      ) : (
        <div role="group" aria-label={t('toolbar.candidates')} className={classes.candidateGroup}>
          {scores.map((score, i) => (
            <Candidate
              key={i}
              mask={i}
              role={maskRole(scores.length, i)}
              score={score}
              chosen={i === index}
              onChoose={() => editor.chooseMask(i)}
            />
          ))}
        </div>
      )}
      {fixed && (
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
      )}
    </div>
  )
}

function Candidate(props: {
  readonly mask: number
  readonly role: MaskRole | null
  readonly score: number
  readonly chosen: boolean
  readonly onChoose: () => void
}): ReactElement {
  const t = useText()
  const score = Math.min(100, Math.round(props.score * 100))
  return (
    <Tooltip label={t('toolbar.candidate', { number: props.mask, score })}>
      <UnstyledButton
        className={classes.candidate}
        aria-pressed={props.chosen}
        onMouseDown={keepFocus}
        onClick={props.onChoose}
        data-testid={`candidate-${props.mask}`}
      >
        {props.role === null
          ? t('toolbar.candidateNumber', { number: props.mask + 1 })
          : t(`toolbar.candidateNames.${props.role}`)}{' '}
        <span className={classes.score}>{score}</span>
      </UnstyledButton>
    </Tooltip>
  )
}

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
