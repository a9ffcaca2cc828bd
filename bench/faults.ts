import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { action, shell } from './clients.ts'
import { figure, table, type Goal, type Section } from './section.ts'
import { image, inputsFor, openStand, video, type Order, type Stand } from './stand.ts'
import type { Fault, RecordedRequest } from '../simulator/simulator.ts'

/** How one contender came through one fault. */
interface Survival {
  /** Tasks on the server, each of them paid. */
  readonly creates: number
  /** The step succeeded, and its file is there. */
  readonly saved: boolean
}

/** How both came through. */
export interface Faults {
  readonly lostAnswer: { readonly action: Survival; readonly shell: Survival }
  readonly outage: {
    readonly action: Survival
    readonly shell: Survival
    /** Seconds from its end to the next request of the action. */
    readonly noticed: number
  }
  readonly retryAfter: {
    readonly action: Survival
    readonly shell: Survival
    /** Seconds that the action waited. */
    readonly waited: number
  }
}

const outageSeconds = 20
const retryAfterSeconds = 4

interface Trial {
  readonly order: Order
  readonly seconds: number
  readonly fault: Fault
}

const lostAnswer: Trial = {
  order: image,
  seconds: 3,
  fault: { route: 'create', reset: 'after' },
}
const outage: Trial = {
  order: video,
  seconds: 25,
  fault: { route: 'task', status: 503, forMs: outageSeconds * 1000 },
}
const retryAfter: Trial = {
  order: image,
  seconds: 3,
  fault: { route: 'task', status: 429, headers: { 'Retry-After': String(retryAfterSeconds) } },
}

/** Both contenders through all faults, at the same time: all of them mostly wait. */
export async function measureFaults(): Promise<Faults> {
  const [lost, down, told] = await Promise.all([lostAnswer, outage, retryAfter].map(both))
  if (!lost || !down || !told) throw new Error('A trial is missing.')
  return {
    lostAnswer: { action: lost.action, shell: lost.shell },
    outage: {
      action: down.action,
      shell: down.shell,
      noticed: afterFailures(down.looks) - outageSeconds,
    },
    retryAfter: { action: told.action, shell: told.shell, waited: afterFailures(told.looks) },
  }
}

async function both(trial: Trial) {
  const [{ survival, looks }, { survival: shells }] = await Promise.all([
    play(trial, async (stand) => stand.action({ ...inputsFor(trial.order), name: 'result' })),
    play(trial, async (stand) => stand.shell(trial.order, 'result')),
  ])
  return { action: survival, shell: shells, looks }
}

async function play({ seconds, fault }: Trial, run: (stand: Stand) => ReturnType<Stand['bare']>) {
  await using stand = await openStand()
  const { simulator, workspace } = stand
  simulator.script({ seconds, assets: [{ bytes: 100_000 }] })
  simulator.fault(fault)
  const { exitCode } = await run(stand)
  const places = ['result', 'creatify-assets/result.png', 'creatify-assets/result.mp4']
  const found = await Promise.all(
    places.map(async (place) =>
      access(join(workspace, place)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return {
    survival: { creates: simulator.tasks.length, saved: exitCode === 0 && found.includes(true) },
    looks: simulator.requests.filter(({ route }) => route === 'task'),
  }
}

/** Seconds from the first look that failed to the first good one after it. */
function afterFailures(looks: readonly RecordedRequest[]): number {
  const from = looks.findIndex(({ status }) => status !== 200)
  const [failed, good] = [looks[from], looks.slice(from).find(({ status }) => status === 200)]
  return ((good?.at ?? NaN) - (failed?.at ?? NaN)) / 1000
}

/** What they say. */
export function tellFaults(faults: Faults | undefined): Section {
  const heading = 'When something goes wrong'
  if (faults === undefined) return { heading, blocks: [], goals: goalsOf(undefined), duels: [] }
  const { lostAnswer, outage, retryAfter } = faults
  const waited = `waited ${figure(retryAfter.waited)} s`
  const noticed = `asked again ${figure(outage.noticed)} s after its end`
  const rows: readonly (readonly [string, string, string])[] = [
    [
      'tasks paid when the answer to the create is lost',
      creates(lostAnswer.action),
      creates(lostAnswer.shell),
    ],
    [
      `the API is down for ${outageSeconds} s while it is polled`,
      outage.action.saved ? `result saved, ${noticed}` : 'result lost',
      outage.shell.saved ? 'result saved' : 'result lost',
    ],
    [
      `a look is answered by 429 and \`Retry-After: ${retryAfterSeconds}\``,
      retryAfter.action.saved ? `result saved, ${waited}` : 'result lost',
      retryAfter.shell.saved ? 'result saved' : 'result lost',
    ],
  ]
  return {
    heading,
    blocks: [
      'One generation each, with one fault of the simulator. The answer to the create is lost by a reset of the connection after the server has made the task.',
      table(['', action, shell], rows, 'words'),
      'With `curl --retry 5` the script comes through the outage and the 429 too, but not through the lost answer: it ends, the task goes on and is paid, and a second run pays again.',
    ],
    goals: goalsOf(faults),
    duels: [
      ['results lost with the answer to the create', lostAnswer] as const,
      ['results lost in an outage', outage] as const,
      ['results lost to a 429', retryAfter] as const,
    ].map(([what, trial]) => ({
      what,
      ours: lost([trial], 'action'),
      theirs: lost([trial], 'shell'),
    })),
  }
}

function creates({ creates, saved }: Survival): string {
  return `${creates}, ${saved ? 'result saved' : 'result lost'}`
}

function goalsOf(faults: Faults | undefined): readonly Goal[] {
  const waited = faults?.retryAfter.waited
  return [
    {
      what: 'creates for one lost answer',
      got: faults?.lostAnswer.action.creates,
      limit: 1,
    },
    {
      what: 'results lost to a lost answer, an outage, a 429',
      got: faults && lost([faults.lostAnswer, faults.outage, faults.retryAfter], 'action'),
      limit: 0,
    },
    {
      what: `missing of a Retry-After of ${retryAfterSeconds} s`,
      got: waited === undefined ? undefined : Math.max(0, retryAfterSeconds - waited),
      limit: 0,
      unit: 's',
    },
  ]
}

function lost(
  trials: readonly Readonly<Record<'action' | 'shell', Survival>>[],
  who: 'action' | 'shell',
): number {
  return trials.filter((trial) => !trial[who].saved).length
}
