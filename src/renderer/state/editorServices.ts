import { nanoid } from 'nanoid'
import type { LabelId } from '@shared/schema/ids'
import type { EngineView } from '@shared/ipc/views'
import { refusalOf, refusals } from '@shared/schema/capabilities'
import { problem, type Problem } from '@shared/schema/problem'
import type { Prompt } from '@shared/schema/prompt'
import type { Client } from '../api/client'
import type { EditorServices } from '../editor/services'

/** What the editor needs, over the contract. */
export function createEditorServices(
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
