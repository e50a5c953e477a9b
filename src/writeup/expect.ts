import type {Control} from '../model/index.ts'

/** A setting of daemon.json that mends a check. */
export interface Setting {
  readonly key: string
  readonly value: unknown
}

/** A flag with its value, if one is named. */
export interface FlagValue {
  readonly flag: string
  readonly value: string | null
}

const taking = /\b(?:remove|drop|take out|stop using|leave out|delete|use `docker exec` without)\b/i

/** The words outside of code: `--cap-drop` drops nothing of the sentence. */
function outside(sentence: string): string {
  return sentence.replace(/`[^`]*(?:`|$)/g, ' ')
}

/**
 * Read the settings of daemon.json out of a control's remedy.
 *
 * @param control Control.
 * @returns Settings its summary names.
 */
export function settingsOf(control: Control): readonly Setting[] {
  return [...control.fix.summary.matchAll(/"([a-z][a-z0-9-]*)": (true|false|"[^"]{0,60}")/g)].flatMap(hit =>
    taking.test(outside(control.fix.summary.slice(0, hit.index))) ? [] : [{key: hit[1] ?? '', value: JSON.parse(hit[2] ?? 'null')}]
  )
}

/**
 * Read the flags that mend a check, or that are its fault, out of a control's remedy.
 *
 * @param control Control.
 * @param fault Whether to list the flags that it says to remove.
 * @returns Flags.
 */
export function flagsOf(control: Control, fault: boolean): readonly FlagValue[] {
  return control.fix.summary
    .split(/(?<=[.;])\s+/)
    .filter(sentence => taking.test(outside(sentence)) === fault)
    .flatMap(sentence =>
      [...sentence.matchAll(/`(?:docker exec )?(--[a-z][a-z-]+)(?:[ =]([^`]{1,60}))?`/g)].map(hit => ({
        flag: hit[1] ?? '',
        value: hit[2] ?? null
      }))
    )
}

/**
 * Read the files that a control is about out of its remedy.
 *
 * @param control Control.
 * @returns Paths its summary names.
 */
export function pathsOf(control: Control): readonly string[] {
  return [...control.fix.summary.matchAll(/(?<=[`\s=])(\/(?:etc|usr|var|run|lib)\/[\w./-]*\w)/g)].map(hit => hit[1] ?? '')
}
