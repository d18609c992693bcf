import type { ReactElement } from 'react'
import type { Capabilities } from '@shared/schema/capabilities'
import { useText } from '../../state/context'
import { limitsText } from '../common/limitsText'
import { Fact } from './Fact'

/** What a promptable model can be asked, and how many masks answer. */
export function PromptFacts({ capabilities }: { readonly capabilities: Capabilities }): ReactElement {
  const t = useText()
  const { masks, background, box, refine } = capabilities
  const known = [
    t('models.prompts.clicks'),
    background && t('models.prompts.background'),
    box && t('models.prompts.boxes'),
    refine && t('models.prompts.refine')
  ].filter((text) => text !== false)
  const limits = limitsText(t, capabilities)
  return (
    <>
      <Fact name={t('models.facts.masks')}>{masks ?? t('models.prompts.masksUnknown')}</Fact>
      <Fact name={t('models.facts.prompts')}>
        <span data-testid="model-prompts">{known.join(t('common.listSeparator'))}</span>
      </Fact>
      {limits !== '' && (
        <Fact name={t('models.facts.limits')}>
          <span data-testid="model-limits">{limits}</span>
        </Fact>
      )}
    </>
  )
}
