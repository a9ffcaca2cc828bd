import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { draw, themes, type Chart } from './chart.ts'
import { action, shell } from './clients.ts'
import { sectionsOf, type Figures } from './figures.ts'
import {
  figure,
  isMet,
  level,
  table,
  verdictOf,
  type Duel,
  type Goal,
  type Section,
} from './section.ts'

const folder = import.meta.dirname
const charts = 'charts'

/** Writes README.md and the charts. */
export async function writePage(figures: Figures): Promise<void> {
  const sections = sectionsOf(figures)
  await rm(join(folder, charts), { recursive: true, force: true })
  await mkdir(join(folder, charts))
  const drawn = sections.flatMap(({ blocks }) => blocks.filter((each) => typeof each !== 'string'))
  await Promise.all(
    drawn.flatMap((chart) =>
      themes.map(async (theme) =>
        writeFile(join(folder, fileOf(chart, theme)), draw(chart, theme)),
      ),
    ),
  )
  const readme = join(folder, 'README.md')
  const text = await format(page(figures, sections), {
    ...(await resolveConfig(readme)),
    parser: 'markdown',
  })
  await writeFile(readme, text)
}

/** Goals and the comparison with the script, as Markdown. */
export function verdicts(sections: readonly Section[]): string {
  const goals = goalsOf(sections)
  const missed = goals.filter((goal) => !isMet(goal))
  const told = missed.map(({ what, got, limit }) => {
    return `${what} (${figure(got)}, at most ${figure(limit)} wanted)`
  })
  return [
    table(
      ['goal', 'at most', 'in this run', ''],
      goals.map((goal) => [
        goal.what,
        figure(goal.limit),
        figure(goal.got),
        isMet(goal) ? 'met' : '**missed**',
      ]),
    ),
    missed.length === 0 ? 'All goals are met.' : `**Missed:** ${told.join('; ')}.`,
    ...besideTheScript(duelsOf(sections)),
  ].join('\n\n')
}

/** Whether every goal is met. The script is ahead where it does less, and that is told, not mended. */
export function allMet(sections: readonly Section[]): boolean {
  return sections.flatMap(({ goals }) => goals).every(isMet)
}

function duelsOf(sections: readonly Section[]): readonly Duel[] {
  return sections.flatMap(({ duels }) => duels)
}

function goalsOf(sections: readonly Section[]): readonly Goal[] {
  const duels = duelsOf(sections)
  const rows = {
    what: 'rows in which the action is not ahead of the script',
    got: duels.filter((duel) => verdictOf(duel) !== 'ahead').length,
    limit: 0,
  }
  return [...sections.flatMap(({ goals }) => goals), ...(duels.length > 0 ? [rows] : [])]
}

function besideTheScript(duels: readonly Duel[]): readonly string[] {
  if (duels.length === 0) return []
  const those = (verdict: ReturnType<typeof verdictOf>) =>
    duels.filter((duel) => verdictOf(duel) === verdict)
  const [behind, even, ahead] = [those('behind'), those('level'), those('ahead')]
  const listed = (some: readonly Duel[]) => some.map(({ what }) => what).join('; ')
  return [
    ...(behind.length > 0
      ? [
          `**Behind the shell script:** ${listed(behind)}. It is ahead where it does less: it starts without a runtime, checks neither params nor files, and looks every five seconds whatever is made, which is few requests for an image and a late picture.`,
        ]
      : []),
    ...(even.length > 0
      ? [`**Level with it**, less than ${100 * level} % apart: ${listed(even)}.`]
      : []),
    table(
      ['beside the shell script', action, shell, ''],
      [...behind, ...even, ...ahead].map((duel) => [
        duel.what,
        figure(duel.ours),
        figure(duel.theirs),
        verdictOf(duel) === 'behind' ? '**behind**' : verdictOf(duel),
      ]),
    ),
  ]
}

function page({ date, machine }: Figures, sections: readonly Section[]): string {
  const { cores, memory, system, node, load, tools } = machine
  return [
    '# Benchmark',
    'The action beside the shell script that people write instead ([generate.sh](generate.sh): curl, jq, a look every five seconds), beside bare Node, and beside the clients of other APIs. The committed bundle runs as the runner runs it, against the [simulator](../simulator/README.md) on the loopback interface. Nothing is spent.',
    '`npm run bench` measures all of it in one run, in about six minutes, and writes this page; it needs bash, curl and jq, and a machine that does nothing else. `npm run bench -- start many` measures parts and writes nothing; `npm run bench -- page` writes this page again from [figures.json](figures.json). The exit code is 1 when a goal is missed, but for the last of them.',
    'Figures are ratios, because times differ from machine to machine; the times behind them are in figures.json. Less is better everywhere. A look is a request that asks how tasks are getting on.',
    table(
      ['', ''],
      [
        ['date', date],
        ['cores', cores],
        ['memory', memory],
        ['system', system],
        ['Node', node],
        ['tools', tools.join(', ')],
        ['load before the run', load],
      ],
      'words',
    ),
    '## Goals',
    verdicts(sections),
    ...sections.flatMap(({ heading, blocks }) => [
      `## ${heading}`,
      ...blocks.map((block) => (typeof block === 'string' ? block : picture(block))),
    ]),
    '## What these figures leave out',
    [
      '- The network. The simulator is on the same machine. Before the create, the action reads the balance and the schema, one after the other; over the internet that is up to two round trips more than the script, which checks nothing.',
      '- GitHub’s cache, where the action remembers what it has paid for. It is written beside the polling.',
      '- The memory of the script, which was not measured.',
      '- The time of real models. Nobody called the live API for this page.',
    ].join('\n'),
  ].join('\n\n')
}

function picture(chart: Chart): string {
  return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${fileOf(chart, 'dark')}">
  <img alt="Chart: ${chart.title}. The table below has its figures." src="${fileOf(chart, 'light')}">
</picture>`
}

function fileOf({ name }: Chart, theme: string): string {
  return `${charts}/${name}-${theme}.svg`
}
