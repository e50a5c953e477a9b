import type {WriteUpTarget} from '../model/index.ts'
import type {Line} from './lines.ts'

/** A part of a write-up. */
export interface Section {
  /** A threat model, findings with what was done about them, or neither (references). */
  readonly kind: 'model' | 'findings' | 'aside'
  /** What it is about; null when its heading does not say. */
  readonly target: WriteUpTarget | null
}

const docker = /\bdocker\b|\bcontainers?\b/i
const kubernetes = /\bkubernetes\b|\bk8s\b|\bkube[- ]?bench\b|\bkube\b(?!-)|\bcluster\b/i
const findings =
  /\b(?:docker|kube)[- ]?bench\b|\bbenchmark (?:run|results?|findings)\b|\bfindings?\b|\bfailed (?:checks?|tests?)\b|\bharden(?:ed|ing)\b|\bremediat(?:ed|ions?)\b|\bfixes\b|\brun results\b/i
const model = /\bthreats?\b|\battack[- ]surfaces?\b|\bSTRIDE\b|\bmodell?ing\b|\brisks\b/i
const instruction =
  /^\W{0,3}(?:(?:instructions?|task|question|exercise)\W{1,4})?(?:given (?:docker|kubernetes|the (?:docker|kubernetes))|from the failed findings, select|document (?:\d|five|three) (?:concrete|attack|failed)|submission should include|in the explanation, associate|there can be multiple attack surface|select and document|identify (?:five|5) potential|at least (?:1|one) of the (?:3|three))/i

/**
 * Tell whether a line starts an instruction of the assignment rather than an answer.
 *
 * @param text Words of the line.
 * @returns Whether it does.
 */
export function isInstruction(text: string): boolean {
  return instruction.test(text)
}

/**
 * Tell which part of the write-up a line opens.
 *
 * @param line Line.
 * @returns The part; null when the line opens none.
 */
export function sectionOf(line: Line): Section | null {
  const text = line.text.trim()
  if (text === '' || line.code || text.length > 300) return null
  const told = isInstruction(text)
  if (!told && !opens(line, text)) return null
  const target = targetOf(text)
  if (findings.test(text) && !(told && /STRIDE framework|potential threats/i.test(text))) return {kind: 'findings', target}
  if (target === null) return null
  if (model.test(text)) return {kind: 'model', target}
  // `Docker:`, `## Kubernetes`: a heading that is hardly more than the name.
  const words = text.split(/\s+/).length
  return words === 1 ||
    (line.heading > 0 && words <= 3 && !/\b(?:client|daemon|host|registry|image|api|control|node|network)\b/i.test(text))
    ? {kind: 'model', target}
    : null
}

/** A heading, or a sentence that leads into a list. */
function opens(line: Line, text: string): boolean {
  if (line.heading > 0 || line.bold) return text.length <= 140
  const words = text.split(/\s+/).length
  if (line.mark !== null)
    return words <= 8 && text.length <= 80 && /\bbench\b|\bfindings\b|\banalysis\b|\bmodell?ing\b|\battack surfaces?\b/i.test(text)
  if (text.endsWith(':')) return text.length <= 180
  return words <= 14 && text.length <= 110 && !/[.!?]\s+\S/.test(text)
}

function targetOf(text: string): WriteUpTarget | null {
  const isDocker = docker.test(text)
  const isKubernetes = kubernetes.test(text)
  return isDocker === isKubernetes ? null : isDocker ? 'docker' : 'kubernetes'
}
