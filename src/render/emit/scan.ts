import type {ScanReport} from '../../model/index.ts'
import type {Renderer} from '../renderer.ts'

/** A data format of scan reports. */
function emitter(
  name: string,
  title: string,
  extension: string,
  mediaType: string,
  load: () => Promise<(report: ScanReport) => string | Promise<string>>
): Renderer {
  // `accepts` says that no other kind of report comes here.
  return {name, title, extension, mediaType, accepts: ['scan'], render: async report => (await load())(report as ScanReport)}
}

/**
 * Data formats of scans, in the order of help; each has a file of its own, loaded when it is used. No two endings are
 * alike, for several formats of one report go to one directory.
 */
export const scanEmitters: readonly Renderer[] = Object.freeze([
  emitter('json', 'Findings, JSON', '.json', 'application/json', async () => (await import('./findings.ts')).toJson),
  emitter('ndjson', 'Findings, one a line', '.ndjson', 'application/x-ndjson', async () => (await import('./findings.ts')).toNdjson),
  emitter('csv', 'CSV', '.csv', 'text/csv', async () => (await import('./csv.ts')).toCsv),
  emitter('sarif', 'SARIF 2.1.0', '.sarif', 'application/sarif+json', async () => (await import('./sarif.ts')).toSarif),
  emitter('junit', 'JUnit XML', '.junit.xml', 'application/xml', async () => (await import('./junit.ts')).toJUnit),
  emitter('github', 'GitHub step summary', '.github.md', 'text/markdown', async () => (await import('./github.ts')).toGitHubSummary),
  emitter(
    'github-annotations',
    'GitHub annotations',
    '.annotations.txt',
    'text/plain',
    async () => (await import('./github-annotations.ts')).toGitHubAnnotations
  ),
  emitter(
    'gitlab-codequality',
    'GitLab Code Quality',
    '.codequality.json',
    'application/json',
    async () => (await import('./gitlab-codequality.ts')).toCodeQuality
  ),
  emitter(
    'defectdojo',
    'DefectDojo Generic Findings Import',
    '.defectdojo.json',
    'application/json',
    async () => (await import('./defectdojo.ts')).toDefectDojo
  )
])
