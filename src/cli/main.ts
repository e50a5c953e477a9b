#!/usr/bin/env node
import {execute} from './execute.ts'

// Nobody may be listening to messages; that is no reason to stop.
process.stderr.on('error', () => undefined)
process.exitCode = await execute(process.argv.slice(2))
