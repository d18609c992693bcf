import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JobReports } from '@shared/ipc/views'
import type { AnnotationId, ImageId, JobId } from '@shared/schema/ids'
import { problem } from '@shared/schema/problem'
import { FakeMain } from '../../../state/testing/fakeMain'
import { classOf, imageRow, rectangle } from '../../../state/testing/records'
import { exportReport, preflightReport } from '../../../state/testing/reports'
import { appears, renderWindow, rest, until } from '../../testing/renderWindow'

const exportJob = 'export-job-1' as JobId
const checkJob = 'export-job-2' as JobId
const costJob = 'export-job-3' as JobId
let main: FakeMain

beforeEach(() => {
  main = new FakeMain([classOf(1, 'car'), classOf(2, 'tree', '#22b455')])
  main.images = [imageRow(1, 'a.jpg', { objects: 2 }), imageRow(2, 'b.jpg'), imageRow(3, 'c.jpg')]
  main.place(1 as ImageId, [rectangle(1), rectangle(2, 2)])
})

async function open(): Promise<Awaited<ReturnType<typeof renderWindow>>> {
  const app = await renderWindow(main)
  fireEvent.click(screen.getByTestId('welcome-open-folder'))
  await rest(60)
  main.emit('menu.command', 'file.export')
  await appears('export-start')
  return app
}
const click = (testId: string): void => void fireEvent.click(screen.getByTestId(testId))
async function finish<K extends keyof JobReports>(job: JobId, of: K, report: JobReports[K]): Promise<void> {
  main.emit('job.finished', { job, result: { kind: 'done', of, report } as never })
  await rest()
}

describe('the export dialog', () => {
  it('exports with a division, progress and a self-check', async () => {
    await open()
    click('export-format-yolo-seg')
    expect(screen.getByTestId('export-format-text').textContent).toContain(
      'Not supported: crowd flags, attributes'
    )
    click('export-split')
    click('export-choose-folder')
    await rest()
    click('export-start')
    await rest()
    expect(main.inputs('export.start')).toEqual([
      {
        folder: 'folder-token-1',
        options: {
          format: 'yolo-seg',
          rle: false,
          masks: 'semantic',
          tolerance: 0,
          images: 'labelled',
          split: { by: 'ratio', train: 0.8, val: 0.2, test: 0, seed: 1, together: 'nothing' },
          imageFiles: 'copy'
        }
      }
    ])
    main.emit('job.progress', { job: exportJob, phase: 'writing', done: 1, total: 2 })
    await rest()
    expect(screen.getByTestId('export-progress').textContent).toContain('1 of 2')
    const missing = problem('image-missing', '', { file: 'c.jpg' })
    await finish(exportJob, 'export', exportReport({ notes: [missing] }))
    expect(screen.getByTestId('export-counts').textContent).toBe('1 image, 2 objects, 0.5 s')
    expect(screen.getByTestId('export-files-written').textContent).toBe('Contents: data.yaml')
    expect(screen.getByTestId('export-check').textContent).toContain('2 written, 0 lost')
    expect(screen.getByTestId('export-iou-chart').querySelectorAll('li')).toHaveLength(20)
    expect(screen.getByTestId('export-notes').textContent).toContain('c.jpg')
    click('export-show')
    await rest()
    expect(main.inputs('export.show')).toEqual([{ job: exportJob }])
    click('export-again')
    await rest()
    expect(screen.getByTestId('export-folder').textContent).toBe('/data/export')
  })

  it('warns of objects that were not found again', async () => {
    await open()
    click('export-choose-folder')
    await rest()
    click('export-start')
    await rest()
    await finish(exportJob, 'export', exportReport({ lost: 1 }))
    const check = screen.getByTestId('export-check')
    expect(check.dataset['lost']).toBe('1')
    expect(check.textContent).toContain('1 object was not found in the exported files')
  })

  it('can be cancelled while it runs, and not closed by mistake', async () => {
    await open()
    click('export-choose-folder')
    await rest()
    click('export-start')
    const cancel = await appears('export-cancel')
    expect(document.activeElement).toBe(cancel)
    fireEvent.keyDown(cancel, { key: 'Escape' })
    expect(screen.getByTestId('export-progress')).toBeTruthy()
    click('export-cancel')
    await rest()
    expect(main.inputs('jobs.cancel')).toContainEqual({ job: exportJob })
    main.emit('job.finished', { job: exportJob, result: { kind: 'cancelled' } })
    expect((await appears('export-result')).textContent).toContain('Export canceled')
  })

  it('offers only the options that apply to the format', async () => {
    await open()
    expect(screen.getByTestId('export-rle')).toBeTruthy()
    expect(screen.getByTestId('export-tolerance')).toBeTruthy()
    click('export-rle')
    expect(screen.queryByTestId('export-tolerance')).toBeNull()
    click('export-format-masks')
    expect(screen.queryByTestId('export-rle')).toBeNull()
    click('export-masks-objects')
    click('export-format-csv')
    expect(screen.queryByTestId('export-masks-objects')).toBeNull()
  })

  it('does not begin with images without objects before it has said so', async () => {
    main.images = [imageRow(1, 'a.jpg'), imageRow(2, 'b.jpg')]
    await open()
    expect(screen.getByTestId('export-no-objects').textContent).toContain('No image has objects yet')
    const chosen = screen.getByTestId('export-images-labelled').closest('label')?.previousElementSibling
    expect((chosen as HTMLInputElement).disabled).toBe(true)
  })

  it('exports what is listed or selected', async () => {
    const app = await open()
    app.stores.ui.setQuery({ search: 'b' })
    app.stores.ui.mark([2 as ImageId, 3 as ImageId])
    await rest()
    expect(screen.getByTestId('export-images-filtered').textContent).toBe('Filtered (1)')
    click('export-images-selected')
    click('export-choose-folder')
    await rest()
    click('export-start')
    await rest()
    expect(main.inputs('export.start')[0]?.options.images).toEqual({ ids: [2, 3] })
  })

  it('measures what simplified outlines cost, and cancels what is out of date', async () => {
    const app = await open()
    app.stores.exporting.change({ tolerance: 1 })
    await until(() =>
      expect(main.inputs('export.simplifyCost')).toEqual([{ tolerance: 1, sample: 200, images: 'labelled' }])
    )
    app.stores.exporting.change({ tolerance: 2 })
    await until(() => expect(main.inputs('export.simplifyCost')).toHaveLength(2))
    expect(main.inputs('jobs.cancel')).toContainEqual({ job: costJob })
    const { iouHistogram, iouMedian, iouMin } = exportReport()
    await finish(costJob, 'simplify', {
      tolerance: 2,
      objects: 12,
      iouMean: 0.9871,
      iouP5: 0.951,
      iouMin,
      iouMedian,
      iouHistogram,
      pointsExact: 4000,
      points: 310
    })
    expect(screen.getByTestId('export-tolerance-cost').textContent).toContain(
      'mean IoU 0.9871, worst 5% 0.9510; 310 vertices instead of 4,000'
    )
  })
})

