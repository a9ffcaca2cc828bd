import { stripVTControlCharacters } from 'node:util'

/** An annotation as GitHub shows it: its text, and where it stands. */
export interface Annotation {
  readonly severity: string
  readonly message: string
  readonly file?: string
  readonly line?: string
  readonly col?: string
  readonly title?: string
}

interface Command {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly message: string
}

/** A line of a log as a workflow command; undefined for text. */
function commandIn(line: string): Command | undefined {
  const [, name, properties = '', message = ''] = /^::([a-z-]+)( [^:]*)?::([^]*)$/.exec(line) ?? []
  if (name === undefined) return undefined
  const pairs = properties
    .trim()
    .split(',')
    .filter((pair) => pair.includes('='))
    .map((pair) => {
      const end = pair.indexOf('=')
      const value = pair
        .slice(end + 1)
        .replaceAll('%2C', ',')
        .replaceAll('%3A', ':')
      return [pair.slice(0, end), unescape(value)] as const
    })
  return { name, properties: Object.fromEntries(pairs), message: unescape(message) }
}

function unescape(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

const severities = ['error', 'warning', 'notice']

/** The annotations of a log, in their order. */
export function annotationsIn(log: string): readonly Annotation[] {
  return log.split(/\r\n|[\r\n]/).flatMap((line) => {
    const command = commandIn(line)
    if (command === undefined || !severities.includes(command.name)) return []
    return [{ ...command.properties, severity: command.name, message: command.message }]
  })
}

/**
 * A reader of lines of a log that gives them on as GitHub shows them: groups indented, masked values as `***`, no debug lines, and
 * of annotations only the message.
 */
export function showLines(onLine: (line: string) => void): (line: string) => void {
  const masks: string[] = []
  const masked = (text: string) => masks.reduce((all, mask) => all.replaceAll(mask, '***'), text)
  let indent = ''
  return (raw) => {
    const line = stripVTControlCharacters(raw)
    const command = commandIn(line)
    if (command === undefined) {
      onLine(indent + masked(line))
      return
    }
    const { name, message } = command
    if (name === 'add-mask') masks.push(message)
    if (name === 'group') {
      onLine(`▾ ${masked(message)}`)
      indent = '  '
    }
    if (name === 'endgroup') indent = ''
    if (severities.includes(name)) {
      const word = name.charAt(0).toUpperCase() + name.slice(1)
      onLine(`${indent}${word}: ${masked(message)}`)
    }
  }
}
