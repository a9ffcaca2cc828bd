import { execFileSync } from 'node:child_process'
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { launchChromium } from './browser.ts'
import { localCopies, type ShownResult } from './copies.ts'
import { commentPage, summaryPage } from './page.ts'
import { root } from './project.ts'
import { runStep } from './runner.ts'
import { shipAction } from './shipped.ts'
import { situations, type Situation } from './situations.ts'
import { startCacheService } from '../simulator/cache.ts'
import { startGitHub } from '../simulator/github.ts'
import { startSimulator } from '../simulator/simulator.ts'

// Makes what people look at: the pictures of README.md, and below .demo/pictures every page that a step leaves, in every
// situation, as files and as a browser shows them: light, dark and on a phone. Needs Chromium and fonts (CONTRIBUTING.md).

const usage = 'usage: npm run pictures [-- readme | SITUATION…]'
const folder = join(root, '.demo', 'pictures')

/** The pictures that are committed: what the demo makes of an example, and which part of it is shown. */
const committed = [
  { name: 'summary', example: 'image', page: 'summary.html', part: 'article', width: 1064 },
] as const
const largest = 150 * 1024

/** How a page is looked at. */
const views = [
  { name: 'light', width: 1064, colorScheme: 'light' },
  { name: 'dark', width: 1064, colorScheme: 'dark' },
  { name: 'phone', width: 390, colorScheme: 'light' },
] as const

/** A picture of a page is cut below it. */
const tallest = 2600

/** Lazy images have to come near the window first. */
const loaded = `(async () => {
  for (const image of document.querySelectorAll('img:not(dialog img)')) {
    image.loading = 'eager'
    await image.decode().catch(() => undefined)
  }
  scrollTo(0, 0)
})()`

const pullRequest = {
  pull_request: {
    number: 7,
    head: { sha: '4f1c9e07b3a25d86', repo: { full_name: 'octo-org/octo-repo' } },
  },
  repository: { full_name: 'octo-org/octo-repo' },
}

const { positionals } = parseArgs({ allowPositionals: true })
const wanted = situations.filter(
  ({ slug }) => positionals.length === 0 || positionals.includes(slug),
)
const withReadme = positionals.length === 0 || positionals.includes('readme')
const browser = await launchChromium()
if (!browser) {
  throw new Error('There is no Chromium in the usual places: set CHROMIUM to the path of one.')
}
try {
  if (wanted.length === 0 && !withReadme) throw new Error(usage)
  if (withReadme) await readmePictures(browser)
  await shipAction()
  const taken: Taken[] = []
  for (const situation of wanted) {
    const pages = await pagesOf(situation)
    for (const page of pages) taken.push(await takePictures(browser, situation, page))
    console.log(`${situation.title}: ${pages.map(({ name }) => name).join(', ')}`)
  }
  if (positionals.length === 0) {
    await writeFile(join(folder, 'index.html'), indexPage(taken))
    console.log(`\nOpen ${relative(process.cwd(), join(folder, 'index.html'))}`)
  }
} finally {
  await browser.close()
}

async function readmePictures(browser: Browser): Promise<void> {
  for (const { name, example, page: path, part, width } of committed) {
    const demo = [join(root, 'scripts', 'demo.ts'), `examples/${example}.yml`]
    execFileSync(process.execPath, demo, { stdio: 'ignore' })
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        deviceScaleFactor: 1.5,
        colorScheme,
      })
      await page.goto(pathToFileURL(join(root, '.demo', path)).href)
      await page.addStyleTag({ content: await inter() })
      await page.evaluate('document.fonts.ready')
      await page.evaluate(loaded)
      const shot = await page.locator(part).screenshot()
      await page.close()
      // A palette of 256 colours is enough for a page, and a third of the size.
      const picture = join(root, 'docs', `${name}-${colorScheme}.png`)
      await writeFile(picture, await sharp(shot).png({ palette: true, effort: 10 }).toBuffer())
      const { size } = await stat(picture)
      if (size > largest) throw new Error(`${picture} has ${size} bytes, above ${largest}.`)
      console.log(`${relative(root, picture)}: ${size} bytes`)
    }
  }
}

/** A page that a step left: `summary`, `comment` or `gallery`, and where it is, relative to the situation's folder. */
interface Page {
  readonly name: string
  readonly path: string
}

