import type { ExportReport } from '@shared/schema/export'

/** An export in a few lines: where it lies, how much it is, and how exact. */
export function exportSummary(report: ExportReport): string[] {
  const { iouMean, iouMedian, iouP5, iouMin } = report
  const spread = `IoU mean ${share(iouMean)}, median ${share(iouMedian)}, 5 % below ${share(iouP5)}, least ${share(iouMin)}`
  return [
    report.destination,
    `  ${report.images} images, ${report.objects} objects, ${report.seconds.toFixed(1)} s`,
    `  self-check: ${report.lost} lost, ${spread}`,
    ...report.notes.map(({ message }) => `  note: ${message}`)
  ]
}

const share = (iou: number): string => iou.toFixed(4)
