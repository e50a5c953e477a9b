import type {ReportScan, Scan} from '../model/index.ts'
import {benchmarkLabel} from './words.ts'

/**
 * Say of a scan what people read.
 *
 * @param scan Scan.
 * @returns It, with labels.
 */
export function reportScan(scan: Scan): ReportScan {
  return {
    ...scan,
    toolLabel: scan.toolVersion === null ? scan.tool : `${scan.tool} ${scan.toolVersion}`,
    benchmarkLabel: benchmarkLabel(scan.benchmark.family, scan.benchmark.editions),
    label: scan.node ?? (scan.file === null || scan.file === '-' ? null : lastSegment(scan.file)) ?? `scan ${scan.index + 1}`
  }
}

/**
 * People know a log by its name, not by where it lay.
 *
 * @param path Path.
 * @returns Its last part.
 */
export function lastSegment(path: string): string {
  return path.replace(/^.*[/\\](?=[^/\\])/s, '')
}
