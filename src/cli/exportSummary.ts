import type { ExportReport } from '@shared/schema/exporting'

/** Summarizes an export in a few lines: destination, counts, and the result of the self-check. */
export function exportSummary(report: ExportReport): string[] {
  const { iouMean, iouMedian, iouP5, iouMin } = report
  const spread = `IoU mean ${share(iouMean)}, median ${share(iouMedian)}, 5th percentile ${share(iouP5)}, minimum ${share(iouMin)}`
  return [
    report.destination,
    `  ${report.images} images, ${report.objects} objects, ${report.seconds.toFixed(1)} s`,
    `  self-check: ${report.lost} lost, ${spread}`,
    ...report.notes.map(({ message }) => `  note: ${message}`)
  ]
}

const share = (iou: number): string => iou.toFixed(4)