/** Runs the step, after an earlier one where there is one, and keeps its pages. */
async function pagesOf({
  slug,
  inputs,
  manifest,
  earlier,
  scripts = [],
}: Situation): Promise<readonly Page[]> {
  const place = join(folder, slug)
  const [workspace, runner] = [join(place, 'workspace'), join(place, 'runner')]
  await rm(place, { recursive: true, force: true })
  const [simulator, cache, hub] = await Promise.all([
    startSimulator({ seconds: 0.3 }),
    startCacheService(),
    startGitHub({}),
  ])
  try {
    simulator.script(...scripts)
    const run = async (number: number, file: string | undefined) => {
      // Every attempt begins on an empty machine.
      for (const each of [workspace, runner]) await rm(each, { recursive: true, force: true })
      await mkdir(workspace, { recursive: true })
      if (file !== undefined) await writeFile(join(workspace, 'creatify.yml'), file)
      const event = join(place, 'event.json')
      await writeFile(event, JSON.stringify(pullRequest))
      return runStep({
        inputs: {
          'api-url': simulator.apiUrl,
          'api-id': simulator.apiId,
          'api-key': simulator.apiKey,
          'github-token': hub.token,
          comment: 'true',
          gallery: 'true',
          ...inputs,
        },
        env: {
          ...hub.env,
          ...cache.env,
          HOME: place,
          GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/art.yml@refs/pull/7/merge',
          GITHUB_JOB: 'art',
          GITHUB_ACTION: 'poster',
          GITHUB_RUN_ID: String(number),
          GITHUB_EVENT_NAME: 'pull_request',
          GITHUB_EVENT_PATH: event,
          GITHUB_ACTION_REPOSITORY: 'your-org/creatify-asset-generator',
          GITHUB_ACTION_REF: 'v1',
        },
        workspace,
        folder: runner,
      })
    }
    const first = earlier === undefined ? undefined : await run(1, earlier)
    const before = first === undefined ? [] : resultsOf(first.outputs)
    const copiesBefore = await localCopies(before, simulator.assetUrl, place)
    if (first !== undefined) await cp(workspace, join(place, 'before'), { recursive: true })
    const { outputs, summary } = await run(2, manifest)
    const copies = new Map([
      ...[...copiesBefore].map(([url, path]): [string, string] => [
        url,
        path.replace(/^workspace/, 'before'),
      ]),
      ...(await localCopies(resultsOf(outputs), simulator.assetUrl, place)),
    ])
    await writeFile(join(place, 'summary.md'), summary)
    await writeFile(join(place, 'summary.html'), await summaryPage(summary, copies))
    const [comment] = hub.comments
    if (comment) {
      await writeFile(join(place, 'comment.md'), comment.body)
      const html = await commentPage(comment.body, comment.author, copies)
      await writeFile(join(place, 'comment.html'), html)
    }
    const pages = [
      { name: 'summary', path: 'summary.html' },
      { name: 'comment', path: 'comment.html' },
      { name: 'gallery', path: 'workspace/creatify-assets/index.html' },
    ]
    return pages.filter(({ path }) => existsSync(join(place, path)))
  } finally {
    await Promise.all([simulator.stop(), cache.stop(), hub.stop()])
  }
}

function resultsOf(outputs: Readonly<Record<string, string>>): readonly ShownResult[] {
  return JSON.parse(outputs['results'] ?? '[]') as readonly ShownResult[]
}

/** A page in all views. */
interface Taken {
  readonly title: string
  readonly page: Page
  readonly slug: string
  /** Names of views in which the page is wider than the window. */
  readonly tooWide: readonly string[]
}

async function takePictures(
  browser: Browser,
  { slug, title }: Situation,
  page: Page,
): Promise<Taken> {
  const tooWide: string[] = []
  for (const { name, width, colorScheme } of views) {
    const tab = await browser.newPage({ viewport: { width, height: 844 }, colorScheme })
    await tab.goto(pathToFileURL(join(folder, slug, page.path)).href)
    await tab.evaluate(loaded)
    const [height, excess] = await tab.evaluate<[number, number]>(
      '[document.documentElement.scrollHeight, document.documentElement.scrollWidth - innerWidth]',
    )
    if (excess > 0) tooWide.push(name)
    await tab.screenshot({
      path: join(folder, slug, `${page.name}-${name}.png`),
      fullPage: true,
      clip: { x: 0, y: 0, width, height: Math.min(height, tallest) },
    })
    await tab.close()
  }
  if (tooWide.length > 0) console.log(`  ${slug}/${page.name} is too wide: ${tooWide.join(', ')}`)
  return { title, page, slug, tooWide }
}

function indexPage(taken: readonly Taken[]): string {
  const parts = taken.map(({ title, page, slug, tooWide }) => {
    const shots = views.map(
      ({ name }) =>
        `<a href="${slug}/${page.path}"><img loading="lazy" src="${slug}/${page.name}-${name}.png" alt="${name}"></a>`,
    )
    const wide = tooWide.length === 0 ? '' : ` <em>too wide: ${tooWide.join(', ')}</em>`
    return `<section><h2>${title}: ${page.name}${wide}</h2><div>${shots.join('')}</div></section>`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Pages of a step</title>
<style>
:root { color-scheme: light dark; }
body { margin: 24px; font: 15px/1.5 system-ui, sans-serif; }
section div { display: flex; gap: 12px; align-items: start; overflow-x: auto; }
img { max-height: 560px; border: 1px solid #8884; }
</style>
<h1>Pages of a step</h1>
<p>Each picture opens the page itself. Made by <code>npm run pictures</code>.</p>
${parts.join('\n')}
</html>
`
}

/** The same letters on every machine, as a data URL: a page from a file may not load other files' fonts. */
async function inter(): Promise<string> {
  const require = createRequire(import.meta.url)
  const faces = await Promise.all(
    [400, 600].map(async (weight) => {
      const path = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`)
      const data = (await readFile(path)).toString('base64')
      return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`
    }),
  )
  return `${faces.join('\n')}\n.markdown-body, body { font-family: Inter, sans-serif !important; }`
}
