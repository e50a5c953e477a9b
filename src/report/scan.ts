import type {ReportScan, Scan} from '../model/index.ts'
import {benchmarkLabel} from './words.ts'

/**
 * Give a scan its words.
 *
 * @param scan Scan.
 * @returns The scan with labels.
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
 * Shorten a path to the name people know a log by, not where it lay.
 *
 * @param path Path with slashes or backslashes.
 * @returns Its last segment.
 */
export function lastSegment(path: string): string {
  return path.replace(/^.*[/\\](?=[^/\\])/s, '')
}
