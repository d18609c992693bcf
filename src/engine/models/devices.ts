import {
  deviceSchema,
  type Device,
  type DeviceChoice,
  type DeviceView,
  type SpeedTest
} from '@shared/schema/models'
import { toProblem } from '@shared/schema/problem'
import { deviceReason } from './loading'
import type { Measure } from './speed/request'

const processor: DeviceView = { device: 'cpu', available: true, reason: '' }

/** The devices on which a session really starts; found out once, when somebody wants to know. */
export class Devices {
  private views: readonly DeviceView[] = [processor]
  private probing: Promise<void> | null = null

  /**
   * @param model a small model to try.
   */
  constructor(
    private readonly measure: Measure,
    private readonly model: string,
    private readonly onChange: () => void
  ) {}

  list(): readonly DeviceView[] {
    return this.views
  }

  /** Those that can be used. */
  available(): Device[] {
    return this.views.filter(({ available }) => available).map(({ device }) => device)
  }

  /** Tries every device that the run-time lists; resolves when all is known. */
  probe(): Promise<void> {
    this.probing ??= this.tryAll()
    return this.probing
  }

  private async tryAll(): Promise<void> {
    const listed = await this.measure<'list'>({ kind: 'list' }).catch((): readonly Device[] => ['cpu'])
    const others = deviceSchema.options.filter((device) => device !== 'cpu' && listed.includes(device))
    this.show([processor, ...others.map((device): DeviceView => ({ device, available: null, reason: '' }))])
    for (const device of others) {
      const reason = await this.measure<'start'>({ kind: 'start', device, model: this.model }).then(
        () => null,
        (error: unknown) => reasonOf(error)
      )
      const found: DeviceView = { device, available: reason === null, reason: reason ?? '' }
      this.show(this.views.map((view) => (view.device === device ? found : view)))
    }
  }

  private show(views: readonly DeviceView[]): void {
    this.views = views
    this.onChange()
  }
}

/** The device that a choice stands for: the fastest one of the last test where none is named. */
export function deviceFor(choice: DeviceChoice, test: SpeedTest | null): Device {
  if (choice !== 'auto') return choice
  const [best] = (test?.speeds ?? []).toSorted((a, b) => costOf(a) - costOf(b))
  return best?.device ?? 'cpu'
}

/** An image is encoded once, and then asked about several times. */
function costOf({ runMs, promptMs }: SpeedTest['speeds'][number]): number {
  return runMs + 10 * (promptMs ?? 0)
}

function reasonOf(error: unknown): string {
  const { params, message } = toProblem(error)
  return deviceReason(String(params['reason'] ?? message))
}
