import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ModelsView } from '@shared/schema/models'
import type { App } from '../../state/app'
import { runAction } from '../../state/appActions'
import { FakeMain } from '../../state/testing/fakeMain'
import { fakeModels, inspected, mobileSam, samB, yolox } from '../../state/testing/fakeModels'
import { renderWindow, rest } from '../testing/renderWindow'

let main: FakeMain
let app: App

async function open(models: Partial<ModelsView> = {}): Promise<HTMLElement> {
  main.models = { ...fakeModels, ...models }
  app = await renderWindow(main)
  act(() => runAction(app, 'models.show'))
  await rest(50)
  return screen.getByRole('dialog', { name: 'Models' })
}

const press = async (element: HTMLElement): Promise<void> => {
  fireEvent.click(element)
  await rest(50)
}
const tab = (name: string): Promise<void> => press(screen.getByRole('tab', { name }))

beforeEach(() => {
  main = new FakeMain()
})

describe('installed models', () => {
  it('are shown by task, with their figures, and the one in use', async () => {
    const dialog = await open({ models: [mobileSam, yolox] })
    expect(within(dialog).getByText(/Works offline/)).toBeTruthy()
    const sam = within(screen.getByRole('article', { name: 'MobileSAM' }))
    expect(sam.getByText('In use')).toBeTruthy()
    expect(sam.getByText('44.6 MB')).toBeTruthy()
    expect(sam.getByText('not measured yet')).toBeTruthy()
    expect(sam.queryByLabelText('Delete MobileSAM')).toBeNull()
    const nano = within(screen.getByRole('article', { name: 'YOLOX-nano' }))
    expect(nano.getByText('CPU: 21 ms per image')).toBeTruthy()
    expect(nano.getByText('2 classes')).toBeTruthy()
    expect(nano.getByText('416 × 416 px')).toBeTruthy()
  })

  it('say what a promptable model can be asked, and what not', async () => {
    const capabilities = { masks: 3, refine: false, background: false, box: true, maxPoints: 6 }
    await open({ models: [{ ...mobileSam, name: 'EfficientSAM', capabilities }, yolox] })
    const card = within(screen.getByRole('article', { name: 'EfficientSAM' }))
    expect(card.getByText('3')).toBeTruthy()
    expect(card.getByTestId('model-prompts').textContent).toBe('positive points, boxes')
    expect(card.getByTestId('model-limits').textContent).toBe(
      'no negative points, at most 6 points (a box counts as two), refines from points only'
    )
    const other = within(screen.getByRole('article', { name: 'YOLOX-nano' }))
    expect(other.queryByTestId('model-prompts')).toBeNull()
  })

  it('are used and measured by their buttons, and removed after a question', async () => {
    await open({ models: [mobileSam, yolox] })
    const card = within(screen.getByRole('article', { name: 'YOLOX-nano' }))
    await press(card.getByTestId('model-use'))
    expect(main.inputs('models.choose')).toEqual([{ task: 'detector', id: yolox.id }])
    await press(card.getByTestId('model-test'))
    expect(main.inputs('models.selfTest')).toEqual([{ id: yolox.id }])
    await press(card.getByLabelText('Delete YOLOX-nano'))
    expect(card.getByText('Delete YOLOX-nano and its files (3.7 MB)?')).toBeTruthy()
    expect(main.inputs('models.remove')).toEqual([])
    await press(card.getByText('Delete'))
    expect(main.inputs('models.remove')).toEqual([{ id: yolox.id }])
  })

  it('follow what main tells', async () => {
    await open()
    act(() => main.emit('models.changed', { ...fakeModels, models: [mobileSam, yolox] }))
    expect(screen.getByRole('article', { name: 'YOLOX-nano' })).toBeTruthy()
    const testing = { id: yolox.id, device: 'webgpu' } as const
    act(() => main.emit('models.changed', { ...fakeModels, models: [mobileSam, yolox], testing }))
    expect(screen.getByText('Measuring on WebGPU…')).toBeTruthy()
  })
})

