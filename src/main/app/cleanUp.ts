import { join } from 'node:path'
import log from 'electron-log/main'
import { z } from 'zod'
import { JsonFile } from '../../files/jsonFile'
import { deleteTelemetryLeftovers, leftoverPlaces } from '../security/telemetryLeftovers'

const doneSchema = z.object({ telemetry: z.boolean() })

/** Deletes, once for each user, what earlier versions left outside of the application's folders. Never rejects. */
export async function cleanUp(userData: string): Promise<void> {
  try {
    const file = new JsonFile(join(userData, 'clean-up.json'), doneSchema, { telemetry: false })
    const places = leftoverPlaces(process.platform, process.env)
    if (!places || file.read().telemetry) return
    for (const deleted of await deleteTelemetryLeftovers(places)) {
      log.info(`Deleted what the telemetry of ONNX Runtime had left: ${deleted}`)
    }
    file.write({ telemetry: true })
  } catch (error) {
    log.warn(
      'What the telemetry of ONNX Runtime had left could not be deleted; the next start tries again',
      error
    )
  }
}
