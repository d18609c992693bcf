import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { problemText, problemTitle } from '@shared/i18n'
import type { FilesToken, InspectedModel, Inspection } from '@shared/schema/models'
import { useApp, useText } from '../../state/context'
import { IconAlertTriangle, IconPlus } from '../common/icons'
import { bytesText, inputText, parametersText, useLocale } from './modelTexts'
import { Fact, ClassNames, PromptFacts } from './ModelCard'
import classes from './models.module.css'

/** Adds a model from the disk: first what it is, then whether it is wanted. */
export function AddModel(): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const [found, setFound] = useState<Inspection | null>(null)
  const choose = async (more: FilesToken | null): Promise<void> => {
    try {
      const inspection = await client.call('models.inspect', { with: more })
      if (inspection !== null) setFound(inspection)
    } catch (error) {
      notifier.error(error)
    }
  }
  const close = (): void => setFound(null)
  return (
    <>
      <Group gap="xs">
        <Button
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => void choose(null)}
          data-testid="models-add"
        >
          {t('models.add.button')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('models.add.hint')}
        </Text>
      </Group>
      {found?.kind === 'recognised' && (
        <Recognised key={found.model.token} model={found.model} onClose={close} />
      )}
      {found?.kind === 'problem' && (
        <Alert
          mt="sm"
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          title={problemTitle(t, found.problem)}
          withCloseButton
          closeButtonLabel={t('common.close')}
          onClose={close}
          data-testid="inspection-problem"
          data-problem={found.problem.kind}
        >
          <p className={classes.problemText} data-selectable>
            {problemText(t, found.problem)}
          </p>
          {found.problem.kind === 'model-incomplete' && (
            <Button
              mt="xs"
              variant="default"
              onClick={() => void choose(found.token)}
              data-testid="inspection-another"
            >
              {t('models.add.another')}
            </Button>
          )}
        </Alert>
      )}
    </>
  )
}

function Recognised(props: { readonly model: InspectedModel; readonly onClose: () => void }): ReactElement {
  const { model, onClose } = props
  const t = useText()
  const locale = useLocale()
  const { client, models } = useApp()
  const [name, setName] = useState(model.name)
  const [licence, setLicence] = useState('')
  const [adding, setAdding] = useState(false)
  const add = async (): Promise<void> => {
    setAdding(true)
    const { token } = model
    const added = await models.take(
      client.call('models.add', { token, name: name.trim(), licence: licence.trim() })
    )
    setAdding(false)
    if (added) onClose()
  }
  const task = t(`models.taskNames.${model.task}`)
  return (
    <section className={classes.found} aria-label={t('models.add.title')} data-testid="inspection">
      <strong role="status">{t('models.add.recognised', { family: model.familyName, task })}</strong>
      {model.description !== '' && (
        <Text size="xs" c="dimmed">
          {model.description}
        </Text>
      )}
      <dl className={classes.facts}>
        <Fact name={t('models.facts.size')}>{bytesText(model.bytes, locale)}</Fact>
        {model.parameters !== null && (
          <Fact name={t('models.facts.parameters')}>{parametersText(model.parameters, locale)}</Fact>
        )}
        <Fact name={t('models.facts.input')}>{inputText(t, model.input)}</Fact>
        {model.capabilities && <PromptFacts capabilities={model.capabilities} />}
        {model.classes.length > 0 && (
          <Fact name={t('models.facts.classes')}>
            <ClassNames names={model.classes} />
          </Fact>
        )}
        <Fact name={t('models.facts.files')}>{model.files.join(t('common.listSeparator'))}</Fact>
      </dl>
      <Group gap="sm" align="start" grow>
        <TextInput
          label={t('models.add.name')}
          value={name}
          maxLength={120}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="inspection-name"
        />
        <TextInput
          label={t('models.add.licence')}
          description={t('models.add.licenceHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={licence}
          maxLength={200}
          onChange={(event) => setLicence(event.currentTarget.value)}
          data-testid="inspection-licence"
        />
      </Group>
      <Group gap="xs" justify="flex-end">
        <Text size="xs" c="dimmed" className={classes.grow}>
          {t('models.add.note')}
        </Text>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          loading={adding}
          disabled={name.trim() === ''}
          onClick={() => void add()}
          data-testid="inspection-add"
        >
          {t('models.add.add')}
        </Button>
      </Group>
    </section>
  )
}
