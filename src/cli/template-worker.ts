import {parentPort, workerData} from 'node:worker_threads'
import type {Report} from '../model/index.ts'
import {toMdast} from '../render/mdast.ts'
import type {Template} from '../render/template/define.ts'
import {TemplateError} from '../render/template/error.ts'
import type {FillOptions} from '../render/template/index.ts'
import type {Answer} from './bounded-tree.ts'

/* Runs a template from outside; whoever started this sets its time and memory. */

const {report, template, options} = workerData as {readonly report: Report; readonly template: Template; readonly options: FillOptions}

async function answer(): Promise<Answer> {
  try {
    return {tree: await toMdast(report, template, options)}
  } catch (error) {
    if (!(error instanceof TemplateError)) return {failure: (error as Error).message}
    const {template: name, line, column, code, reason, frame} = error
    return {mistake: {template: name, line, column, code, reason}, frame}
  }
}

parentPort?.postMessage(await answer())
