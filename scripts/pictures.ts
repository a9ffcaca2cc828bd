import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { root } from './project.ts'

// Makes docs/summary.png: the page that the demo leaves, as a browser shows it. Needs Chromium and a font with emoji.

const picture = join(root, 'docs', 'summary.png')
const largest = 300 * 1024

const executablePath = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
].find((path) => path !== undefined && existsSync(path))
if (executablePath === undefined) {
  throw new Error('There is no Chromium in the usual places: set CHROMIUM to the path of one.')
}

execFileSync(process.execPath, [join(root, 'simulator', 'demo.ts')], { stdio: 'inherit' })

const browser = await chromium.launch({
  executablePath,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
try {
  const page = await browser.newPage({
    viewport: { width: 1064, height: 600 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  })
  await page.goto(pathToFileURL(join(root, '.demo', 'summary.html')).href)
  await page.addStyleTag({ content: await inter() })
  await page.waitForLoadState('networkidle')
  await page.evaluate('document.fonts.ready')
  const shot = await page.locator('article').screenshot()
  // A palette of 256 colours is enough for a page, and a third of the size.
  await writeFile(picture, await sharp(shot).png({ palette: true, effort: 10 }).toBuffer())
} finally {
  await browser.close()
}
const { size } = await stat(picture)
if (size > largest) throw new Error(`${picture} has ${size} bytes; at most ${largest} are wanted.`)
console.log(`\n${picture}: ${size} bytes`)

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
  return `${faces.join('\n')}\n.markdown-body { font-family: Inter, sans-serif !important; }`
}
