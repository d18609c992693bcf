import { Popover, UnstyledButton } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ModelView } from '@shared/schema/models'
import { useText } from '../../state/context'
import { bytesText, inputText, parametersText } from './format'
import { Fact } from './Fact'
import { PromptFacts } from './PromptFacts'
import { useLocale } from './useLocale'
import classes from './models.module.css'

/** What is known about a model without running it. */
export function ModelFacts({ model }: { readonly model: ModelView }): ReactElement {
  const t = useText()
  const locale = useLocale()
  const { parameters, licence, source, builtIn } = model
  return (
    <dl className={classes.facts}>
      <Fact name={t('models.facts.family')}>{model.familyName}</Fact>
      <Fact name={t('models.facts.size')}>{bytesText(model.bytes, locale)}</Fact>
      <Fact name={t('models.facts.parameters')}>
        {parameters === null ? t('models.facts.unknown') : parametersText(parameters, locale)}
      </Fact>
      <Fact name={t('models.facts.input')}>{inputText(t, model.input)}</Fact>
      <Fact name={t('models.facts.licence')}>{licence === '' ? t('models.facts.noLicence') : licence}</Fact>
      <Fact name={t('models.facts.source')}>
        <span className={classes.address} title={t(`models.checked.${model.checkedBy}`)} data-selectable>
          {builtIn ? t('models.builtIn') : source}
        </span>
      </Fact>
      {model.capabilities && <PromptFacts capabilities={model.capabilities} />}
      {model.classes.length > 0 && (
        <Fact name={t('models.facts.classes')}>
          <ClassNames names={model.classes} />
        </Fact>
      )}
    </dl>
  )
}

/** How many classes; the names on demand. */
export function ClassNames({ names }: { readonly names: readonly string[] }): ReactElement {
  const t = useText()
  return (
    <Popover width={360} position="bottom-start" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.link} data-testid="model-classes">
          {t('models.classesCount', { count: names.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.classNames} data-selectable tabIndex={0}>
          {names.join(t('common.listSeparator'))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
