import { execFileSync } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { launchChromium } from './browser.ts'
import { root } from './project.ts'

// Makes the pictures of README.md: the pages that the demo leaves, as a browser shows them, light and dark. Needs Chromium
// and a font with emoji.

/** What the demo makes of an example, and which part of it is shown. */
const pictures = [
  {
    name: 'summary',
    example: 'image',
    page: 'summary.html',
    part: 'article',
    width: 1064,
    scale: 1.5,
  },
  {
    name: 'comment',
    example: 'pull-request',
    page: 'comment.html',
    part: 'article',
    width: 960,
    scale: 1.5,
  },
  {
    name: 'gallery',
    example: 'gallery',
    page: 'workspace/site/index.html',
    part: undefined,
    width: 1280,
    scale: 1,
  },
] as const
const largest = 300 * 1024

/** Lazy images have to come near the window first. */
const loaded = `(async () => {
  for (const image of document.querySelectorAll('img')) {
    image.loading = 'eager'
    await image.decode()
  }
  scrollTo(0, 0)
})()`

const browser = await launchChromium()
if (!browser) {
  throw new Error('There is no Chromium in the usual places: set CHROMIUM to the path of one.')
}
try {
  for (const { name, example, page: path, part, width, scale } of pictures) {
    const demo = [join(root, 'scripts', 'demo.ts'), `examples/${example}.yml`]
    execFileSync(process.execPath, demo, { stdio: 'ignore' })
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        deviceScaleFactor: scale,
        colorScheme,
        // The gallery's policy forbids fonts and styles that are not its own.
        bypassCSP: true,
      })
      await page.goto(pathToFileURL(join(root, '.demo', path)).href)
      await page.addStyleTag({ content: await inter() })
      await page.evaluate('document.fonts.ready')
      await page.evaluate(loaded)
      const shot =
        part === undefined ? await page.screenshot() : await page.locator(part).screenshot()
      await page.close()
      // A palette of 256 colours is enough for a page, and a third of the size.
      const picture = join(root, 'docs', `${name}-${colorScheme}.png`)
      await writeFile(picture, await sharp(shot).png({ palette: true, effort: 10 }).toBuffer())
      const { size } = await stat(picture)
      if (size > largest) throw new Error(`${picture} has ${size} bytes, above ${largest}.`)
      console.log(`${relative(root, picture)}: ${size} bytes`)
    }
  }
} finally {
  await browser.close()
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