describe('adding', () => {
  it('shows what was recognised, and sends the token, a name and a licence', async () => {
    await open()
    main.overrides['models.inspect'] = () => ({ kind: 'recognised', model: inspected })
    await press(screen.getByTestId('models-add'))
    const found = within(screen.getByTestId('inspection'))
    expect(found.getByText('Detected YOLOX: object detection')).toBeTruthy()
    fireEvent.change(found.getByTestId('inspection-name'), { target: { value: ' My YOLOX ' } })
    fireEvent.change(found.getByTestId('inspection-licence'), { target: { value: 'Apache-2.0' } })
    await press(found.getByTestId('inspection-add'))
    const { token } = inspected
    expect(main.inputs('models.add')).toEqual([{ token, name: 'My YOLOX', licence: 'Apache-2.0' }])
    expect(screen.queryByTestId('inspection')).toBeNull()
  })

  it('asks for the decoder of an encoder, with what was chosen before', async () => {
    await open()
    const { token } = inspected
    const params = { file: 'sam.encoder.onnx', missing: 'decoder' }
    main.overrides['models.inspect'] = () => ({
      ...{ kind: 'problem', token, problem: { kind: 'model-incomplete', message: '', params } }
    })
    await press(screen.getByTestId('models-add'))
    expect(screen.getByText(/Also required: the decoder/)).toBeTruthy()
    await press(screen.getByTestId('inspection-another'))
    expect(main.inputs('models.inspect')).toEqual([{ with: null }, { with: token }])
  })
})

describe('the catalogue', () => {
  it('downloads, pauses, and says how a download is checked', async () => {
    await open()
    await tab('Catalog')
    expect(screen.getByText(/verified against the first download only/)).toBeTruthy()
    await press(screen.getByTestId('catalogue-download'))
    expect(main.inputs('models.download')).toEqual([{ id: samB.id }])
    const download = { state: 'running', receivedBytes: 1e8, totalBytes: 4e8, problem: null } as const
    act(() => main.emit('models.changed', { ...fakeModels, catalogue: [{ ...samB, download }] }))
    expect(screen.getByText('100 MB of 400 MB')).toBeTruthy()
    await press(screen.getByTestId('catalogue-pause'))
    expect(main.inputs('models.cancelDownload')).toEqual([{ id: samB.id, keep: true }])
  })

  it('says why a download failed, and offers another attempt', async () => {
    const params = { file: 'a.zip', host: 'models.example', reason: 'http-404' }
    const problem = { kind: 'download-failed', message: '', params } as const
    const download = { state: 'failed', receivedBytes: 0, totalBytes: 4e8, problem } as const
    await open({ catalogue: [{ ...samB, download }] })
    await tab('Catalog')
    expect(screen.getByRole('alert').textContent).toContain('file not found on the server (404)')
    expect(screen.getByText('Try again')).toBeTruthy()
  })
})

describe('devices and downloads', () => {
  it('says why a device cannot be used', async () => {
    const reason = 'Failed to get an adapter'
    await open({ devices: [...fakeModels.devices, { device: 'webgpu', available: false, reason }] })
    await tab('Devices and downloads')
    expect(screen.getByText(`not available: ${reason}`)).toBeTruthy()
  })

  it('takes a mirror only when it is an address', async () => {
    await open()
    await tab('Devices and downloads')
    const field = screen.getByTestId('models-mirror')
    fireEvent.change(field, { target: { value: 'mirror' } })
    fireEvent.blur(field)
    expect(screen.getByText(/Not a valid URL/)).toBeTruthy()
    expect(main.inputs('settings.update')).toEqual([])
    fireEvent.change(field, { target: { value: 'https://mirror.example/a' } })
    fireEvent.blur(field)
    await rest(50)
    expect(main.inputs('settings.update')).toEqual([{ modelMirror: 'https://mirror.example/a' }])
  })
})
