import type {Root} from 'mdast'
import {Worker} from 'node:worker_threads'
import {toMdast} from '../render/mdast.ts'
import type {RenderOptions} from '../render/renderer.ts'
import {TemplateError, type TemplateMistake} from '../render/template/error.ts'
import {Problem} from './problem.ts'

/** What the worker answers. */
export type Answer = {readonly tree: Root} | {readonly mistake: TemplateMistake; readonly frame: string} | {readonly failure: string}

/**
 * Make trees in a worker, for a template from outside can loop without end or fill the memory: it is stopped then.
 *
 * @param seconds How long a template may take.
 * @param memory How much memory it may need, in megabytes.
 * @returns Maker of trees, for `render`.
 */
export function boundedTree(seconds: number, memory = 2048): NonNullable<RenderOptions['makeTree']> {
  // Tests run the sources, and Node 20 starts no worker from TypeScript; what is built has the worker beside it.
  if (import.meta.url.endsWith('.ts')) return toMdast
  return (report, template, {safe, strict}) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./template-worker.js', import.meta.url), {
        workerData: {report, template, options: {...(safe === undefined ? {} : {safe}), ...(strict === undefined ? {} : {strict})}},
        env: {},
        execArgv: [],
        resourceLimits: {maxOldGenerationSizeMb: memory}
      })
      const stop = (reason: string): void => {
        clearTimeout(timer)
        void worker.terminate()
        reject(new Problem(`Template ${template.name} ${reason}`))
      }
      const timer = setTimeout(
        () => stop(`was stopped after ${seconds} seconds; loops in loops may be why, and --template-seconds gives it more.`),
        seconds * 1000
      )
      worker.once('message', (answer: Answer) => {
        clearTimeout(timer)
        if ('tree' in answer) resolve(answer.tree)
        else if ('mistake' in answer) reject(Object.assign(new TemplateError(answer.mistake, ''), {frame: answer.frame}))
        else reject(new Error(answer.failure))
      })
      worker.once('error', (error: NodeJS.ErrnoException) =>
        stop(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? `was stopped because it needed more than ${memory} MB of memory.`
            : `could not be run: ${error.message.split('\n')[0]}.`
        )
      )
      worker.once('exit', () => stop('ended without an answer.'))
    })
}
