/** The command line's entry: `npm run -s gpt -- <command> …`. */
import { dirname } from 'node:path'
import { gpt } from './cli.ts'

// npm runs scripts in the project's folder; paths are meant from where the person is.
const { npm_lifecycle_event: script, npm_package_json: project, INIT_CWD: caller } = process.env
if (script === 'gpt' && project && caller && dirname(project) === process.cwd()) process.chdir(caller)

process.exitCode = await gpt(process.argv.slice(2))
