import type { i18n } from 'i18next'
import { createI18n, translateWith, type Translate } from '@shared/i18n'
import type { Bootstrap, EngineView } from '@shared/ipc/views'
import type { LabelId } from '@shared/schema/ids'
import type { SettingsChange } from '@shared/schema/settings'
import type { Client } from '../api/client'
import { createClasses, type Classes } from './classes'
import { createDifferences, type Differences } from './differences/differences'
import { createDifferencesStore, type DifferencesStore } from './differences/differencesStore'
import { createExporting, type Exporting } from './exporting'
import { createExportingStore, type ExportingStore } from './exportingStore'
import { createImporting, type Importing } from './importing'
import { createJobsStore, type JobsStore } from './jobsStore'
import { createModels, type Models } from './modelLibrary'
import type { Notifier } from './notifier'
import { createProjectOpening, type ProjectOpening } from './projectOpening'
import { createProjectStore, type ProjectStore } from './projectStore'
import { createProposals, type Proposals } from './proposals/proposalActions'
import { createProposalsStore, type ProposalsStore } from './proposals/proposalsStore'
import { createSession, type Session } from './session'
import {
  createSessionStore,
  type SessionStore,
  createEngineStore,
  type EngineStore,
  createImportingStore,
  type ImportingStore,
  createModelsStore,
  type ModelsStore,
  createRecentStore,
  type RecentStore
} from './smallStores'
import { createSettingsStore, languageIn, type SettingsStore } from './settingsStore'
import { createUiStore, type UiStore } from './uiStore'
import { nanoid } from 'nanoid'
import { refusalOf, refusals } from '@shared/schema/capabilities'
import { problem, type Problem } from '@shared/schema/problem'
import type { Prompt } from '@shared/schema/prompt'
import type { EditorServices } from '../editor/services'

/** The stores by topic. */
interface Stores {
  readonly project: ProjectStore
  readonly session: SessionStore
  readonly engine: EngineStore
  readonly settings: SettingsStore
  readonly jobs: JobsStore
  readonly ui: UiStore
  readonly recent: RecentStore
  readonly proposals: ProposalsStore
  readonly differences: DifferencesStore
  readonly models: ModelsStore
  readonly importing: ImportingStore
  readonly exporting: ExportingStore
}

/** Everything behind the window, without React. */
export interface App {
  readonly client: Client
  readonly stores: Stores
  readonly session: Session
  readonly opening: ProjectOpening
  readonly classes: Classes
  readonly proposals: Proposals
  readonly differences: Differences
  readonly models: Models
  readonly importing: Importing
  readonly exporting: Exporting
  readonly notifier: Notifier
  readonly i18n: i18n
  readonly t: Translate
  readonly mac: boolean
  changeSettings(settings: SettingsChange): Promise<void>
}

/** Puts the parts together. `notify` makes the notifier once the texts are there. */
export function createApp(client: Client, bootstrap: Bootstrap, notify: (t: Translate) => Notifier): App {
  const stores: Stores = {
    project: createProjectStore(),
    session: createSessionStore(),
    engine: createEngineStore(),
    settings: createSettingsStore(bootstrap),
    jobs: createJobsStore(bootstrap.jobs),
    ui: createUiStore(),
    recent: createRecentStore(bootstrap),
    models: createModelsStore(),
    proposals: createProposalsStore(),
    differences: createDifferencesStore(),
    importing: createImportingStore(),
    exporting: createExportingStore()
  }
  stores.engine.setState(bootstrap.engine)
  const i18n = createI18n(languageIn(stores.settings.getState()))
  const t = translateWith(i18n)
  const notifier = notify(t)
  const classes = createClasses(client, stores.project)
  const proposals = createProposals({ client, sessions: stores.session, store: stores.proposals, notifier })
  const models = createModels(client, stores.models, notifier)
  const services = createEditorServices(
    client,
    () => stores.engine.getState(),
    () => nameClass(stores.ui, classes),
    (image, ids) => proposals.dismiss(image, ids),
    (problem) => notifier.problem(problem)
  )
  const session = createSession(client, stores.project, stores.session, services)
  const differences = createDifferences({
    client,
    project: stores.project,
    sessions: stores.session,
    session,
    store: stores.differences,
    notifier
  })
  const opening = createProjectOpening({
    client,
    project: stores.project,
    sessions: stores.session,
    session,
    ui: stores.ui,
    recent: stores.recent,
    notifier
  })
  const common = { client, sessions: stores.session, session, ui: stores.ui, notifier, t }
  const importing = createImporting({ ...common, store: stores.importing, project: stores.project })
  const exporting = createExporting({ ...common, store: stores.exporting })
  const changeSettings = async (change: SettingsChange): Promise<void> => {
    const settings = await client.call('settings.update', change)
    stores.settings.setState({ settings })
    // Even the same language, chosen again, would render every text of the window anew.
    const language = languageIn(stores.settings.getState())
    if (language !== i18n.language) {
      // It would stay in the language before.
      notifier.withdraw()
      await i18n.changeLanguage(language)
    }
    const { current, failure } = stores.session.getState()
    // It may be small enough now.
    const limited = failure?.kind === 'image-too-large' || failure?.kind === 'image-too-costly'
    const retry = change.pixelLimitMegapixels !== undefined && limited
    if (retry && current !== null) await session.open(current)
  }
  const mac = bootstrap.platform === 'darwin'
  return {
    client,
    stores,
    session,
    opening,
    classes,
    proposals,
    differences,
    models,
    importing,
    exporting,
    notifier,
    i18n,
    t,
    mac,
    changeSettings
  }
}

/** A new object needs a class while there is none: the user names one. */
async function nameClass(ui: UiStore, classes: Classes): Promise<LabelId | null> {
  const name = await new Promise<string | null>((answer) => ui.show({ kind: 'name-class', answer }))
  return name === null ? null : (await classes.add(name)).id
}

/** What the editor needs, over the contract. */
function createEditorServices(
  client: Client,
  engine: () => EngineView,
  requestLabel: () => Promise<LabelId | null>,
  dismiss: EditorServices['dismiss'],
  report: (problem: Problem) => void
): EditorServices {
  return {
    predict: (request) => client.call('inference.predict', request),
    refusal: (prompt) => refusalBy(engine(), prompt),
    candidate: (choice) => client.call('inference.candidate', choice),
    commit: (image, name, diff) => client.call('edit.commit', { image, name, diff }),
    undo: (image) => client.call('edit.undo', { image }),
    redo: (image) => client.call('edit.redo', { image }),
    setView: async (image, view) => {
      await client.call('image.setView', { image, view })
    },
    dismiss,
    newId: () => nanoid(),
    requestLabel,
    report
  }
}

function refusalBy({ modelName, capabilities }: EngineView, prompt: Prompt): Problem | null {
  const reason = capabilities && refusalOf(prompt, capabilities)
  if (reason === null) return null
  const model = modelName ?? ''
  return problem('prompt-unsupported', `${model}: ${refusals[reason]}`, { model, reason })
}
