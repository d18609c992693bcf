/**
 * One function that the data passes: its file, its name, and what crosses the border to it, where there is one.
 * @typedef {{ file: string, name: string, over?: string }} Step
 */

const step = (file, name, over) => ({ file: `src/${file}`, name, ...(over && { over }) })
const IPC = 'IPC'
const PROCESS = 'process'
const THREAD = 'thread'

/** From the window's store of state to a handler of main. */
const toMain = (handlers) => [
  step('renderer/api/client.ts', 'createClient'),
  step('preload/index.ts', 'ipcRenderer.invoke', IPC),
  step('main/ipc/bind.ts', 'bindContract', IPC),
  step('main/ipc/answer.ts', 'answer'),
  step(`main/ipc/handlers/${handlers}.ts`, handlers)
]

/**
 * What the product mostly does, each as the functions that its data passes, in order; `limit` is the most files that one
 * may pass. docs/architecture.md shows them, and a test compares them with the source.
 * @type {{ name: string, limit: number, steps: Step[] }[]}
 */
export const journeys = [
  {
    name: 'a point prompt',
    limit: 20,
    steps: [
      step('renderer/canvas/pointerEvents.ts', 'attachPointer'),
      step('renderer/editor/editor.ts', 'pointerDown'),
      step('renderer/editor/tools/toolMachine.ts', 'pointerDown'),
      step('renderer/editor/tools/prompt/promptTools.ts', 'onPointerDown'),
      step('renderer/editor/tools/prompt/promptTools.ts', 'addPointAt'),
      step('renderer/editor/assist/assistSession.ts', 'addPoint'),
      step('renderer/editor/assist/promptSteps.ts', 'ask'),
      step('renderer/state/app.ts', 'createEditorServices'),
      ...toMain('inferenceHandlers'),
      step('main/inference/inferenceService.ts', 'predict'),
      step('main/inference/engineHost.ts', 'call'),
      step('rpc/rpc.ts', 'call'),
      step('rpc/rpc.ts', 'serve', PROCESS),
      step('engine/process/service.ts', 'predict'),
      step('engine/prompt/prompts.ts', 'predict'),
      step('engine/process/workers/workerLink.ts', 'call'),
      step('engine/process/workers/decoderHandlers.ts', 'predict', THREAD),
      step('engine/prompt/promptDecoder.ts', 'loadPromptDecoder')
    ]
  },
  {
    name: 'an accepted edit',
    limit: 20,
    steps: [
      step('renderer/editor/assist/acceptances.ts', 'accept'),
      step('renderer/editor/document/imageDocument.ts', 'edit'),
      step('renderer/editor/document/saveQueue.ts', 'save'),
      step('renderer/state/app.ts', 'createEditorServices'),
      ...toMain('editHandlers'),
      step('store/projectStore.ts', 'commit'),
      step('store/edits.ts', 'commit'),
      step('store/journal.ts', 'Journal'),
      step('main/app/broadcastChanges.ts', 'broadcastChanges', 'the store’s event'),
      step('renderer/state/events.ts', 'wireEvents', IPC)
    ]
  },
  {
    name: 'a whole image',
    limit: 20,
    steps: [
      ...toMain('proposalHandlers'),
      step('main/proposals/proposalRuns.ts', 'start'),
      step('main/inference/inferenceService.ts', 'everything'),
      step('main/inference/segmentationClient.ts', 'segmentEverything'),
      step('main/inference/engineHost.ts', 'call'),
      step('rpc/rpc.ts', 'call'),
      step('rpc/rpc.ts', 'serve', PROCESS),
      step('engine/process/service.ts', 'everything'),
      step('engine/segment/runs.ts', 'run'),
      step('engine/segment/generate.ts', 'generateProposals'),
      step('engine/segment/pool.ts', 'run'),
      step('engine/segment/pool.ts', 'point'),
      step('engine/process/workers/workerLink.ts', 'call'),
      step('engine/segment/workerHandlers.ts', 'everythingHandlers', THREAD),
      step('engine/segment/pointDecoder.ts', 'PointDecoder'),
      step('engine/segment/collector.ts', 'drain'),
      step('store/proposals/proposals.ts', 'ProposalStore', 'news of the call'),
      step('main/app/broadcastChanges.ts', 'broadcastChanges', 'the store’s event')
    ]
  },
  {
    name: 'an import',
    limit: 15,
    steps: [
      ...toMain('importHandlers'),
      step('jobs/jobs.ts', 'Jobs'),
      step('jobs/importDataset.ts', 'importDataset'),
      step('jobs/runInThread.ts', 'threadedBy'),
      step('jobs/jobWorker.ts', 'serve', THREAD),
      step('jobs/doTask.ts', 'taskDoer'),
      step('jobs/readDataset.ts', 'readDataset'),
      step('formats/import/importPlan.ts', 'ImportPlan'),
      step('jobs/importDataset.ts', 'importInto', 'news of the call'),
      step('store/imports/imports.ts', 'Imports'),
      step('store/imports/pendingImports.ts', 'PendingImports')
    ]
  },
  {
    name: 'an export',
    limit: 20,
    steps: [
      ...toMain('exportHandlers'),
      step('jobs/jobs.ts', 'Jobs'),
      step('jobs/runInThread.ts', 'threadedBy'),
      step('jobs/jobWorker.ts', 'serve', THREAD),
      step('jobs/doTask.ts', 'taskDoer'),
      step('jobs/exportProject.ts', 'exportProject'),
      step('formats/exportDataset.ts', 'exportDataset'),
      step('formats/exportFolder.ts', 'ExportFolder'),
      step('formats/selfCheck.ts', 'SelfCheck')
    ]
  },
  {
    name: 'automatic annotation',
    limit: 20,
    steps: [
      ...toMain('taskHandlers'),
      step('jobs/folder/folderTask.ts', 'start'),
      step('jobs/folder/autoAnnotateWork.ts', 'autoAnnotateWork'),
      step('main/inference/inferenceService.ts', 'detect'),
      step('main/inference/engineHost.ts', 'call'),
      step('rpc/rpc.ts', 'call'),
      step('rpc/rpc.ts', 'serve', PROCESS),
      step('engine/process/service.ts', 'detect'),
      step('engine/detect/autoAnnotate/detections.ts', 'detect'),
      step('engine/detect/autoAnnotate/workerHandlers.ts', 'detectorHandlers', THREAD),
      step('engine/detect/autoAnnotate/annotateImage.ts', 'annotateImage'),
      step('jobs/folder/autoAnnotateObjects.ts', 'objectsDiff'),
      step('store/projectStore.ts', 'commit'),
      step('main/app/broadcastChanges.ts', 'broadcastChanges', 'the store’s event')
    ]
  }
]

/** The steps whose function is not in their file. @returns {string[]} */
export function missingSteps(sources) {
  const texts = new Map(sources.map(({ file, text }) => [file, text]))
  return journeys.flatMap(({ name, steps }) =>
    steps
      .filter(
        (step) =>
          !new RegExp(`(?<![\\w])${step.name.replace('.', '\\.')}\\b`).test(texts.get(step.file) ?? '')
      )
      .map((step) => `${name}: ${step.file} has no ${step.name}`)
  )
}