describe('the check before an export', () => {
  const tiny = (image: number, object: string) => ({
    severity: 'warning' as const,
    code: 'object-tiny' as const,
    image: image as ImageId,
    file: `${'ab'[image - 1]}.jpg`,
    object: object as AnnotationId,
    params: { pixels: 3 }
  })

  it('says that all is well', async () => {
    await open()
    await until(() => expect(main.inputs('export.preflight')).toHaveLength(1))
    await finish(checkJob, 'preflight', preflightReport())
    expect((await appears('export-check-clean')).textContent).toBe('No problems found.')
  })

  it('leads to an object and back', async () => {
    const app = await open()
    click('export-format-masks')
    await until(() => expect(main.inputs('export.preflight').at(-1)?.options.format).toBe('masks'))
    const unused = {
      severity: 'note' as const,
      code: 'class-unused' as const,
      image: null,
      file: null,
      object: null,
      params: { name: 'boat' }
    }
    const report = preflightReport({
      counts: [
        { code: 'object-tiny', severity: 'warning', count: 1 },
        { code: 'class-unused', severity: 'note', count: 1 }
      ],
      problems: [tiny(1, 'object-2'), unused]
    })
    await finish(checkJob, 'preflight', report)
    expect((await appears('export-check-warning')).textContent).toBe('1 warning')
    click('export-check-show')
    await rest()
    expect(screen.getAllByTestId('export-problem-group').map((row) => row.textContent)).toEqual([
      '1 object is tiny',
      '1 class has no objects'
    ])
    expect(screen.getByTestId('export-problem').textContent).toBe('a.jpg3 pixels')
    click('export-problem')
    await rest(60)
    expect(screen.queryByTestId('export-dialog')).toBeNull()
    expect(app.stores.session.getState().current).toBe(1)
    expect([...(app.stores.session.getState().editor?.state.selection ?? [])]).toEqual(['object-2'])
    click('toast-offer')
    await rest(60)
    expect(screen.getByTestId('export-problems')).toBeTruthy()
    click('export-problems-back')
    expect(screen.getByTestId<HTMLInputElement>('export-format-masks').checked).toBe(true)
  })
})
