import type { ModelsView } from '@shared/schema/models'
import type { Client } from '../api/client'
import type { ModelsStore } from './smallStores'
import type { Notifier } from './notifier'

/** What the window does with the model library. */
export interface Models {
  /** Asks for the library, which is told of from then on. */
  load(): Promise<void>
  /** Shows the library as a call has left it, or what went wrong; says whether it worked. */
  take(call: Promise<ModelsView>): Promise<boolean>
}

/** The library over main. */
export function createModels(client: Client, store: ModelsStore, notifier: Notifier): Models {
  const take = async (call: Promise<ModelsView>): Promise<boolean> => {
    try {
      store.setState({ view: await call })
      return true
    } catch (error) {
      notifier.error(error)
      return false
    }
  }
  return {
    load: async () => {
      await take(client.call('models.list'))
    },
    take
  }
}
