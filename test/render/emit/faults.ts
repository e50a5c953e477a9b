import type {ErrorObject} from 'ajv'
import type {ReportFinding} from '../../../src/model/index.ts'

/** What a schema says is wrong. */
export function told(errors: readonly ErrorObject[] | null | undefined): readonly string[] {
  return (errors ?? []).slice(0, 5).map(({instancePath, message}) => `${instancePath} ${message}`)
}

/** What nothing that people or databases read may hold. */
export function textFaults(content: string): readonly string[] {
  const found = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.exec(content)
  return [
    ...(found === null ? [] : [`control character ${JSON.stringify(found[0])} at ${found.index}`]),
    ...(/\p{Cs}/u.test(content) ? ['lone surrogate'] : [])
  ]
}

/** The same for text inside JSON, where escapes hide it. */
export function jsonTextFaults(content: string): readonly string[] {
  const escaped = /\\u(?:00[01][0-9a-f]|007f|d[89a-f][0-9a-f]{2})/i.exec(content.replaceAll('\\\\', ''))
  return [...textFaults(content), ...(escaped === null ? [] : [`escaped ${escaped[0]}`])]
}

/** Whether somebody has to do something about a finding. */
export function openFinding({outcome}: ReportFinding): boolean {
  return outcome === 'fail' || outcome === 'error' || outcome === 'review'
}
